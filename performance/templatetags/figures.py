"""Figures as pages show them."""

from decimal import Decimal

from django import template
from django.forms import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString

from performance.grids import worth
from performance.models import Measure
from performance.models.returns import Figure
from performance.showing import written
from ui.templatetags.govuk import began_from, widget

register = template.Library()


@register.filter
def value_of(figure: Figure | None, measure: Measure) -> str:
    """The value of a figure: 14.1%; 212; Yes. Nothing where there is none."""
    return written(measure, worth(measure, figure)) if figure else ""


@register.filter
def counted(figure: Figure | None, measure: Measure) -> str:
    """What it was worked out from, as in “9 of 64”; nothing for a plain number."""
    if figure is None or figure.numerator is None or not measure.has_denominator:
        return ""
    if figure.denominator is None:
        return ""
    return f"{figure.numerator:,} of {figure.denominator:,}"


@register.filter
def whole(number: int | None) -> str:
    """1,234; nothing for nothing."""
    return "" if number is None else f"{number:,}"


@register.simple_tag
def figure_box(field: BoundField) -> SafeString:
    """A box of the grid, named for who cannot see the table around it."""
    return format_html(
        '<label class="govuk-visually-hidden" for="{}">{}</label>{}{}',
        field.auto_id,
        field.label,
        widget(field),
        began_from(field),
    )


@register.filter
def normal(value: Decimal | None) -> str:
    """A number without the zeros that the database puts at its end."""
    return "" if value is None else f"{value.normalize():f}"
