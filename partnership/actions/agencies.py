"""Agencies: added with their first seat, and changed. They are never deleted."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from activity.actions import record
from partnership.access import Access
from partnership.actions.holding import hold_partnership
from partnership.actions.seats import take_seat
from partnership.details import AgencyDetails, SeatDetails
from partnership.locking import locked
from partnership.models import Agency, Partnership, Seat
from partnership.roles import Permission
from ui.addresses import free_address
from ui.merging import Clash, Edit, merge

SLUG_MAX = 60


@transaction.atomic
def add_agency(
    *,
    partnership: Partnership,
    agency: AgencyDetails,
    seat: SeatDetails,
    by: Access,
    at: datetime,
) -> Agency:
    """Add an agency that is new to the portal, with its seat in a partnership."""
    held = hold_partnership(partnership, by)
    added = Agency(**asdict(agency), slug=_free_slug(agency.name))
    _refuse_duplicate(added, held, by)
    # Name and address were looked for just above.
    added.full_clean(validate_unique=False)
    _write(added)
    record(by=by, at=at, verb="added", subject=added, after=asdict(agency))
    take_seat(partnership=held, agency=added, seat=seat, by=by, at=at)
    return added


@transaction.atomic
def change_agency(
    *, agency: Agency, edits: Sequence[Edit], by: Access, at: datetime
) -> list[Clash]:
    """Change an agency's name, sector or contact.

    A coordinator of any partnership in which it sits may. Gives back what a colleague
    changed meanwhile; where anything clashes nothing is saved.
    """
    held = locked(Agency.objects.all()).get(pk=agency.pk)
    by.require(
        Permission.PARTNERSHIP_CONFIGURE,
        partnership_ids=keepers(held, timezone.localdate(at)),
    )
    merged = merge(held, edits)
    if merged.clashes:
        return merged.clashes
    if merged:
        if "name" in merged.after:
            _refuse_duplicate(held, None, by)
        held.full_clean()
        _write(held)
        record(
            by=by,
            at=at,
            verb="changed",
            subject=held,
            before=merged.before,
            after=merged.after,
        )
    return []


def keepers(agency: Agency, on: date) -> frozenset[int]:
    """Numbers of the partnerships whose coordinators may change an agency.

    Those in which it sits or is to sit; where it has left them all, those it left.
    """
    seats = Seat.objects.filter(agency=agency).order_by()
    now = frozenset(seats.not_ended(on).values_list("partnership_id", flat=True))
    return now or frozenset(seats.values_list("partnership_id", flat=True))


def _write(agency: Agency) -> None:
    """Save; a name taken in this very moment is said like any other."""
    try:
        with transaction.atomic():
            agency.save()
    except IntegrityError as error:
        raise ValidationError(
            {"name": "Somebody has just added an agency of this name."},
            code="duplicate",
        ) from error


def _refuse_duplicate(
    agency: Agency, partnership: Partnership | None, by: Access
) -> None:
    """Say where an agency of the same name is, and what to do about it."""
    same = Agency.objects.called(agency.name).exclude(pk=agency.pk).first()
    if same is None:
        return
    seats = Seat.objects.filter(agency=same)
    mine = by.partnerships_with(Permission.PARTNERSHIP_CONFIGURE)
    if partnership and seats.filter(partnership=partnership).exists():
        message = f"{same.name} is an agency of this partnership already"
    elif partnership and (by.is_command or seats.filter(partnership__in=mine).exists()):
        message = f"{same.name} is on the portal already. Give it a seat here instead"
    else:
        message = (
            "Another agency on the portal has this name. Add what tells them apart, "
            "such as its place"
        )
    raise ValidationError({"name": message}, code="duplicate")


def _free_slug(name: str) -> str:
    """An address for an agency that no other one has."""
    base = slugify(name)[: SLUG_MAX - 6].strip("-") or "agency"
    return free_address(Agency.objects.all(), base)
