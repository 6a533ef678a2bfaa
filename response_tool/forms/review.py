"""Review: what a partnership returns, and what the agency says to it."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms

from privacy.forms import refuse_identifiers
from response_tool.models import REASON_MAX
from ui.fields import DateField, LongText, dress

ACCEPT, RETURN = "accept", "return"


class Reason(LongText):
    """A short text that goes to the other side."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_length=REASON_MAX, rows=3, validators=[refuse_identifiers], **kwargs
        )


class ReviewForm(forms.Form):
    """Which answers go back for a change, why, and by when."""

    problem_href = "#decide"
    decision = forms.ChoiceField(
        choices=[(ACCEPT, "Accept"), (RETURN, "Return")],
        widget=forms.HiddenInput,
        required=False,
    )
    answer_by = dress(
        DateField(
            label="When should the agency answer by?",
            help_text="Only if you return something. For example, 25 11 2026.",
            required=False,
        ),
        label="s",
    )

    def __init__(
        self, *args: Any, numbers: Iterable[int], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.numbers = list(numbers)
        for number in self.numbers:
            self.fields[f"return-{number}"] = forms.BooleanField(
                label=f"Return priority {number} for a change", required=False
            )
            self.fields[f"reason-{number}"] = dress(
                Reason(
                    label=f"What should they change in priority {number}?",
                    help_text="They see these words beside the priority.",
                    called="What they should change",
                ),
                label="s",
            )
        day: Any = self.fields["answer_by"]
        day.earliest, day.latest = today, today + timedelta(days=366)

    def clean(self) -> dict[str, Any]:
        """What is returned needs its reason and a day; what is not has none."""
        data = self.cleaned_data
        ticked = self.ticked()
        for number in self.numbers:
            reason = f"reason-{number}"
            if number in ticked and not data.get(reason) and reason not in self.errors:
                self.add_error(reason, f"Say what should change in priority {number}")
            if number not in ticked and data.get(reason):
                self.add_error(
                    f"return-{number}",
                    f"Tick that priority {number} goes back, or empty its reason",
                )
        if data.get("decision") == ACCEPT:
            if ticked:
                self.add_error(
                    None,
                    "You ticked an answer to return. Untick it, or return it with the "
                    "other button",
                )
        else:
            self._check_return(ticked)
        return data

    def _check_return(self, ticked: list[int]) -> None:
        if not ticked:
            self.add_error(None, "Tick at least one answer to return")
        no_day = not self.cleaned_data.get("answer_by")
        if no_day and "answer_by" not in self.errors:
            self.add_error("answer_by", "Enter the day the agency should answer by")

    @property
    def accepts(self) -> bool:
        """Whether everything is accepted."""
        return self.cleaned_data.get("decision") == ACCEPT

    def ticked(self) -> list[int]:
        """The numbers of the priorities that go back."""
        data = self.cleaned_data
        return [number for number in self.numbers if data.get(f"return-{number}")]

    def reasons(self) -> dict[int, str]:
        """Why each of them goes back."""
        return {n: self.cleaned_data[f"reason-{n}"] for n in self.ticked()}


class ReplyForm(forms.Form):
    """A word to those who returned answers, as they are sent back."""

    problem_href = "#send"

    def __init__(self, *args: Any, numbers: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.numbers = list(numbers)
        for number in self.numbers:
            self.fields[f"reply-{number}"] = dress(
                Reason(
                    label=f"Anything to say about priority {number}? (optional)",
                    help_text="They see this beside your answer.",
                    called="What you say",
                ),
                label="s",
            )

    def replies(self) -> dict[int, str]:
        """What is said about each."""
        return {n: self.cleaned_data[f"reply-{n}"] for n in self.numbers}


class WithdrawForm(forms.Form):
    """Why an agency takes back what it had submitted."""

    reason = dress(
        Reason(
            label="Why do you withdraw it?",
            help_text="The partnership coordinators see these words.",
            called="Your reason",
            required=True,
            error_messages={"required": "Say why you withdraw it"},
        ),
        label="s",
    )
