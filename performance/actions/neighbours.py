"""Which ten authorities are most like another, as the department has them."""

from dataclasses import dataclass, field

from performance.models import Area, Neighbour, Release
from performance.published.files import Sheet
from performance.published.neighbours import TEN, Near, neighbours_in
from performance.published.reports import Line, Report
from performance.published.values import NOT_UNDERSTOOD_MAX

BATCH = 500


@dataclass(slots=True)
class Nearest:
    """The neighbours in a file, and which of them are not known here yet."""

    report: Report
    areas: dict[str, Area] = field(default_factory=dict)
    put: dict[str, list[Near]] = field(default_factory=dict)


def looked_at_neighbours(sheet: Sheet) -> Nearest:
    """What a list of neighbours would change. Raises Refused. Two queries."""
    found, wrong = neighbours_in(sheet)
    report = Report(rows=len(sheet.rows))
    report.not_understood_count = len(wrong)
    report.not_understood = [
        {"row": row, "column": column, "found": text}
        for row, column, text in wrong[:NOT_UNDERSTOOD_MAX]
    ]
    rows = Area.objects.exclude(number="").order_by("pk")
    nearest = Nearest(report, {area.number: area for area in rows})
    there = _there()
    line = Line(0, "Statistical neighbours")
    unknown: set[str] = set()
    for of, ten in _by_authority(found).items():
        strange = {one for near in ten for one in near[:2] if one not in nearest.areas}
        unknown |= strange
        # All ten or none: a median of fewer would be called one of ten.
        if strange or len(ten) < len(TEN):
            continue
        now = {(near.rank, near.neighbour, near.likeness) for near in ten}
        was = there.get(of, set())
        line.added += 0 if was else len(now)
        line.changed += len(now - was) if was else 0
        line.same += len(now & was)
        if now != was:
            nearest.put[of] = ten
    report.unknown_areas = sorted(unknown)
    report.lines = [line]
    return nearest


def write_neighbours(nearest: Nearest, release: Release) -> None:
    """Put the neighbours of each authority that has others than before."""
    areas = nearest.areas
    whose = [areas[of].pk for of in nearest.put]
    Neighbour.objects.filter(area__in=whose).delete()
    Neighbour.objects.bulk_create(
        [
            Neighbour(
                area=areas[near.of],
                neighbour=areas[near.neighbour],
                rank=near.rank,
                likeness=near.likeness,
                release=release,
            )
            for ten in nearest.put.values()
            for near in ten
        ],
        batch_size=BATCH,
    )


def _there() -> dict[str, set[tuple[int, str, str]]]:
    rows = Neighbour.objects.order_by("pk").values_list(
        "area__number", "rank", "neighbour__number", "likeness"
    )
    found: dict[str, set[tuple[int, str, str]]] = {}
    for of, rank, number, likeness in rows:
        found.setdefault(of, set()).add((rank, number, likeness))
    return found


def _by_authority(found: list[Near]) -> dict[str, list[Near]]:
    by: dict[str, list[Near]] = {}
    for near in found:
        by.setdefault(near.of, []).append(near)
    return by
