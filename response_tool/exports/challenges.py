"""The challenge log as a table to take away."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import timezone

from response_tool.models import Challenge, ChallengeReply
from ui.tables import Column, Table
from ui.templatetags.words import day

COLUMNS = (
    Column("number", "Number", "The number in the address of its page", 10),
    Column("partnership", "Partnership", "Who asks", 30),
    Column("agency", "Agency", "Who is asked", 34),
    Column("round", "Round", "The round of the answer", 16),
    Column("priority", "Priority", "Its number in the strategy", 10),
    Column("priority_title", "Priority title", "The priority in words", 40),
    Column("question", "Question", "What was asked", 60),
    Column("asked_by", "Asked by", "The person who asked", 26),
    Column("asked_on", "Asked on", "The day", 14),
    Column("reply_by", "Reply by", "The day the agency is to reply by", 14),
    Column("state", "Where it is", "Waiting for a reply, replied or closed", 20),
    Column("late", "Late", "Yes where a reply is past its day", 8),
    Column("replies", "What was written since", "Each with who and when", 60),
    Column("closed_on", "Closed on", "The day", 14),
    Column("closed_by", "Closed by", "The person who closed it", 26),
    Column("closed_how", "What came of it", "Answered, action agreed …", 20),
    Column("closed_because", "In a sentence", "How it was closed", 60),
)


def challenge_table(challenges: Iterable[Challenge], today: date) -> Table:
    """Questions that partnerships ask about answers, with what came of each."""
    return Table(
        "challenges",
        "Challenges",
        f"Questions about answers, as they stood on {day(today)}.",
        COLUMNS,
        (tuple(_values(one, today).values()) for one in challenges),
    )


def _values(one: Challenge, today: date) -> dict[str, Any]:
    response, priority = one.response, one.answer.priority
    return {
        "number": one.pk,
        "partnership": one.partnership.name,
        "agency": response.agency.name,
        "round": response.round.name,
        "priority": priority.number,
        "priority_title": priority.title,
        "question": one.question,
        "asked_by": one.asked_by,
        "asked_on": timezone.localdate(one.asked_at),
        "reply_by": one.reply_by,
        "state": one.get_state_display(),
        "late": one.is_late(today),
        "replies": "\n".join(map(_written, one.replies.all())),
        "closed_on": timezone.localdate(one.closed_at) if one.closed_at else None,
        "closed_by": one.closed_by,
        "closed_how": one.get_closed_how_display(),
        "closed_because": one.closed_because,
    }


def _written(reply: ChallengeReply) -> str:
    return f"{day(reply.written_at)}, {reply.written_by}: {reply.text}"
