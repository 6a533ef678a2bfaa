"""Rows of a spreadsheet as pages show them, of which there may be thousands."""

from collections.abc import Iterable
from html import escape
from typing import Any

from django import template
from django.utils.safestring import SafeString

from performance.imports.comparing import NEW

register = template.Library()

ROW = (
    '<tr class="govuk-table__row" role="row"><td class="govuk-table__cell" role="cell">'
    '<span class="np-cards__name" aria-hidden="true">Row</span>{}</td>'
    '<th scope="row" class="govuk-table__header" role="rowheader">{}{}</th>'
    '<td class="govuk-table__cell np-mail np-lines" role="cell">'
    '<span class="np-cards__name" aria-hidden="true">In the portal</span>{}</td>'
    '<td class="govuk-table__cell np-mail np-lines" role="cell">'
    '<span class="np-cards__name" aria-hidden="true">Once saved</span>{}</td>'
    '<td class="govuk-table__cell" role="cell">'
    '<span class="np-cards__name" aria-hidden="true">What it is</span>{}</td></tr>'
)
UNDER = '<br><span class="np-secondary np-plain">{}</span>'
TAG = '<strong class="govuk-tag govuk-tag--{} np-tag">{}</strong>'


@register.filter
def sheet_rows(rows: Iterable[Any]) -> SafeString:
    """Each row beside what the portal holds.

    Put together here, since a template takes longer over thousands of rows than all
    the reading does.
    """
    new, changed = TAG.format("green", "New"), TAG.format("blue", "Changed")
    return SafeString(
        "\n".join(
            ROW.format(
                row.row,
                escape(row.title),
                _under(row),
                escape(row.was) or "Nothing",
                escape(row.now),
                new if row.kind == NEW else changed,
            )
            for row in rows
        )
    )


def _under(row: Any) -> str:
    lines = [row.about] if row.about else []
    lines += row.asks
    return "".join(UNDER.format(escape(line)) for line in lines)
