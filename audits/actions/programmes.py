"""A partnership sets up its years of audits."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from activity.actions import record
from audits.models import Programme
from partnership.access import Access
from partnership.locking import locked
from partnership.models import Partnership
from partnership.roles import Permission

MOST = 50
CHANGED = (
    "A colleague changed this while you were writing. What stands there now is below; "
    "what you typed is still in the boxes. Saving again puts yours in its place."
)


@dataclass(frozen=True, slots=True)
class Year:
    """What a programme is, as it is entered."""

    title: str
    starts_on: date
    ends_on: date
    about: str = ""

    def told(self) -> dict[str, Any]:
        """As the history has it."""
        return asdict(self)


@transaction.atomic
def add_programme(
    *, partnership: Partnership, year: Year, by: Access, at: datetime
) -> Programme:
    """Set up a year of audits; the same twice is set up once.

    Raises ValidationError with code too_many, title or wrong_day.
    """
    by.require(Permission.AUDIT_CONFIGURE, partnership_ids=[partnership.pk])
    locked(Partnership.objects.all()).get(pk=partnership.pk)
    theirs = Programme.objects.filter(partnership=partnership)
    for same in theirs.filter(title__iexact=year.title).order_by("pk"):
        if year_of(same) == year:
            return same
    if theirs.count() >= MOST:
        raise ValidationError(
            f"The portal keeps {MOST} programmes for a partnership.", code="too_many"
        )
    programme = Programme(partnership=partnership)
    _put(programme, year)
    record(
        by=by,
        at=at,
        verb="set up",
        subject=programme,
        thread=partnership,
        after=year.told(),
    )
    return programme


@transaction.atomic
def change_programme(
    *, programme: Programme, year: Year, seen: int, by: Access, at: datetime
) -> None:
    """Change it; `seen` is the version that was read.

    Raises ValidationError with code changed, and as `add_programme` does.
    """
    by.require(Permission.AUDIT_CONFIGURE, partnership_ids=[programme.partnership_id])
    rows = Programme.objects.select_related("partnership")
    held = locked(rows).get(pk=programme.pk)
    stood = year_of(held)
    if stood == year:
        return
    if held.version != seen:
        raise ValidationError(CHANGED, code="changed")
    before, after = stood.told(), year.told()
    differ = {name for name in after if after[name] != before[name]}
    held.version += 1
    _put(held, year)
    record(
        by=by,
        at=at,
        verb="changed",
        subject=held,
        thread=held.partnership,
        before={name: before[name] for name in differ},
        after={name: after[name] for name in differ},
    )


def year_of(programme: Programme) -> Year:
    """What it is now."""
    return Year(
        title=programme.title,
        starts_on=programme.starts_on,
        ends_on=programme.ends_on,
        about=programme.about,
    )


def _put(programme: Programme, year: Year) -> None:
    others = Programme.objects.filter(partnership=programme.partnership)
    if others.filter(title__iexact=year.title).exclude(pk=programme.pk).exists():
        raise ValidationError(
            "You have a programme of that name already.", code="title"
        )
    if year.ends_on <= year.starts_on:
        raise ValidationError(
            "The last day must be later than the first.", code="wrong_day"
        )
    for name, value in year.told().items():
        setattr(programme, name, value)
    programme.full_clean()
    programme.save()
