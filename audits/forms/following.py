"""What an owner says of a recommendation, and what its partnership decides."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, cast

from django import forms

from audits.actions.closing import Outcome
from audits.actions.following import Progress
from audits.forms.recommending import LONGEST, due_field
from audits.models import Audit, Milestone
from audits.models.findings import REASON_MAX, TEXT_MAX
from privacy.forms import refuse_identifiers
from ui.fields import DateField, LongText, dress
from ui.forms import EditForm
from ui.templatetags.words import day

OUTCOME = ("output", "impact", "shown_by")
TEXTS = ("text", *OUTCOME)


def _text(label: str, *, longest: int = REASON_MAX, **wishes: Any) -> LongText:
    missing = wishes.pop("missing", "")
    return dress(
        LongText(
            label=label,
            help_text=wishes.pop("help_text", ""),
            called=wishes.pop("called", label),
            max_length=longest,
            rows=wishes.pop("rows", 4),
            required=bool(missing),
            validators=[refuse_identifiers],
            error_messages={"required": missing} if missing else {},
        ),
        label="s",
        count=True,
    )


class Seen(forms.Form):
    """A form that knows which version of a recommendation its page showed."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, version: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = version

    def version_seen(self) -> int:
        """The version; 0, which no row has, where none was sent."""
        return self.cleaned_data.get("seen") or 0

    def show_again(self, version: int) -> None:
        """Let the page, which now shows everything, be sent once more as typed."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data[self.add_prefix("seen")] = str(version)
        self.data = data


class AnswerForm(EditForm):
    """What its owner writes: how far it is, and what became of it.

    How far it is goes with the milestones that are done. What was done and what
    changed for children stand apart, with what shows it.
    """

    prefix = "answer"
    problem_href = "#id_answer-output"
    text = _text(
        "How far is it?",
        called="How far it is",
        help_text="What was done since, and what is in the way. The partnership reads "
        "it too.",
    )
    output = _text(
        "What was done?",
        called="What was done",
        longest=TEXT_MAX,
        help_text="As in “All 14 teams use the chronology template since June”.",
    )
    impact = _text(
        "What changed for children?",
        called="What changed for children",
        longest=TEXT_MAX,
        help_text="Not what you did, but what is different for them. As in “Families "
        "are offered help two months sooner than a year ago”.",
    )
    shown_by = _text(
        "What shows it?",
        called="What shows it",
        longest=TEXT_MAX,
        help_text="Beside the files that you attach, or instead of them: which "
        "figures, audits or voices of families, and of when.",
    )

    def __init__(
        self,
        *args: Any,
        milestones: Iterable[Milestone],
        outcome: Outcome,
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, saved=outcome.told(), **kwargs)
        self.stones = list(milestones)
        for number, one in enumerate(self.stones, 1):
            self.fields[f"done-{one.pk}"] = forms.BooleanField(
                label=f"Done: {one.text} (by {day(one.due_on)})",
                required=False,
                initial=one.done_on is not None,
            )
            self.fields[f"done_on-{one.pk}"] = DateField(
                label=f"The day milestone {number} was done",
                required=False,
                initial=one.done_on,
                latest=today,
                help_text="Today, where you tick it and leave this empty.",
            )
            self.fields[f"began-{one.pk}"] = forms.DateField(
                widget=forms.HiddenInput, required=False, initial=one.done_on
            )
        self.today = today

    @property
    def rows(self) -> list[tuple[forms.BoundField, ...]]:
        """Each milestone: whether it is done, on which day, and what was so before."""
        return [
            tuple(self[f"{name}-{one.pk}"] for name in ("done", "done_on", "began"))
            for one in self.stones
        ]

    def progress(self) -> Progress:
        """What was entered. Only what was ticked or unticked here is changed."""
        done, not_done = {}, []
        for one in self.stones:
            began, now = self.cleaned_data[f"began-{one.pk}"], self._day(one)
            if now == began:
                continue
            if now:
                done[one.pk] = now
            else:
                not_done.append(one.pk)
        return Progress(text=self.cleaned_data["text"], done=done, not_done=not_done)

    def _day(self, one: Milestone) -> date | None:
        """When it was done, as entered; a day without a tick says that it is done."""
        ticked = self.cleaned_data[f"done-{one.pk}"]
        typed = self.cleaned_data[f"done_on-{one.pk}"]
        began = self.cleaned_data[f"began-{one.pk}"]
        if ticked:
            return typed or began or one.done_on or self.today
        return None if began else typed

    @property
    def outcome_rows(self) -> list[forms.BoundField]:
        """What became of it."""
        return [self[name] for name in OUTCOME]

    @property
    def touched(self) -> set[str]:
        """The boxes of what became of it that were changed here."""
        return {one.field for one in self.edits() if one.now != one.was}

    def unsaved(self) -> str:
        """What was typed, to be copied from a page where it can be saved no more."""
        touched = {"text", *self.touched} if self.is_valid() else TEXTS
        said = [
            (self.fields[name], self.data.get(self.add_prefix(name), ""))
            for name in TEXTS
            if name in touched
        ]
        return "\n\n".join(
            f"{field.label} {text.strip()}" for field, text in said if text.strip()
        )


class CloseForm(Seen):
    """That it was checked."""

    prefix = "close"
    problem_href = "#id_close-note"
    note = _text(
        "How did you check it? (optional)",
        called="How you checked it",
        help_text="As in “Looked at the template and at the dip sample of June”.",
        rows=3,
    )


class SendBackForm(Seen):
    """Why it is not done yet."""

    prefix = "back"
    problem_href = "#id_back-because"
    because = _text(
        "What is missing?",
        called="What is missing",
        help_text="The owner reads it.",
        missing="Say what is missing",
    )


class WithdrawForm(Seen):
    """That the request to close it is taken back."""

    prefix = "withdraw"


class ReopenForm(Seen):
    """Why it is opened again."""

    prefix = "reopen"
    problem_href = "#id_reopen-because"
    because = _text(
        "Why is it opened again?",
        called="Why it is opened again",
        help_text="The owner reads it.",
        missing="Say why it is opened again",
    )


class DueForm(Seen):
    """Another day, and why."""

    prefix = "day"
    problem_href = "#id_day-because"
    due_on = due_field("New day", "Enter the new day")
    because = _text(
        "Why does the day change?",
        called="Why the day changes",
        missing="Say why the day changes",
        rows=3,
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("DateField", self.fields["due_on"])
        field.latest = today + LONGEST


class TestedForm(forms.Form):
    """Which later audits looked whether it worked."""

    prefix = "tested"
    problem_href = "#id_tested-audits"
    audits = dress(
        forms.MultipleChoiceField(
            label="Which later audits looked whether it worked?",
            widget=forms.CheckboxSelectMultiple,
            required=False,
            error_messages={"invalid_choice": "Choose among the later audits"},
        ),
        label="s",
        small=True,
    )

    def __init__(
        self, *args: Any, later: Sequence[Audit], chosen: Sequence[Audit], **kwargs: Any
    ) -> None:
        kwargs.setdefault("initial", {"audits": [str(one.pk) for one in chosen]})
        super().__init__(*args, **kwargs)
        self.later = {str(one.pk): one for one in later}
        field = cast("forms.MultipleChoiceField", self.fields["audits"])
        field.choices = [(pk, one.title) for pk, one in self.later.items()]

    def chosen(self) -> list[Audit]:
        """Those that were ticked."""
        return [self.later[pk] for pk in self.cleaned_data["audits"]]
