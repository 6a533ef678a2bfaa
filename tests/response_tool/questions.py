"""Short ways to a challenge in any state."""

from datetime import date, datetime, timedelta

from response_tool.actions import (
    ask_again,
    close_challenge,
    raise_challenge,
    reply_to_challenge,
)
from response_tool.models import Challenge, Response
from tests.factories import ANYBODY
from tests.response_tool.steps import answer_to

QUESTION = "In which teams?"


def ask(
    response: Response,
    partnership: object,
    now: datetime,
    *,
    number: int = 1,
    by: object = ANYBODY,
    days: int = 7,
    **more: object,
) -> Challenge:
    """A question about one answer, to be replied to in a week."""
    said = {"question": QUESTION} | more
    return raise_challenge(
        answer=answer_to(response, number),
        partnership=partnership,
        reply_by=day(now, days),
        by=by,
        at=now,
        **said,
    )


def reply(challenge: Challenge, now: datetime, *, by: object = ANYBODY, **more: object):
    said = {"text": "In both."} | more
    return reply_to_challenge(challenge=challenge, by=by, at=now, **said)


def again(challenge: Challenge, now: datetime, *, by: object = ANYBODY, **more: object):
    said = {"text": "And the night staff?", "reply_by": day(now, 14)} | more
    return ask_again(challenge=challenge, by=by, at=now, **said)


def close(challenge: Challenge, now: datetime, *, by: object = ANYBODY, **more: object):
    said = {"how": "answered", "because": "The reply says it."} | more
    close_challenge(challenge=challenge, by=by, at=now, **said)


def make_late(challenge: Challenge, today: date) -> Challenge:
    """Let its day have passed."""
    Challenge.objects.filter(pk=challenge.pk).update(reply_by=today - timedelta(days=3))
    challenge.refresh_from_db()
    return challenge


def day(now: datetime, days: int) -> date:
    return now.date() + timedelta(days=days)
