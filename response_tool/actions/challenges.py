"""Challenges: a question about an answer, replies, and how it was closed."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from activity.actions import record
from partnership.access import Access, Forbidden
from partnership.locking import locked
from partnership.models import Partnership
from partnership.roles import Permission
from response_tool import challenging
from response_tool.actions.challenge_messages import (
    tell_asked,
    tell_asked_again,
    tell_closed,
    tell_replied,
)
from response_tool.challenging import Move
from response_tool.comparing import words
from response_tool.models import Answer, Challenge, ChallengeReply, Response
from strategies.actions import evidence_changed

Side = ChallengeReply.Side


@transaction.atomic
def raise_challenge(
    *,
    answer: Answer,
    partnership: Partnership,
    question: str,
    reply_by: date,
    by: Access,
    at: datetime,
    form_key: UUID | None = None,
) -> Challenge:
    """Ask an agency about a submitted answer, on behalf of one partnership.

    What the answer says now is kept with the question. The same page sent twice asks
    once.
    """
    move = challenging.ASK
    by.require(move.permission, partnership_ids=[partnership.pk])
    held = locked(Response.objects.all()).get(pk=answer.response_id)
    if form_key and (same := Challenge.objects.filter(form_key=form_key).first()):
        return _the_same(same, same.answer_id == answer.pk)
    _check_asked(held, partnership, by)
    _check_day(reply_by, at)
    rows = Answer.objects.select_related("priority", "response__round")
    asked = rows.prefetch_related("actions").get(pk=answer.pk)
    challenge = Challenge(
        partnership=partnership,
        answer=asked,
        said=words(asked),
        question=question.strip(),
        asked_by_id=by.actor_id,
        asked_by=by.actor_name,
        asked_at=at,
        reply_by=reply_by,
        form_key=form_key,
    )
    challenge.full_clean()
    challenge.save()
    _record(
        challenge,
        move,
        by,
        at,
        {"question": challenge.question, "reply_by": challenge.reply_by},
    )
    tell_asked(challenge, challenge.question, by, at)
    return challenge


@transaction.atomic
def reply_to_challenge(
    *,
    challenge: Challenge,
    text: str,
    by: Access,
    at: datetime,
    seen: int | None = None,
    form_key: UUID | None = None,
) -> ChallengeReply:
    """Reply for the agency, or add to its reply.

    `seen` is how many texts the page showed: where a colleague has written meanwhile,
    nothing is saved and the page is shown again with both.
    """
    move = challenging.REPLY
    held = _held(challenge)
    by.require(move.permission, agency_id=held.response.agency_id)
    if same := _written_before(held, form_key):
        return same
    _check(move, held, seen)
    reply = _write(held, Side.AGENCY, text, by, at, form_key)
    held.state = Challenge.State(move.to.value)
    held.save(update_fields=["state"])
    _record(held, move, by, at, {"reply": reply.text})
    tell_replied(held, reply.text, by, at)
    return reply


@transaction.atomic
def ask_again(
    *,
    challenge: Challenge,
    text: str,
    reply_by: date,
    by: Access,
    at: datetime,
    seen: int | None = None,
    form_key: UUID | None = None,
) -> ChallengeReply:
    """Say that the reply does not answer the question yet, and why."""
    move = challenging.ASK_AGAIN
    held = _held(challenge)
    require_asker(held, move, by)
    if same := _written_before(held, form_key):
        return same
    _check(move, held, seen)
    _check_day(reply_by, at)
    reply = _write(held, Side.PARTNERSHIP, text, by, at, form_key)
    held.state, held.reply_by = Challenge.State(move.to.value), reply_by
    held.save(update_fields=["state", "reply_by"])
    _record(held, move, by, at, {"question": reply.text, "reply_by": reply_by})
    tell_asked_again(held, reply.text, by, at)
    return reply


@transaction.atomic
def close_challenge(
    *,
    challenge: Challenge,
    how: str,
    because: str,
    by: Access,
    at: datetime,
    seen: int | None = None,
) -> None:
    """Close a question, saying how, with or without a reply.

    The same page sent twice closes it once.
    """
    move = challenging.CLOSE
    held = _held(challenge)
    require_asker(held, move, by)
    told = {"closed_how": how, "closed_because": because.strip()}
    if held.is_closed and _is_mine(held, told, by):
        return
    _check(move, held, seen, how=how, because=because)
    held.state = Challenge.State(move.to.value)
    held.closed_how, held.closed_because = how, told["closed_because"]
    held.closed_at, held.closed_by = at, by.actor_name
    held.full_clean()
    held.save()
    _record(held, move, by, at, told)
    tell_closed(held, by, at)


def is_asker(challenge: Challenge, move: Move, by: Access) -> bool:
    """Whether somebody asked this, or coordinates the partnership that did.

    Who has left the partnership, or may no longer ask for it, does not move it on; nor
    does anybody of the agency that is asked.
    """
    if _is_own(challenge.response, by):
        return False
    of = [challenge.partnership_id]
    if by.may(move.permission, partnership_ids=of):
        return True
    asked = by.actor_id is not None and by.actor_id == challenge.asked_by_id
    may_ask = by.may(Permission.CHALLENGE_RAISE, partnership_ids=of)
    return move.asker_too and asked and may_ask


def require_asker(challenge: Challenge, move: Move, by: Access) -> None:
    """Refuse everybody else, with the reason."""
    of = [challenge.partnership_id]
    if by.may(Permission.CHALLENGE_RAISE, partnership_ids=of):
        require_other(challenge.response, by)
    if not is_asker(challenge, move, by):
        raise Forbidden(move.permission)


def require_other(response: Response, by: Access) -> None:
    """Refuse those of the agency itself, before they have written anything."""
    if _is_own(response, by):
        raise PermissionDenied(challenging.OWN)


def _is_own(response: Response, by: Access) -> bool:
    return response.agency_id in by.agency_roles


def _held(challenge: Challenge) -> Challenge:
    """The challenge, held, with what is named when it is recorded."""
    rows = Challenge.objects.select_related(
        "partnership", "answer__priority", "answer__response__round"
    )
    return locked(rows).get(pk=challenge.pk)


def _is_mine(held: Challenge, told: Mapping[str, str], by: Access) -> bool:
    """Whether this person closed it, with the same words."""
    same = all(getattr(held, name) == value for name, value in told.items())
    return same and held.closed_by == by.actor_name


def _check_asked(held: Response, partnership: Partnership, by: Access) -> None:
    """Refuse a response that the partnership cannot read now, or the asker's own."""
    received = held.recipients.filter(partnership=partnership).exists()
    if not held.is_submitted or not received:
        raise ValidationError(
            "The agency has withdrawn this answer, or has not submitted it, so it "
            "cannot be asked about.",
            code="not_submitted",
        )
    if _is_own(held, by):
        raise ValidationError(challenging.OWN, code="own")


