"""Entering the references of cases, one on each line."""

from django import forms
from django.core.exceptions import ValidationError

from audits import references as naming
from audits.models.audits import SAMPLE_MAX
from ui.fields import LongText, dress

TOLD_AT_ONCE = 5


class CasesForm(forms.Form):
    """References from which nobody can be told."""

    references = dress(
        LongText(
            label="References of cases",
            help_text=f"One on each line. {naming.HOW} Never a name, a date of birth "
            "or a number that others know the child by: the list that says whose case "
            "it is stays in your own records.",
            required=True,
            max_length=SAMPLE_MAX * 40,
            rows=6,
            error_messages={"required": "Enter at least one reference"},
        ),
        label="m",
    )

    def clean_references(self) -> list[str]:
        """The references; what is wrong with each, a few at a time."""
        lines = self.cleaned_data["references"].splitlines()
        found = list(filter(None, (" ".join(line.split()) for line in lines)))
        wrong = naming.problems(found)
        if len(wrong) > TOLD_AT_ONCE:
            more = f"There are {len(wrong) - TOLD_AT_ONCE} more like these."
            wrong = [*wrong[:TOLD_AT_ONCE], more]
        if wrong:
            raise ValidationError(wrong, code="reference")
        return found
