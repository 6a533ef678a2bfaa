"""What changed in an answer since it was last accepted, sent or returned."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from response_tool.models import Action, Answer, Returned
from response_tool.standing import Line
from ui.difference import Piece, pieces
from ui.templatetags.words import day, lower_first

HEADINGS = {
    "relevance": "Is it theirs?",
    "progress": "Done",
    "difference": "Difference for children",
    "actions": "Actions",
}
STATUSES = dict(Action.Status.choices)


@dataclass(frozen=True, slots=True)
class Side:
    """One part of an answer, as it was and as it is."""

    heading: str
    was: list[Piece]
    now: list[Piece]

    @property
    def differs(self) -> bool:
        """Whether any word of it is different."""
        return any(piece.differs for piece in (*self.was, *self.now))


@dataclass(frozen=True, slots=True)
class Compared:
    """One line beside what stood there before; `since` says when that was."""

    line: Line
    since: str
    sides: Sequence[Side]
    returned: Sequence[Returned]

    @property
    def is_changed(self) -> bool:
        """Whether it says anything else than before."""
        return any(side.differs for side in self.sides)

    @property
    def changed_sides(self) -> list[Side]:
        """The parts that say something else."""
        return [side for side in self.sides if side.differs]


def compared(
    all_lines: Iterable[Line],
    *,
    last: Mapping[int, Answer],
    since: str,
    returned: Iterable[Returned],
    partnership_id: int,
) -> list[Compared]:
    """Every line beside what was said before.

    An answer that this partnership returned is compared with what it said then.
    """
    told: dict[int, list[Returned]] = {}
    for one in returned:
        told.setdefault(one.answer.priority.number, []).append(one)
    found = []
    for line in all_lines:
        of_line = told.get(line.number, [])
        mine = [one for one in of_line if _is_back(one, partnership_id)]
        before: Mapping[str, Any] | None = None
        when = since
        if mine:
            before, when = mine[-1].said, "when you returned it"
        elif line.number in last:
            before = words(last[line.number])
        sides = _sides(before, line) if before else []
        found.append(Compared(line, when if before else "", sides, of_line))
    return found


def words(answer: Answer, actions: Iterable[Action] | None = None) -> dict[str, Any]:
    """What an answer says, as plain values that can be kept and compared."""
    if actions is None:
        known = answer.joined_actions
        actions = answer.actions.all() if known is None else known
    texts = ("relevance", "not_relevant_because", "progress", "difference")
    said: dict[str, Any] = {name: getattr(answer, name) for name in texts}
    said["actions"] = [
        {
            "what": one.what,
            "who": one.who,
            "by_when": one.by_when.isoformat(),
            "status": one.status,
        }
        for one in sorted(actions, key=lambda one: one.pk)
    ]
    return said


def parts(said: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What an answer said, part by part with its heading; empty parts left out."""
    theirs = said["relevance"] != Answer.Relevance.NOT_RELEVANT
    told = [
        (heading, _told(name, said))
        for name, heading in HEADINGS.items()
        if not (theirs and name == "relevance")
    ]
    return [(heading, text) for heading, text in told if text]


def _is_back(one: Returned, partnership_id: int) -> bool:
    return one.closed_at is not None and one.recipient.partnership_id == partnership_id


def _sides(before: Mapping[str, Any], line: Line) -> list[Side]:
    now = words(line.answer, line.actions)
    return [
        Side(heading, *pieces(_told(name, before), _told(name, now)))
        for name, heading in HEADINGS.items()
    ]


def _told(name: str, said: Mapping[str, Any]) -> str:
    """One part of an answer as a text."""
    if name == "relevance":
        if said["relevance"] == Answer.Relevance.NOT_RELEVANT:
            return f"Not relevant: {said['not_relevant_because']}"
        return "Theirs"
    if said["relevance"] == Answer.Relevance.NOT_RELEVANT:
        return ""
    if name == "actions":
        return "\n".join(_action(one) for one in said["actions"])
    return str(said[name])


def _action(one: Mapping[str, str]) -> str:
    status = lower_first(STATUSES.get(one["status"], "no status"))
    by_when = day(date.fromisoformat(one["by_when"]))
    return f"{one['what']} ({one['who']}, by {by_when}): {status}"
