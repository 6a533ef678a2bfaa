"""Telling the other side of a challenge: the agency, or those who asked."""

from dataclasses import replace
from datetime import datetime

from django.urls import reverse

from notices.actions import Message, tell
from notices.models import Kind
from partnership.access import Access
from partnership.models import AgencyMember, PartnershipMember
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
    _tell_agency(challenge, replace(message, on_its_own=soon), by, at)


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
    members = PartnershipMember.objects.coordinators_and(
        challenge.partnership_id, challenge.asked_by_id
    )
    people = {one.user_id: one.user for one in members if one.user_id != by.actor_id}
    tell(people=people.values(), message=message, at=at)


def tell_closed(challenge: Challenge, by: Access, at: datetime) -> None:
    """Tell the agency that a question is closed, and what came of it."""
    number = challenge.answer.priority.number
    message = _message(
        challenge,
        at,
        Kind.QUESTION_CLOSED,
        f"A question about priority {number} is closed",
        f"{challenge.get_closed_how_display()}: {challenge.closed_because}",
    )
    _tell_agency(challenge, message, by, at)


def _tell_agency(
    challenge: Challenge, message: Message, by: Access, at: datetime
) -> None:
    members = AgencyMember.objects.who_answer([challenge.response.agency_id])
    people = [one.user for one in members if one.user_id != by.actor_id]
    tell(people=people, message=message, at=at)


def _message(
    challenge: Challenge, at: datetime, kind: Kind, title: str, text: str
) -> Message:
    agency = challenge.response.agency
    to_agency = f"You get this because you answer for {agency}."
    to_asker = f"You get this because {challenge.partnership} asked."
    asked = kind == Kind.QUESTION_ASKED
    return Message(
        kind=kind,
        title=title,
        text=text,
        href=reverse("response_tool:challenge", args=[challenge.pk]),
        reason=to_asker if kind == Kind.QUESTION_REPLIED else to_agency,
        key=f"{kind}:{challenge.pk}:{at.isoformat()}",
        agency=agency,
        partnership=challenge.partnership,
        due_on=challenge.reply_by if asked else None,
    )
