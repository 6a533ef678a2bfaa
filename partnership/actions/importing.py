"""Agencies that came in a spreadsheet, added all together or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from django.core.exceptions import ValidationError
from django.db import transaction

from partnership.access import Access
from partnership.actions.agencies import add_agency
from partnership.actions.holding import hold_partnership
from partnership.actions.seats import give_seat
from partnership.details import AgencyDetails, SeatDetails
from partnership.locking import locked
from partnership.models import Agency, Partnership, Seat
from partnership.roles import Permission


class Known(Enum):
    """What the portal knows of an agency in a spreadsheet; the value says it."""

    NEW = "New agency"
    ELSEWHERE = "On the portal already: gets a seat here"
    HERE = "Has a seat already: left as it is"
    HIDDEN = "An agency of another partnership has this name"


@dataclass(frozen=True, slots=True)
class Found:
    """What the portal knows of one row, and its number where it has one."""

    known: Known
    agency_id: int | None = None


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """One agency with its seat, and the row of the sheet in which it stood."""

    number: int
    agency: AgencyDetails
    seat: SeatDetails


@dataclass(slots=True)
class Imported:
    """What an import did: the names of those it added, seated, and left alone."""

    added: list[str] = field(default_factory=list)
    seated: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


@transaction.atomic
def import_agencies(
    *,
    partnership: Partnership,
    rows: Sequence[ImportedRow],
    by: Access,
    at: datetime,
) -> Imported:
    """Add the agencies of a sheet, and give seats to those the portal knows.

    One that has a seat here already is left as it is. Where one row cannot be saved
    nothing is, and the message names the row.
    """
    held = hold_partnership(partnership, by)
    done = Imported()
    standing = known(held, rows, by)
    # All at once and in one order, so that two imports wait for each other.
    pks = [found.agency_id for found in standing if found.agency_id]
    list(locked(Agency.objects.filter(pk__in=pks).order_by("pk")))
    for row, found in zip(rows, standing, strict=True):
        try:
            _import(held, row, found, done, by, at)
        except ValidationError as error:
            message = f"Row {row.number}, {row.agency.name}: {error.messages[0]}"
            raise ValidationError(message, code="row") from error
    return done


def _import(
    partnership: Partnership,
    row: ImportedRow,
    found: Found,
    done: Imported,
    by: Access,
    at: datetime,
) -> None:
    if found.known is Known.HERE:
        done.left.append(row.agency.name)
    elif found.known is Known.ELSEWHERE and found.agency_id:
        agency = Agency.objects.get(pk=found.agency_id)
        give_seat(partnership=partnership, agency=agency, seat=row.seat, by=by, at=at)
        done.seated.append(agency.name)
    else:
        add_agency(
            partnership=partnership, agency=row.agency, seat=row.seat, by=by, at=at
        )
        done.added.append(row.agency.name)


def known(
    partnership: Partnership, rows: Sequence[ImportedRow], by: Access
) -> list[Found]:
    """For each row, what the portal knows of its agency. Two queries."""
    names = dict(Agency.objects.order_by().values_list("pk", "name"))
    called = {folded(name): pk for pk, name in names.items()}
    pks = [called.get(folded(row.agency.name)) for row in rows]
    seats: dict[int, list[Seat]] = {}
    for seat in Seat.objects.filter(agency__in=[pk for pk in pks if pk]).order_by("pk"):
        seats.setdefault(seat.agency_id, []).append(seat)
    return [
        Found(_known(partnership, row, seats.get(pk, []), by), pk)
        if pk
        else Found(Known.NEW)
        for row, pk in zip(rows, pks, strict=True)
    ]


def _known(
    partnership: Partnership, row: ImportedRow, seats: Sequence[Seat], by: Access
) -> Known:
    here = [seat for seat in seats if seat.partnership_id == partnership.pk]
    if any(_meet(seat, row.seat) for seat in here):
        return Known.HERE
    mine = by.partnerships_with(Permission.PARTNERSHIP_CONFIGURE)
    if by.is_command or any(seat.partnership_id in mine for seat in seats):
        return Known.ELSEWHERE
    return Known.HIDDEN


def _meet(seat: Seat, wanted: SeatDetails) -> bool:
    """Whether a seat is held on any day of the one that is wanted."""
    begins_in_time = wanted.to_on is None or seat.from_on <= wanted.to_on
    return begins_in_time and (seat.to_on is None or seat.to_on >= wanted.from_on)


def folded(name: str) -> str:
    """A name with its capitals and apostrophes made even, for comparing."""
    return " ".join(name.replace("’", "'").casefold().split())
