"""Asking agencies for the answers that have not come."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.http import QueryDict

from privacy.forms import refuse_identifiers
from response_tool import chasing
from response_tool.chasing import Asking
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
            help_text="Change it as you like. Below it we add the day on which each "
            "agency’s own answers are due, a link to the Response Tool, which "
            "partnership asks, and how to get no more such e-mails.",
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
        data: QueryDict | None = None,
        *,
        round_: Round,
        askings: Sequence[Asking],
        chosen: Collection[str],
    ) -> None:
        self.askings = {one.response.pk: one for one in askings if not one.obstacle}
        self.shut = {one.response.pk: one for one in askings if one.obstacle}
        self.late = {
            one.response.agency_id: one
            for one in self.askings.values()
            if one.may_reach_senior
        }
        self.gone = _gone(data, self.shut)
        super().__init__(
            _without(data, self.gone),
            initial={
                "agencies": _ticked(list(self.askings.values()), chosen),
                "subject": chasing.subject_for(round_),
                "text": chasing.text_for([one.partnership for one in askings]),
                "form_key": uuid4(),
            },
        )
        box = cast("forms.ChoiceField", self.fields["agencies"])
        box.required = not self.gone
        box.choices = [
            (pk, str(one.response.agency)) for pk, one in self.askings.items()
        ]
        hints = {str(pk): one.reach for pk, one in self.askings.items()}
        dress(box, label="m", hints=hints)
        if self.late:
            box = cast("forms.ChoiceField", self.fields["seniors"])
            box.choices = [(pk, _senior(one)) for pk, one in self.late.items()]
        else:
            del self.fields["seniors"]

    def clean(self) -> dict[str, Any]:
        """Say which of the agencies that were chosen cannot be asked any more."""
        then = ". Send again to ask the others" if self.data.get("agencies") else ""
        for one in self.gone:
            self.add_error("agencies", f"{one.refusal}{then}")
        asked = self.cleaned_data.get("agencies", ())
        for agency_id in self.also_to():
            one = self.late[agency_id]
            if one.response.pk not in asked and not self.has_error("agencies"):
                agency = one.response.agency
                self.add_error("seniors", f"Choose {agency} above as well")
        return self.cleaned_data

    def chosen(self) -> list[Response]:
        """The responses that are asked for."""
        return [self.askings[pk].response for pk in self.cleaned_data["agencies"]]

    def also_to(self) -> list[int]:
        """The agencies whose senior contact gets it too."""
        return list(self.cleaned_data.get("seniors", ()))


def _ticked(askings: Sequence[Asking], chosen: Collection[str]) -> list[int]:
    """Those that were asked about; else those that have not submitted; else all."""
    if chosen:
        first = [one for one in askings if one.response.agency.slug in chosen]
    else:
        drafts = [one for one in askings if one.response.is_draft]
        first = drafts or list(askings)
    return [one.response.pk for one in first]


def _gone(data: QueryDict | None, shut: Mapping[int, Asking]) -> list[Asking]:
    """Those that were chosen on a page on which they could still be asked."""
    sent = set(data.getlist("agencies")) if data else set()
    return [one for pk, one in shut.items() if str(pk) in sent]


def _without(data: QueryDict | None, gone: Sequence[Asking]) -> QueryDict | None:
    """What was sent, without those that cannot be asked any more."""
    if data is None or not gone:
        return data
    left = data.copy()
    agencies = {str(one.response.pk) for one in gone}
    seniors = {str(one.response.agency_id) for one in gone}
    for name, out in (("agencies", agencies), ("seniors", seniors)):
        left.setlist(name, [pk for pk in data.getlist(name) if pk not in out])
    return left


def _senior(asking: Asking) -> str:
    agency = asking.response.agency
    who = agency.senior_role or agency.senior_name or agency.senior_email
    return f"{agency}: {who}"
