"""Asking agencies for the answers that have not come."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, cast
from uuid import uuid4

from django import forms

from privacy.forms import refuse_identifiers
from response_tool import chasing
from response_tool.models import SUBJECT_MAX, TEXT_MAX, Response, Round
from ui.fields import LongText, ShortText, dress


class ChaseForm(forms.Form):
    """Whom to write to, and what."""

    agencies = dress(
        forms.TypedMultipleChoiceField(
            label="Whom do you want to ask?",
            coerce=int,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": "Choose at least one agency"},
        ),
        label="m",
    )
    subject = dress(
        ShortText(
            label="Subject",
            max_length=SUBJECT_MAX,
            validators=[refuse_identifiers],
            error_messages={"required": "Enter a subject"},
        ),
        label="s",
    )
    text = dress(
        LongText(
            label="Message",
            called="Your message",
            help_text="Change it as you like. A link to the Response Tool and how to "
            "turn such e-mails off are added below it.",
            max_length=TEXT_MAX,
            rows=12,
            validators=[refuse_identifiers],
            error_messages={"required": "Write a message"},
        ),
        label="s",
    )
    seniors = dress(
        forms.TypedMultipleChoiceField(
            label="Write to senior contacts too?",
            help_text=f"Offered from {chasing.SENIOR_AFTER.days} days after the due "
            "day, for agencies that named one.",
            coerce=int,
            widget=forms.CheckboxSelectMultiple,
            required=False,
        ),
        label="m",
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        round_: Round,
        responses: Sequence[Response],
        chosen: Collection[str],
        reach: dict[int, str],
        today: date,
        **kwargs: Any,
    ) -> None:
        self.responses = {one.pk: one for one in responses}
        first = [one for one in responses if one.agency.slug in chosen] or responses
        kwargs["initial"] = {
            "agencies": [one.pk for one in first],
            "subject": chasing.subject_for(round_),
            "text": chasing.text_for(round_, first, today) if first else "",
            "form_key": uuid4(),
        }
        super().__init__(*args, **kwargs)
        box = cast("forms.ChoiceField", self.fields["agencies"])
        box.choices = [(one.pk, str(one.agency)) for one in responses]
        dress(self.fields["agencies"], label="m", hints=_by_text(reach))
        late = [one for one in responses if chasing.may_reach_senior(one, today)]
        if late:
            box = cast("forms.ChoiceField", self.fields["seniors"])
            box.choices = [
                (one.agency_id, f"{one.agency}: {_senior(one)}") for one in late
            ]
        else:
            del self.fields["seniors"]

    def chosen(self) -> list[Response]:
        """The responses that are asked for."""
        return [self.responses[pk] for pk in self.cleaned_data["agencies"]]


def _senior(response: Response) -> str:
    agency = response.agency
    return agency.senior_role or agency.senior_name or agency.senior_email


def _by_text(reach: dict[int, str]) -> dict[str, str]:
    return {str(pk): words for pk, words in reach.items()}
