"""Starting a response, saying whom to ask, and submitting it."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from activity.actions import record
from partnership.access import Access
from partnership.locking import locked
from partnership.roles import Permission
from response_tool import transitions
from response_tool.actions.carrying import carry_on
from response_tool.actions.drafts import hold_response
from response_tool.actions.telling import tell_submitted
from response_tool.models import Response
from response_tool.own_questions import asked_of
from response_tool.standing import lines
from strategies.actions import evidence_changed
from ui.merging import Clash, Edit, merge


@transaction.atomic
def start_response(*, response: Response, by: Access, at: datetime) -> None:
    """Note that an agency has begun, from what it said last round.

    Beginning twice is beginning once.
    """
    held = hold_response(response, by)
    if held.started_at is None:
        held.started_at = at
        held.save(update_fields=["started_at"])
        carried = carry_on(held, by=by, at=at)
        record(by=by, at=at, verb="started", subject=held, after=carried)


@transaction.atomic
def save_contact(
    *, response: Response, edits: Sequence[Edit], by: Access, at: datetime
) -> list[Clash]:
    """Say whom the coordinators can ask; gives back what a colleague changed."""
    held = hold_response(response, by)
    merged = merge(held, edits)
    if merged:
        held.save()
        record(
            by=by,
            at=at,
            verb="changed the contact details of",
            subject=held,
            before=merged.before,
            after=merged.after,
        )
    return merged.clashes


@transaction.atomic
def submit_response(*, response: Response, by: Access, at: datetime) -> Response:
    """Send a finished response to every partnership it serves.

    Raises ValidationError with code submitted, closed, not_open or unfinished.
    """
    held = locked(Response.objects.select_related("round", "agency")).get(
        pk=response.pk
    )
    by.require(Permission.RESPONSE_SUBMIT, agency_id=held.agency_id)
    _check_can_be_submitted(held, at)
    held.state = Response.State.SUBMITTED
    held.submitted_at = at
    held.submitted_by = by.actor_name
    held.withdrawn_at, held.withdrawn_because = None, ""
    held.save(
        update_fields=[
            *("state", "submitted_at", "submitted_by"),
            *("withdrawn_at", "withdrawn_because"),
        ]
    )
    recipients = held.recipients.select_related("partnership").order_by(
        "partnership__name"
    )
    record(
        by=by,
        at=at,
        verb=transitions.SUBMIT.verb,
        subject=held,
        after={"to": [r.partnership.name for r in recipients]},
    )
    evidence_changed(
        strategy_id=held.round.strategy_id,
        partnership_ids=[r.partnership_id for r in recipients],
        at=at,
    )
    tell_submitted(held, by, at)
    return held


def _check_can_be_submitted(response: Response, at: datetime) -> None:
    if response.is_submitted:
        raise ValidationError(transitions.SUBMIT.refusal, code="submitted")
    if response.corrects_id:
        raise ValidationError(
            "Returned answers are sent back, not submitted anew.", code="moved"
        )
    check_round_is_open(
        response,
        at,
        "so it cannot be submitted now. Your draft is kept. Ask the partnership "
        "coordinators for more time.",
    )
    unfinished = [one for one in lines(response) if not one.standing.is_complete]
    unanswered = [one for one in asked_of(response) if not one.is_answered]
    if unfinished or unanswered or not response.has_contact:
        raise ValidationError(
            "Some answers are not finished. Nothing has been sent.", code="unfinished"
        )


def check_round_is_open(response: Response, at: datetime, so: str) -> None:
    """Refuse outside the days on which this agency's answers are taken."""
    today = timezone.localdate(at)
    if response.has_closed(today):
        closed_on = date_format(response.closes_on, "j F Y")
        raise ValidationError(f"This round closed on {closed_on}, {so}", code="closed")
    if not response.is_open(today):
        opens_on = date_format(response.round.opens_on, "j F Y")
        raise ValidationError(f"This round opens on {opens_on}.", code="not_open")
