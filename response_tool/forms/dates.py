"""Changing a round's dates, for all or for one agency."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, cast

from django import forms

from response_tool.forms import days
from response_tool.forms.review import Reason
from response_tool.models import Response, Round
from ui.fields import DateField, dress
from ui.forms import EditForm
from ui.merging import Edit

WHY = "Agencies and coordinators see these words in the history."


def _reason() -> Reason:
    return dress(
        Reason(
            label="Why?",
            help_text=WHY,
            called="Your reason",
            required=True,
            error_messages={"required": "Say why"},
        ),
        label="s",
    )


class DatesForm(EditForm):
    """When a round is due and closes, for every agency."""

    problem_href = "#id_due_on-day"
    due_on = days.due_on()
    closes_on = days.closes_on(
        "A day that is past closes the round now; a later one opens it again."
    )
    reason = _reason()

    def __init__(self, *args: Any, round_: Round, today: date, **kwargs: Any) -> None:
        saved = {"due_on": round_.due_on, "closes_on": round_.closes_on}
        super().__init__(*args, saved=saved, **kwargs)
        for name in saved:
            day = cast("DateField", self.fields[name])
            day.earliest = round_.opens_on + timedelta(days=1)
            day.latest = max(today, round_.closes_on) + days.AHEAD

    def clean(self) -> dict[str, Any]:
        """Keep the dates in order."""
        days.close_once_due(self)
        return self.cleaned_data

    def dates(self) -> list[Edit]:
        """The two dates, as edits."""
        return self.edits("due_on", "closes_on")


class ExtendForm(forms.Form):
    """More time for one agency."""

    problem_href = "#id_agency"
    agency = dress(
        forms.TypedChoiceField(
            label="Agency", coerce=int, error_messages={"required": "Choose an agency"}
        ),
        label="s",
    )
    until = dress(
        DateField(
            label="Until",
            help_text="For example, 27 3 2027. Its answers are taken until the end of "
            "this day.",
            error_messages={"required": "Enter the day it has until"},
        ),
        label="s",
    )
    reason = _reason()

    def __init__(
        self, *args: Any, responses: Iterable[Response], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.responses = {one.pk: one for one in responses}
        choice = cast("forms.ChoiceField", self.fields["agency"])
        names = [(pk, one.agency.name) for pk, one in self.responses.items()]
        choice.choices = [("", "Choose an agency"), *names]
        day = cast("DateField", self.fields["until"])
        day.earliest, day.latest = today, today + days.AHEAD

    def response(self) -> Response:
        """The response of the agency that was chosen."""
        return self.responses[self.cleaned_data["agency"]]
