"""The children who live in a partnership’s areas, in the region and the country."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from performance.models import Area, Coverage, Population
from performance.periods import Frequency, Period

OLDEST = 2  # years by which a population may be older than the one that is meant
DEEPEST = "area__within__within__within"


@dataclass(frozen=True)
class Living:
    """An area, and how many children live there by year."""

    area: Area
    counts: Mapping[int, int]
    around: Sequence[tuple[str, Mapping[int, int]]]

    @property
    def wholes(self) -> list[Area]:
        """What the area lies in, the smallest first."""
        return wholes_of(self.area)


def living_in(partnership_id: int) -> list[Living]:
    """Each area that a partnership looks after, by name; two queries."""
    rows = Coverage.objects.filter(partnership=partnership_id)
    rows = rows.select_related(DEEPEST).order_by("area__name", "pk")
    areas = [row.area for row in rows]
    if not areas:
        return []
    known = {one.pk for area in areas for one in (area, *wholes_of(area))}
    counts: dict[int, dict[int, int]] = defaultdict(dict)
    people = Population.objects.filter(area__in=known).order_by("year", "pk")
    for area_pk, year, children in people.values_list("area_id", "year", "children"):
        counts[area_pk][year] = children
    return [
        Living(
            area,
            counts.get(area.pk, {}),
            [(_called(one), counts.get(one.pk, {})) for one in wholes_of(area)],
        )
        for area in areas
    ]


def children_by_year(partnership_id: int) -> dict[int, int]:
    """Children of all areas of a partnership, by year of the mid-year estimate.

    Two queries.
    """
    rows = Population.objects.filter(
        area__coverage__partnership=partnership_id
    ).order_by("year", "pk")
    areas: dict[int, list[int]] = defaultdict(list)
    for year, children in rows.values_list("year", "children"):
        areas[year].append(children)
    covered = Coverage.objects.filter(partnership=partnership_id).count()
    # Of all areas or none: a sum without one of them would be too small.
    return {year: sum(some) for year, some in areas.items() if len(some) == covered}


def mid_year(known: Collection[int], period: Period) -> int | None:
    """The year whose middle’s population a rate of a period is worked out with.

    As the department does: the middle that is in the financial year, so for the year
    to March 2024 the estimate of mid-2023. Until one is published, the last before it,
    of at most two years earlier.
    """
    meant = Frequency.YEAR.first_day(period.starts_on).year
    some = range(meant, meant - OLDEST - 1, -1)
    return next((year for year in some if year in known), None)


@dataclass(frozen=True, slots=True)
class Use:
    """A financial year, and the population that its rates are worked out with."""

    period: Period
    year: int | None
    children: int | None

    @property
    def meant(self) -> int:
        """The year whose population is meant for it."""
        return self.period.starts_on.year


def uses(known: Mapping[int, int], *, on: date, years: int) -> list[Use]:
    """Which population the rates of the last years use, this one first."""
    this = Frequency.YEAR.beginning(on)
    found = []
    for back in range(years):
        period = this.moved(-back)
        year = mid_year(known, period)
        found.append(Use(period, year, None if year is None else known[year]))
    return found


def wholes_of(area: Area) -> list[Area]:
    """The region and the country that an area lies in.

    London rather than the part of it that a borough lies in.
    """
    found: list[Area] = []
    step = area.within
    while step is not None:
        if step.kind == Area.Kind.REGION:
            found = []
        found.append(step)
        step = step.within
    return found


def _called(area: Area) -> str:
    is_region = area.kind == Area.Kind.REGION
    return f"the region ({area.name})" if is_region else area.name
