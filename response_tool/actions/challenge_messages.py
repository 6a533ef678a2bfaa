"""Telling both sides of a challenge: the agency, and those who asked."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse

from notices.actions import Message, tell, tell_answering
from notices.models import Kind
from partnership.access import Access
from partnership.models import PartnershipMember
from response_tool.actions.telling import cannot_wait
from response_tool.models import Challenge


def tell_asked(challenge: Challenge, words: str, by: Access, at: datetime) -> None:
    """Tell the agency what it is asked, and by when it is to reply."""
    message = _message(
        challenge,
        at,
        Kind.QUESTION_ASKED,
        f"Reply to a question about priority {challenge.answer.priority.number}",
        f"{challenge.partnership} asks: {words}",
    )
    soon = cannot_wait(challenge.response.agency, challenge.reply_by, at)
    tell_answering(messages=[replace(message, on_its_own=soon)], at=at, but=by.actor_id)


def tell_asked_again(
    challenge: Challenge, words: str, by: Access, at: datetime
) -> None:
    """Tell the agency, and whoever asked where somebody else asks again."""
    tell_asked(challenge, words, by, at)
    message = _message(
        challenge,
        at,
        Kind.QUESTION_ASKED,
        f"{challenge.response.agency} is asked again about priority "
        f"{challenge.answer.priority.number}",
        f"{challenge.partnership} asks: {words}",
    )
    asker = [one for one in _askers(challenge) if one.user_id == challenge.asked_by_id]
    _tell_asking(challenge, asker, replace(message, due_on=None), by, at)


def tell_replied(challenge: Challenge, words: str, by: Access, at: datetime) -> None:
    """Tell whoever asked, and the coordinators, what the agency replies."""
    agency, number = challenge.response.agency, challenge.answer.priority.number
    message = _message(
        challenge,
        at,
        Kind.QUESTION_REPLIED,
        f"Read the reply of {agency} about priority {number}",
        f"{agency} replies: {words}",
    )
    _tell_asking(challenge, _askers(challenge), message, by, at)


def tell_closed(challenge: Challenge, by: Access, at: datetime) -> None:
    """Tell both sides that a question is closed, and what came of it."""
    agency, number = challenge.response.agency, challenge.answer.priority.number
    message = _message(
        challenge,
        at,
        Kind.QUESTION_CLOSED,
        f"A question about priority {number} is closed",
        f"{challenge.get_closed_how_display()}: {challenge.closed_because}",
    )
    tell_answering(messages=[message], at=at, but=by.actor_id)
    title = f"A question to {agency} about priority {number} is closed"
    _tell_asking(challenge, _askers(challenge), replace(message, title=title), by, at)


def _askers(challenge: Challenge) -> QuerySet[PartnershipMember]:
    return PartnershipMember.objects.coordinators_and(
        challenge.partnership_id, challenge.asked_by_id
    )


def _tell_asking(
    challenge: Challenge,
    members: Iterable[PartnershipMember],
    message: Message,
    by: Access,
    at: datetime,
) -> None:
    """Tell those of the partnership; who answers for the agency too is told once."""
    reason = f"You get this because {challenge.partnership} asked."
    people = {one.user_id: one.user for one in members if one.user_id != by.actor_id}
    tell(people=people.values(), message=replace(message, reason=reason), at=at)


def _message(
    challenge: Challenge, at: datetime, kind: Kind, title: str, text: str
) -> Message:
    """A message about a challenge, as it is told to the agency."""
    agency = challenge.response.agency
    asked = kind == Kind.QUESTION_ASKED
    return Message(
        kind=kind,
        title=title,
        text=text,
        href=reverse("response_tool:challenge", args=[challenge.pk]),
        reason=f"You get this because you answer for {agency}.",
        key=f"{kind}:{challenge.pk}:{at.isoformat()}",
        agency=agency,
        partnership=challenge.partnership,
        due_on=challenge.reply_by if asked else None,
    )
