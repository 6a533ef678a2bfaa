"""Statistical process control: whether a series of figures shows anything but chance.

XmR charts as in the NHS’s Making Data Count (NHSRplotthedots 0.2.2): a mean, limits
from the moving range, four rules for special causes, and two icons. Pure: plain values
in, dataclasses out, every comparison exact.

Values must be as shown (`privacy.disclosure`): a mean of hidden ones would give them
away. A missing or hidden period is None. It breaks the line: no moving range and no run
goes across it (as in the NHS’s package, whose ranges beside a gap are missing).
"""

import datetime
import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from performance.causes import Cause, Limits, yardstick

ENOUGH = 12  # points, below which limits are on trial and no baseline can be fixed


class Direction(enum.IntEnum):
    """Which way is better."""

    LOWER = -1
    NEUTRAL = 0
    HIGHER = 1


class Variation(enum.StrEnum):
    """What a special cause, or its absence, means: the icon of a point or a chart."""

    COMMON = "common cause"
    IMPROVEMENT_HIGH = "improvement, high"
    IMPROVEMENT_LOW = "improvement, low"
    CONCERN_HIGH = "concern, high"
    CONCERN_LOW = "concern, low"
    NEUTRAL_HIGH = "neutral, high"
    NEUTRAL_LOW = "neutral, low"
    NOT_JUDGED = "not judged"


class Assurance(enum.StrEnum):
    """Whether chance alone lets the target be met."""

    PASSING = "consistently passing"
    FAILING = "consistently failing"
    HIT_AND_MISS = "hit-and-miss"


@dataclass(frozen=True, slots=True)
class Point:
    """One period: the day that names it, and its value, None if missing or hidden."""

    on: datetime.date
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Start:
    """Where a group begins: its first day, and how many points fix its baseline.

    Raises ValueError for a baseline of fewer than 12 points.
    """

    on: datetime.date = datetime.date.min
    baseline: int | None = None

    def __post_init__(self) -> None:
        if self.baseline is not None and self.baseline < ENOUGH:
            raise ValueError(f"A baseline is fixed on {ENOUGH} points or more")


@dataclass(frozen=True, slots=True)
class Judged:
    """A point, its cause, and which way that points: 1 up, -1 down, 0 neither."""

    point: Point
    cause: Cause = Cause.COMMON
    sign: int = 0
    variation: Variation = Variation.NOT_JUDGED


@dataclass(frozen=True, slots=True)
class Group:
    """The points from one rebase to the next. None for limits: too few to have any.

    Not judged where there are fewer than a run takes (`performance.runs.judge`).
    """

    start: Start
    points: tuple[Judged, ...]
    limits: Limits | None
    on_trial: bool
    is_judged: bool = True


@dataclass(frozen=True)
class Chart:
    """An XmR chart: groups of points, in the order of their dates."""

    groups: tuple[Group, ...]
    direction: Direction
    target: Decimal | None = None

    @cached_property
    def points(self) -> tuple[Judged, ...]:
        """Every period, judged."""
        return tuple(point for group in self.groups for point in group.points)

    def last(self, count: int) -> "Chart":
        """Its last so many periods alone, judged as they were among all."""
        left, kept = count, []
        for group in reversed(self.groups):
            points = group.points[max(0, len(group.points) - left) :]
            left -= len(points)
            if points:
                kept.append(replace(group, points=points))
        return replace(self, groups=tuple(reversed(kept)))

    @property
    def limits(self) -> Limits | None:
        """The last limits, on which assurance rests."""
        return self.groups[-1].limits if self.groups else None

    @property
    def variation(self) -> Variation:
        """The icon of the last period; not judged where that is missing."""
        return self.points[-1].variation if self.points else Variation.NOT_JUDGED

    @property
    def assurance(self) -> Assurance | None:
        """Whether the target is met by chance: hit-and-miss if it is on a limit.

        None without a target, a direction or limits, or where nothing is judged yet.
        """
        limits, target = self.limits, self.target
        if self.groups and not self.groups[-1].is_judged:
            return None
        if target is None or limits is None or self.direction is Direction.NEUTRAL:
            return None
        if limits.lower <= target <= limits.upper:
            return Assurance.HIT_AND_MISS
        beyond = 1 if target > limits.upper else -1
        failing = beyond == self.direction
        return Assurance.FAILING if failing else Assurance.PASSING


