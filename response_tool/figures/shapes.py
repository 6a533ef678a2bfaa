"""The shapes of the figures: plain values, ready to be stored and read again.

What there is much of is a named tuple: it is stored as a short row.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class State(StrEnum):
    """How one agency stands on one priority: its own judgement, never ours.

    The worst status among its actions; without actions there is nothing to judge.
    """

    NO_ACTION = "no_action"
    OFF_TRACK = "off_track"
    SLIPPING = "slipping"
    NOT_STARTED = "not_started"
    ON_TRACK = "on_track"
    COMPLETE = "complete"
    EMBEDDED = "embedded"
    NOT_RELEVANT = "not_relevant"


WORST_FIRST = (
    State.OFF_TRACK,
    State.SLIPPING,
    State.NOT_STARTED,
    State.ON_TRACK,
    State.COMPLETE,
    State.EMBEDDED,
)
JUDGED = (State.NO_ACTION, *WORST_FIRST)
GOOD = (State.ON_TRACK, State.COMPLETE, State.EMBEDDED)


@dataclass(frozen=True, slots=True)
class RoundFigure:
    """A round, as far as the board needs it."""

    pk: int
    name: str
    opens_on: date
    due_on: date
    closes_on: date
    is_past_due: bool = False


@dataclass(frozen=True, slots=True)
class Totals:
    """The big numbers of one round.

    returns: agencies that submitted, of those asked. held: priorities that those
    agencies say are theirs. actions: how many they have, counted once each. overdue
    and standing_actions count the latest response of every agency, also of one that
    has not answered this round; overdue_here counts this round's responses alone.
    """

    asked: int = 0
    returns: int = 0
    held: int = 0
    with_action: int = 0
    good: int = 0
    actions: int = 0
    embedded: int = 0
    overdue: int = 0
    overdue_here: int = 0
    standing_actions: int = 0


@dataclass(frozen=True, slots=True)
class PriorityFigure:
    """A column of the heat map."""

    number: int
    title: str
    short_title: str
    objective: str


class Cell(NamedTuple):
    """One agency on one priority: a State's value, and how many actions are late."""

    state: str
    overdue: int = 0


@dataclass(frozen=True, slots=True)
class AgencyFigure:
    """A row of the heat map; without cells when the agency has sent nothing."""

    name: str
    sector: str
    response_id: int | None
    cells: list[Cell] | None
    last_round: str = ""
    last_sent_on: date | None = None
    overdue: int = 0


@dataclass(frozen=True, slots=True)
class ObjectiveFigure:
    """How the priorities under one objective stand, counted by state."""

    title: str
    states: dict[str, int]


class OverdueAction(NamedTuple):
    """An action past its date and not finished, in an agency's latest response."""

    what: str
    who: str
    agency: str
    priority: int
    priority_title: str
    by_when: date
    days_late: int
    status: str
    response_id: int
    this_round: bool


class Statement(NamedTuple):
    """What an agency says has changed for children."""

    text: str
    agency: str
    priority: int
    priority_title: str
    response_id: int


@dataclass(frozen=True, slots=True)
class Movement:
    """Answers that can be compared with the last round, and which way they moved."""

    compared: int = 0
    up: int = 0
    down: int = 0
    most_up: str = ""
    most_up_count: int = 0
    most_down: str = ""
    most_down_count: int = 0
    first_time: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ResponseFigures:
    """Everything the board is shown of the Response Tool, drafts never among it."""

    round: RoundFigure | None = None
    previous: RoundFigure | None = None
    totals: Totals = field(default_factory=Totals)
    totals_before: Totals | None = None
    priorities: list[PriorityFigure] = field(default_factory=list)
    objectives: list[ObjectiveFigure] = field(default_factory=list)
    agencies: list[AgencyFigure] = field(default_factory=list)
    statuses: dict[str, int] = field(default_factory=dict)
    movement: Movement = field(default_factory=Movement)
    overdue: list[OverdueAction] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    highlights: list[Statement] = field(default_factory=list)
    too_early: int = 0
