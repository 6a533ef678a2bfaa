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
from performance.periods import Period
from performance.runs import RunChart, judge
from performance.spc import Chart, Direction, Point, Start
from privacy.disclosure import (
    NOT_CHILDREN,
    Count,
    Place,
    Policy,
    Rule,
    Symbol,
    Table,
    mask,
)
from privacy.disclosure import derive as derived

Shown = Decimal | int | Symbol


@dataclass(frozen=True, slots=True)
class Given:
    """What one agency gave for one period, or the symbol that stands for it."""

    numerator: Count
    denominator: Count | None = None


@dataclass(frozen=True, slots=True)
class Spec:
    """How the counts of a measure become its value.

    `needs_all`: a number of several agencies is only one when all have given theirs; a
    share can be worked out of those who have.
    """

    multiplier: int = 1
    places: int = 1
    is_share: bool = False
    policy: Policy = NOT_CHILDREN
    counts_children: bool = True

    @property
    def needs_all(self) -> bool:
        """Whether one missing agency leaves no figure."""
        return not self.is_share

    def needs_each(self, sums: "Sums") -> bool:
        """Whether sums are not enough: what an agency gave may have to be hidden."""
        hides = self.policy.round_to > 1 or (self.policy.largest_hidden and sums.small)
        nothing = not sums.numerators or (self.is_share and not sums.denominators)
        return bool(hides or nothing)


@dataclass(frozen=True, slots=True)
class Sums:
    """What agencies gave for one period, added up: how many, and how much."""

    given: int
    wanted: int  # of them, agencies that are asked
    numerators: int
    gaps: int  # missing, other than where it does not apply
    above: int | None
    denominators: int
    below: int | None
    small: int  # numbers that a policy may hide


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
    readers: bool = False,
) -> Moment:
    """One period of a measure, masked by its policy.

    `population` is what a rate is out of, for all agencies together. With `readers`,
    enough is hidden against agencies that know their own number.
    """
    wanted = set(asked)
    agencies = sorted({*wanted, *given})
    if wanted - given.keys() and spec.policy.largest_hidden:
        # What comes later would tell itself by the difference it makes.
        came = len(wanted & given.keys())
        return _waits(period, agencies, came, len(agencies))
    numerators = [_count(given.get(pk), "numerator") for pk in agencies]
    above, total, why = _masked(numerators, spec, readers=readers)
    below: Sequence[Count] | None = None
    all_below: Count | None = population
    if spec.is_share:
        # Out of those alone whose number is there.
        denominators = [
            _count(given.get(pk), "denominator")
            if not isinstance(above_, Symbol) or above_.is_hidden
            else Symbol.UNAVAILABLE
            for pk, above_ in zip(agencies, above, strict=True)
        ]
        below, all_below, small = _masked(denominators, spec, readers=readers)
        why = {**small, **why}
    has = sum(not isinstance(one, Symbol) for one in numerators)
    return Moment(
        period=period,
        value=_value(total, all_below, spec),
        numerator=total,
        denominator=all_below,
        by_agency={
            pk: _value(number_, below[place] if below else None, spec)
            if population is None
            else number_
            for place, (pk, number_) in enumerate(zip(agencies, above, strict=True))
        },
        given=has,
        asked=len(agencies),
        why={
            None if place is None else agencies[place]: rule
            for place, rule in why.items()
        },
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
    if sums.wanted < wanted and spec.policy.largest_hidden:
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


def _count(given: Given | None, name: str) -> Count:
    count = getattr(given, name) if given else None
    return Symbol.UNAVAILABLE if count is None else count


def _masked(
    counts: Sequence[Count], spec: Spec, *, readers: bool
) -> tuple[Sequence[Count], Count, Mapping[int | None, Rule]]:
    """The counts of agencies and their sum as they may be shown, and why not."""
    known = [count for count in counts if not isinstance(count, Symbol)]
    missing = [
        count
        for count in counts
        if isinstance(count, Symbol) and count is not Symbol.NOT_APPLICABLE
    ]
    total: Count = sum(known)
    if not known:
        total = counts[0] if len(set(counts)) == 1 and counts else Symbol.UNAVAILABLE
    elif missing and spec.needs_all:
        total = Symbol.UNAVAILABLE
    hides = spec.policy.hides
    if spec.policy.round_to == 1 and not any(
        hides(count) for count in [*known, total] if not isinstance(count, Symbol)
    ):
        return counts, total, {}
    if len(counts) == 1:
        masked = mask(Table.row(counts), spec.policy)
        total = masked.table.cells[0][0]
    else:
        mine = [[Place(0, column)] for column in range(len(counts))] if readers else []
        masked = mask(Table.row(counts, total), spec.policy, readers=mine)
        total = (masked.table.row_totals or (total,))[0]
    why = {place.column: reason.rule for place, reason in masked.reasons.items()}
    return masked.table.cells[0], total, why


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
