"""What a partnership asks about an answer, what the agency replies, how it ends."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, cast
from uuid import uuid4

from django import forms

from partnership.models import Partnership
from privacy.forms import refuse_identifiers
from response_tool import challenging
from response_tool.challenging import Move
from response_tool.forms.review import Reason
from response_tool.models import QUESTION_MAX, REPLY_MAX, Challenge
from ui.fields import DateField, LongText, dress

AHEAD = timedelta(days=366)
HINTS = {
    Challenge.How.ANSWERED: "What the agency says, here or elsewhere, is enough.",
    Challenge.How.ACTION_AGREED: "The agency will do something it had not planned.",
    Challenge.How.TO_BOARD: "The board is to speak about it.",
    Challenge.How.WITHDRAWN: "It does not need an answer any more.",
}


def _text(label: str, missing: str, *, longest: int, **look: Any) -> LongText:
    return dress(
        LongText(
            label=label,
            help_text=look.pop("help_text", ""),
            called=look.pop("called"),
            max_length=longest,
            rows=5,
            required=True,
            validators=[refuse_identifiers],
            error_messages={"required": missing},
        ),
        label="s",
        count=True,
    )


def _reply_by() -> DateField:
    return dress(
        DateField(
            label="When should the agency reply by?",
            help_text="For example, 25 11 2026.",
            error_messages={"required": "Enter the day the agency should reply by"},
        ),
        label="s",
    )


def _key() -> forms.UUIDField:
    return forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)


class WithDay(forms.Form):
    """A form that asks by when the agency should reply."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day = cast("DateField", self.fields["reply_by"])
        day.earliest, day.latest = today, today + AHEAD


class Seen(forms.Form):
    """A form under a question that knows how many texts its page showed."""

    name = ""
    move: Move
    words_in = "text"
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, written: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = written

    def words(self) -> dict[str, Any]:
        """What the action is given."""
        return dict(self.cleaned_data)

    def typed(self) -> str:
        """The words as they were typed, to be shown where they could not be saved."""
        return str(self.data.get(self.add_prefix(self.words_in), "")).strip()

    def show_again(self, written: int) -> None:
        """Let the page, which now shows everything, be sent once more as typed."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data[self.add_prefix("seen")] = str(written)
        self.data = data


class AskForm(WithDay):
    """A question about an answer."""

    problem_href = "#id_question"
    partnership = dress(
        forms.TypedChoiceField(
            label="Which partnership asks?",
            coerce=int,
            widget=forms.RadioSelect,
            error_messages={"required": "Choose which partnership asks"},
        ),
        label="s",
        small=True,
    )
    question = _text(
        "What do you want to know?",
        "Enter your question",
        called="Your question",
        help_text="Ask one thing. The agency and your partnership read these words; "
        "other partnerships do not.",
        longest=QUESTION_MAX,
    )
    reply_by = _reply_by()
    form_key = _key()

    def __init__(
        self, *args: Any, partnerships: Iterable[Partnership], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.partnerships = {one.pk: one for one in partnerships}
        if len(self.partnerships) == 1:
            del self.fields["partnership"]
            return
        choice = cast("forms.ChoiceField", self.fields["partnership"])
        choice.choices = [(pk, one.name) for pk, one in self.partnerships.items()]

    def question_asked(self) -> dict[str, Any]:
        """What is asked, and for whom."""
        (only, *_) = self.partnerships
        said = {n: self.cleaned_data[n] for n in ("question", "reply_by", "form_key")}
        chosen = self.cleaned_data.get("partnership", only)
        return said | {"partnership": self.partnerships[chosen]}


class ChallengeReplyForm(Seen):
    """What the agency replies."""

    name = prefix = "reply"
    move = challenging.REPLY
    problem_href = "#id_reply-text"
    text = _text(
        "Your reply",
        "Enter your reply",
        called="Your reply",
        help_text="The partnership that asked reads these words. Do not name a child "
        "or family.",
        longest=REPLY_MAX,
    )
    form_key = _key()


class AskAgainForm(WithDay, Seen):
    """That the reply does not answer the question yet."""

    name = prefix = "again"
    move = challenging.ASK_AGAIN
    problem_href = "#id_again-text"
    text = _text(
        "What is still missing?",
        "Say what is still missing",
        called="What is missing",
        longest=QUESTION_MAX,
    )
    reply_by = _reply_by()
    form_key = _key()


class CloseForm(Seen):
    """How a question was closed."""

    name = prefix = "close"
    move = challenging.CLOSE
    words_in = "because"
    problem_href = "#id_close-how_0"
    how = dress(
        forms.ChoiceField(
            label="What came of it?",
            choices=Challenge.How.choices,
            widget=forms.RadioSelect,
            error_messages={"required": "Choose what came of it"},
        ),
        label="s",
        small=True,
        hints=HINTS,
    )
    because = dress(
        Reason(
            label="In a sentence",
            help_text="For example: the missing figures are in the reply. The agency "
            "reads this too.",
            called="Your sentence",
            required=True,
            error_messages={"required": "Say in a sentence what came of it"},
        ),
        label="s",
    )
