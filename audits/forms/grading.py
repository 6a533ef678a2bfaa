"""An agency's part of a case on one page: a grade and a reason for each question."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from django import forms

from audits.actions.grading import IDENTIFIES
from audits.judging import (
    ABOUT,
    DOES_NOT_APPLY,
    NOT_APPLICABLE,
    Question,
    Sheet,
    marks_of,
)
from audits.models.cases import NOTE_MAX, REASON_MAX, STAY_MAX
from ui.fields import LongText, ShortText, dress
from ui.forms import EditForm
from ui.merging import Clash, Edit

# Each box of a question, and what it is of what is said.
BOXES = {"grade": "mark", "reason": "reason"}
NOT_OURS = (
    "This grade is not one of the scale that this audit uses. Choose one of those shown"
)
THEIRS = "A colleague {} while you were writing. Save again to use yours"
THEIRS_OF = (
    "Question {}: a colleague {} while you were writing. Save again to use your grade "
    "and reason"
)
LACKS = {
    "grade": "Question {}: choose a grade, or say that it does not apply here",
    "reason": "Question {}: say why you chose this grade",
}


class PartForm(EditForm):
    """What an agency says of every question, and of the case as a whole."""

    def __init__(self, *args: Any, sheet: Sheet, **kwargs: Any) -> None:
        self.sheet = sheet
        super().__init__(*args, saved=_saved(sheet), **kwargs)
        choices = [(str(one.pk), one.label) for one in sheet.grades]
        for one in sheet.questions:
            self.fields[f"grade-{one.pk}"] = _grade(one, choices)
            self.fields[f"reason-{one.pk}"] = dress(
                LongText(
                    label=f"Why this grade? Question {one.number}",
                    called=f"The reason for question {one.number}",
                    max_length=REASON_MAX,
                    rows=2,
                )
            )
        self.fields |= _about()

    def by_question(self) -> dict[int, list[Edit]]:
        """What was said of each question, without what is wrong."""
        found: dict[int, list[Edit]] = {}
        for edit in self.edits():
            box, _, pk = edit.field.rpartition("-")
            if box in BOXES and edit.field not in self.errors:
                one = replace(edit, field=BOXES[box])
                found.setdefault(int(pk), []).append(one)
        return found

    def about(self) -> list[Edit]:
        """What was said of the case as a whole, without what is wrong."""
        return [one for one in self.edits(*ABOUT) if one.field not in self.errors]

    @property
    def was_filled_in(self) -> bool:
        """Whether it was sent from a page with boxes, and not by a button alone."""
        return "note" in self.data

    def now_saved(self, sheet: Sheet) -> dict[str, str]:
        """What stands in the boxes and is saved: from it the page goes on.

        What only a colleague changed is not in the boxes, so it is not among them.
        """
        stands = _saved(sheet)
        typed = self.cleaned_data
        return {name: text for name, text in stands.items() if typed.get(name) == text}

    def go_on_from(self, sheet: Sheet, clashes: Collection[Clash]) -> None:
        """Show the page again with what is saved now, and what was typed.

        What a colleague made of it is said. Of such a question both boxes stay as
        they were: a grade and its reason belong together.
        """
        self.sheet = sheet
        theirs = [one for one in clashes if self._was(box_of(one)) != one.theirs]
        kept = {f"{box}-{one.row}" for one in clashes for box in BOXES}
        saved = {n: v for n, v in _saved(sheet).items() if n not in self.errors}
        self.begin_from(saved, kept=kept)
        numbers = {one.pk: one.number for one in sheet.questions}
        marks = marks_of(sheet.grades)
        for one in theirs:
            self.add_error(box_of(one), _told(one, numbers, marks))

    def tell_missing(self) -> None:
        """Name what stands in the way of finishing."""
        for one in self.sheet.missing:
            name = f"{one.lacks}-{one.pk}"
            if name not in self.errors:
                self.add_error(name, LACKS[one.lacks].format(one.number))

    def tell_found(self) -> None:
        """Name the boxes with words that look like personal data."""
        for name in self.sheet.found:
            if name not in self.errors:
                self.add_error(name, IDENTIFIES)


def box_of(clash: Clash) -> str:
    """The name of the box that a clash is about."""
    if clash.row is None:
        return clash.field
    boxes = {field: box for box, field in BOXES.items()}
    return f"{boxes[clash.field]}-{clash.row}"


def _told(clash: Clash, numbers: Mapping[int, int], marks: Mapping[str, str]) -> str:
    """What a colleague made of a box, and what saving again does."""
    if clash.row is None:
        done = f"changed this to “{clash.theirs}”" if clash.theirs else "emptied it"
        return THEIRS.format(done)
    if clash.field == "mark":
        mark = marks.get(clash.theirs, clash.theirs)
        done = f"chose “{mark}”" if mark else "took the grade out"
    elif clash.theirs:
        done = f"changed the reason to “{clash.theirs}”"
    else:
        done = "took the reason out"
    return THEIRS_OF.format(numbers[clash.row], done)


def _saved(sheet: Sheet) -> dict[str, str]:
    found = {name: getattr(sheet.part, name) for name in ABOUT}
    for one in sheet.questions:
        said = one.said
        found[f"grade-{one.pk}"], found[f"reason-{one.pk}"] = said.mark, said.reason
    return found


def _grade(one: Question, choices: list[tuple[str, str]]) -> forms.Field:
    return dress(
        forms.ChoiceField(
            label=f"Grade for question {one.number}: {one.criterion.text}",
            choices=[*choices, (NOT_APPLICABLE, DOES_NOT_APPLY)],
            widget=forms.RadioSelect,
            required=False,
            error_messages={"invalid_choice": NOT_OURS},
        ),
        hidden_label=True,
        small=True,
    )


def _about() -> dict[str, forms.Field]:
    return {
        "note": dress(
            LongText(
                label="What stood out?",
                called="What stood out",
                help_text="What the questions do not ask, or what others could learn "
                "from. You need not write anything.",
                max_length=NOTE_MAX,
                rows=4,
            ),
            label="s",
        ),
        "not_involved": dress(
            LongText(
                label="We have nothing to grade here, because",
                called="Why you have nothing to grade",
                help_text="For example: “We did not know the child in this period.” "
                "Then leave every question as it is.",
                max_length=REASON_MAX,
                rows=2,
            ),
            label="s",
        ),
        "may_stay_because": dress(
            ShortText(
                label="If these words do not identify a child or family, say why they "
                "can stay",
                called="Why they can stay",
                help_text="For example: ‘it is the postcode of our office’. We record "
                "your reason. Leave this empty if you have changed the words.",
                max_length=STAY_MAX,
                required=False,
            ),
            label="s",
        ),
    }
