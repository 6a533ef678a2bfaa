"""What a file would change here: worked out without changing anything."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date

from performance.models import Area, Benchmark, Mapped, Measure, Release
from performance.periods import Frequency, Period
from performance.published.files import Sheet
from performance.published.places import ABOUT_THE_ROW, Where
from performance.published.reports import CHANGES_MAX, Change, Lacking, Line, Report
from performance.published.values import (
    Taken,
    Value,
    Wanted,
    published,
    release_of,
    stored,
    taken,
    without_release,
)
from performance.showing import written
from privacy.disclosure import Count, Symbol

Key = tuple[int, str, str]  # measure, how often, area


@dataclass(slots=True)
class Plan:
    """What is to be written, and what is said about it."""

    report: Report
    latest_on: date | None = None
    new_areas: list[Where] = field(default_factory=list)
    changed_areas: list[tuple[Area, Where]] = field(default_factory=list)
    areas: dict[str, Area] = field(default_factory=dict)
    wheres: dict[str, Where] = field(default_factory=dict)
    series: dict[Key, dict[str, str]] = field(default_factory=dict)


def planned(release: Release, sheet: Sheet) -> Plan:
    """Compare a file with what is known. Raises Refused. Six queries."""
    mapped = list(
        Mapped.objects.filter(dataset=release.dataset_id)
        .select_related("measure")
        .order_by("measure__title", "pk")
    )
    report = Report(rows=len(sheet.rows))
    _columns(report, release, sheet, mapped)
    lacks = {one.measure for one in report.lacking}
    good = [one for one in mapped if one.is_used and one.measure_id not in lacks]
    found = taken(sheet, [_wanted(one) for one in good])
    report.not_understood = [asdict(one) for one in found.not_understood]
    report.not_understood_count = found.not_understood_count
    plan = Plan(report, found.latest_on, wheres=found.areas)
    others = list(
        Release.objects.exclude(pk=release.pk)
        .exclude(imported_at=None)
        .exclude(latest_on=None)
        .order_by("pk")
        .values_list("pk", "dataset_id", "latest_on")
    )
    _areas(plan, found, others)
    _values(plan, found, release, good, {pk: day for pk, _, day in others})
    return plan


def _wanted(one: Mapped) -> Wanted:
    measure: Measure = one.measure
    return Wanted(
        key=measure.pk,
        numerator=tuple(one.numerator),
        denominator=one.denominator,
        value=one.value,
        rows=one.rows,
        by_month=one.by_month,
        multiplier=measure.multiplier,
        places=measure.places,
        is_rate=measure.is_of_population,
    )


def _columns(
    report: Report, release: Release, sheet: Sheet, mapped: Iterable[Mapped]
) -> None:
    used: set[str] = set()
    for one in mapped:
        used.update(name for name, _ in one.columns)
        missing = set(sheet.missing(*(name for name, _ in one.columns)))
        report.lacking += [
            Lacking(name, role, one.measure_id, one.measure.title)
            for name, role in one.columns
            if name in missing and one.is_used
        ]
    last = (
        Release.objects.filter(dataset=release.dataset_id, imported_at__isnull=False)
        .exclude(pk=release.pk)
        .order_by("-imported_at", "-pk")
        .values_list("columns", flat=True)
        .first()
    )
    spare = [name for name in sheet.columns if name not in used | ABOUT_THE_ROW]
    report.new = [name for name in spare if last is not None and name not in last]
    report.unused = [name for name in spare if name not in report.new]
    report.gone = [
        name for name in last or () if name not in sheet.columns and name not in used
    ]


def _areas(plan: Plan, found: Taken, others: Sequence[tuple[int, int, date]]) -> None:
    rows = list(Area.objects.order_by("pk"))
    by_number = {one.number: one for one in rows if one.number}
    by_code = {one.code: one for one in rows}
    latest = found.latest_on
    is_newest = latest is not None and all(day <= latest for *_, day in others)
    for key, where in found.areas.items():
        area = by_number.get(where.number) or by_code.get(where.code)
        if area is None:
            plan.new_areas.append(where)
            plan.report.new_areas.append(where.name)
            continue
        plan.areas[key] = area
        is_free = by_code.get(where.code, area) is area
        changed = (area.code, area.name) != (where.code, where.name)
        if not area.number and where.number:
            plan.changed_areas.append((area, where))
            plan.report.renamed_areas.append(f"{area.name} has number {where.number}")
        elif changed and is_newest and is_free:
            plan.changed_areas.append((area, where))
            plan.report.renamed_areas.append(
                f"{area.name} ({area.code}) is now {where.name} ({where.code})"
            )


def _values(
    plan: Plan,
    found: Taken,
    release: Release,
    mapped: Iterable[Mapped],
    days: Mapping[int, date],
) -> None:
    lines = {one.measure_id: Line(one.measure_id, one.measure.title) for one in mapped}
    measures = {one.measure_id: one.measure for one in mapped}
    for measure, what in found.twice.items():
        lines[measure].why_not = (
            f"several rows are about the same area and period ({what}). Nothing is "
            "imported for this measure until somebody says which rows are meant."
        )
    known = _known(list(lines))
    newer = {
        pk for pk, day in days.items() if found.latest_on and day > found.latest_on
    }
    for key, series in found.series.items():
        area = plan.areas.get(key[2])
        there = known.get((key[0], key[1], area.pk), {}) if area else {}
        line = lines[key[0]]
        put = _compared(there, series, release.pk, newer, line)
        if not put:
            continue
        plan.series[key] = there | put
        for day in sorted(put.keys() & there.keys()):
            if len(plan.report.changes) < CHANGES_MAX and area:
                plan.report.changes.append(
                    Change(
                        line.title,
                        area.name,
                        Period(Frequency(key[1]), date.fromisoformat(day)).short,
                        said(measures[key[0]], there[day]),
                        said(measures[key[0]], put[day]),
                    )
                )
    plan.report.lines = list(lines.values())


def _compared(
    there: Mapping[str, str],
    series: Mapping[str, Value],
    release: int,
    newer: set[int],
    line: Line,
) -> dict[str, str]:
    """The values that are not there as they are in the file."""
    if not there:
        line.added += len(series)
        return {day: stored(value, release) for day, value in series.items()}
    put: dict[str, str] = {}
    for day, value in series.items():
        was = there.get(day)
        if was is None:
            line.added += 1
        elif without_release(was) == value:
            line.same += 1
            continue
        elif release_of(was) in newer:
            line.kept += 1
            continue
        else:
            line.changed += 1
        put[day] = stored(value, release)
    return put


def said(measure: Measure, kept: str) -> str:
    """A stored value as people read it, with what it was worked out from."""
    number, out_of, value, _ = published(kept)
    worth = written(measure, value) or "no value"
    if number is None:
        return worth
    counted = _count(number) + (f" of {_count(out_of)}" if out_of is not None else "")
    return worth if counted == worth else f"{worth} ({counted})"


def _count(number: Count) -> str:
    return number.value if isinstance(number, Symbol) else f"{number:,}"


def _known(measures: list[int]) -> dict[tuple[int, str, int], dict[str, str]]:
    rows = Benchmark.objects.filter(measure__in=measures).order_by("pk")
    return {
        (measure, frequency, area): values
        for measure, frequency, area, values in rows.values_list(
            "measure_id", "frequency", "area_id", "values"
        )
    }
