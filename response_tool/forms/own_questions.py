"""A partnership's own questions, and an agency's answers to them."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
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


BOX = re.compile(r"own-([1-9]\d{0,17})")
SHOWN_MOST = OWN_TEXT_MAX + OWN_HELP_MAX + 1
REMOVED = "A question that was removed"
REWORDED = (
    "The question was reworded while you were writing. Read it again; save again to "
    "use this answer"
)


@dataclass(frozen=True, slots=True)
class Box:
    """One box of the page; `asked` is nothing where the question was removed."""

    box: forms.BoundField
    asked: Asked | None
    sends: str
    shown: str


class OwnAnswersForm(EditForm):
    """What an agency says to each of them.

    With each answer the page sends the words to which it was written. A question that
    was removed meanwhile keeps its box for as long as words are sent in it.
    """

    def __init__(self, *args: Any, asked: Sequence[Asked], **kwargs: Any) -> None:
        self.asked = {one.question.pk: one for one in asked}
        saved = {_box(pk): one.text for pk, one in self.asked.items()}
        super().__init__(*args, saved=saved, **kwargs)
        for pk, one in self.asked.items():
            self._ask(pk, one.question.text, one.question.help)
        self.gone = dict(self._gone())
        for pk, words in self.gone.items():
            self._ask(pk, words)

    def clean(self) -> dict[str, Any]:
        """Refuse an answer to a question that reads otherwise by now."""
        for pk, one in self.asked.items():
            if self._typed(pk) and self._shown(pk) not in ("", one.shown):
                self.add_error(_box(pk), REWORDED)
        return self.cleaned_data

    def answers(self) -> dict[int, Edit]:
        """The answers as edits, by number of the question."""
        return {
            int(edit.field.removeprefix("own-")): Edit("text", edit.was, edit.now)
            for edit in self.edits()
        }

    def shown(self) -> dict[int, str]:
        """The words to which each answer was written, by number of the question."""
        return {pk: words for pk in self.asked if (words := self._shown(pk))}

    def lost(self) -> dict[str, str]:
        """What was written to questions that were removed, by their words."""
        return _by_words((words, self._typed(pk)) for pk, words in self.gone.items())

    def unsaved(self) -> dict[str, str]:
        """Everything that was written, by the words of the question."""
        words = {pk: one.question.text for pk, one in self.asked.items()} | self.gone
        return _by_words((text, self._typed(pk)) for pk, text in words.items())

    def boxes(self) -> list[Box]:
        """Every box, with the words that it sends along."""
        shown = {pk: one.shown for pk, one in self.asked.items()} | self.gone
        return [
            Box(self[_box(pk)], self.asked.get(pk), f"asked-{pk}", words)
            for pk, words in shown.items()
        ]

    def _ask(self, pk: int, words: str, help_: str = "") -> None:
        self.fields[_box(pk)] = dress(
            LongText(
                label=words,
                called="Your answer",
                help_text=help_,
                max_length=OWN_ANSWER_MAX,
                rows=5,
                required=False,
                validators=[refuse_identifiers],
            ),
            label="m",
            count=True,
        )

    def _gone(self) -> Iterator[tuple[int, str]]:
        for name in self.data:
            found = BOX.fullmatch(name)
            pk = int(found[1]) if found else 0
            if pk and pk not in self.asked and self._typed(pk):
                yield pk, self._shown(pk)[:SHOWN_MOST] or REMOVED

    def _typed(self, pk: int) -> str:
        return str(self.data.get(_box(pk), "")).strip()

    def _shown(self, pk: int) -> str:
        return " ".join(str(self.data.get(f"asked-{pk}", "")).split())

    def meet(self, clashes: Sequence[Clash], moved: Collection[int]) -> None:
        """Say what a colleague wrote and which questions were reworded.

        Saving again keeps this person's words.
        """
        self.is_valid()
        self.begin_from({_box(pk): one.text for pk, one in self.asked.items()})
        for clash in clashes:
            self.add_error(
                f"own-{clash.field}",
                f"A colleague changed this to “{clash.theirs}” while you were writing. "
                "Put both together, or save again to use yours",
            )
        for pk in moved:
            if pk in self.asked and not self.has_error(_box(pk)):
                self.add_error(_box(pk), REWORDED)


def _by_words(said: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What was written, by question; two that read the same stand together."""
    found: dict[str, str] = {}
    for question, text in said:
        if text:
            there = found.get(question)
            found[question] = f"{there}\n\n{text}" if there else text
    return found


def _box(pk: int) -> str:
    return f"own-{pk}"
