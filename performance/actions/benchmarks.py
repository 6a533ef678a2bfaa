"""Published figures come in: a file is kept, looked at, and imported."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from activity.actions import record
from partnership.access import Access
from partnership.models import Partnership
from performance.actions.mapping import hold, require_curator, set_up
from performance.actions.neighbours import looked_at_neighbours, write_neighbours
from performance.models import Area, Benchmark, Release
from performance.models.benchmarks import FILE_NAME_MAX
from performance.published.datasets import NEIGHBOURS, known
from performance.published.files import (
    Sheet,
    dataset_of,
    packed,
    read,
    sha256,
    unpacked,
)
from performance.published.places import NEEDED, Where
from performance.published.planning import Plan, planned
from performance.published.reports import Change, Report
from strategies.actions import boards_changed

BATCH = 500
WHICH = "Say which published statistics this is: the name of the file does not tell."


@transaction.atomic
def take_in(
    *, file_name: str, content: bytes, key: str = "", by: Access, at: datetime
) -> Release:
    """Keep a file, to be looked at and imported; the same file is kept once.

    Without a key its name must tell which statistics it is. Raises Refused, and
    ValidationError with code which.
    """
    return _kept(file_name, content, key, by, at)[0]


@transaction.atomic
def import_file(
    *, file_name: str, content: bytes, key: str = "", by: Access, at: datetime
) -> Report:
    """Keep a file and import it at once, as `take_in` and `import_release` do."""
    release, sheet = _kept(file_name, content, key, by, at)
    return _imported(release, sheet, by, at)


def _kept(
    file_name: str, content: bytes, key: str, by: Access, at: datetime
) -> tuple[Release, Sheet]:
    require_curator(by)
    key = key or dataset_of(file_name, list(known()))
    if key not in known():
        raise ValidationError(WHICH, code="which")
    sheet = read(content)
    if key != NEIGHBOURS:
        sheet.need(*NEEDED)
    dataset = set_up(key=key, by=by, at=at)
    release, is_new = Release.objects.defer("content").get_or_create(
        dataset=dataset,
        sha256=sha256(content),
        defaults={
            "file_name": file_name[-FILE_NAME_MAX:],
            "content": packed(content),
            "columns": list(sheet.columns),
            "rows": len(sheet.rows),
            "given_at": at,
            "given_by": by.actor_name[:200],
        },
    )
    if is_new:
        told = {"file": release.file_name, "rows": release.rows}
        record(by=by, at=at, verb="gave", subject=release, thread=dataset, after=told)
    return release, sheet


def looked_at(release: Release) -> Report:
    """What importing a file would change now. Changes nothing. Raises Refused."""
    sheet = read(unpacked(bytes(release.content)))
    if release.dataset.key == NEIGHBOURS:
        return looked_at_neighbours(sheet).report
    return planned(release, sheet).report


@transaction.atomic
def import_release(*, release: Release, by: Access, at: datetime) -> Report:
    """Put what a file says beside what is known; a second time it changes nothing.

    Measures of which a column is missing are left as they are. Raises Refused.
    """
    sheet = read(unpacked(bytes(release.content)))
    return _imported(release, sheet, by, at)


def _imported(release: Release, sheet: Sheet, by: Access, at: datetime) -> Report:
    require_curator(by)
    hold(release.dataset)
    if release.dataset.key == NEIGHBOURS:
        nearest = looked_at_neighbours(sheet)
        report, latest = nearest.report, None
        write_neighbours(nearest, release)
    else:
        plan = planned(release, sheet)
        report, latest = plan.report, plan.latest_on
        _write_areas(plan)
        _write_values(plan)
        _mark({key[0] for key in plan.series}, at)
    if report.writes or release.imported_at is None:
        release.imported_at, release.imported_by = at, by.actor_name[:200]
        release.latest_on, release.report = latest, report.as_json()
        release.save(
            update_fields=["imported_at", "imported_by", "latest_on", "report"]
        )
        record(
            by=by,
            at=at,
            verb="imported",
            subject=release,
            thread=release.dataset,
            before={_named(one): one.was for one in report.changes},
            after=_told(report) | {_named(one): one.now for one in report.changes},
        )
    return report


def _named(change: Change) -> str:
    return f"{change.title}, {change.area}, {change.period}"


def _told(report: Report) -> dict[str, object]:
    return {"new": report.added, "changed": report.changed} | (
        {"areas": report.renamed_areas} if report.renamed_areas else {}
    )


def _write_areas(plan: Plan) -> None:
    """Areas that were not known, where each lies, and what is called otherwise now."""
    for area, where in plan.changed_areas:
        if not area.number and where.number:
            area.number = where.number
        else:
            area.code, area.name = where.code, where.name
    made = [_area(where) for where in plan.new_areas]
    Area.objects.bulk_create(made, batch_size=BATCH)
    for where, area in zip(plan.new_areas, made, strict=True):
        plan.areas[where.key] = area
    changed = {area.pk: area for area, _ in plan.changed_areas}
    changed |= {area.pk: area for area in _put_within(plan)}
    if changed:
        Area.objects.bulk_update(
            changed.values(), ["code", "name", "number", "within"], batch_size=BATCH
        )


def _area(where: Where) -> Area:
    return Area(
        code=where.code, number=where.number, name=where.name[:120], kind=where.kind
    )


def _put_within(plan: Plan) -> list[Area]:
    """The areas of which it is known only now where they lie."""
    by_code: Mapping[str, Area] = {area.code: area for area in plan.areas.values()}
    found = []
    for key, where in plan.wheres.items():
        area, whole = plan.areas[key], by_code.get(where.within)
        if area.within_id is None and whole is not None and whole is not area:
            area.within = whole
            found.append(area)
    return found


def _write_values(plan: Plan) -> None:
    rows = [
        Benchmark(
            measure_id=measure,
            area_id=plan.areas[area].pk,
            frequency=frequency,
            values=values,
        )
        for (measure, frequency, area), values in plan.series.items()
    ]
    Benchmark.objects.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["measure", "area", "frequency"],
        update_fields=["values"],
    )


def _mark(measures: set[int], at: datetime) -> None:
    """Compile anew the dashboards on which these measures stand."""
    if not measures:
        return
    asking = Partnership.objects.filter(commissions__measure__in=measures)
    for one in asking.distinct().order_by("pk"):
        boards_changed(one, at)
