"""A partnership writes a measure that the library does not have."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from activity.actions import record
from partnership.access import Access
from partnership.locking import locked
from partnership.models import Partnership
from partnership.roles import Permission
from performance.library import entries
from performance.models import Commission, Measure
from ui.sheets.columns import folded

MOST = 100  # measures of one partnership that it has not stopped asking for
SAME_TITLE = (
    "Your partnership has a measure of this name already, and it says something else. "
    "Give this one another name"
)
SHARED_TITLE = (
    "A measure that every partnership can ask for has this name already. Ask for that "
    "one, or give this one another name"
)


@transaction.atomic
def write_measure(
    *, partnership: Partnership, fields: dict[str, Any], by: Access, at: datetime
) -> Measure:
    """A measure of a partnership's own; what was sent twice is written once.

    Raises ValidationError with code same_title or too_many, and as its fields do.
    """
    by.require(Permission.MEASURE_CONFIGURE, partnership_ids=[partnership.pk])
    locked(Partnership.objects.all()).get(pk=partnership.pk)
    own = Measure.objects.filter(partnership=partnership)
    title = folded(fields["title"])
    alike = [one for one in own.order_by("pk") if folded(one.title) == title]
    if alike:
        same = alike[0]
        if any(getattr(same, name) != value for name, value in fields.items()):
            raise ValidationError(SAME_TITLE, code="same_title")
        return same
    if title in _shared_names():
        raise ValidationError(SHARED_TITLE, code="same_title")
    stopped = Commission.objects.filter(measure=OuterRef("pk")).stopped(
        timezone.localdate(at)
    )
    refuse_too_many(own.exclude(Exists(stopped)).count())
    measure = Measure(partnership=partnership, **fields)
    measure.full_clean()
    measure.save()
    after = {"measure": measure.title}
    record(by=by, at=at, verb="wrote", subject=measure, thread=partnership, after=after)
    return measure


def _shared_names() -> set[str]:
    """What people call the measures that all partnerships can ask for."""
    shared = Measure.objects.filter(partnership=None).order_by("pk")
    found = {folded(title) for title in shared.values_list("title", flat=True)}
    for one in entries():
        found |= {folded(one.title), folded(one.key)}
    return found


def refuse_too_many(number: int) -> None:
    """Raises ValidationError with code too_many where there is no room for one more."""
    if number >= MOST:
        raise ValidationError(
            f"A partnership can have {MOST} measures. Stop asking for one first.",
            code="too_many",
        )
