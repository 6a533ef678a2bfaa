"""Short ways to a partnership's own question."""

from partnership.models import Partnership
from response_tool.actions.own_questions import ask_own_question, reword_own_question
from response_tool.models import OwnQuestion, Round
from tests.factories import ANYBODY, NOW

WORDS = "What would help your staff?"
SAVE = "Save and go back to the list"


def asks(round_: Round, partnership: Partnership, text: str = WORDS) -> OwnQuestion:
    return ask_own_question(
        round_=round_,
        partnership=partnership,
        text=text,
        help_="",
        by=ANYBODY,
        at=NOW,
    )


def reworded(question: OwnQuestion, text: str) -> None:
    reword_own_question(question=question, text=text, help_="", by=ANYBODY, at=NOW)


def box(question: OwnQuestion) -> str:
    """The name of the box in which it is answered."""
    return f"own-{question.pk}"
