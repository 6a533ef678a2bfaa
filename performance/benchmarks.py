"""What is published about a partnership's areas and others, to put beside its own.

Public figures, as they were published: nothing here is masked anew.
"""

import enum
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from performance.arithmetic import neighbour_median, value
from performance.models import Area, Benchmark, Coverage, Measure, Neighbour, Population
from performance.periods import Frequency, Period
from performance.published.values import published, shown
from privacy.disclosure import Symbol

ENGLAND = "E92000001"
DEEPEST = "area__within__within__within"


class Beside(enum.StrEnum):
    """Whose figures a line shows."""

    AREA = "area"
    NEIGHBOURS = "neighbours"
    REGION = "region"
    ENGLAND = "england"


@dataclass(frozen=True, slots=True)
class Mark:
    """One published value. For neighbours also how many of how many have one."""

    period: Period
    value: Decimal | Symbol
    has: int = 0
    of: int = 0

    @property
    def note(self) -> str:
        """As in “median of 9 of 10 statistical neighbours”; nothing for one area."""
        if not self.of:
            return ""
        return f"median of {self.has} of {self.of} statistical neighbours"


@dataclass(frozen=True, slots=True)
class Line:
    """What is published about one area, or the median of an area's neighbours."""

    kind: Beside
    name: str
    area: int
    frequency: Frequency
    marks: Sequence[Mark]

    @property
    def latest(self) -> Mark | None:
        """The last value that is a number."""
        known = [one for one in self.marks if not isinstance(one.value, Symbol)]
        return known[-1] if known else None

    def at(self, period: Period) -> Mark | None:
        """What is published about a period."""
        return next((one for one in self.marks if one.period == period), None)


@dataclass(frozen=True)
class _Around:
    """The areas of a partnership, where they lie, and whom they are like."""

    own: Sequence[Area]
    neighbours: Mapping[int, Sequence[int]]

    @property
    def wholes(self) -> list[tuple[Beside, Area]]:
        """The regions and the country, each once."""
        found: dict[int, tuple[Beside, Area]] = {}
        for area in self.own:
            step = area.within
            while step is not None:
                whole = step.within
                if step.kind == Area.Kind.COUNTRY:
                    found.setdefault(step.pk, (Beside.ENGLAND, step))
                # London rather than the part of it that a borough lies in.
                elif whole is None or whole.kind == Area.Kind.COUNTRY:
                    found.setdefault(step.pk, (Beside.REGION, step))
                step = whole
        return sorted(found.values(), key=lambda one: one[0] == Beside.ENGLAND)


Values = Mapping[tuple[int, str, int], Mapping[str, str]]


def beside(partnership_id: int, measures: Iterable[Measure]) -> dict[int, list[Line]]:
    """Lines to put beside each measure, by its number; four queries at most.

    First each area that the partnership looks after with its neighbours, then the
    region and England. A measure of which nothing is published has no lines.
    """
    wanted = {one.pk: one for one in measures if one.is_number}
    around = _around(partnership_id)
    if not wanted or not around.own:
        return {}
    others = {pk for ten in around.neighbours.values() for pk in ten}
    wholes = around.wholes
    areas = {one.pk for one in around.own} | {one.pk for _, one in wholes} | others
    values = _values(wanted, areas)
    children = _children(values, wanted, areas)
    lines: dict[int, list[Line]] = {}
    for measure, frequency in dict.fromkeys(key[:2] for key in values):
        reading = _Reading(wanted[measure], Frequency(frequency), values, children)
        found = []
        for area in around.own:
            found.append(reading.line(Beside.AREA, area))
            found.append(reading.median(area, around.neighbours.get(area.pk, ())))
        found += [reading.line(kind, area) for kind, area in wholes]
        lines.setdefault(measure, []).extend(one for one in found if one.marks)
    return {measure: some for measure, some in lines.items() if some}


@dataclass(frozen=True)
class _Reading:
    measure: Measure
    frequency: Frequency
    values: Values
    children: Mapping[tuple[int, int], int]

    def of(self, area: int) -> dict[Period, Decimal | Symbol]:
        """Every value of an area, by period."""
        stored = self.values.get((self.measure.pk, self.frequency.value, area), {})
        found = {}
        for day, one in sorted(stored.items()):
            period = Period(self.frequency, date.fromisoformat(day))
            found[period] = self._worth(one, area, period)
        return found

    def line(self, kind: Beside, area: Area) -> Line:
        marks = [Mark(period, worth) for period, worth in self.of(area.pk).items()]
        return Line(kind, area.name, area.pk, self.frequency, marks)

    def median(self, area: Area, neighbours: Sequence[int]) -> Line:
        """The median of the neighbours' published values, period by period."""
        values: dict[Period, list[Decimal]] = defaultdict(list)
        for neighbour in neighbours:
            for period, worth in self.of(neighbour).items():
                known = [] if isinstance(worth, Symbol) else [worth]
                values[period] += known
        places = 0 if self.measure.unit == Measure.Unit.COUNT else self.measure.places
        marks = []
        for period, some in sorted(values.items()):
            middle = neighbour_median(some, max(places, 1))
            worth_too = Symbol.UNAVAILABLE if middle is None else middle
            marks.append(Mark(period, worth_too, len(some), len(neighbours)))
        name = f"Statistical neighbours of {area.name}"
        return Line(Beside.NEIGHBOURS, name, area.pk, self.frequency, marks)

    def _worth(self, kept: str, area: int, period: Period) -> Decimal | Symbol:
        known = shown(kept)
        if known is not None:
            return known
        # Of a rate only the number is published: by the children of the mid-year that
        # is in the period (mid-2023 for the year that ends in March 2024).
        children = self.children.get((area, period.starts_on.year))
        number = published(kept).number
        if not children or not isinstance(number, int):
            return Symbol.UNAVAILABLE
        one = self.measure
        return value(number, children, multiplier=one.multiplier, places=one.places)


def _around(partnership_id: int) -> _Around:
    rows = (
        Coverage.objects.filter(partnership=partnership_id)
        .select_related(DEEPEST)
        .order_by("area__name", "pk")
    )
    own = [row.area for row in rows]
    near: dict[int, list[int]] = defaultdict(list)
    found = Neighbour.objects.filter(area__in=[area.pk for area in own])
    for area, neighbour in found.order_by("area", "rank", "pk").values_list(
        "area_id", "neighbour_id"
    ):
        near[area].append(neighbour)
    return _Around(own, near)


def _values(measures: Collection[int], areas: Collection[int]) -> Values:
    rows = Benchmark.objects.filter(measure__in=measures, area__in=areas)
    return {
        (measure, frequency, area): values
        for measure, frequency, area, values in rows.order_by("pk").values_list(
            "measure_id", "frequency", "area_id", "values"
        )
    }


def _children(
    values: Values, measures: Mapping[int, Measure], areas: Collection[int]
) -> dict[tuple[int, int], int]:
    """Children by area and mid-year, where a rate has to be worked out with them."""
    if not any(
        measures[measure].is_of_population and shown(one) is None
        for (measure, *_), some in values.items()
        for one in some.values()
    ):
        return {}
    rows = Population.objects.filter(area__in=areas).order_by("pk")
    return {
        (area, year): children
        for area, year, children in rows.values_list("area_id", "year", "children")
    }
