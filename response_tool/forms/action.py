"""One action under a priority."""

from datetime import date, timedelta
from typing import Any, cast
from uuid import uuid4

from django import forms

from partnership.wording import Words
from privacy.forms import refuse_identifiers
from response_tool.models import WHAT_MAX, WHO_MAX, Action
from ui.fields import DateField, ShortText, dress
from ui.forms import EditForm


class ActionForm(EditForm):
    """One action: what, who, by when, and how it is."""

    what = dress(
        ShortText(
            label="What will be done",
            help_text="One line. For example: half-day session on spotting neglect, "
            "for all 14 workers.",
            max_length=WHAT_MAX,
            validators=[refuse_identifiers],
            error_messages={"required": "Say what will be done"},
        ),
        label="s",
    )
    who = dress(
        ShortText(
            label="Who will do it",
            help_text="A role or a team, not a person’s name.",
            max_length=WHO_MAX,
            validators=[refuse_identifiers],
            error_messages={"required": "Say who will do it"},
        ),
        label="s",
        width="govuk-!-width-two-thirds",
    )
    by_when = dress(
        DateField(
            label="By when",
            help_text="For example, 27 3 2027.",
            error_messages={"required": "Say by when it will be done"},
        ),
        label="s",
    )
    status = forms.ChoiceField(
        label="How is it now?",
        choices=Action.Status.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it is now"},
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)

    def __init__(
        self,
        *args: Any,
        opens_on: date,
        action: Action | None = None,
        words: Words | None = None,
        **kwargs: Any,
    ) -> None:
        names = ("what", "who", "by_when", "status") if action else ()
        super().__init__(
            *args, saved={name: getattr(action, name) for name in names}, **kwargs
        )
        when = cast("DateField", self.fields["by_when"])
        # Work may have begun, and been due, long before this round asked about it.
        when.earliest = opens_on - timedelta(days=5 * 365)
        when.latest = opens_on + timedelta(days=10 * 365)
        called = words or Words()
        status = cast("forms.ChoiceField", self.fields["status"])
        status.choices = list(called.statuses.items())
        dress(status, label="s", small=True, hints=called.meanings)

    def words(self) -> dict[str, Any]:
        """What a new action is made of."""
        names = ("what", "who", "by_when", "status", "form_key")
        return {name: self.cleaned_data[name] for name in names}
