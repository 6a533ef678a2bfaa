"""Giving a recommendation to another agency, and saying that it is not needed."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms

from audits.models.findings import REASON_MAX, ROLE_MAX
from partnership.models import Agency
from privacy.forms import refuse_identifiers
from ui.fields import LongText, ShortText, dress

BECAUSE_MAX = REASON_MAX // 2
CHOOSE = "Choose the agency that is to own it"


def _why(help_text: str) -> Any:
    field = LongText(
        label="Why?",
        called="The reason",
        help_text=help_text,
        max_length=BECAUSE_MAX,
        rows=3,
        validators=[refuse_identifiers],
        error_messages={"required": "Say why"},
        required=True,
    )
    return dress(field, label="s", count=True)


class GiveForm(forms.Form):
    """Which agency owns it from now on, and why."""

    agency = dress(
        forms.ChoiceField(
            label="Which agency owns it from now on?",
            error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
        ),
        label="s",
    )
    owner = dress(
        ShortText(
            label="Who there sees to it?",
            called="Who there sees to it",
            help_text="A role, as in “Head of service”, not a name.",
            max_length=ROLE_MAX,
            validators=[refuse_identifiers],
            error_messages={"required": "Enter who there sees to it"},
        ),
        label="s",
    )
    because = _why("Both agencies read it. No names.")

    def __init__(self, *args: Any, agencies: Iterable[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agencies = {str(one.pk): one for one in agencies}
        field = cast("forms.ChoiceField", self.fields["agency"])
        named = [(pk, one.name) for pk, one in self.agencies.items()]
        field.choices = [("", "Choose"), *named]

    def chosen(self) -> Agency:
        """The agency that was chosen."""
        return self.agencies[self.cleaned_data["agency"]]


class EndForm(forms.Form):
    """Why it is no longer needed."""

    because = _why("Its owner reads it. No names.")
