"""What an agency said last, also where the strategy has been revised since."""

from collections.abc import Mapping, Sequence
from copy import copy

from response_tool.models import Answer, Response
from strategies.models import Priority, Strategy

# No strategy is revised this often; it keeps a circle from being walked for ever.
VERSIONS_MAX = 20


def last_answers(response: Response) -> dict[int, Answer]:
    """What the agency said in its last submitted response to this strategy.

    By number of the priority that is asked now, with actions; empty where there was
    none. An answer to an earlier version stands under every priority that carries on
    the one it was about; where several were merged, it is their texts together. Three
    queries, and two more where the last response was to an earlier version.
    """
    versions = _versions(response.round.strategy)
    last = (
        Response.objects.filter(
            agency_id=response.agency_id,
            round__strategy_id__in=versions,
            round__opens_on__lt=response.round.opens_on,
            state=Response.State.SUBMITTED,
        )
        .select_related("round")
        .order_by("-round__opens_on", "-pk")
        .first()
    )
    if last is None:
        return {}
    answers = last.answers.select_related("priority").prefetch_related("actions")
    said = {answer.priority_id: answer for answer in answers}
    for answer in said.values():
        answer.response = last
    if last.round.strategy_id == response.round.strategy_id:
        return {answer.priority.number: answer for answer in said.values()}
    earlier = _earlier(versions)
    asked = Priority.objects.filter(strategy_id=response.round.strategy_id)
    found = {
        priority.number: [
            said[pk] for pk in _ancestors(priority.pk, earlier) if pk in said
        ]
        for priority in asked.order_by("number")
    }
    return {number: _joined(answers) for number, answers in found.items() if answers}


def _versions(strategy: Strategy) -> list[int]:
    """This version and those before it, the latest first. No query for a first one."""
    found, previous = [strategy.pk], strategy.previous_id
    while previous and len(found) < VERSIONS_MAX:
        found.append(previous)
        rows = Strategy.objects.filter(pk=previous).order_by("pk")
        previous = rows.values_list("previous_id", flat=True).first()
    return found


def _earlier(versions: Sequence[int]) -> dict[int, list[int]]:
    """Each priority of these versions with those that it carries on."""
    through = Priority.predecessors.through.objects
    rows = through.filter(from_priority__strategy_id__in=versions).order_by(
        "to_priority__number"
    )
    found: dict[int, list[int]] = {}
    for later, before in rows.values_list("from_priority_id", "to_priority_id"):
        found.setdefault(later, []).append(before)
    return found


def _ancestors(priority: int, earlier: Mapping[int, Sequence[int]]) -> list[int]:
    """Every priority of any version before that this one carries on."""
    found: list[int] = []
    ahead = list(earlier.get(priority, ()))
    while ahead:
        one = ahead.pop(0)
        if one not in found:
            found.append(one)
            ahead += earlier.get(one, ())
    return found


def _joined(answers: Sequence[Answer]) -> Answer:
    """The answers to the priorities that became one, as one; not to be saved."""
    numbers = [answer.priority.number for answer in answers]
    ours = [answer for answer in answers if answer.is_ours]
    # A copy: a priority that was split gives its answer to several.
    first = copy(ours[0] if ours else answers[0])
    first.carried_from = numbers
    for name in ("progress", "difference"):
        texts = [getattr(answer, name).strip() for answer in ours]
        setattr(first, name, "\n\n".join(text for text in texts if text))
    return first
