"""Who may move a challenge from where to where: the one table.

It is pure, as `response_tool.transitions` is: actions look a move up here, check the
permission on the object and change the rows; pages ask it which forms to show.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.core.exceptions import ValidationError

from partnership.roles import Permission

# Enough for a question, its replies and some “not answered yet”; then they must meet.
THREAD_MAX = 20


class Stage(StrEnum):
    """How far a challenge is."""

    NOT_ASKED = "not_asked"
    OPEN = "open"
    REPLIED = "replied"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Move:
    """One row of the table. `verb` is what the history says.

    `asker_too` lets the one who asked make a move that else needs the permission.
    """

    permission: Permission
    stages: frozenset[Stage]
    to: Stage
    verb: str
    refusal: str
    asker_too: bool = False
    needs_how: bool = False


ASK = Move(
    Permission.CHALLENGE_RAISE,
    frozenset({Stage.NOT_ASKED}),
    Stage.OPEN,
    "asked",
    "This has been asked already.",
)
REPLY = Move(
    Permission.CHALLENGE_REPLY,
    frozenset({Stage.OPEN, Stage.REPLIED}),
    Stage.REPLIED,
    "replied to",
    "This question is closed, so nothing can be added to it.",
)
ASK_AGAIN = Move(
    Permission.CHALLENGE_CLOSE,
    frozenset({Stage.REPLIED}),
    Stage.OPEN,
    "asked again after the reply to",
    "There is no new reply to this question, or it is closed.",
    asker_too=True,
)
CLOSE = Move(
    Permission.CHALLENGE_CLOSE,
    frozenset({Stage.OPEN, Stage.REPLIED}),
    Stage.CLOSED,
    "closed",
    "This question is closed already.",
    asker_too=True,
    needs_how=True,
)

TABLE = {"ask": ASK, "reply": REPLY, "ask again": ASK_AGAIN, "close": CLOSE}

MEANWHILE = (
    "Something was added while you were writing. Read it above, then send your words "
    "again if they are still right."
)
OWN = (
    "You belong to this agency, so somebody else of the partnership has to ask it and "
    "close what it was asked."
)


def is_possible(move: Move, stage: str) -> bool:
    """Whether a move can be made from where the challenge stands."""
    return stage in move.stages


def check(
    move: Move,
    stage: str,
    *,
    written: int = 0,
    seen: int | None = None,
    how: str = "",
    because: str = "",
) -> None:
    """Refuse a move that the table does not have.

    `written` is how many texts stand under the question, `seen` how many the person
    had read. Raises ValidationError with code moved, meanwhile, full, how or reason.
    """
    if not is_possible(move, stage):
        raise ValidationError(move.refusal, code="moved")
    if seen is not None and seen != written:
        raise ValidationError(MEANWHILE, code="meanwhile")
    if move.needs_how and not how:
        raise beside("how", "Say what came of it.", code="how")
    if move.needs_how and not because.strip():
        raise beside("because", "Say in a sentence how.", code="reason")
    if written >= THREAD_MAX and not move.needs_how:
        raise ValidationError(
            f"{THREAD_MAX} texts have been written under this question. Close it, or "
            "take it to the board.",
            code="full",
        )


def beside(field: str, message: str, *, code: str) -> ValidationError:
    """A refusal that a form shows beside one of its fields."""
    return ValidationError({field: ValidationError(message, code=code)})
