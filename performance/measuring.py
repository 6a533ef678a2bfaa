"""Everything a partnership has been given, as series: a fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from performance.accepted import Cell, Past, accepted, shown, spec_of
from performance.counts import Spec
from performance.models import (
    Asked,
    Commission,
    Coverage,
    Measure,
    Population,
    Rebase,
    Turn,
)
from performance.periods import Frequency, Period, latest_ended
from performance.series import Moment, Series, moment
from performance.spc import Direction, Start
from privacy.disclosure import Count, Symbol

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


def measured(
    partnership_id: int,
    *,
    on: date,
    raw: bool = False,
    only: Collection[int] | None = None,
) -> list[Measured]:
    """Every measure of a partnership, as its board sees it; eight queries.

    With `raw` what was accepted last, and nothing hidden; six queries. `only` keeps
    some commissions, by number.
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
    read = accepted if raw else shown
    given = read(partnership_id, [one.measure_id for one in commissions])
    asked = _asked(pks)
    turns = _by(Turn.objects.filter(commission__in=pks).order_by("from_on", "pk"))
    rebases = _by(Rebase.objects.filter(commission__in=pks).order_by("from_on", "pk"))
    populations = _populations(partnership_id, commissions)
    found = []
    for one in commissions:
        about = given.get((one.measure_id, one.frequency), Past())
        since = {pk: from_on for pk, (_, from_on) in asked.get(one.pk, {}).items()}
        agencies = {pk: name for pk, (name, _) in asked.get(one.pk, {}).items()}
        spec = spec_of(one.measure, raw=raw)
        series = Series(
            moments=[
                _moment(one, period, about, since, spec, populations)
                for period in _periods(one, about.cells, on)
            ]
            if one.measure.is_number
            else [],
            direction=_directions(one, turns.get(one.pk, ())),
            target=one.target,
            starts=[Start(r.from_on, r.baseline) for r in rebases.get(one.pk, ())],
        )
        words = [
            (Period(Frequency(one.frequency), on_), cell.agency, _said(one, cell))
            for on_, some in sorted(about.cells.items())
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


def _moment(
    commission: Commission,
    period: Period,
    about: Past,
    since: Mapping[int, date],
    spec: Spec,
    populations: Mapping[int, int],
) -> Moment:
    population: Count | None = None
    if commission.measure.is_of_population:
        population = _children(populations, period)
    return moment(
        period,
        {
            cell.agency: cell.given
            for cell in about.cells.get(period.starts_on, ())
            if not cell.is_to_come
        },
        asked_about(period, since),
        spec,
        population=population,
        kept=about.kept.get(period.starts_on),
    )


def asked_about(period: Period, since: Mapping[int, date]) -> list[int]:
    """Which agencies a period waits for: who is asked from a later one on is not."""
    return [pk for pk, from_on in since.items() if from_on <= period.starts_on]


def _children(populations: Mapping[int, int], period: Period) -> Count:
    """The children of the middle of a financial year, as the department does.

    For the year to March 2024 that is the estimate of mid-2023. Until one is
    published, the last before it, of at most two years earlier.
    """
    year = Frequency.YEAR.first_day(period.starts_on).year
    for known in range(year, year - 3, -1):
        if known in populations:
            return populations[known]
    return Symbol.UNAVAILABLE


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


def _populations(
    partnership_id: int, commissions: Iterable[Commission]
) -> dict[int, int]:
    """Children of all areas of a partnership, by year of the mid-year estimate."""
    if not any(one.measure.is_of_population for one in commissions):
        return {}
    rows = Population.objects.filter(
        area__coverage__partnership=partnership_id
    ).order_by("year", "pk")
    areas: dict[int, list[int]] = defaultdict(list)
    for year, children in rows.values_list("year", "children"):
        areas[year].append(children)
    covered = Coverage.objects.filter(partnership=partnership_id).count()
    # Of all areas or none: a sum without one of them would be too small.
    return {year: sum(some) for year, some in areas.items() if len(some) == covered}
