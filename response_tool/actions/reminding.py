"""Reminding those who have not submitted: before the due day, and weekly after it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TypeVar

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from notices.actions import Message, tell_answering
from notices.models import Kind
from partnership.models import Seat, Sector
from response_tool.actions.telling import about
from response_tool.models import Recipient, Response
from ui.templatetags.words import short_weekday, weekday

BEFORE = (14, 7, 1)  # days before answers are due
WEEK = timedelta(days=7)  # between reminders once they are late
# A reminder that was due while no worker ran is made up for, but not for ever.
LOOK_BACK = timedelta(days=2)
LONGEST_HOLIDAY = timedelta(days=100)
ONE_DAY = timedelta(days=1)
AT_ONCE = 100  # responses in hand at a time, however many there are

Span = tuple[date, date]
Row = TypeVar("Row", bound=models.Model)


def remind_agencies(*, at: datetime) -> None:
    """Tell everybody who can edit or submit what their agency has not submitted.

    Run as often as one likes on a day: each reminder is told once. The portal itself
    does it, so nobody's permission is asked, and the messages are their own record.
    """
    today = timezone.localdate(at)
    for responses in handfuls(_waited_for(today)):
        _remind(responses, today, at)


def handfuls(rows: models.QuerySet[Row]) -> Iterator[list[Row]]:
    """Rows, a handful at a time, however many there are."""
    last = 0
    while batch := list(rows.filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
        yield batch
        last = batch[-1].pk


def _waited_for(today: date) -> models.QuerySet[Response]:
    """Responses that are waited for.

    Nobody waits for those of an agency whose seats among the recipients have ended.
    """
    seated = Seat.objects.not_ended(today).filter(
        agency=OuterRef("agency"), partnership__received__response=OuterRef("pk")
    )
    drafts = Response.objects.asked_for().filter(
        Q(round__closes_on__gte=today) | Q(extended_to__gte=today),
        Exists(seated),
        state=Response.State.DRAFT,
        round__opens_on__lte=today,
    )
    return drafts.select_related("agency", "round")


@transaction.atomic
def _remind(responses: Sequence[Response], today: date, at: datetime) -> None:
    holidays = holidays_of(responses, today)
    messages = []
    for response in responses:
        since = quiet_until(holidays.get(response.pk, ()), today)
        day = since and last_reminder(response, since, today)
        if day:
            messages.append(_message(response, day, today, at))
    tell_answering(messages=messages, at=at)


def last_reminder(response: Response, since: date, today: date) -> date | None:
    """The latest day after `since` and up to today that has a reminder.

    None of them on the day the round opens, which is told in its own right.
    """
    due = response.due_on
    days = [due - timedelta(days=many) for many in BEFORE]
    weeks_late = (today - due) // WEEK
    if weeks_late >= 1:
        days.append(due + weeks_late * WEEK)
    after = max(since, response.round.opens_on)
    return max((day for day in days if after < day <= today), default=None)


def quiet_until(holidays: Sequence[Span], today: date) -> date | None:
    """The day up to which all reminders were told; None on a holiday.

    What fell inside a holiday is told on the first day after it.
    """
    until = today - LOOK_BACK
    for first, last in sorted(holidays, reverse=True):
        if first <= today <= last:
            return None
        if until < last < today:
            until = min(until, first - ONE_DAY)
    return until


def holidays_of(responses: Sequence[Response], today: date) -> Mapping[int, list[Span]]:
    """School holidays of the partnerships that schools answer to, by response."""
    schools = [one.pk for one in responses if one.agency.sector == Sector.SCHOOLS]
    if not schools:
        return {}
    days = ("partnership__holidays__from_on", "partnership__holidays__to_on")
    rows = Recipient.objects.filter(
        response__in=schools,
        partnership__holidays__from_on__lte=today,
        partnership__holidays__to_on__gte=today - LONGEST_HOLIDAY,
    )
    found: dict[int, list[Span]] = {}
    for pk, first, last in rows.order_by("pk").values_list("response_id", *days):
        found.setdefault(pk, []).append((first, last))
    return found


def due_said(due: date, today: date) -> tuple[Kind, str]:
    """How a title begins: Due on Monday 30 November; Due tomorrow, …; Was due on ….

    No count of days: it may be read days later, in the week's e-mail.
    """
    days, day = (due - today).days, short_weekday(due)
    if days < 0:
        return Kind.LATE, f"Was due on {day}"
    if days > 1:
        return Kind.REMINDER, f"Due on {day}"
    return Kind.DUE_TOMORROW, f"Due {'tomorrow' if days else 'today'}, {day}"


def _message(response: Response, day: date, today: date, at: datetime) -> Message:
    due = response.due_on
    kind, title = due_said(due, today)
    text = f"It is due on {weekday(due)}."
    if due < today:
        text = (
            f"It was due on {weekday(due)}. Answers are taken until "
            f"{weekday(response.closes_on)}."
        )
    return about(
        response,
        at,
        kind=kind,
        title=f"{title}: your Response Tool, {response.round.name}",
        text=f"{response.agency} has not submitted yet. {text}",
        key=f"remind:{response.pk}:{due}:{day}",
        due_on=due,
    )
