"""The queries behind the board's figures. Each reads a set, once."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from response_tool.models import Action, Answer, Recipient, Response, Round
from strategies.models import Priority

# Its number, response and priority, whether it is theirs, the difference it tells.
AnswerRow = tuple[int, int, int, str, str]

# The answer it is under, what, who, by when, status.
ActionRow = tuple[int, str, str, date, str]


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
    return list(
        found.select_related("objective")
        .only("number", "title", "short_title", "objective__title")
        .order_by("number")
    )


def answers(responses: Collection[int]) -> list[AnswerRow]:
    """Every answer of some responses."""
    rows = Answer.objects.filter(response_id__in=responses).order_by()
    return list(
        rows.values_list("pk", "response_id", "priority_id", "relevance", "difference")
    )


def actions(responses: Collection[int]) -> list[ActionRow]:
    """Every action under those answers, the longest due first."""
    rows = Action.objects.filter(answer__response_id__in=responses)
    return list(
        rows.order_by("by_when", "pk").values_list(
            "answer_id", "what", "who", "by_when", "status"
        )
    )
