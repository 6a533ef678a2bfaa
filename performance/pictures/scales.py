"""Where things stand in a picture: round ticks, labels apart, widths of words."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import lru_cache

TEXT = 14  # pixels, everywhere
APART = 19  # pixels at least between the middles of two labels, one above the other
STEPS = (1, 2, 3, 4, 6, 12, 24, 60, 120)  # periods from one label to the next

_TENS = tuple(Decimal(one) for one in ("1", "2", "2.5", "5"))
_WIDTHS = dict.fromkeys("iIjl|'’‘.,:;! ·", 0.3) | dict.fromkeys("ftr()-[]/", 0.36)
_WIDTHS |= dict.fromkeys("mwMW%@…—", 0.92) | dict.fromkeys(
    "ABCDEFGHKNOPQRSTUVXYZ&", 0.72
)
_NOUGHTS = re.compile(r"\.0+(?=\D|$)")


@lru_cache(maxsize=4096)
def width_of(words: str, size: float = TEXT) -> float:
    """About how wide words are in Arial, rather too much than too little."""
    return size * sum(_WIDTHS.get(letter, 0.58) for letter in words)


def fitted(words: str, room: float, size: float = TEXT) -> str:
    """The words, cut with an ellipsis where there is no room for all."""
    if width_of(words, size) <= room:
        return words
    while words and width_of(words + "…", size) > room:
        words = words[:-1]
    return f"{words.rstrip()}…" if words else ""


def spread(places: Sequence[float], top: float, bottom: float) -> list[float]:
    """Places as near as can be to those wanted, in their order and far enough apart.

    As least squares would have them: places that would touch form a block around the
    mean of what each of them wants.
    """
    order = sorted(range(len(places)), key=places.__getitem__)
    blocks: list[tuple[float, int]] = []  # what it wants in all, of how many
    for at, place in enumerate(order):
        total, count = places[place] - APART * at, 1
        while blocks and blocks[-1][0] / blocks[-1][1] > total / count:
            before = blocks.pop()
            total, count = total + before[0], count + before[1]
        blocks.append((total, count))
    found = [total / count for total, count in blocks for _ in range(count)]
    last = max(top, bottom - APART * (len(places) - 1))
    stands = [0.0] * len(places)
    for at, place in enumerate(order):
        stands[place] = min(max(found[at], top), last) + APART * at
    return stands


def shown_every(widths: float, spacing: float) -> int:
    """From one label on the x axis to the next, how many periods."""
    fits = (step for step in STEPS if step * spacing >= widths + TEXT)
    return next(fits, STEPS[-1])


def unit_of(values: Sequence[Decimal]) -> Decimal:
    """The smallest step that the values are written in: 1 for counts, 0.1 and so on."""
    exponents = [value.as_tuple().exponent for value in values]
    least = min((one for one in exponents if isinstance(one, int)), default=0)
    return Decimal(1).scaleb(min(least, 0))


def ticks(
    values: Sequence[Decimal], unit: Decimal, *, least: int = 4, most: int = 7
) -> list[Decimal]:
    """Round numbers around all values, multiples of the unit, not below 0 in vain."""
    low, high = min(values, default=Decimal(0)), max(values, default=Decimal(0))
    exponent = (max(high - low, unit) / most).adjusted()
    while True:
        for one in _TENS:
            step = one.scaleb(exponent)
            first, last = (
                _whole(low, step, ROUND_FLOOR),
                _whole(high, step, ROUND_CEILING),
            )
            if last - first < most and step % unit == 0:
                first, last = _filled(first, last, least)
                return [step * at for at in range(first, last + 1)]
        exponent += 1


def _whole(value: Decimal, step: Decimal, rounding: str) -> int:
    return int((value / step).to_integral_value(rounding))


def _filled(first: int, last: int, least: int) -> tuple[int, int]:
    """Ticks are added where too few: below and above by turns, but none below 0."""
    while last - first + 1 < least:
        if first > 0 and (last - first) % 2:
            first -= 1
        else:
            last += 1
    return first, last


def written(values: Sequence[Decimal], show: Callable[[Decimal], str]) -> list[str]:
    """Ticks in the caller’s words, less a “.0” that all have."""
    words = [show(value) for value in values]
    if all(_NOUGHTS.search(one) for one in words):
        return [_NOUGHTS.sub("", one) for one in words]
    return words


@dataclass(frozen=True, slots=True)
class Scale:
    """Values to pixels from the top."""

    low: float
    high: float
    top: float
    bottom: float

    def y(self, value: float) -> float:
        """Where a value stands."""
        share = (value - self.low) / (self.high - self.low)
        return self.bottom - share * (self.bottom - self.top)


def places(count: int, left: float, right: float) -> list[float]:
    """So many periods, evenly from left to right; a single one in the middle."""
    if count == 1:
        return [(left + right) / 2]
    return [left + at * (right - left) / (count - 1) for at in range(count)]
