"""How an adoption stands: its status and dates, and what each sector is asked."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from activity.actions import record
from partnership.access import Access
from partnership.locking import locked
from partnership.models import Sector
from partnership.roles import Permission
from strategies.actions.adoption import (
    check_adopted_on,
    evidence_changed,
    hold_partnership,
    replace_earlier,
)
from strategies.models import Adoption, Preset, Priority
from ui.merging import Clash, Edit, Merge, merge

# A sector and a priority that its agencies are usually asked about.
Usual = tuple[str, int]


@transaction.atomic
def change_adoption(
    *, adoption: Adoption, edits: Iterable[Edit], by: Access, at: datetime
) -> list[Clash]:
    """Say how things stand: the status and the two dates.

    What a colleague changed meanwhile is not overwritten but given back. What comes
    back into force replaces the versions before it.
    """
    hold_partnership(adoption.partnership_id)
    held = _held(adoption, by)
    was_in_force = held.is_in_force
    merged = merge(held, edits)
    if not merged:
        return merged.clashes
    comes_back = held.is_in_force and not was_in_force
    _check(held, merged, timezone.localdate(at))
    if comes_back:
        held.refuse_beside_later()
    held.full_clean()
    held.save(update_fields=list(merged.after))
    record(
        by=by,
        at=at,
        verb="changed",
        subject=held,
        thread=adoption.strategy,
        before=merged.before,
        after=merged.after,
    )
    evidence_changed(
        strategy_id=held.strategy_id, partnership_ids=[held.partnership_id], at=at
    )
    if comes_back:
        replace_earlier(held, by, at)
    return merged.clashes


def _held(adoption: Adoption, by: Access) -> Adoption:
    """The adoption, held and as it stands, for its partnership's coordinators."""
    rows = Adoption.objects.select_related("strategy", "partnership")
    held = locked(rows).get(pk=adoption.pk)
    by.require(Permission.STRATEGY_ADOPT, partnership_ids=[held.partnership_id])
    if held.status == Adoption.Status.DRAFT:
        raise ValidationError(
            "This is only proposed. Adopt it or decline it first.", code="proposed"
        )
    return held


def _check(held: Adoption, merged: Merge, today: date) -> None:
    if "status" in merged.after:
        was = Adoption.Status(merged.before["status"])
        if held.status not in Adoption.NEXT[was]:
            raise ValidationError(
                {"status": f"What is “{was.label}” cannot become that directly."},
                code="not_next",
            )
    if held.adopted_on is None:
        raise ValidationError({"adopted_on": "Enter the date it was adopted."})
    if "adopted_on" in merged.after:
        check_adopted_on(held.adopted_on, today)
    if held.review_on and held.review_on < held.adopted_on:
        raise ValidationError(
            {"review_on": "The review cannot come before the adoption."}
        )


@transaction.atomic
def set_usual(
    *,
    adoption: Adoption,
    added: Collection[Usual],
    removed: Collection[Usual],
    by: Access,
    at: datetime,
) -> None:
    """Say which priorities the agencies of a sector are usually asked about.

    Takes what a person added and removed, so that two at once lose nothing.
    """
    held = _held(adoption, by)
    priorities = Priority.objects.filter(strategy_id=held.strategy_id).in_bulk()
    stand = {(one.sector, one.priority_id): one for one in held.presets.all()}
    new = sorted(pair for pair in added if pair not in stand and pair[1] in priorities)
    gone = sorted(pair for pair in removed if pair in stand)
    if not new and not gone:
        return
    Preset.objects.bulk_create(
        Preset(adoption=held, sector=Sector(sector), priority=priorities[pk])
        for sector, pk in new
    )
    Preset.objects.filter(pk__in=[stand[pair].pk for pair in gone]).delete()
    record(
        by=by,
        at=at,
        verb="said what is usual for",
        subject=held,
        thread=adoption.strategy,
        before={"no longer asked": _named(gone, priorities)},
        after={"asked": _named(new, priorities)},
    )


def _named(pairs: Iterable[Usual], priorities: dict[int, Priority]) -> list[str]:
    return [f"{Sector(sector).label}: {priorities[pk].number}" for sector, pk in pairs]
