"""What a measure comes to, period by period, as it may be shown to a reader.

Pure. Counts of agencies are put together, small ones hidden (`privacy.disclosure`), and
only then divided, charted and put in words, so that nothing hidden can slip through.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from performance.arithmetic import value
from performance.counts import Given, Spec, Sums, rows_of
from performance.periods import Period
from performance.runs import RunChart, judge
from performance.spc import Chart, Direction, Point, Start
from privacy.disclosure import Count, Policy, Rule, Symbol
from privacy.disclosure import derive as derived
from privacy.over_time import Hidden, Row, first_shown, still_hidden

Shown = Decimal | int | Symbol


@dataclass(frozen=True, slots=True)
class Kept:
    """What was hidden of a period when it was first shown, and on which day.

    `is_held`: since then it was corrected, and the correction is not shown.
    """

    above: Hidden
    below: Hidden
    shown_on: date
    is_held: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """One period as it may be shown: all agencies together, and each."""

    period: Period
    value: Shown
    numerator: Count
    denominator: Count | None
    by_agency: Mapping[int, Shown]
    given: int
    asked: int
    # Why a number is hidden, by agency, None for all together. Tells small from large,
    # so only for those who may see the numbers.
    why: Mapping[int | None, Rule] = field(default_factory=dict)
    # The day on which it was first shown, where a later correction is not shown.
    held_since: date | None = None


@dataclass(frozen=True)
class Series:
    """A measure over time, as it may be shown."""

    moments: Sequence[Moment]
    direction: Sequence[tuple[date, Direction]] = ()
    target: Decimal | None = None
    starts: Sequence[Start] = field(default=())

    @cached_property
    def points(self) -> list[Point]:
        """What is shown, as charts take it."""
        return [Point(one.period.starts_on, number(one.value)) for one in self.moments]

    @cached_property
    def chart(self) -> Chart | RunChart:
        """The chart that fits it, made of what is shown alone, but of all of that.

        What is drawn is its end; a mean of that end would move from month to month.
        """
        return judge(
            self.points,
            direction=self.direction,
            target=self.target,
            starts=self.starts,
        )

    @property
    def latest(self) -> Moment | None:
        """The last period that anything was asked about."""
        return self.moments[-1] if self.moments else None

    @property
    def latest_known(self) -> Moment | None:
        """The last period with a figure that is shown."""
        known = [one for one in self.moments if number(one.value) is not None]
        return known[-1] if known else None

    @property
    def hides(self) -> bool:
        """Whether any figure is hidden."""
        return any(
            isinstance(one.value, Symbol) and one.value.is_hidden
            for one in self.moments
        )


def number(shown: Shown) -> Decimal | None:
    """A value as a chart takes it; nothing for a symbol."""
    return None if isinstance(shown, Symbol) else Decimal(shown)


def moment(
    period: Period,
    given: Mapping[int, Given],
    asked: Iterable[int],
    spec: Spec,
    *,
    population: Count | None = None,
    kept: Kept | None = None,
) -> Moment:
    """One period of a measure, masked by its policy.

    `population` is what a rate is out of, for all agencies together. With `kept` it
    was shown before: what is given is as it was shown, and what was hidden stays so.
    """
    wanted = set(given if kept else asked)
    agencies = sorted({*wanted, *given})
    if wanted - given.keys() and spec.waits:
        return _waits(period, agencies, len(wanted & given.keys()), len(agencies))
    above, below = rows_of(given, agencies, spec)
    has = sum(not isinstance(one, Symbol) for one in above.cells.values())
    policies = spec.policies
    above = _hide(above, policies[0], kept.above if kept else None)
    if below:
        below = _hide(below, policies[1], kept.below if kept else None)
    why = {**(below.hidden if below else {}), **above.hidden}
    above, below = above.shown(policies[0]), below and below.shown(policies[1])
    all_below = below.total if below else population
    return Moment(
        period=period,
        value=_value(above.total, all_below, spec),
        numerator=above.total,
        denominator=all_below,
        by_agency={
            pk: _value(count, below.cells[pk] if below else None, spec)
            for pk, count in above.cells.items()
        },
        given=has,
        asked=len(agencies),
        why=why,
        held_since=kept.shown_on if kept and kept.is_held else None,
    )


def whole(
    period: Period,
    sums: Sums,
    wanted: int,
    spec: Spec,
    *,
    population: Count | None = None,
) -> Moment:
    """The same for all agencies together, where `spec` needs not each of them.

    `wanted` is how many are asked.
    """
    asked = wanted + sums.given - sums.wanted
    if sums.wanted < wanted and spec.waits:
        return _waits(period, (), sums.wanted, asked)
    gaps = sums.gaps + wanted - sums.wanted
    above = Symbol.UNAVAILABLE if gaps and spec.needs_all else sums.above or 0
    below = sums.below or 0 if spec.is_share else population
    return Moment(
        period=period,
        value=_value(above, below, spec),
        numerator=above,
        denominator=below,
        by_agency={},
        given=sums.numerators,
        asked=asked,
    )


def _hide(row: Row, policy: Policy, kept: Hidden | None) -> Row:
    if kept is None:
        return first_shown(row, policy)
    return still_hidden(row, policy, kept)


def _waits(period: Period, agencies: Sequence[int], came: int, asked: int) -> Moment:
    """A period of which no figure is shown before all that are asked have come."""
    return Moment(
        period=period,
        value=Symbol.UNAVAILABLE,
        numerator=Symbol.UNAVAILABLE,
        denominator=None,
        by_agency=dict.fromkeys(agencies, Symbol.UNAVAILABLE),
        given=came,
        asked=asked,
    )


def _value(above: Count, below: Count | None, spec: Spec) -> Shown:
    """The value of counts that are masked already."""
    if below is None:
        return above
    return derived(
        _dividing(spec), above, below, spec.policy, counts_children=spec.counts_children
    )


def _dividing(spec: Spec) -> Callable[[int, int], Decimal]:
    def divide(above: int, below: int) -> Decimal:
        return value(above, below, multiplier=spec.multiplier, places=spec.places)

    return divide
