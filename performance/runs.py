"""Run charts, for series that an XmR chart does not fit, and which chart fits which.

A run chart judges against the median and by runs alone, of the same 7 points as on a
control chart, so that “seven in a row” means the same on every page. (Perla, Provost
and Murray, “The run chart”, BMJ Quality & Safety 20, 2011, use 6 for a shift and 5 for
a trend, which finds changes sooner, and more often where there is none.) A point on the
median breaks a shift.
"""

import enum
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from statistics import median

from performance.causes import RUN, Cause, shifts, trends
from performance.spc import (
    Chart,
    Direction,
    Group,
    Judged,
    Point,
    Start,
    Variation,
    direction_at,
    variation_of,
    whole_numbers,
    xmr,
)


class Kind(enum.StrEnum):
    """How a series is shown."""

    CONTROL = "control chart"
    RUN = "run chart"
    TREND = "yearly trend"
    TABLE = "table only"


@dataclass(frozen=True, slots=True)
class RunChart:
    """Points judged by shift and trend, and their median, None without any value."""

    points: tuple[Judged, ...]
    median: Decimal | None
    direction: Direction

    def last(self, count: int) -> "RunChart":
        """Its last so many periods alone, judged as they were among all."""
        return replace(self, points=self.points[max(0, len(self.points) - count) :])

    @property
    def variation(self) -> Variation:
        """The icon of the last period; not judged where that is missing."""
        return self.points[-1].variation if self.points else Variation.NOT_JUDGED


def fitting(points: Sequence[Point], *, yearly: bool = False) -> Kind:
    """The chart that fits a series.

    Yearly figures show their trend. Two values are the least to draw. A run
    chart is for series whose moving range says little: half of the values or more are 0
    (rare events), or fewer than half of the steps have a value at both ends.
    """
    values = [point.value for point in points]
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return Kind.TABLE
    if yearly:
        return Kind.TREND
    moves = sum(None not in pair for pair in pairwise(values))
    rare = 2 * sum(value == 0 for value in known) >= len(known)
    broken = 2 * moves < len(values) - 1
    return Kind.RUN if rare or broken else Kind.CONTROL


def judge(
    points: Sequence[Point],
    *,
    direction: Sequence[tuple[date, Direction]] = (),
    target: Decimal | None = None,
    starts: Sequence[Start] = (),
) -> Chart | RunChart:
    """The chart that fits, by which a series is judged wherever it is shown.

    With fewer figures than the shortest run, since a mean began, none is judged: two
    points tell nothing. Raises ValueError where dates are not in order.
    """
    if fitting(points) is Kind.RUN:
        return run_chart(points, direction=direction_at(direction, points[-1].on))
    chart = xmr(points, direction=direction, target=target, starts=starts)
    return replace(chart, groups=tuple(map(_if_enough, chart.groups)))


def _if_enough(group: Group) -> Group:
    """A group as it is, or not judged where it has too few figures."""
    if sum(one.point.value is not None for one in group.points) >= RUN:
        return group
    points = tuple(Judged(one.point) for one in group.points)
    return replace(group, points=points, is_judged=False)


def unjudged(points: Sequence[Point]) -> RunChart:
    """Points that are shown and not judged, as years are."""
    return RunChart(tuple(map(Judged, points)), None, Direction.NEUTRAL)


def run_chart(
    points: Sequence[Point], *, direction: Direction = Direction.NEUTRAL
) -> RunChart:
    """The run chart of points in the order of their dates. Raises ValueError if not.

    With fewer figures than the shortest run nothing could be found, so none is judged.
    """
    if any(after.on <= before.on for before, after in pairwise(points)):
        raise ValueError("Points stand in the order of their dates")
    values = [point.value for point in points]
    known = [value for value in values if value is not None]
    middle = median(known) if known else None
    if middle is None or len(known) < RUN:
        return RunChart(tuple(map(Judged, points)), middle, direction)
    sides = [0 if v is None else (v > middle) - (v < middle) for v in values]
    rules = (
        (Cause.TREND, trends(whole_numbers(values)[0])),
        (Cause.SHIFT, shifts(sides)),
    )
    judged = []
    for at, point in enumerate(points):
        matches = ((cause, flags[at]) for cause, flags in rules if flags[at])
        cause, sign = next(matches, (Cause.COMMON, 0))
        icon = variation_of(sign, direction)
        judged.append(
            Judged(point, cause, sign, icon)
            if point.value is not None
            else Judged(point)
        )
    return RunChart(tuple(judged), middle, direction)
