"""Taking in what a person decided about a Word document: all of it, or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from activity.actions import record
from partnership.access import Access
from response_tool.actions.answers import Choice, choose_priorities, save_answer
from response_tool.actions.drafts import hold_response
from response_tool.actions.plans import add_action, change_action
from response_tool.actions.submission import start_response
from response_tool.models import LONGEST, Answer, Response
from ui.merging import Edit
from ui.templatetags.words import and_list, count


@dataclass(frozen=True, slots=True)
class NewAction:
    """An action that the document adds to a priority."""

    number: int
    what: str
    who: str
    by_when: date
    status: str
    form_key: UUID


@dataclass(frozen=True, slots=True)
class ChangedAction:
    """An action that the document changes, from what was shown beside it."""

    number: int
    pk: int
    edits: Sequence[Edit]


@dataclass(slots=True)
class Decisions:
    """What a person decided about a document."""

    document: str
    relevance: list[Choice] = field(default_factory=list)
    new: list[NewAction] = field(default_factory=list)
    changed: list[ChangedAction] = field(default_factory=list)
    texts: dict[int, list[Edit]] = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)

    @property
    def in_words(self) -> str:
        """How much is saved."""
        parts = [
            (len(self.new), "new action", "new actions"),
            (len(self.changed), "changed action", "changed actions"),
            (len(self.texts), "changed text", "changed texts"),
            (len(self.relevance), "changed choice", "changed choices"),
        ]
        said = [count(number, one, more) for number, one, more in parts if number]
        nothing = "words kept in the history" if self.kept else "nothing new"
        return and_list(said) or nothing


@transaction.atomic
def save_from_word(
    *, response: Response, decisions: Decisions, by: Access, at: datetime
) -> None:
    """Save what was decided about a document, and that it came from Word.

    Raises ValidationError, having saved nothing: code “overtaken” where a colleague
    changed something meanwhile, “too_long” where a text is longer than an answer can
    be, “submitted” or “too_many” as the actions do.
    """
    _refuse_too_long(decisions)
    held = hold_response(response, by)
    rows = held.answers.select_related("priority", "response").order_by("pk")
    answers = {answer.priority.number: answer for answer in rows}
    start_response(response=held, by=by, at=at)
    if choose_priorities(response=held, choices=decisions.relevance, by=by, at=at):
        raise _overtaken()
    for changed in decisions.changed:
        _change(answers[changed.number], changed, by, at)
    for new in decisions.new:
        add_action(
            answer=answers[new.number],
            what=new.what,
            who=new.who,
            by_when=new.by_when,
            status=new.status,
            form_key=new.form_key,
            by=by,
            at=at,
        )
    for number, edits in decisions.texts.items():
        if save_answer(answer=answers[number], edits=edits, by=by, at=at).clashes:
            raise _overtaken()
    record(
        by=by,
        at=at,
        verb="brought a Word document into",
        subject=held.whole,
        label=str(held),
        after={
            "document": decisions.document,
            "saved": decisions.in_words,
            **decisions.kept,
        },
    )


def _refuse_too_long(decisions: Decisions) -> None:
    for number, edits in decisions.texts.items():
        for edit in edits:
            if len(edit.now) > LONGEST[edit.field]:
                raise ValidationError(
                    f"A text of priority {number} would be longer than the "
                    f"{LONGEST[edit.field]:,} characters that it can have. Nothing is "
                    "saved.",
                    code="too_long",
                )


def _change(answer: Answer, changed: ChangedAction, by: Access, at: datetime) -> None:
    # Before the response was begun it went by the number of the one before.
    is_it = Q(pk=changed.pk) | Q(carries_on_from=changed.pk)
    action = answer.actions.filter(is_it).order_by("pk").first()
    if action is None:
        raise _overtaken()
    action.answer = answer
    if change_action(action=action, edits=changed.edits, by=by, at=at):
        raise _overtaken()


def _overtaken() -> ValidationError:
    return ValidationError(
        "A colleague changed the Response Tool while you were reading this page. "
        "Nothing is saved. The rows below show what the portal holds now: look at them "
        "once more, then save again.",
        code="overtaken",
    )
