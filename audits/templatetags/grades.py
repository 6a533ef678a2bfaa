"""Grades as pages show them."""

from collections.abc import Sequence

from django import template

from audits.spread import Column, Row
from privacy.disclosure import Count, Symbol

register = template.Library()


@register.filter
def beside(row: Row, columns: Sequence[Column]) -> list[tuple[Column, Count]]:
    """Each count of a row with the grade it is of."""
    return list(zip(columns, row.cells, strict=True))


@register.filter
def is_symbol(count: Count) -> bool:
    """Whether a symbol stands in place of a number."""
    return isinstance(count, Symbol)
