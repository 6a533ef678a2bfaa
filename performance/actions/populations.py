"""Which areas a partnership looks after, and how many children live there.

An area is the same for all who look after it, and its populations are public: whoever
may choose measures for one of those partnerships may change them. Each change is
recorded, and who made the last one stands beside the number.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from activity.actions import record
from partnership.access import Access
from partnership.locking import locked
from partnership.models import Partnership
from partnership.roles import Permission
from performance.models import Area, Benchmark, Coverage, Neighbour, Population
from strategies.actions import boards_changed
from ui.merging import Clash, Edit, merge

MAY = Permission.MEASURE_CONFIGURE
BATCH = 500
MOST_AREAS = 60
CODE = re.compile(r"[A-Z][0-9]{8}\Z")
COUNTRIES = ("E92", "W92", "S92", "N92", "K0")
REGIONS = ("E12",)
NOT_A_CODE = "Enter the code of a local authority, such as E06000001."
WHOLE = (
    "This is the code of a country or a region. Enter the codes of the local "
    "authorities that you look after."
)
NO_NAME = "Enter the name of the area: the portal does not know this code yet."
ALREADY = "You look after {area} ({code}) already."
TOO_MANY = f"A partnership can look after {MOST_AREAS} areas at most."


@dataclass(frozen=True, slots=True)
class Counted:
    """The children of an area in the middle of a year, as edits of a `Population`."""

    code: str
    year: int
    edits: Sequence[Edit]
    name: str = ""  # of an area that is not known yet


@dataclass(slots=True)
class Saved:
    """What became of populations: how many were saved, and which clash."""

    many: int = 0
    clashes: list[tuple[Counted, Clash]] = field(default_factory=list)


def kind_of(code: str) -> Area.Kind:
    """What sort of area a code belongs to."""
    if code.startswith(COUNTRIES):
        return Area.Kind.COUNTRY
    return Area.Kind.REGION if code.startswith(REGIONS) else Area.Kind.AUTHORITY


@transaction.atomic
def look_after(
    *, partnership: Partnership, code: str, name: str, by: Access, at: datetime
) -> Coverage:
    """Say that a partnership looks after an area, by its code.

    A name is needed where the code is not known yet. Raises ValidationError with code
    code, name, already or too_many.
    """
    by.require(MAY, partnership_ids=[partnership.pk])
    locked(Partnership.objects.all()).get(pk=partnership.pk)
    covered = Coverage.objects.filter(partnership=partnership)
    if not CODE.match(code):
        raise ValidationError(NOT_A_CODE, code="code")
    area = locked(Area.objects.all()).filter(code=code).first()
    if (area.kind if area else kind_of(code)) != Area.Kind.AUTHORITY:
        raise ValidationError(WHOLE, code="code")
    if area and covered.filter(area=area).exists():
        said = ALREADY.format(area=area, code=code)
        raise ValidationError(said, code="already")
    if covered.count() >= MOST_AREAS:
        raise ValidationError(TOO_MANY, code="too_many")
    if area is None:
        if not name:
            raise ValidationError(NO_NAME, code="name")
        fields = {"name": name, "kind": kind_of(code)}
        area, _ = Area.objects.get_or_create(code=code, defaults=fields)
    found = Coverage.objects.create(partnership=partnership, area=area)
    _record_coverage(found, "looks after", by, at)
    boards_changed(partnership, at)
    return found


@transaction.atomic
def look_after_no_longer(*, coverage: Coverage, by: Access, at: datetime) -> None:
    """Say that a partnership does not look after an area; twice is once.

    An area that nobody looks after and nothing published names goes with its
    populations, so that what was entered by mistake does not stay.
    """
    by.require(MAY, partnership_ids=[coverage.partnership_id])
    partnership = locked(Partnership.objects.all()).get(pk=coverage.partnership_id)
    held = Coverage.objects.filter(pk=coverage.pk).select_related("area").first()
    if held is None:
        return
    area = locked(Area.objects.all()).get(pk=held.area_id)
    _record_coverage(held, "looks no longer after", by, at)
    held.delete()
    if goes_too(area):
        gone = area.populations.order_by("year", "pk")
        told = {str(one.year): one.children for one in gone}
        record(by=by, at=at, verb="removed", subject=area, before=told)
        area.delete()
    boards_changed(partnership, at)


def goes_too(area: Area, *, but: int = 0) -> bool:
    """Whether nothing is left that needs an area, but for one coverage of it."""
    return not (
        Coverage.objects.filter(area=area).exclude(pk=but).exists()
        or Benchmark.objects.filter(area=area).exists()
        or Area.objects.filter(within=area).exists()
        or Neighbour.objects.filter(neighbour=area).exists()
        or area.number
        or area.within_id
    )


@transaction.atomic
def save_populations(*, counts: Sequence[Counted], by: Access, at: datetime) -> Saved:
    """Save how many children live in some areas; a second time it changes nothing.

    What a colleague changed meanwhile is not written over. Only the portal's own
    commands make areas that are not known yet. Raises ValidationError for a number or
    a year that cannot be.
    """
    areas = _held(counts, by)
    there = _there(areas.values(), {one.year for one in counts})
    saved, work = Saved(), _Work()
    for one in counts:
        area = areas[one.code]
        row = there.get((area.pk, one.year)) or _blank(area, one.year)
        merged = merge(row, one.edits)
        saved.clashes += [(one, clash) for clash in merged.clashes]
        if not merged or (row.pk is None and row.children is None):
            continue
        work.put(area, row, merged.before, merged.after, by, at)
        saved.many += 1
    work.write(by, at)
    return saved


@dataclass(slots=True)
class _Work:
    """Rows to write, and what is told about each area."""

    new: list[Population] = field(default_factory=list)
    changed: list[Population] = field(default_factory=list)
    gone: list[Population] = field(default_factory=list)
    told: dict[Area, tuple[dict[str, Any], dict[str, Any]]] = field(
        default_factory=lambda: defaultdict(lambda: ({}, {}))
    )

    def put(
        self,
        area: Area,
        row: Population,
        before: Mapping[str, Any],
        after: Mapping[str, Any],
        by: Access,
        at: datetime,
    ) -> None:
        was, now = self.told[area]
        was |= {_named(row, name): value for name, value in before.items()}
        now |= {_named(row, name): value for name, value in after.items()}
        if row.children is None:
            self.gone.append(row)
            return
        row.saved_at, row.saved_by = at, by.actor_name[:200]
        row.clean_fields(exclude=["area"])
        (self.changed if row.pk else self.new).append(row)

    def write(self, by: Access, at: datetime) -> None:
        if not self.told:
            return
        Population.objects.filter(pk__in=[one.pk for one in self.gone]).delete()
        Population.objects.bulk_create(self.new, batch_size=BATCH)
        Population.objects.bulk_update(
            self.changed, ["children", "source", "saved_at", "saved_by"], BATCH
        )
        for area, (was, now) in self.told.items():
            verb = "changed the population of"
            record(by=by, at=at, verb=verb, subject=area, before=was, after=now)
        whose = Partnership.objects.filter(coverage__area__in=list(self.told))
        for partnership in whose.distinct().order_by("pk"):
            boards_changed(partnership, at)


def _held(counts: Iterable[Counted], by: Access) -> dict[str, Area]:
    """The areas by their codes, held; refuses whoever looks after none of one."""
    names = {one.code: one.name for one in counts}
    rows = locked(Area.objects.filter(code__in=names).order_by("pk"))
    found = {area.code: area for area in rows}
    whose: dict[int, set[int]] = defaultdict(set)
    covered = Coverage.objects.filter(area__in=[one.pk for one in found.values()])
    for one in covered.order_by("pk"):
        whose[one.area_id].add(one.partnership_id)
    for area in found.values():
        by.require(MAY, partnership_ids=whose[area.pk])
    for code in names.keys() - found.keys():
        by.require(MAY)
        if not CODE.match(code) or not names[code]:
            raise ValidationError(NO_NAME if CODE.match(code) else NOT_A_CODE)
        fields = {"name": names[code], "kind": kind_of(code)}
        found[code], _ = Area.objects.get_or_create(code=code, defaults=fields)
    return found


def _there(areas: Iterable[Area], years: set[int]) -> dict[tuple[int, int], Population]:
    rows = Population.objects.filter(area__in=list(areas), year__in=years)
    return {(one.area_id, one.year): one for one in rows.order_by("pk")}


def _blank(area: Area, year: int) -> Population:
    """A year of which nothing is known: no number, and no source of one."""
    row = Population(area=area, year=year)
    row.children, row.source = None, ""  # type: ignore[assignment]
    return row


def _named(row: Population, name: str) -> str:
    return str(row.year) if name == "children" else f"{row.year}, {name}"


def _record_coverage(one: Coverage, verb: str, by: Access, at: datetime) -> None:
    label = f"{one.area} ({one.area.code})"
    record(by=by, at=at, verb=verb, subject=one, thread=one.partnership, label=label)
