"""Boxes in which one chooses among rows: a programme, a tool, agencies."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django import forms
from django.db.models import Model

from audits.choice import Offer, tool_offer
from audits.plans import Plan
from ui.fields import dress

GONE = "What you chose can no longer be chosen. Choose again."
Row = TypeVar("Row", bound=Model)


def by_number(rows: Iterable[Row]) -> dict[str, Row]:
    """Rows by what a form sends for them."""
    return {str(one.pk): one for one in rows}


def by_value(tools: Iterable[Offer], plan: Plan | None) -> dict[str, Offer]:
    """What is offered, and what stands though it is no longer offered."""
    found = {one.value: one for one in tools}
    if plan:
        found.setdefault(str(plan.tool.pk), tool_offer(plan.tool))
    return found


def one_of(
    label: str, rows: Mapping[str, Any], what: str, **more: Any
) -> forms.ChoiceField:
    """A list from which one is chosen."""
    choices = [(pk, _called(one)) for pk, one in rows.items()]
    return dress(
        forms.ChoiceField(
            label=label,
            choices=[("", "Choose" if what else "No"), *choices],
            required=bool(what),
            error_messages={
                "required": f"Choose {what}",
                "invalid_choice": GONE,
            },
            **more,
        ),
        label="s",
    )


def _called(row: Any) -> str:
    if not isinstance(row, Offer):
        return str(row)
    return f"{row.title}, version {row.number}" if row.number > 1 else row.title


def named(rows: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What a form sends for each, and what it is called."""
    return [(pk, str(one)) for pk, one in rows.items()]
