"""Review: each partnership accepts what it received, or returns it for a change."""

from collections.abc import Mapping
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from activity.actions import record
from partnership.access import Access
from partnership.locking import locked
from partnership.models import Partnership
from response_tool import transitions
from response_tool.actions import corrections
from response_tool.actions.telling import tell_accepted, tell_returned
from response_tool.comparing import words
from response_tool.models import Answer, Recipient, Response, Returned
from response_tool.transitions import Move


@transaction.atomic
def accept_response(
    *, response: Response, partnership: Partnership, by: Access, at: datetime
) -> None:
    """Accept every answer, on behalf of one partnership."""
    recipient = _held(response, partnership, transitions.ACCEPT, by)
    transitions.check(transitions.ACCEPT, [place_of(recipient)])
    _move(recipient, transitions.ACCEPT, by, at)
    record(
        by=by,
        at=at,
        verb=transitions.ACCEPT.verb,
        subject=recipient.response,
        after={"partnership": partnership.name},
    )
    tell_accepted(recipient, by, at)


@transaction.atomic
def return_answers(
    *,
    response: Response,
    partnership: Partnership,
    reasons: Mapping[int, str],
    answer_by: date,
    by: Access,
    at: datetime,
) -> list[Returned]:
    """Return some answers for a change, on behalf of one partnership.

    `reasons` are by number of the priority. The agency can change those answers and
    no others; until they are sent back everybody else reads what was submitted.
    """
    move = transitions.RETURN
    recipient = _held(response, partnership, move, by)
    transitions.check(move, [place_of(recipient)], reasons=reasons.values())
    if answer_by < timezone.localdate(at):
        raise ValidationError(
            {"answer_by": "Choose a day that is not past."}, code="past"
        )
    returned = _returned(recipient, reasons, answer_by, by, at)
    answers = [one.answer for one in returned]
    draft = corrections.open_for(recipient.response, answers, at)
    _move(recipient, move, by, at)
    told = {f"priority {one.answer.priority.number}": one.reason for one in returned}
    record(
        by=by,
        at=at,
        verb=move.verb,
        subject=recipient.response,
        after={"partnership": partnership.name, "answer_by": answer_by, **told},
    )
    tell_returned(recipient, returned, draft, by, at)
    return returned


def place_of(recipient: Recipient) -> str:
    """Where a response stands, for one of those who receive it."""
    if not recipient.response.is_submitted:
        return transitions.Place.DRAFT.value
    return str(recipient.review)


def _held(
    response: Response, partnership: Partnership, move: Move, by: Access
) -> Recipient:
    """The receiving partnership's part, held with its response, for a reviewer."""
    by.require(move.permission, partnership_ids=[partnership.pk])
    held = locked(Response.objects.select_related("round", "agency")).get(
        pk=response.pk
    )
    recipient = locked(held.recipients.all()).get(partnership=partnership)
    recipient.response, recipient.partnership = held, partnership
    return recipient


def _move(recipient: Recipient, move: Move, by: Access, at: datetime) -> None:
    recipient.review = Recipient.Review(move.to.value)
    recipient.reviewed_at, recipient.reviewed_by = at, by.actor_name
    recipient.save(update_fields=["review", "reviewed_at", "reviewed_by"])


def _returned(
    recipient: Recipient,
    reasons: Mapping[int, str],
    answer_by: date,
    by: Access,
    at: datetime,
) -> list[Returned]:
    answers = Answer.objects.filter(
        response=recipient.response, priority__number__in=reasons
    )
    found = answers.select_related("priority").prefetch_related("actions")
    return Returned.objects.bulk_create(
        Returned(
            recipient=recipient,
            answer=answer,
            reason=reasons[answer.priority.number].strip(),
            answer_by=answer_by,
            returned_at=at,
            returned_by=by.actor_name,
            said=words(answer),
        )
        for answer in found.order_by("priority__number")
    )
