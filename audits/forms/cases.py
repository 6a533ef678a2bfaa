"""Entering the references of cases, one on each line."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from audits import references as naming
from audits.models import CaseReview
from audits.models.audits import SAMPLE_MAX
from audits.models.cases import REFERENCE_MAX
from ui.fields import LongText, ShortText, dress

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


class CorrectForm(forms.Form):
    """Another reference for a case."""

    reference = dress(
        ShortText(
            label="What should the case be called?",
            called="The reference",
            help_text=naming.HOW,
            max_length=REFERENCE_MAX * 10,
            error_messages={"required": "Enter the reference"},
        ),
        label="s",
        width=20,
    )
    was = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, case: CaseReview, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["was"].initial = case.reference

    def clean_reference(self) -> str:
        """The reference, if nobody can be told from it."""
        found: str = self.cleaned_data["reference"]
        if wrong := naming.problem(found):
            raise ValidationError(wrong, code="reference")
        return found

    def show_again(self, case: CaseReview) -> None:
        """Let the page, which now says how the case is called, be sent once more."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data["was"] = case.reference
        self.data = data
