"""Parts of charts that are written in Python, because they are large and plain."""

from collections.abc import Sequence
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

OPEN = '<tr class="govuk-table__row"><th scope="row" class="govuk-table__header">'
NEXT = '</th><td class="govuk-table__cell govuk-table__cell--numeric">'
BETWEEN = NEXT.replace("</th>", "</td>")


@register.filter
def table_rows(rows: Sequence[Sequence[str]]) -> SafeString:
    """The rows of a table of texts, far quicker than by two loops."""
    return mark_safe("".join(map(_row, rows)))  # noqa: S308


def _row(row: Sequence[str]) -> str:
    cells = list(map(escape, row))
    if len(cells) == 1:
        return f"{OPEN}{cells[0]}</th></tr>"
    return f"{OPEN}{cells[0]}{NEXT}{BETWEEN.join(cells[1:])}</td></tr>"
