"""Values as people read them."""

from decimal import Decimal

from performance.arithmetic import rounded
from performance.grids import worth
from performance.lines import Plain
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


def told(measure: Measure, figure: Figure | Plain) -> str:
    """A figure in one line: 14.1% (9 of 64); why there is none; words; or nothing."""
    if figure.missing:
        return f"No figure: {Figure.Missing(figure.missing).label.lower()}"
    if measure.unit == Measure.Unit.WORDS:
        return figure.words
    counted = [figure.numerator, figure.denominator]
    if not measure.has_denominator or None in counted:
        parts = [f"{one:,}" for one in counted if one is not None]
        is_yes_no = measure.unit == Measure.Unit.YES_NO
        return written(measure, figure.numerator) if is_yes_no else " of ".join(parts)
    value = worth(measure, figure)
    text = "–" if value is None else f"{value:,}"
    sign = "%" if measure.unit == Measure.Unit.PERCENTAGE and value is not None else ""
    return f"{text}{sign} ({figure.numerator:,} of {figure.denominator:,})"
