"""What an agency said last, also where the strategy has been revised since."""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from partnership.models import Agency
from response_tool.models import Action, Answer, Recipient, Response
from strategies.models import Priority, Strategy

# No strategy is revised this often; it keeps a circle from being walked for ever.
VERSIONS_MAX = 20


def is_untouched(response: Response) -> bool:
    """Whether nobody has begun it, so that there is no draft that is the agency's."""
    written = response.answers.filter(
        Q(saved_at__isnull=False) | Q(actions__isnull=False)
    )
    return response.started_at is None and not written.exists()


def last_sent(response: Response, *, accepted_by: int | None = None) -> Response | None:
    """The agency's last submitted response to this strategy, whatever its version.

    With `accepted_by`, the last one that this partnership accepted. One query, and
    more where the strategy was revised.
    """
    return _last_sent(response, _versions(response.round.strategy), accepted_by)


def last_answers(
    response: Response, *, accepted_by: int | None = None
) -> dict[int, Answer]:
    """What the agency said in its last submitted response to this strategy.

    With `accepted_by`, in the last one that this partnership accepted.

    By number of the priority that is asked now, with actions; empty where there was
    none. An answer to an earlier version stands under every priority that carries on
    the one it was about; where several were merged, it is their texts together. Three
    queries, and two more where the last response was to an earlier version.
    """
    versions = _versions(response.round.strategy)
    last = _last_sent(response, versions, accepted_by)
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


def _last_sent(
    response: Response, versions: Sequence[int], accepted_by: int | None
) -> Response | None:
    sent = Response.objects.filter(
        agency_id=response.agency_id,
        round__strategy_id__in=versions,
        round__opens_on__lt=response.round.opens_on,
        state=Response.State.SUBMITTED,
    )
    if accepted_by is not None:
        sent = sent.filter(
            Exists(
                Recipient.objects.filter(
                    response=OuterRef("pk"),
                    partnership=accepted_by,
                    review=Recipient.Review.ACCEPTED,
                )
            )
        )
    return sent.select_related("round").order_by("-round__opens_on", "-pk").first()


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
    first.joined_answers = [answer.pk for answer in ours]
    first.joined_actions = [one for answer in ours for one in answer.actions.all()]
    if not all(answer.is_finished for answer in ours):
        first.since_last = ""
    return first


@dataclass(frozen=True, slots=True)
class Step:
    """What an action was in one round, and into how many it was split since."""

    round: str
    what: str
    who: str
    by_when: date
    status: str
    ways: int = 1


def lives(actions: Iterable[Action]) -> dict[int, list[Step]]:
    """What each action was in the rounds before, the first first.

    By number of the action; without those that began in this round, and without
    rounds whose response is not submitted: a draft is its agency's alone. One query
    where any carries on from an earlier one, else none.
    """
    carried = {one.pk: one.carries_on_from_id for one in actions}
    carried = {pk: before for pk, before in carried.items() if before}
    if not carried:
        return {}
    agency = Agency.objects.filter(responses__answers__actions__in=list(carried))
    shown = Response.objects.filter(answers__actions__in=list(carried))
    rows = (
        Action.objects.filter(
            answer__response__agency__in=agency, carried_on_as__isnull=False
        )
        .select_related("answer__response__round")
        .annotate(
            ways=Count(
                "carried_on_as",
                filter=Q(carried_on_as__answer__response__in=shown),
                distinct=True,
            )
        )
        .order_by("pk")
    )
    known = {one.pk: one for one in rows}
    return {pk: _life(before, known) for pk, before in carried.items()}


def tell_lives(actions: Sequence[Action]) -> None:
    """Give each action its life, for a page that shows it. One query at most."""
    told = lives(actions)
    for action in actions:
        action.life = told.get(action.pk, ())


def _life(number: int | None, known: Mapping[int, Any]) -> list[Step]:
    steps: list[Step] = []
    met: set[int] = set()
    while number and number in known and number not in met:
        met.add(number)
        one = known[number]
        response = one.answer.response
        if response.is_submitted:
            steps.append(
                Step(
                    response.round.name,
                    one.what,
                    one.who,
                    one.by_when,
                    one.status,
                    one.ways,
                )
            )
        number = one.carries_on_from_id
    return steps[::-1]
