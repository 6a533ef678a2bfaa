"""School holidays: added, changed, removed by the coordinators of a partnership."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from activity.actions import record
from partnership.access import Access
from partnership.actions.holding import hold_partnership
from partnership.models import Holiday, Partnership
from ui.merging import Clash, Edit, merge

LONGEST = timedelta(days=99)  # a slip in the year would keep schools quiet for ever
FIELDS = ("name", "from_on", "to_on")


@transaction.atomic
def add_holiday(
    *,
    partnership: Partnership,
    name: str,
    from_on: date,
    to_on: date,
    by: Access,
    at: datetime,
) -> Holiday:
    """Add a holiday; the same days sent twice are one holiday."""
    held = hold_partnership(partnership, by)
    same = held.holidays.filter(name=name, from_on=from_on, to_on=to_on).first()
    if same:
        return same
    added = Holiday(partnership=held, name=name, from_on=from_on, to_on=to_on)
    _check(added)
    added.save()
    _record("added the school holiday", added, by, at, after=_said(added))
    return added


@transaction.atomic
def change_holiday(
    *, holiday: Holiday, edits: Sequence[Edit], by: Access, at: datetime
) -> list[Clash]:
    """Change its name or days; gives back what a colleague changed meanwhile."""
    stands = _held(holiday, by)
    if stands is None:
        raise ValidationError("A colleague has removed this holiday.", code="gone")
    merged = merge(stands, edits)
    if merged.clashes:
        return merged.clashes
    if merged:
        _check(stands)
        stands.save(update_fields=list(merged.after))
        changes = {"before": merged.before, "after": merged.after}
        _record("changed the school holiday", stands, by, at, **changes)
    return []


@transaction.atomic
def remove_holiday(*, holiday: Holiday, by: Access, at: datetime) -> None:
    """Remove a holiday. Removing it twice is removing it once."""
    stands = _held(holiday, by)
    if stands:
        _record("removed the school holiday", stands, by, at, before=_said(stands))
        stands.delete()


def _held(holiday: Holiday, by: Access) -> Holiday | None:
    """The holiday as it stands, its partnership held; none where it is gone."""
    held = hold_partnership(holiday.partnership, by)
    return held.holidays.select_related("partnership").filter(pk=holiday.pk).first()


def _check(holiday: Holiday) -> None:
    if holiday.to_on < holiday.from_on:
        raise ValidationError(
            {"to_on": "The holiday cannot end before it begins"}, code="order"
        )
    if holiday.to_on - holiday.from_on > LONGEST:
        raise ValidationError(
            {"to_on": "A holiday can be 100 days long at most. Check the year"},
            code="long",
        )
    holiday.full_clean()


def _said(holiday: Holiday) -> dict[str, object]:
    return {name: getattr(holiday, name) for name in FIELDS}


def _record(
    verb: str,
    holiday: Holiday,
    by: Access,
    at: datetime,
    **changes: dict[str, object],
) -> None:
    record(
        by=by,
        at=at,
        verb=verb,
        subject=holiday,
        thread=holiday.partnership,
        label=holiday.name,
        **changes,
    )
