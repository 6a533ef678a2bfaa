"""Carrying last round's answers on into a new one: words stand, statuses do not."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from partnership.access import Access
from response_tool.actions.evidence import carry_evidence
from response_tool.earlier import last_answers
from response_tool.models import Action, Answer, Response

TEXTS = ("progress", "difference")
CARRIED = ("progress", "difference", "last_said", "since_last")
CARRIED_TOO = ("may_stay", "may_stay_because")


def carry_on(response: Response, *, by: Access, at: datetime) -> dict[str, object]:
    """Begin a response from what the agency said last; gives what the history says.

    The response is held by whoever calls this. Only what is still empty is filled in.
    Each answer then asks whether its words are still true, and each action how it is
    now. What was finished stays finished. Evidence goes along, unless it has expired.
    """
    last = last_answers(response)
    if not last:
        return {}
    rows = response.answers.select_related("priority").order_by("priority__number")
    begun, carried = carried_from(rows, last)
    Answer.objects.bulk_update(begun, [*CARRIED, *CARRIED_TOO])
    Action.objects.bulk_create(carried)
    told: dict[str, object] = {}
    if carried:
        told["actions carried on from last round"] = len(carried)
    return told | carry_evidence(begun, carried, last, by=by, at=at)


def carried_from(
    answers: Iterable[Answer], last: Mapping[int, Answer]
) -> tuple[list[Answer], list[Action]]:
    """Answers that begin from last round's words, and the actions under them.

    Where one priority became several, its actions go under the first of them: an
    action is one thing, and is counted once.
    """
    begun: list[Answer] = []
    actions: list[Action] = []
    taken: set[int] = set()
    for answer in answers:
        before = last.get(answer.priority.number)
        if before is None or not before.is_ours or not _is_fresh(answer):
            continue
        begin_from(answer, before)
        begun.append(answer)
        for one in _to_carry(before):
            if one.pk not in taken:
                taken.add(one.pk)
                actions.append(carried_action(answer, one))
    return begun, actions


def begin_from(answer: Answer, before: Answer) -> None:
    """Put last round's words on an answer, to be said anew."""
    answer.last_said = {name: getattr(before, name) for name in TEXTS}
    for name in (*TEXTS, *CARRIED_TOO):
        setattr(answer, name, getattr(before, name))
    if before.is_finished:
        answer.since_last = Answer.SinceLast.FINISHED


def carried_action(answer: Answer, before: Action) -> Action:
    """The same action in this round, to be given its status anew."""
    return Action(
        answer=answer,
        what=before.what,
        who=before.who,
        by_when=before.by_when,
        # Only what is finished for good is carried on when it is finished.
        status=before.status if before.is_finished else "",
        carries_on_from=before,
    )


def _to_carry(before: Answer) -> Sequence[Action]:
    """What goes on; of a priority that is finished, what was done for it."""
    known = before.joined_actions
    actions = before.actions.all() if known is None else known
    rows = sorted(actions, key=lambda one: one.pk)
    return [one for one in rows if before.is_finished or not one.is_finished]


def _is_fresh(answer: Answer) -> bool:
    """Whether nobody has written here yet."""
    return not (answer.progress or answer.difference or answer.is_not_relevant)
