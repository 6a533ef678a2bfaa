"""Values from numerators and denominators, as the published statistics have them.

Both numbers are kept and the value derived from them; agencies or periods are rolled
up by summing both, never by averaging. Halves are rounded up, as in the Department for
Education’s children-in-need statistics. Its benchmark of statistical neighbours is the
median of the values published for them.
"""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from statistics import median

PERCENTAGE = 100
PER_10000 = 10_000


def rounded(value: Decimal, places: int = 1) -> Decimal:
    """A value to so many decimal places, halves up (away from 0)."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def value(
    numerator: int, denominator: int, *, multiplier: int = 1, places: int = 1
) -> Decimal:
    """A percentage (multiplier 100), a rate (10,000) or an average (1).

    For a rate the denominator is the population aged 0 to 17 of the mid-year before.
    Raises ZeroDivisionError for a denominator of 0: such a value does not apply.
    """
    if denominator == 0:
        raise ZeroDivisionError("A value does not apply where its denominator is 0")
    return rounded(Decimal(numerator * multiplier) / denominator, places)


def rolled_up(parts: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """The numerator and denominator of several agencies or periods together."""
    numerator = denominator = 0
    for above, below in parts:
        numerator += above
        denominator += below
    return numerator, denominator


def neighbour_median(
    values: Iterable[Decimal | None], places: int = 1
) -> Decimal | None:
    """The median of what is published for statistical neighbours, None if nothing is.

    Neighbours whose value is hidden or missing (None) are left out.
    """
    known = [value for value in values if value is not None]
    return rounded(median(known), places) if known else None
