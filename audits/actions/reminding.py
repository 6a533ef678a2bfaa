"""Reminding owners: before a recommendation is due, and every fortnight after."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from audits.actions.notifying import to_owner
from audits.models import Recommendation
from notices.actions import Message, tell_answering
from notices.models import Kind
from ui.templatetags.words import short_weekday, weekday

BEFORE = (30, 14, 3)  # days before it is due
AFTER = timedelta(days=14)  # between reminders once it is late
# A reminder that was due while no worker ran is made up for, but not for ever.
LOOK_BACK = timedelta(days=2)
AT_ONCE = 100  # recommendations in hand at a time, however many there are


def remind_owners(*, at: datetime) -> None:
    """Tell those who answer for an owner what is due soon or was due.

    Run as often as one likes on a day: each reminder is told once. The portal itself
    does it, so nobody's permission is asked, and the messages are their own record.
    """
    today = timezone.localdate(at)
    soon = today + timedelta(days=max(BEFORE))
    rows = Recommendation.objects.to_do().filter(due_on__lte=soon)
    for handful in _handfuls(rows.select_related("agency", "partnership")):
        _remind(handful, today, at)


def _handfuls(rows: QuerySet[Recommendation]) -> Iterator[list[Recommendation]]:
    last = 0
    while batch := list(rows.filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
        yield batch
        last = batch[-1].pk


@transaction.atomic
def _remind(handful: list[Recommendation], today: date, at: datetime) -> None:
    messages = []
    for one in handful:
        reminded = reminder_day(one, today)
        if reminded:
            messages.append(_message(one, reminded, today, at))
    tell_answering(messages=messages, at=at)


def reminder_day(one: Recommendation, today: date) -> date | None:
    """The latest day up to today, and not long ago, that has a reminder."""
    days = [one.due_on - timedelta(days=many) for many in BEFORE]
    periods_late = (today - one.due_on) // AFTER
    days.append(one.due_on + timedelta(days=1))
    if periods_late >= 1:
        days.append(one.due_on + periods_late * AFTER)
    # Not on the day it was sent, which is told in its own right.
    after = today - LOOK_BACK
    if one.opened_at:
        after = max(after, timezone.localdate(one.opened_at))
    return max((on for on in days if after < on <= today), default=None)


def _message(one: Recommendation, reminded: date, today: date, at: datetime) -> Message:
    late = one.due_on < today
    when = f"{'Was due' if late else 'Due'} on {short_weekday(one.due_on)}"
    said = "It was due on" if late else "It is due on"
    return to_owner(
        one,
        at,
        kind=Kind.RECOMMENDATION_DUE,
        title=f"{when}: a recommendation of {one.partnership}",
        text=f"{one.text}\n\n{said} {weekday(one.due_on)}. Say how far it is, or ask "
        "to close it.",
        key=f"remind:recommendation:{one.pk}:{one.due_on}:{reminded}",
    )
