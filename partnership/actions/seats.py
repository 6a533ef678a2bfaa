"""Seats: given, changed, ended. Only by the seat's own partnership."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from activity.actions import record
from partnership.access import Access
from partnership.actions.holding import hold_partnership
from partnership.details import SEAT, SeatDetails
from partnership.locking import locked
from partnership.models import Agency, Partnership, Seat
from partnership.roles import Permission
from ui.merging import Clash, Edit, merge
from ui.templatetags.words import day


@transaction.atomic
def give_seat(
    *,
    partnership: Partnership,
    agency: Agency,
    seat: SeatDetails,
    by: Access,
    at: datetime,
) -> Seat:
    """Give a seat to an agency that the portal knows already.

    Only to one that sits, or has sat, in a partnership this person looks after.
    """
    held = hold_partnership(partnership, by)
    known = locked(Agency.objects.all()).get(pk=agency.pk)
    sits_in = known.seats.order_by().values_list("partnership_id", flat=True)
    by.require(Permission.PARTNERSHIP_CONFIGURE, partnership_ids=sits_in)
    return take_seat(partnership=held, agency=known, seat=seat, by=by, at=at)


def take_seat(
    *,
    partnership: Partnership,
    agency: Agency,
    seat: SeatDetails,
    by: Access,
    at: datetime,
) -> Seat:
    """Seat an agency in a partnership; both are held."""
    taken = Seat(partnership=partnership, agency=agency, **asdict(seat))
    _check(taken)
    taken.save()
    record(
        by=by,
        at=at,
        verb="gave a seat to",
        subject=taken,
        thread=partnership,
        label=str(agency),
        after=asdict(seat),
    )
    return taken


@transaction.atomic
def change_seat(
    *, seat: Seat, edits: Sequence[Edit], by: Access, at: datetime
) -> list[Clash]:
    """Change a seat's days, or whether it is a statutory partner's.

    Gives back what a colleague changed meanwhile; then nothing is saved.
    """
    stands = _hold_seat(seat, by)
    merged = merge(stands, edits)
    if merged.clashes:
        return merged.clashes
    if merged:
        _save(stands, "changed the seat of", merged.before, by, at)
    return []


@transaction.atomic
def end_seat(*, seat: Seat, to_on: date, by: Access, at: datetime) -> None:
    """End a seat with a day; what the agency has answered stays."""
    stands = _hold_seat(seat, by)
    if stands.to_on == to_on:
        return
    before: dict[str, object] = {"to_on": stands.to_on}
    stands.to_on = to_on
    _save(stands, "ended the seat of", before, by, at)


def _hold_seat(seat: Seat, by: Access) -> Seat:
    """A seat as it stands, its agency held: that is what every new seat waits for."""
    by.require(Permission.PARTNERSHIP_CONFIGURE, partnership_ids=[seat.partnership_id])
    locked(Agency.objects.all()).get(pk=seat.agency_id)
    return Seat.objects.select_related("agency", "partnership").get(pk=seat.pk)


def _save(
    seat: Seat, verb: str, before: dict[str, object], by: Access, at: datetime
) -> None:
    _check(seat)
    seat.save(update_fields=SEAT)
    record(
        by=by,
        at=at,
        verb=verb,
        subject=seat,
        thread=seat.partnership,
        label=str(seat.agency),
        before=before,
        after={name: getattr(seat, name) for name in before},
    )


def _check(seat: Seat) -> None:
    """Refuse a seat that ends before it begins, or while another one is held."""
    if seat.to_on and seat.to_on < seat.from_on:
        raise ValidationError(
            {"to_on": "The seat cannot end before it begins"}, code="order"
        )
    others = Seat.objects.filter(partnership=seat.partnership, agency=seat.agency)
    other = (
        others.exclude(pk=seat.pk)
        .overlapping(seat.from_on, seat.to_on)
        .order_by("from_on", "pk")
        .first()
    )
    if other:
        until = f"to {day(other.to_on)}" if other.to_on else "with no end"
        message = (
            f"{seat.agency.name} already has a seat here from {day(other.from_on)} "
            f"{until}. Two seats of one agency cannot overlap"
        )
        raise ValidationError({"from_on": message}, code="overlap")
