"""Everything a partnership has been given, as series: a fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from performance.children import children_by_year, mid_year
from performance.models import (
    Asked,
    Commission,
    Measure,
    Rebase,
    Received,
    Turn,
)
from performance.models.returns import Figure
from performance.periods import Frequency, Period, latest_ended
from performance.series import Given, Moment, Series, Spec, moment
from performance.showing import SYMBOLS
from performance.spc import Direction, Start
from privacy.disclosure import DFE, NHS_HES, NOT_CHILDREN, Count, Policy, Symbol

POLICIES = {
    Measure.Hides.DFE: DFE,
    Measure.Hides.NHS: NHS_HES,
    Measure.Hides.NOTHING: NOT_CHILDREN,
}
LONGEST = 60  # periods


@dataclass(frozen=True)
class Measured:
    """One measure of a partnership, who gives it, and what it comes to."""

    commission: Commission
    series: Series
    agencies: Mapping[int, str]
    rebases: Sequence[Rebase] = ()
    turns: Sequence[Turn] = ()
    words: Sequence[tuple[Period, int, str]] = ()

    @property
    def is_drawn(self) -> bool:
        """Whether it has figures over time, shown or not."""
        return self.commission.measure.is_number and bool(self.series.moments)

    @property
    def lacks_children(self) -> bool:
        """Whether a rate is unknown for want of a population."""
        return self.commission.measure.is_of_population and any(
            one.denominator is Symbol.UNAVAILABLE for one in self.series.moments
        )


@dataclass(frozen=True, slots=True)
class Cell:
    """One accepted figure."""

    measure: int
    frequency: str
    starts_on: date
    agency: int
    numerator: int | None
    denominator: int | None
    missing: str
    words: str

    @property
    def given(self) -> Given:
        """As counts, or the symbol that says why there are none."""
        if self.numerator is None:
            gone = Figure.Missing(self.missing) if self.missing else None
            symbol = SYMBOLS[gone] if gone else Symbol.UNAVAILABLE
            return Given(symbol, symbol)
        return Given(self.numerator, self.denominator)


def measured(
    partnership_id: int,
    *,
    on: date,
    raw: bool = False,
    readers: bool = False,
    only: Collection[int] | None = None,
) -> list[Measured]:
    """Every measure of a partnership, masked unless `raw`; six queries.

    `only` keeps some commissions, by number. `readers` hides enough against agencies
    that know their own number.
    """
    rows = Commission.objects.filter(partnership=partnership_id)
    if only is not None:
        rows = rows.filter(pk__in=only)
    commissions = list(
        rows.select_related("measure").prefetch_related("objectives").in_order()
    )
    if not commissions:
        return []
    pks = [one.pk for one in commissions]
    cells = _cells(partnership_id, [one.measure_id for one in commissions])
    asked = _asked(pks)
    turns = _by(Turn.objects.filter(commission__in=pks).order_by("from_on", "pk"))
    rebases = _by(Rebase.objects.filter(commission__in=pks).order_by("from_on", "pk"))
    # Read only where a rate is asked for.
    rates = any(one.measure.is_of_population for one in commissions)
    populations = children_by_year(partnership_id) if rates else {}
    found = []
    for one in commissions:
        of_measure = cells.get((one.measure_id, one.frequency), {})
        since = {pk: from_on for pk, (_, from_on) in asked.get(one.pk, {}).items()}
        agencies = {pk: name for pk, (name, _) in asked.get(one.pk, {}).items()}
        spec = _spec(one.measure, raw=raw)
        series = Series(
            moments=[
                _moment(one, period, of_measure, since, spec, populations, readers)
                for period in _periods(one, of_measure, on)
            ]
            if one.measure.is_number
            else [],
            direction=_directions(one, turns.get(one.pk, ())),
            target=one.target,
            starts=[Start(r.from_on, r.baseline) for r in rebases.get(one.pk, ())],
        )
        words = [
            (Period(Frequency(one.frequency), on_), cell.agency, _said(one, cell))
            for on_, some in sorted(of_measure.items())
            for cell in some
            if not one.measure.is_number
        ]
        found.append(
            Measured(
                commission=one,
                series=series,
                agencies=agencies,
                rebases=rebases.get(one.pk, ()),
                turns=turns.get(one.pk, ()),
                words=words,
            )
        )
    return found


def _said(commission: Commission, cell: Cell) -> str:
    if commission.measure.unit == Measure.Unit.WORDS:
        return cell.words
    return {1: "Yes", 0: "No"}.get(
        cell.numerator if cell.numerator is not None else -1, ""
    )


def policy_of(measure: Measure) -> Policy:
    """How its small numbers are hidden."""
    return POLICIES[Measure.Hides(measure.hides)]


def _spec(measure: Measure, *, raw: bool) -> Spec:
    policy: Policy = NOT_CHILDREN if raw else policy_of(measure)
    return Spec(
        multiplier=measure.multiplier,
        places=measure.places,
        is_share=measure.has_denominator,
        policy=policy,
        counts_children=measure.unit != Measure.Unit.AVERAGE,
    )


def _moment(
    commission: Commission,
    period: Period,
    cells: Mapping[date, Sequence[Cell]],
    since: Mapping[int, date],
    spec: Spec,
    populations: Mapping[int, int],
    readers: bool,
) -> Moment:
    given = {
        cell.agency: cell.given
        for cell in cells.get(period.starts_on, ())
        # What is not available yet is still to come.
        if cell.missing != Figure.Missing.NOT_YET
    }
    population: Count | None = None
    if commission.measure.is_of_population:
        population = _children(populations, period)
    return moment(
        period,
        given,
        # Who is asked from a later period on is not missing in this one.
        [pk for pk, from_on in since.items() if from_on <= period.starts_on],
        spec,
        population=population,
        readers=readers,
    )


def _children(populations: Mapping[int, int], period: Period) -> Count:
    year = mid_year(populations, period)
    return Symbol.UNAVAILABLE if year is None else populations[year]


def _periods(
    commission: Commission, cells: Mapping[date, Sequence[Cell]], on: date
) -> Iterable[Period]:
    """From the first that anything is known about to the latest that is due."""
    frequency = Frequency(commission.frequency)
    last = latest_ended(frequency, on)
    if commission.ended_on and commission.ended_on < last.ends_on:
        last = frequency.beginning(commission.ended_on)
        if commission.ended_on < last.ends_on:
            last = last.before
    # What is not due yet is not missing.
    if last.starts_on not in cells and commission.due_on(last) >= on:
        last = last.before
    if not cells:
        return []
    first = frequency.beginning(min(cells))
    found: list[Period] = []
    period = last
    while period.starts_on >= first.starts_on and len(found) < LONGEST:
        found.append(period)
        period = period.before
    return found[::-1]


def _directions(
    commission: Commission, turns: Sequence[Turn]
) -> list[tuple[date, Direction]]:
    usual = (date.min, Direction(commission.measure.better))
    return [usual, *((turn.from_on, Direction(turn.better)) for turn in turns)]


def _cells(
    partnership_id: int, measures: Collection[int]
) -> dict[tuple[int, str], dict[date, list[Cell]]]:
    """Accepted figures by measure and by how often they were given, then by period."""
    rows = (
        Received.objects.filter(
            partnership=partnership_id,
            accepted__isnull=False,
            point__measure__in=measures,
        )
        .order_by("point__data_return__starts_on", "pk")
        .values_list(
            "point__measure_id",
            "point__data_return__frequency",
            "point__data_return__starts_on",
            "point__data_return__agency_id",
            "accepted__numerator",
            "accepted__denominator",
            "accepted__missing",
            "accepted__words",
        )
    )
    found: dict[tuple[int, str], dict[date, list[Cell]]] = defaultdict(dict)
    for row in rows:
        cell = Cell(*row)
        key = (cell.measure, cell.frequency)
        found[key].setdefault(cell.starts_on, []).append(cell)
    return found


def _asked(commissions: Collection[int]) -> dict[int, dict[int, tuple[str, date]]]:
    """The agencies that each commission asks, by name, and from which period on."""
    rows = Asked.objects.filter(commission__in=commissions).order_by(
        "agency__name", "pk"
    )
    found: dict[int, dict[int, tuple[str, date]]] = {}
    for commission, agency, name, from_on in rows.values_list(
        "commission_id", "agency_id", "agency__name", "from_on"
    ):
        found.setdefault(commission, {})[agency] = (name, from_on)
    return found


def _by(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.commission_id].append(row)
    return found
