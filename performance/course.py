"""The course of one measure: every period that is known about, as it may be shown."""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from performance.cells import Cell
from performance.children import mid_year
from performance.counts import Spec, Sums
from performance.models import Commission
from performance.periods import Period, latest_ended
from performance.series import Kept, Moment, moment, whole
from privacy.disclosure import Count, Symbol


@dataclass(frozen=True)
class Course:
    """What agencies gave, one by one or added up, and how it becomes a value.

    `kept` has what was shown once: all of it or, beside sums, what they do not tell.
    """

    commission: Commission
    spec: Spec
    cells: Mapping[date, Sequence[Cell]]
    kept: Mapping[date, Kept]
    sums: Mapping[date, Sums]
    asked_from: Mapping[int, date]
    populations: Mapping[int, int]

    def moments(self, on: date) -> list[Moment]:
        """Every period from the first that anything is known about."""
        known = self.sums or self.cells
        return [
            self._moment(period)
            for period in periods(self.commission, known.keys(), on)
        ]

    def _moment(self, period: Period) -> Moment:
        population: Count | None = None
        if self.commission.measure.is_of_population:
            population = children(self.populations, period)
        on = period.starts_on
        sums, kept = self.sums.get(on), self.kept.get(on)
        if sums and not kept and not self.spec.needs_each(sums):
            # What was shown once waits for nobody who is asked since.
            wanted = sums.wanted if sums.kept else bisect_right(self._from, on)
            return whole(period, sums, wanted, self.spec, population=population)
        return moment(
            period,
            {
                cell.agency: cell.given
                for cell in self.cells.get(on, ())
                if not cell.is_to_come
            },
            asked_about(period, self.asked_from),
            self.spec,
            population=population,
            kept=kept,
        )

    @cached_property
    def _from(self) -> list[date]:
        return sorted(self.asked_from.values())


def asked_about(period: Period, asked_from: Mapping[int, date]) -> list[int]:
    """Which agencies a period waits for: who is asked from a later one on is not."""
    return [pk for pk, on in asked_from.items() if on <= period.starts_on]


def periods(
    commission: Commission, known: Collection[date], on: date
) -> Sequence[Period]:
    """From the first that anything is known about to the latest that is due."""
    frequency = commission.every
    last = latest_ended(frequency, on)
    if commission.ended_on and commission.ended_on < last.ends_on:
        last = frequency.beginning(commission.ended_on)
        if commission.ended_on < last.ends_on:
            last = last.before
    # What is not due yet is not missing.
    if last.starts_on not in known and commission.due_on(last) >= on:
        last = last.before
    if not known:
        return []
    first = frequency.beginning(min(known)).starts_on
    return list(_back(last, first))[::-1]


def _back(period: Period, first: date) -> Iterator[Period]:
    while period.starts_on >= first:
        yield period
        period = period.before


def children(populations: Mapping[int, int], period: Period) -> Count:
    """The children that a rate of a period is worked out with."""
    year = mid_year(populations, period)
    return Symbol.UNAVAILABLE if year is None else populations[year]
