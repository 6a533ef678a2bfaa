"""Values as people read them."""

from decimal import Decimal

from performance.arithmetic import rounded
from performance.models import Measure
from performance.models.returns import Figure
from privacy.disclosure import Symbol

SYMBOLS = {
    Figure.Missing.NOT_YET: Symbol.UNAVAILABLE,
    Figure.Missing.NOT_COLLECTED: Symbol.UNAVAILABLE,
    Figure.Missing.NOT_APPLICABLE: Symbol.NOT_APPLICABLE,
    Figure.Missing.POOR: Symbol.UNRELIABLE,
}


def written(measure: Measure, value: Decimal | int | Symbol | None) -> str:
    """14.1%; 1,234; Yes; c; nothing for nothing."""
    if value is None:
        return ""
    if isinstance(value, Symbol):
        return str(value.value)
    if measure.unit == Measure.Unit.YES_NO:
        return "Yes" if value else "No"
    places = 0 if measure.unit == Measure.Unit.COUNT else measure.places
    number = f"{rounded(Decimal(value), places):,}"
    return f"{number}%" if measure.unit == Measure.Unit.PERCENTAGE else number
