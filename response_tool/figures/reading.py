"""The queries behind the board's figures. Each reads a set, once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Case, Count, Min, Q, SmallIntegerField, When
from django.utils import timezone

from response_tool.figures.shapes import WORST_FIRST, State
from response_tool.models import Action, Answer, Recipient, Response, Round
from strategies.models import Priority

FINISHED = Q(status__in=Action.FINISHED)
STATES = [state.value for state in WORST_FIRST]
NO_ACTION, EMBEDDED = State.NO_ACTION.value, State.EMBEDDED.value
UNFINISHED_ACTIONS = ~Q(actions__status__in=Action.FINISHED)


# What, who, number and short title of the priority, by when, status, response.
OverdueRow = tuple[str, str, int, str, date, str, int]


@dataclass(frozen=True, slots=True)
class Sent:
    """A response that was asked for; submitted or not."""

    pk: int
    agency_id: int
    agency: str
    sector: str
    round_id: int
    round_name: str
    state: str
    submitted_at: datetime | None

    @property
    def is_submitted(self) -> bool:
        """Whether the board may see it."""
        return self.state == Response.State.SUBMITTED

    @property
    def sent_on(self) -> date | None:
        """The day it was submitted."""
        return timezone.localdate(self.submitted_at) if self.submitted_at else None


class CellRow(NamedTuple):
    """One answer: how it stands, and its actions counted."""

    state: str
    actions: int
    embedded: int
    late: int


NOT_RELEVANT = CellRow(State.NOT_RELEVANT.value, 0, 0, 0)


SENT_FIELDS = (
    "response_id",
    "response__agency_id",
    "response__agency__name",
    "response__agency__sector",
    "response__round_id",
    "response__round__name",
    "response__state",
    "response__submitted_at",
)


def asked(partnership_id: int, rounds: Sequence[Round]) -> list[Sent]:
    """Every response that these rounds asked for on behalf of a partnership."""
    rows = Recipient.objects.filter(
        partnership_id=partnership_id, response__round__in=rounds
    ).order_by("response__agency__name", "response_id")
    return [Sent(*row) for row in rows.values_list(*SENT_FIELDS)]


def last_sent(
    partnership_id: int, strategy_id: int, agency_ids: Iterable[int]
) -> dict[int, Sent]:
    """The latest submitted response of each of these agencies, by agency."""
    rows = Recipient.objects.filter(
        partnership_id=partnership_id,
        response__round__strategy_id=strategy_id,
        response__agency_id__in=list(agency_ids),
        response__state=Response.State.SUBMITTED,
    ).order_by("response__round__opens_on", "response_id")
    # Later rounds come later and win.
    return {row[1]: Sent(*row) for row in rows.values_list(*SENT_FIELDS)}


def priorities(strategy_id: int) -> list[Priority]:
    """The priorities of a strategy with their objectives, in order."""
    found = Priority.objects.filter(strategy_id=strategy_id)
    return list(found.select_related("objective").order_by("number"))


def cells(
    sent: Iterable[Sent], *, late_before: date | None
) -> dict[int, dict[int, CellRow]]:
    """Answers by response and priority: the worst status, and actions counted.

    `late_before` is the day at which what was overdue in the last round is judged.
    Actions left under an answer that is not relevant any more do not count.
    """
    rank = Case(
        *(When(actions__status=s, then=place) for place, s in enumerate(WORST_FIRST)),
        output_field=SmallIntegerField(),
    )
    late = Q(actions__by_when__lt=late_before or date.min) & UNFINISHED_ACTIONS
    rows = (
        Answer.objects.filter(response_id__in={one.pk for one in sent})
        .values_list("response_id", "priority_id", "relevance")
        .annotate(
            worst=Min(rank),
            how_many=Count("actions"),
            embedded=Count("actions", filter=Q(actions__status=EMBEDDED)),
            late=Count("actions", filter=late),
        )
        .order_by()
    )
    found: dict[int, dict[int, CellRow]] = {}
    for response_id, priority_id, relevance, worst, *counts in rows:
        of_response = found.setdefault(response_id, {})
        if relevance == Answer.Relevance.NOT_RELEVANT:
            of_response[priority_id] = NOT_RELEVANT
        else:
            state = NO_ACTION if worst is None else STATES[worst]
            of_response[priority_id] = CellRow(state, *counts)
    return found


def statuses(response_ids: Iterable[int]) -> dict[str, int]:
    """How many actions have which status, the best first."""
    rows = Action.objects.filter(
        answer__response_id__in=list(response_ids),
        answer__relevance=Answer.Relevance.OURS,
    )
    counted = rows.values_list("status").annotate(how_many=Count("pk")).order_by()
    return dict.fromkeys(reversed(STATES), 0) | dict(counted)


def overdue(response_ids: Iterable[int], today: date) -> list[OverdueRow]:
    """Actions past their date and not finished, oldest first."""
    rows = Action.objects.filter(
        ~FINISHED,
        answer__response_id__in=list(response_ids),
        answer__relevance=Answer.Relevance.OURS,
        by_when__lt=today,
    ).order_by("by_when", "pk")
    return list(
        rows.values_list(
            "what",
            "who",
            "answer__priority__number",
            "answer__priority__short_title",
            "by_when",
            "status",
            "answer__response_id",
        )
    )


def statements(response_ids: Iterable[int]) -> list[tuple[str, int, str, int]]:
    """What agencies say has changed for children, priority by priority."""
    rows = Answer.objects.filter(
        response_id__in=list(response_ids), relevance=Answer.Relevance.OURS
    ).exclude(difference="")
    return list(
        rows.order_by("priority__number", "response__agency__name", "pk").values_list(
            "difference", "priority__number", "priority__short_title", "response_id"
        )
    )
