"""The four rules for special causes, and the mean and limits that they rest on.

As in NHSRplotthedots 0.2.2 (Making Data Count). Values are whole numbers, so nothing is
rounded and a point on the mean or on a limit is on it; None is a period without one.
"""

import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

RUN = 7  # points of a trend or a shift


class Cause(enum.StrEnum):
    """Why a point is judged as it is; a special cause is anything but chance."""

    COMMON = "common"
    OUTSIDE = "outside"
    TREND = "trend"
    TWO_OF_THREE = "two of three"
    SHIFT = "shift"


@dataclass(frozen=True, slots=True)
class Limits:
    """Mean and limits of one group, in the unit of its values, not clipped."""

    mean: Decimal
    lower: Decimal
    upper: Decimal
    near_lower: Decimal
    near_upper: Decimal

    def drawn(self, ceiling: Decimal | None = None) -> tuple[Decimal, Decimal]:
        """The limits as drawn: not below 0, nor above what the measure can be."""
        upper = self.upper if ceiling is None else min(self.upper, ceiling)
        return max(self.lower, Decimal(0)), upper


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What points are measured by, as whole numbers so that nothing is ever rounded.

    The mean is total ÷ count, the mean moving range moved ÷ moves. What is compared, a
    distance from the mean with 2.66 mean moving ranges, is multiplied by all divisors.
    `whole` is whether all points made it, so that none can be outside where none moves.
    """

    total: int
    count: int
    moved: int
    moves: int
    whole: bool

    def causes(self, whole: Sequence[int | None]) -> list[tuple[Cause, int]]:
        """The cause of each point and its sign: the first rule that matches."""
        if not self.moved and self.whole:
            return [(Cause.COMMON, 0)] * len(whole)
        far = 798 * self.moved * self.count
        near = 532 * self.moved * self.count
        sides: list[int] = []
        zones: list[int] = []  # 0 within the near limits, 1 close to a limit, 2 outside
        for value in whole:
            away = 0 if value is None else self.count * value - self.total
            sides.append((away > 0) - (away < 0))
            distance = 300 * self.moves * abs(away)
            zones.append(
                (distance > near) + (distance > far) if self.moved else 2 * bool(away)
            )
        rules = (
            (
                Cause.OUTSIDE,
                [s if z == 2 else 0 for s, z in zip(sides, zones, strict=True)],
            ),
            (Cause.TREND, trends(whole)),
            (Cause.TWO_OF_THREE, two_of_three([z == 1 for z in zones], sides)),
            (Cause.SHIFT, shifts(sides)),
        )
        return [
            next(
                ((cause, flags[at]) for cause, flags in rules if flags[at]),
                (Cause.COMMON, 0),
            )
            for at in range(len(whole))
        ]

    def limits(self, scale: int) -> Limits:
        """Mean and limits in the unit of the values."""
        mean = (Decimal(self.total) / self.count).scaleb(-scale)
        width = (Decimal(266 * self.moved) / (100 * self.moves)).scaleb(-scale)
        near = width * 2 / 3
        return Limits(mean, mean - width, mean + width, mean - near, mean + near)


def yardstick(
    whole: Sequence[int | None], baseline: int | None, *, screened: bool
) -> Yardstick | None:
    """The mean and mean moving range of the baseline; None where nothing moves on."""
    base = list(_first(whole, baseline))
    known = [value for value in base if value is not None]
    moves = [abs(b - a) for a, b in pairwise(base) if a is not None and b is not None]
    if not moves:
        return None
    if screened and any(moves):
        total, count = sum(moves), len(moves)
        moves = [move for move in moves if 1000 * count * move < 3267 * total]
    return Yardstick(
        sum(known), len(known), sum(moves), len(moves), len(base) == len(whole)
    )


def _first(whole: Sequence[int | None], points: int | None) -> Iterator[int | None]:
    """The first so many points that have a value, and the gaps among them."""
    for value in whole:
        if points == 0:
            return
        if points is not None and value is not None:
            points -= 1
        yield value


def shifts(sides: Sequence[int]) -> list[int]:
    """Points in a run of 7 or more on one side of the mean: the side, else 0."""
    return _runs(sides, RUN)


def trends(whole: Sequence[int | None]) -> list[int]:
    """Points of 7 or more that rise (1) or fall (-1): a tie or a gap breaks it.

    A point that ends one trend and begins another belongs to the second.
    """
    steps = [
        0 if a is None or b is None else (b > a) - (b < a) for a, b in pairwise(whole)
    ]
    flags = [0] * len(whole)
    for at, sign in enumerate(_runs(steps, RUN - 1)):
        if sign:
            flags[at] = flags[at + 1] = sign
    return flags


def two_of_three(close: Sequence[bool], sides: Sequence[int]) -> list[int]:
    """Points close to a limit, two of three on its side of the mean: the side, or 0."""
    flags = [0] * len(close)
    for at in range(len(close) - 2):
        window = slice(at, at + 3)
        if sum(close[window]) >= 2 and abs(sum(sides[window])) == 3:
            for place in range(at, at + 3):
                if close[place]:
                    flags[place] = sides[place]
    return flags


def _runs(signs: Sequence[int], length: int) -> list[int]:
    """The sign of each that is in a run of at least so many equal ones, else 0."""
    flags = [0] * len(signs)
    begin = 0
    for at in range(1, len(signs) + 1):
        if at == len(signs) or signs[at] != signs[begin]:
            if signs[begin] and at - begin >= length:
                flags[begin:at] = [signs[begin]] * (at - begin)
            begin = at
    return flags
