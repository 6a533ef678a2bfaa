"""Correcting returned answers in a draft of their own, and putting them in place.

While an agency changes what was returned, the submitted response stands as it is: what
the board reads and counts is always what was last sent.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from response_tool.actions.evidence import copy_evidence, put_evidence_in_place
from response_tool.models import Action, Answer, Response

SAID = (
    *("relevance", "not_relevant_because", "progress", "difference", "since_last"),
    *("last_said", "may_stay", "may_stay_because", "saved_at", "saved_by"),
)
DONE = ("what", "who", "by_when", "status")


def open_for(response: Response, answers: Sequence[Answer], at: datetime) -> Response:
    """The draft in which these answers can be changed, with what they say now.

    Answers that another partnership has returned already stay as the agency has them.
    """
    draft = _draft_of(response, at)
    there = set(draft.answers.values_list("priority_id", flat=True))
    copies = {}
    for answer in answers:
        if answer.priority_id not in there:
            words = {name: getattr(answer, name) for name in SAID}
            copies[answer.pk] = Answer(
                response=draft, priority_id=answer.priority_id, **words
            )
    Answer.objects.bulk_create(copies.values())
    actions = [
        Action(
            answer=copies[answer.pk],
            carries_on_from=action,
            **{name: getattr(action, name) for name in DONE},
        )
        for answer in answers
        if answer.pk in copies
        for action in answer.actions.all()
    ]
    Action.objects.bulk_create(actions)
    copy_evidence(copies, actions)
    return draft


def _draft_of(response: Response, at: datetime) -> Response:
    asked = {"round_id": response.round_id, "agency_id": response.agency_id}
    draft, _ = Response.objects.get_or_create(
        corrects=response, defaults={**asked, "started_at": response.started_at or at}
    )
    if not draft.is_draft:
        # What was sent back before is part of the response by now.
        draft.answers.all().delete()
        draft.state = Response.State.DRAFT
        draft.save(update_fields=["state"])
    return draft


def put_in_place(draft: Response, response: Response) -> None:
    """Make what a correction says the words of the response, and end the correction.

    Actions keep their rows, so that later rounds still know what they carry on.
    """
    mine = {one.priority_id: one for one in draft.answers.prefetch_related("actions")}
    answers = response.answers.filter(priority_id__in=mine)
    changed = list(answers.prefetch_related("actions").order_by("pk"))
    actions: dict[int, Action] = {}
    for answer in changed:
        copy = mine[answer.priority_id]
        for name in SAID:
            setattr(answer, name, getattr(copy, name))
        answer.version += 1
        actions |= _put_actions(answer, copy.actions.all())
    put_evidence_in_place({mine[one.priority_id].pk: one for one in changed}, actions)
    Answer.objects.bulk_update(changed, [*SAID, "version"])
    draft.state = Response.State.SENT_BACK
    draft.save(update_fields=["state"])


def _put_actions(answer: Answer, copies: Iterable[Action]) -> dict[int, Action]:
    """The actions as they were corrected; gives each by the number of its copy."""
    placed = {}
    stood = {one.pk: one for one in answer.actions.all()}
    for copy in copies:
        action = stood.pop(copy.carries_on_from_id or 0, None)
        if action is None:
            action = Action(answer=answer)
        for name in DONE:
            setattr(action, name, getattr(copy, name))
        action.version += 1
        action.save()
        placed[copy.pk] = action
    answer.actions.filter(pk__in=stood).delete()
    return placed
