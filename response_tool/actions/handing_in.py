"""A coordinator puts in a Word document that an agency returned."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from activity.actions import record
from partnership.access import Access
from partnership.locking import locked
from partnership.models import Partnership
from partnership.roles import Permission
from response_tool.actions.drafts import hold_response
from response_tool.actions.telling import tell_put_in, untell_put_in
from response_tool.actions.word import Decisions, save_from_word
from response_tool.earlier import is_untouched
from response_tool.models import HandedIn, Response

WAITING_MAX = 5
STATE = HandedIn.State


@transaction.atomic
def save_for_agency(
    *,
    response: Response,
    partnership: Partnership,
    decisions: Decisions,
    document: Mapping[str, Any],
    by: Access,
    at: datetime,
) -> HandedIn:
    """Save a document to the response of an agency that has not begun.

    Raises ValidationError, having saved nothing: code closed where it is put in
    already, begun, submitted or overtaken.
    """
    held = _held(response, partnership, by)
    _refuse_known(held, document)
    if not is_untouched(held):
        raise ValidationError(
            f"{held.agency} has begun meanwhile, so only {held.agency} can see and "
            "change its answers. Nothing is saved. Put the document in once more: it "
            "then waits for the agency to compare it.",
            code="begun",
        )
    agency = by.standing_in(held.agency_id)
    save_from_word(response=held, decisions=decisions, by=agency, at=at)
    put_in = HandedIn.objects.create(
        response=held,
        partnership=partnership,
        name=decisions.document,
        document=dict(document),
        state=STATE.PUT_IN,
        handed_in_at=at,
        handed_in_by=by.actor_name,
        closed_at=at,
        closed_by=by.actor_name,
    )
    tell_put_in(put_in, by, at)
    return put_in


@transaction.atomic
def hand_in(
    *,
    response: Response,
    partnership: Partnership,
    name: str,
    document: Mapping[str, Any],
    by: Access,
    at: datetime,
) -> HandedIn:
    """Lay a document before an agency that has begun, for it to compare.

    The same document put in twice waits once. Raises ValidationError with code
    submitted, too_many, or closed where its words are among the answers already.
    """
    held = _held(response, partnership, by)
    _refuse_known(held, document)
    waiting = list(HandedIn.objects.filter(response=held).waiting().order_by("pk"))
    for one in waiting:
        if one.document == document:
            return one
    if len(waiting) >= WAITING_MAX:
        raise ValidationError(
            f"{len(waiting)} documents wait for {held.agency} already. Ask the agency "
            "to compare those first.",
            code="too_many",
        )
    put_in = HandedIn.objects.create(
        response=held,
        partnership=partnership,
        name=name,
        document=dict(document),
        handed_in_at=at,
        handed_in_by=by.actor_name,
    )
    record(
        by=by,
        at=at,
        verb="put in a Word document for",
        subject=held,
        after={"document": name, "partnership": partnership.name},
    )
    tell_put_in(put_in, by, at)
    return put_in


@transaction.atomic
def save_handed_in(
    *, handed_in: HandedIn, decisions: Decisions, by: Access, at: datetime
) -> None:
    """Save what an agency decided about a document that was put in for it.

    Raises ValidationError as `save_from_word` does, and with code closed where a
    colleague was quicker.
    """
    response = hold_response(handed_in.response, by)
    _close(handed_in, STATE.SAVED, by, at)
    save_from_word(response=response, decisions=decisions, by=by, at=at)


@transaction.atomic
def set_aside(*, handed_in: HandedIn, by: Access, at: datetime) -> None:
    """Leave a document unused. Raises ValidationError with code closed."""
    response = hold_response(handed_in.response, by)
    _close(handed_in, STATE.SET_ASIDE, by, at)
    record(
        by=by,
        at=at,
        verb="set aside a Word document put in for",
        subject=response,
        after={"document": handed_in.name},
    )


@transaction.atomic
def take_back(*, handed_in: HandedIn, by: Access, at: datetime) -> None:
    """Take back a document that still waits; what was read in it is forgotten.

    It may be another agency's. Raises ValidationError with code closed.
    """
    by.require(Permission.RESPONSE_ENTER, partnership_ids=[handed_in.partnership_id])
    _close(handed_in, STATE.SET_ASIDE, by, at)
    HandedIn.objects.filter(pk=handed_in.pk).update(document={})
    record(
        by=by,
        at=at,
        verb="took back a Word document put in for",
        subject=handed_in.response,
        after={"document": handed_in.name},
    )
    untell_put_in(handed_in, at)


def _held(response: Response, partnership: Partnership, by: Access) -> Response:
    """The response, held, for a coordinator of a partnership that receives it."""
    by.require(Permission.RESPONSE_ENTER, partnership_ids=[partnership.pk])
    rows = locked(Response.objects.select_related("round", "agency"))
    held = rows.filter(recipients__partnership=partnership).get(pk=response.pk)
    if not held.is_draft:
        raise ValidationError(
            f"{held.agency} has submitted its answers, so no document can be put in. "
            "Nothing is saved. If an answer must change, return it in the review.",
            code="submitted",
        )
    return held


def _refuse_known(response: Response, document: Mapping[str, Any]) -> None:
    rows = HandedIn.objects.filter(response=response, state=STATE.PUT_IN)
    for one in rows.order_by("pk"):
        if one.document == document:
            raise ValidationError(
                f"“{one.name}” is part of the answers of {response.agency} already: "
                f"{one.closed_by} put it in.",
                code="closed",
            )


def _close(handed_in: HandedIn, state: str, by: Access, at: datetime) -> None:
    held = locked(HandedIn.objects.all()).get(pk=handed_in.pk)
    if not held.is_waiting:
        raise ValidationError(
            f"{held.closed_by} has dealt with this document already. Nothing is saved.",
            code="closed",
        )
    held.state, held.closed_at, held.closed_by = state, at, by.actor_name
    held.save(update_fields=["state", "closed_at", "closed_by"])
