"""One e-mail a week at most: what a person was told and has not read."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts.models import User
from notices import letters
from notices.actions.telling import owe, turned_off
from notices.models import DIGEST, Kind, Mail, Notice, NoticeQuerySet
from partnership.models import Agency, AgencyMember

PEOPLE_AT_ONCE = 100
AT_MOST = 50  # messages in one e-mail; the portal has them all
EIGHT = time(8)


def week_of(at: datetime) -> datetime:
    """The last Monday at eight in the morning, local time."""
    local = timezone.localtime(at)
    monday = local.date() - timedelta(days=local.weekday())
    begins = timezone.make_aware(datetime.combine(monday, EIGHT))
    if begins > at:
        begins = timezone.make_aware(
            datetime.combine(monday - timedelta(days=7), EIGHT)
        )
    return begins


def comes_before_next_week(day: date, at: datetime) -> bool:
    """Whether the next e-mail of the week would tell of a day that is past."""
    return day < timezone.localdate(week_of(at)) + timedelta(days=7)


def owe_week(*, at: datetime) -> int:
    """Owe everybody their e-mail of this week, where anything is new.

    It may run as often as one likes: a person gets one a week, and what was told since
    Monday waits for the next. A worker that was down on Monday makes up for it. What
    concerns a school waits until its holidays are over. Gives back how many are owed.
    """
    week = week_of(at)
    owed = 0
    for people in _batches(week, at):
        owed += _owe_week(people, week, at)
    return owed


def _batches(week: datetime, at: datetime) -> Iterator[Sequence[User]]:
    """People for whom something waits, a handful at a time."""
    waits = _waiting(week, at).filter(person=OuterRef("pk"))
    has_one = Mail.objects.filter(person=OuterRef("pk"), kind=DIGEST, owed_at__gte=week)
    people = User.objects.filter(Exists(waits), ~Exists(has_one), is_active=True)
    last = 0
    while batch := list(people.filter(pk__gt=last).order_by("pk")[:PEOPLE_AT_ONCE]):
        yield batch
        last = batch[-1].pk


def _waiting(week: datetime, at: datetime) -> NoticeQuerySet:
    """What no e-mail has told of yet, of where people still take part.

    What schools on holiday are told is left for later.
    """
    on_holiday = AgencyMember.objects.filter(
        user=OuterRef("person"),
        agency=OuterRef("agency"),
        agency__in=Agency.objects.on_holiday(timezone.localdate(at)),
    )
    waits = Notice.objects.not_mailed(week).still_theirs()
    return waits.filter(~Exists(on_holiday))


@transaction.atomic
def _owe_week(people: Sequence[User], week: datetime, at: datetime) -> int:
    rows = _waiting(week, at).filter(person__in=people).newest_first()
    off = turned_off([one.pk for one in people], Kind)
    told = defaultdict(list)
    for notice in rows.select_related("agency", "partnership"):
        if (notice.person_id, notice.kind) not in off:
            told[notice.person_id].append(notice)
    mails = [
        letters.of_week(one.pk, told[one.pk][:AT_MOST], len(told[one.pk])).put_on(
            Mail(
                person=one,
                kind=DIGEST,
                address=one.email,
                key=f"{DIGEST}:{week.date()}:{one.pk}",
                owed_at=at,
                next_try_at=at,
            )
        )
        for one in people
        if told[one.pk]
    ]
    owe(mails)
    rows.order_by().update(mailed_at=at)
    return len(mails)
