"""An agency's second thoughts: sending back, taking back, withdrawing."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from activity.actions import record
from partnership.access import Access
from partnership.locking import locked
from response_tool import transitions
from response_tool.actions.corrections import put_in_place
from response_tool.actions.review import place_of
from response_tool.actions.submission import check_round_is_open
from response_tool.actions.telling import (
    tell_sent_back,
    tell_taken_back,
    tell_withdrawn,
)
from response_tool.models import Recipient, Response, Returned
from response_tool.standing import lines
from response_tool.transitions import Move
from strategies.actions import evidence_changed

Recipients = list[Recipient]
DRAFT = Response.State.DRAFT


@transaction.atomic
def resubmit_response(
    *, response: Response, replies: Mapping[int, str], by: Access, at: datetime
) -> None:
    """Send the returned answers back, with a word to those who returned them.

    `response` is the one that was submitted; `replies` are by number of the priority.
    A round that has closed meanwhile does not matter: the answers were asked for.
    """
    move = transitions.RESUBMIT
    held, recipients = _held(response, move, by)
    transitions.check(move, [place_of(one) for one in recipients])
    draft = locked(Response.objects.all()).get(corrects=held, state=DRAFT)
    if any(not one.standing.is_complete for one in lines(draft)):
        raise ValidationError(
            "Some of the returned answers are not finished. Nothing has been sent.",
            code="unfinished",
        )
    numbers = [one.number for one in lines(draft)]
    put_in_place(draft, held)
    _close_returned(held, replies, at)
    back = [one for one in recipients if one.review == Recipient.Review.RETURNED]
    for one in back:
        one.review = Recipient.Review.WAITING
    Recipient.objects.bulk_update(back, ["review"])
    held.submitted_at, held.submitted_by = at, by.actor_name
    held.save(update_fields=["submitted_at", "submitted_by"])
    told = {f"reply about priority {n}": text for n, text in replies.items() if text}
    _record(held, move, back, by, at, {"priorities": numbers, **told})
    _mark(held, recipients, at)
    tell_sent_back(held, back, by, at)


@transaction.atomic
def take_back_response(*, response: Response, by: Access, at: datetime) -> None:
    """Make a draft of it again, before anybody has reviewed it."""
    move = transitions.TAKE_BACK
    held, recipients = _held(response, move, by)
    transitions.check(move, [place_of(one) for one in recipients])
    if any(one.reviewed_at for one in recipients):
        raise ValidationError(move.refusal, code="moved")
    check_round_is_open(
        held,
        at,
        "so you could not submit it again. Ask the partnership coordinators for more "
        "time, or to return the answers that need a change.",
    )
    _make_draft(held)
    _record(held, move, recipients, by, at, {})
    _mark(held, recipients, at)
    tell_taken_back(held, by, at)


@transaction.atomic
def withdraw_response(
    *, response: Response, reason: str, by: Access, at: datetime
) -> None:
    """Take what was submitted out of every partnership's hands, and say why.

    The answers are a draft of the agency again, with whatever it was changing in
    those that were returned.
    """
    move = transitions.WITHDRAW
    held, recipients = _held(response, move, by)
    transitions.check(move, [place_of(one) for one in recipients], reasons=[reason])
    open_ = Response.objects.filter(corrects=held, state=DRAFT)
    for draft in locked(open_.order_by("pk")):
        put_in_place(draft, held)
    _close_returned(held, {}, at)
    held.withdrawn_at, held.withdrawn_because = at, reason.strip()
    _make_draft(held)
    for one in recipients:
        one.review, one.reviewed_at, one.reviewed_by = (
            Recipient.Review.WAITING,
            None,
            "",
        )
    Recipient.objects.bulk_update(recipients, ["review", "reviewed_at", "reviewed_by"])
    _record(held, move, recipients, by, at, {"reason": held.withdrawn_because})
    _mark(held, recipients, at)
    tell_withdrawn(held, by, at)


def _held(response: Response, move: Move, by: Access) -> tuple[Response, Recipients]:
    """The response and those who receive it, held, for a lead of its agency."""
    by.require(move.permission, agency_id=response.agency_id)
    held = locked(Response.objects.select_related("round", "agency")).get(
        pk=response.pk
    )
    by.require(move.permission, agency_id=held.agency_id)
    rows = held.recipients.select_related("partnership").order_by("partnership__name")
    recipients = list(locked(rows))
    for one in recipients:
        one.response = held
    return held, recipients


def _make_draft(held: Response) -> None:
    held.state = Response.State.DRAFT
    held.submitted_at, held.submitted_by = None, ""
    held.save(
        update_fields=[
            *("state", "submitted_at", "submitted_by"),
            *("withdrawn_at", "withdrawn_because"),
        ]
    )


def _close_returned(held: Response, replies: Mapping[int, str], at: datetime) -> None:
    rows = Returned.objects.open().filter(recipient__response=held)
    returned = list(rows.select_related("answer__priority").order_by("pk"))
    for one in returned:
        one.reply = replies.get(one.answer.priority.number, "").strip()
        one.closed_at = at
    Returned.objects.bulk_update(returned, ["reply", "closed_at"])


def _record(
    held: Response,
    move: Move,
    told: Recipients,
    by: Access,
    at: datetime,
    after: Mapping[str, object],
) -> None:
    to = [one.partnership.name for one in told]
    key = "to" if move is transitions.RESUBMIT else "from"
    record(by=by, at=at, verb=move.verb, subject=held, after={key: to, **after})


def _mark(held: Response, recipients: Recipients, at: datetime) -> None:
    """Dashboards must show what now stands."""
    evidence_changed(
        strategy_id=held.round.strategy_id,
        partnership_ids=[one.partnership_id for one in recipients],
        at=at,
    )
