"""Setting up a year of audits."""

from datetime import date
from typing import Any

from django import forms

from audits.actions.programmes import Year
from audits.models.audits import TEXT_MAX, TITLE_MAX
from privacy.forms import refuse_identifiers
from ui.fields import DateField, LongText, ShortText, dress

EARLIEST, LATEST = date(2010, 1, 1), date(2100, 12, 31)


class ProgrammeForm(forms.Form):
    """What the year is called, its days, and what it is to find out."""

    title = dress(
        ShortText(
            label="What is it called?",
            called="What it is called",
            help_text="As in “2026 to 2027”.",
            max_length=TITLE_MAX,
            validators=[refuse_identifiers],
            error_messages={"required": "Enter what it is called"},
        ),
        label="s",
    )
    starts_on = dress(
        DateField(
            label="First day",
            help_text="As in 1 4 2026.",
            earliest=EARLIEST,
            latest=LATEST,
            error_messages={"required": "Enter the first day"},
        ),
        label="s",
    )
    ends_on = dress(
        DateField(
            label="Last day",
            help_text="As in 31 3 2027.",
            earliest=EARLIEST,
            latest=LATEST,
            error_messages={"required": "Enter the last day"},
        ),
        label="s",
    )
    about = dress(
        LongText(
            label="What is it to find out? (optional)",
            called="What it is to find out",
            max_length=TEXT_MAX,
            rows=4,
            validators=[refuse_identifiers],
        ),
        label="s",
        count=True,
    )

    def clean(self) -> dict[str, Any]:
        """It ends after it begins."""
        found = super().clean() or self.cleaned_data
        first, last = found.get("starts_on"), found.get("ends_on")
        if first and last and last <= first:
            self.add_error("ends_on", "The last day must be later than the first.")
        return found

    def year(self) -> Year:
        """What was entered."""
        return Year(**self.cleaned_data)
