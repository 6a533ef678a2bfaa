"""Reminding an agency that a file expires: 30 and 7 days before, and on the day."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from activity.actions import record
from evidence.models import REMINDED, File
from notices.actions import Message, tell_answering
from notices.models import Kind
from partnership.access import Access
from partnership.locking import locked
from ui.templatetags.words import weekday


@transaction.atomic
def remind_of_expiry(*, on: date, by: Access, at: datetime) -> list[File]:
    """Note every reminder that has come due by a day, each once; gives their files.

    May run twice a day, or not for some days: what is due is told once and late rather
    than never. What waits on the home page follows from the dates alone.
    """
    rows = File.objects.expiring(on, within=max(REMINDED)).filter(expires_on__gte=on)
    open_ = rows.filter(Q(reminded=None) | Q(reminded__gt=min(REMINDED)))
    told = []
    for file in locked(open_.select_related("agency").order_by("pk")):
        days = _due(file, on)
        if file.reminded is None or days < file.reminded:
            file.reminded = days
            file.save(update_fields=["reminded"])
            tell_of_expiry(file, days=days, by=by, at=at)
            told.append(file)
    return told


def tell_of_expiry(file: File, *, days: int, by: Access, at: datetime) -> None:
    """Tell those who answer for the agency that a file expires within so many days."""
    record(
        by=by,
        at=at,
        verb="reminded the agency that it expires:",
        subject=file,
        after={"expires_on": file.expires_on, "days": days},
    )
    message = Message(
        kind=Kind.FILE_EXPIRING,
        title=f"“{file}” expires {_when(file, days)}",
        text="After that day it is not carried on to a new round. Add a newer file, or "
        "change the day until which it holds.",
        href=reverse("evidence:file", args=[file.pk]),
        reason=f"You get this because you answer for {file.agency}.",
        key=f"{Kind.FILE_EXPIRING}:{file.pk}:{file.expires_on}:{days}",
        agency=file.agency,
        due_on=file.expires_on,
    )
    tell_answering(messages=[message], at=at)


def _when(file: File, days: int) -> str:
    return "today" if days == 0 else f"on {weekday(file.expires_on)}"


def _due(file: File, on: date) -> int:
    """The reminder that is due: the nearest of those whose day has come."""
    left = (file.expires_on - on).days if file.expires_on else max(REMINDED)
    return min(days for days in REMINDED if days >= left)
