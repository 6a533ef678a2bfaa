"""What one of the neighbours asks of its own, and what agencies said to it."""

from datetime import datetime, timedelta

from demonstration.calendar import moment
from demonstration.reviewing import BY as COORDINATOR
from partnership.models import Partnership
from response_tool.models import OwnAnswer, OwnQuestion, Response, Round

ASKS = "castlebourne"
QUESTION = "What would help your staff to talk with parents about money?"
HELP = "Castlebourne opens a welfare advice desk next year and would like to know."
SAID = (
    "A number to ring while the family is in the room. Leaflets go home and are lost.",
    "To know who holds meetings on debts, and to practise the first sentence.",
    "Not for us: we meet children without their parents.",
    "A named adviser for each site. We lose families who wait a week for a call back.",
    "Training with people who were in debt themselves; the last one was our best.",
)


def ask_of_its_own(rounds: list[Round]) -> None:
    """The same question in each of these rounds, answered where it was sent."""
    whose = Partnership.objects.get(slug=ASKS)
    answers: list[OwnAnswer] = []
    for order, opened in enumerate(rounds):
        question = OwnQuestion.objects.create(
            round=opened,
            partnership=whose,
            text=QUESTION,
            help=HELP,
            asked_at=_morning(opened),
            asked_by=COORDINATOR.actor_name,
        )
        sent = opened.responses.filter(
            corrects=None,
            state=Response.State.SUBMITTED,
            recipients__partnership=whose,
        )
        answers += [
            OwnAnswer(
                response=one,
                question=question,
                text=SAID[(place + order) % len(SAID)],
                saved_at=one.submitted_at or _morning(opened),
                saved_by=one.submitted_by,
            )
            for place, one in enumerate(sent.order_by("pk"))
        ]
    OwnAnswer.objects.bulk_create(answers)


def _morning(opened: Round) -> datetime:
    return moment(opened.opens_on - timedelta(days=1), 10)
