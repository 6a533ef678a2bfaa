"""A partnership's own questions, and an agency's answers to them."""

from collections.abc import Sequence
from typing import Any

from django import forms

from privacy.forms import refuse_identifiers
from response_tool.models import OwnQuestion
from response_tool.models.own_questions import (
    OWN_ANSWER_MAX,
    OWN_HELP_MAX,
    OWN_TEXT_MAX,
)
from response_tool.own_questions import Asked
from ui.fields import LongText, ShortText, dress
from ui.forms import EditForm
from ui.merging import Clash, Edit


class OwnQuestionForm(forms.Form):
    """One question of a partnership's own."""

    text = dress(
        ShortText(
            label="Question",
            help_text="One question, in plain words. Every agency of your partnership "
            "is asked it.",
            max_length=OWN_TEXT_MAX,
            validators=[refuse_identifiers],
            error_messages={"required": "Write the question"},
        ),
        label="s",
    )
    help = dress(
        ShortText(
            label="What helps to answer it (optional)",
            called="What helps to answer it",
            max_length=OWN_HELP_MAX,
            required=False,
            validators=[refuse_identifiers],
        ),
        label="s",
    )

    def __init__(
        self, *args: Any, question: OwnQuestion | None = None, **kwargs: Any
    ) -> None:
        if question:
            kwargs["initial"] = {"text": question.text, "help": question.help}
        super().__init__(*args, **kwargs)


class OwnAnswersForm(EditForm):
    """What an agency says to each of them."""

    def __init__(self, *args: Any, asked: Sequence[Asked], **kwargs: Any) -> None:
        saved = {f"own-{one.question.pk}": one.text for one in asked}
        super().__init__(*args, saved=saved, **kwargs)
        for one in asked:
            self.fields[f"own-{one.question.pk}"] = dress(
                LongText(
                    label=one.question.text,
                    called="Your answer",
                    help_text=one.question.help,
                    max_length=OWN_ANSWER_MAX,
                    rows=5,
                    required=False,
                    validators=[refuse_identifiers],
                ),
                label="m",
                count=True,
            )

    def answers(self) -> dict[int, Edit]:
        """The answers as edits, by number of the question."""
        return {
            int(edit.field.removeprefix("own-")): Edit("text", edit.was, edit.now)
            for edit in self.edits()
        }

    def meet(self, clashes: Sequence[Clash], asked: Sequence[Asked]) -> None:
        """Say what a colleague wrote; saving again keeps this person's words."""
        self.begin_from({f"own-{one.question.pk}": one.text for one in asked})
        for clash in clashes:
            self.add_error(
                f"own-{clash.field}",
                f"A colleague changed this to “{clash.theirs}” while you were writing. "
                "Put both together, or save again to use yours",
            )
