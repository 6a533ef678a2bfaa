"""Reminding of what was asked afterwards: returned answers, and questions.

Each is reminded of once, on the day before it is due.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from notices.actions import Message, tell_answering
from partnership.models import Partnership, Sector
from response_tool.actions.reminding import (
    LONGEST_HOLIDAY,
    ONE_DAY,
    due_said,
    handfuls,
    holidays_of,
    quiet_until,
)
from response_tool.actions.telling import about
from response_tool.models import Challenge, Response, Returned
from ui.templatetags.words import weekday


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What one partnership waits for from one agency, and since when."""

    response: Response
    partnership: Partnership
    due: date
    asked_at: datetime
    what: str
    text: str
    href: str
    key: str

    def is_due(self, since: date, today: date) -> bool:
        """Whether the day before falls after `since`, and after it was asked."""
        after = max(since, timezone.localdate(self.asked_at))
        return after < self.due - ONE_DAY <= today

    def message(self, today: date, at: datetime) -> Message:
        """The reminder."""
        kind, when = due_said(self.due, today)
        verb = "was" if self.due < today else "is"
        return about(
            self.response,
            at,
            kind=kind,
            title=f"{when}: {self.what}",
            text=f"{self.text} It {verb} due on {weekday(self.due)}.",
            href=self.href,
            partnership=self.partnership,
            key=f"remind:{self.key}:{self.due}",
            due_on=self.due,
        )


def remind_of_replies(*, at: datetime) -> None:
    """Tell those who answer for an agency what it has not sent back or replied to.

    Run as often as one likes, and recorded, as `remind_agencies` is.
    """
    today = timezone.localdate(at)
    back = Returned.objects.open().filter(
        _near("answer_by", "answer__response", today),
        answer__response__correction__state=Response.State.DRAFT,
    )
    for returned in handfuls(
        back.select_related(
            "recipient__partnership",
            "answer__response__agency",
            "answer__response__round",
            "answer__response__correction",
        )
    ):
        _remind([_of_returned(one) for one in returned], today, at)
    open_ = Challenge.objects.waiting().filter(
        _near("reply_by", "answer__response", today)
    )
    for challenges in handfuls(open_.told()):
        _remind([_of_question(one) for one in challenges], today, at)


def _near(field: str, response: str, today: date) -> Q:
    """Due today or tomorrow; schools may have been on holiday until yesterday."""
    soon = Q(**{f"{field}__lte": today + ONE_DAY})
    school = Q(
        **{
            f"{response}__agency__sector": Sector.SCHOOLS,
            f"{field}__gte": today - LONGEST_HOLIDAY,
        }
    )
    return soon & (Q(**{f"{field}__gte": today}) | school)


@transaction.atomic
def _remind(waiting: Sequence[_Asked], today: date, at: datetime) -> None:
    holidays = holidays_of([one.response for one in waiting], today)
    messages = {}
    for one in waiting:
        since = quiet_until(holidays.get(one.response.pk, ()), today)
        if since and one.is_due(since, today):
            messages[one.key] = one.message(today, at)
    tell_answering(messages=messages.values(), at=at)


def _of_returned(returned: Returned) -> _Asked:
    response, partnership = returned.answer.response, returned.recipient.partnership
    draft = response.correction
    return _Asked(
        response=response,
        partnership=partnership,
        due=returned.answer_by,
        asked_at=returned.returned_at,
        what=f"answers that {partnership} returned",
        text=f"{response.agency} has not sent back what {partnership} returned for a "
        f"change, {response.round.name}.",
        href=reverse("response_tool:returned", args=[draft.pk]),
        key=f"returned:{draft.pk}:{partnership.pk}",
    )


def _of_question(challenge: Challenge) -> _Asked:
    response, partnership = challenge.response, challenge.partnership
    number = challenge.answer.priority.number
    return _Asked(
        response=response,
        partnership=partnership,
        due=challenge.reply_by,
        asked_at=challenge.asked_at,
        what=f"your reply to a question about priority {number}",
        text=f"{response.agency} has not replied to what {partnership} asks, "
        f"{response.round.name}.",
        href=reverse("response_tool:challenge", args=[challenge.pk]),
        key=f"question:{challenge.pk}",
    )