def _check_day(reply_by: date, at: datetime) -> None:
    if reply_by < timezone.localdate(at):
        raise challenging.beside(
            "reply_by", "Choose a day that is not past.", code="past"
        )


def _check(move: Move, held: Challenge, seen: int | None, **how: str) -> None:
    written = held.replies.count()
    challenging.check(move, held.state, written=written, seen=seen, **how)


def _written_before(held: Challenge, form_key: UUID | None) -> ChallengeReply | None:
    """What the same page, sent before, has written."""
    same = ChallengeReply.objects.filter(form_key=form_key).first()
    if form_key is None or same is None:
        return None
    return _the_same(same, same.challenge_id == held.pk)


def _the_same(found: Any, is_here: bool) -> Any:
    if not is_here:
        raise ValidationError(
            "This page belongs to another question. Open the page of this one and "
            "write it there.",
            code="another",
        )
    return found


def _write(
    held: Challenge,
    side: ChallengeReply.Side,
    text: str,
    by: Access,
    at: datetime,
    form_key: UUID | None,
) -> ChallengeReply:
    reply = ChallengeReply(
        challenge=held,
        side=side,
        text=text.strip(),
        written_at=at,
        written_by=by.actor_name,
        form_key=form_key,
    )
    reply.full_clean()
    reply.save()
    return reply


def _record(
    challenge: Challenge, move: Move, by: Access, at: datetime, after: Mapping[str, Any]
) -> None:
    """What every move ends with: the history of the response, and the dashboard."""
    response = challenge.response
    record(
        by=by,
        at=at,
        verb=move.verb,
        subject=challenge,
        thread=response.whole,
        after=after,
    )
    evidence_changed(
        strategy_id=response.round.strategy_id,
        partnership_ids=[challenge.partnership_id],
        at=at,
    )
