"""Arithmetic as published figures have it: halves are rounded up."""

from decimal import ROUND_HALF_UP, Decimal


def percent(part: int, whole: int) -> int:
    """A share of a whole in whole per cent. The whole must not be nothing."""
    share = Decimal(100 * part) / Decimal(whole)
    return int(share.quantize(Decimal(1), rounding=ROUND_HALF_UP))