def xmr(
    points: Sequence[Point],
    *,
    direction: Direction
    | Sequence[tuple[datetime.date, Direction]] = Direction.NEUTRAL,
    target: Decimal | None = None,
    starts: Sequence[Start] = (),
    screened: bool = True,
) -> Chart:
    """The XmR chart of points in the order of their dates.

    `direction` is one for all, or each with the day from which it holds (neutral before
    the first). A start is the first day of a new group (a rebase) or, no later than the
    first point, fixes the baseline of the first. `screened` leaves very large moving
    ranges out of the limits. Raises ValueError where dates are not in order.
    """
    if any(after.on <= before.on for before, after in pairwise(points)):
        raise ValueError("Points stand in the order of their dates")
    if any(after.on <= before.on for before, after in pairwise(starts)):
        raise ValueError("Starts stand in the order of their dates")
    steps = (
        [(datetime.date.min, direction)]
        if isinstance(direction, Direction)
        else list(direction)
    )
    groups = tuple(
        _group(start, some, steps, screened=screened)
        for start, some in _split(points, starts)
    )
    last = points[-1].on if points else datetime.date.min
    return Chart(groups, direction_at(steps, last), target)


def direction_at(
    steps: Sequence[tuple[datetime.date, Direction]], on: datetime.date
) -> Direction:
    """The direction that holds on a day: the last to begin by then, else neutral."""
    held = [step for step in steps if step[0] <= on]
    return max(held)[1] if held else Direction.NEUTRAL


def _split(
    points: Sequence[Point], starts: Sequence[Start]
) -> Iterator[tuple[Start, Sequence[Point]]]:
    """Each group’s points; starts before the first point but for the last are spent."""
    bounds = [Start(), *starts]
    for start, after in pairwise([*bounds, None]):
        begins = start.on if start else datetime.date.min
        some = [
            point
            for point in points
            if point.on >= begins and (after is None or point.on < after.on)
        ]
        if some and start:
            yield start, some


def _group(
    start: Start,
    points: Sequence[Point],
    steps: Sequence[tuple[datetime.date, Direction]],
    *,
    screened: bool,
) -> Group:
    values = [point.value for point in points]
    whole, scale = whole_numbers(values)
    measure = yardstick(whole, start.baseline, screened=screened)
    few = sum(value is not None for value in values) < ENOUGH
    if measure is None:
        return Group(start, tuple(map(Judged, points)), None, few)
    causes = measure.causes(whole)
    judged = tuple(
        Judged(point)
        if point.value is None
        else Judged(
            point, cause, sign, variation_of(sign, direction_at(steps, point.on))
        )
        for point, (cause, sign) in zip(points, causes, strict=True)
    )
    return Group(start, judged, measure.limits(scale), few)


def variation_of(sign: int, direction: Direction) -> Variation:
    """A cause’s sign times the measure’s direction."""
    if not sign:
        return Variation.COMMON
    kinds = {
        1: (Variation.IMPROVEMENT_LOW, Variation.IMPROVEMENT_HIGH),
        0: (Variation.NEUTRAL_LOW, Variation.NEUTRAL_HIGH),
        -1: (Variation.CONCERN_LOW, Variation.CONCERN_HIGH),
    }
    return kinds[sign * direction][sign > 0]


def whole_numbers(values: Sequence[Decimal | None]) -> tuple[list[int | None], int]:
    """The values as whole numbers, and how many decimal places they were moved."""
    exponents = [value.as_tuple().exponent for value in values if value is not None]
    if any(not isinstance(exponent, int) for exponent in exponents):
        raise ValueError("A value is a finite number")
    scale = -min((one for one in exponents if isinstance(one, int)), default=0)
    return [None if v is None else int(v.scaleb(scale)) for v in values], scale
