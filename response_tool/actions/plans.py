"""The actions under an answer: added, changed, removed."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from activity.actions import record
from partnership.access import Access
from response_tool.actions.drafts import hold_answer
from response_tool.models import Action, Answer
from ui.merging import Clash, Edit, merge

ACTIONS_MAX = 20


@transaction.atomic
def add_action(
    *,
    answer: Answer,
    what: str,
    who: str,
    by_when: date,
    status: str,
    by: Access,
    at: datetime,
    form_key: UUID | None = None,
) -> Action:
    """Add an action to an answer. The same page sent twice adds one."""
    held = hold_answer(answer, by)
    if form_key and (same := Action.objects.filter(form_key=form_key).first()):
        if same.answer_id == held.pk:
            return same
        raise ValidationError(
            "This page belongs to another priority. Open the page of this one and add "
            "the action there.",
            code="another",
        )
    if held.actions.count() >= ACTIONS_MAX:
        raise ValidationError(
            f"A priority can have {ACTIONS_MAX} actions. Remove or join some first.",
            code="too_many",
        )
    action = Action(
        answer=held,
        what=what,
        who=who,
        by_when=by_when,
        status=status,
        form_key=form_key,
    )
    action.full_clean()
    action.save()
    if not held.relevance:
        held.relevance = Answer.Relevance.OURS
        held.version += 1
        held.save(update_fields=["relevance", "version"])
    record(
        by=by,
        at=at,
        verb="added an action to",
        subject=held,
        thread=held.response.whole,
        after=_words(action),
    )
    return action


@transaction.atomic
def change_action(
    *, action: Action, edits: Sequence[Edit], by: Access, at: datetime
) -> list[Clash]:
    """Change an action; gives back what a colleague changed meanwhile.

    Where anything clashes nothing is saved: an action is read as a whole.
    """
    held = hold_answer(action.answer, by)
    stands = held.actions.get(pk=action.pk)
    merged = merge(stands, edits)
    if merged.clashes:
        return merged.clashes
    if merged:
        stands.version += 1
        stands.full_clean()
        stands.save()
        record(
            by=by,
            at=at,
            verb="changed an action of",
            subject=held,
            thread=held.response.whole,
            before=merged.before,
            after={"what": stands.what, **merged.after},
        )
    return []


@transaction.atomic
def remove_action(
    *, action: Action, by: Access, at: datetime, version: str = ""
) -> None:
    """Remove an action; what it said stays in the history.

    `version` is the one that was shown: what a colleague has rewritten meanwhile is
    shown again first.
    """
    held = hold_answer(action.answer, by)
    stands = held.actions.get(pk=action.pk)
    if version and version != str(stands.version):
        raise ValidationError(
            "A colleague changed this action while you were deciding. It is shown as "
            "it is now: remove it only if that is still right.",
            code="changed",
        )
    words = _words(stands)
    stands.delete()
    record(
        by=by,
        at=at,
        verb="removed an action from",
        subject=held,
        thread=held.response.whole,
        before=words,
    )


def _words(action: Action) -> dict[str, object]:
    return {
        "what": action.what,
        "who": action.who,
        "by_when": action.by_when,
        "status": action.status,
    }
