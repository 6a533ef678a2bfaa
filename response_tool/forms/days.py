"""The days of a round, and how far ahead they may be."""

from datetime import timedelta
from typing import Any

from django import forms

from ui.fields import DateField, dress

AHEAD = timedelta(days=3 * 365)


def due_on() -> DateField:
    """The day until whose end agencies have."""
    return dress(
        DateField(
            label="Due",
            help_text="Agencies have until the end of this day.",
            error_messages={"required": "Enter the date answers are due"},
        ),
        label="s",
    )


def closes_on(more: str = "") -> DateField:
    """The day until whose end late answers are taken; `more` adds to its help."""
    taken = "Late answers are taken until the end of this day."
    return dress(
        DateField(
            label="Closes",
            help_text=f"{taken} {more}".strip(),
            error_messages={"required": "Enter the date the round closes"},
        ),
        label="s",
    )


def close_once_due(form: forms.Form) -> None:
    """Refuse a round that closes before it is due."""
    data: dict[str, Any] = form.cleaned_data
    due, closes = data.get("due_on"), data.get("closes_on")
    if due and closes and closes < due:
        form.add_error("closes_on", "The round cannot close before it is due")
