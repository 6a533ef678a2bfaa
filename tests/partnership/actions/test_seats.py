"""Seats never overlap, and belong to their own partnership."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from activity.models import Event
from partnership.access import Forbidden
from partnership.actions import change_seat, end_seat, give_seat
from partnership.details import SeatDetails
from partnership.models import Agency, Seat
from tests.factories import NOW, TODAY, AgencyFactory, PartnershipFactory, SeatFactory
from ui.merging import Edit

DAY = timedelta(days=1)


@pytest.fixture
def seat(harbour, castlebourne):
    return Seat.objects.get(agency=harbour, partnership=castlebourne)


def give(partnership, agency, by, from_on=TODAY, to_on=None):
    return give_seat(
        partnership=partnership,
        agency=agency,
        seat=SeatDetails(from_on, to_on),
        by=by,
        at=NOW,
    )


def change(seat, by, *edits):
    return change_seat(seat=seat, edits=edits, by=by, at=NOW)


def test_an_agency_of_another_of_ones_partnerships_gets_a_seat(northshire, harbour, by):
    give(northshire, harbour, by)
    assert harbour in Agency.objects.seated([northshire], on=TODAY)
    (event,) = Event.objects.all()
    assert (event.verb, event.subject_label) == ("gave a seat to", "Harbour Service")


def test_an_agency_of_partnerships_one_does_not_run_gets_none(
    northshire, harbour, by_northshire
):
    with pytest.raises(Forbidden):
        give(northshire, harbour, by_northshire)


def test_an_agency_that_left_can_be_given_a_seat_again(
    castlebourne, harbour, seat, by_castlebourne
):
    end_seat(seat=seat, to_on=TODAY - DAY, by=by_castlebourne, at=NOW)
    give(castlebourne, harbour, by_castlebourne)
    assert harbour.seats.count() == 2


@pytest.mark.parametrize(
    ("from_on", "to_on"),
    [
        (date(2023, 1, 1), date(2024, 1, 1)),
        (date(2023, 1, 1), None),
        (TODAY, TODAY),
        (TODAY, None),
    ],
)
def test_two_seats_of_one_agency_never_overlap(
    castlebourne, harbour, by, from_on, to_on
):
    with pytest.raises(ValidationError) as refused:
        give(castlebourne, harbour, by, from_on, to_on)
    (said,) = refused.value.message_dict["from_on"]
    assert said == (
        "Harbour Service already has a seat here from 1 January 2024 with no end. "
        "Two seats of one agency cannot overlap"
    )


def test_a_seat_before_another_one_is_no_overlap(castlebourne, harbour, by):
    give(castlebourne, harbour, by, date(2022, 1, 1), date(2023, 12, 31))
    assert harbour.seats.count() == 2


def test_a_seat_is_changed(seat, by_castlebourne):
    edits = [
        Edit("from_on", seat.from_on, date(2024, 4, 1)),
        Edit("statutory", False, True),
    ]
    assert change(seat, by_castlebourne, *edits) == []
    seat.refresh_from_db()
    assert (seat.from_on, seat.to_on, seat.statutory) == (date(2024, 4, 1), None, True)


def test_a_seat_is_its_own_partnerships_alone(hopewell, castlebourne, by_northshire):
    theirs = hopewell.seats.get(partnership=castlebourne)
    with pytest.raises(Forbidden):
        change(theirs, by_northshire, Edit("statutory", False, True))
    with pytest.raises(Forbidden):
        end_seat(seat=theirs, to_on=TODAY, by=by_northshire, at=NOW)


def test_an_end_can_be_taken_back(seat, by):
    end_seat(seat=seat, to_on=TODAY, by=by, at=NOW)
    assert change(seat, by, Edit("to_on", TODAY, None)) == []
    seat.refresh_from_db()
    assert seat.to_on is None


def test_an_end_cannot_be_taken_back_over_a_later_seat(seat, castlebourne, harbour, by):
    end_seat(seat=seat, to_on=TODAY, by=by, at=NOW)
    give(castlebourne, harbour, by, TODAY + DAY)
    with pytest.raises(ValidationError, match="cannot overlap"):
        change(seat, by, Edit("to_on", TODAY, None))


def test_a_colleagues_change_meanwhile_is_given_back(seat, by):
    was = seat.from_on
    change(seat, by, Edit("from_on", was, date(2024, 4, 1)))
    (clash,) = change(
        seat, by, Edit("from_on", was, date(2024, 5, 1)), Edit("statutory", False, True)
    )
    assert clash.theirs == date(2024, 4, 1)
    seat.refresh_from_db()
    assert not seat.statutory


def test_a_seat_ends_with_its_last_day(seat, castlebourne, harbour, by):
    end_seat(seat=seat, to_on=TODAY, by=by, at=NOW)
    assert harbour in Agency.objects.seated([castlebourne], on=TODAY)
    assert harbour not in Agency.objects.seated([castlebourne], on=TODAY + DAY)
    (event,) = Event.objects.all()
    assert (event.verb, event.before, event.after) == (
        "ended the seat of",
        {"to_on": None},
        {"to_on": TODAY.isoformat()},
    )


def test_ending_a_seat_twice_is_ending_it_once(seat, by):
    for _ in range(2):
        end_seat(seat=seat, to_on=TODAY, by=by, at=NOW)
    assert Event.objects.count() == 1


def test_a_seat_cannot_end_before_it_begins(seat, by):
    with pytest.raises(ValidationError) as refused:
        end_seat(seat=seat, to_on=seat.from_on - DAY, by=by, at=NOW)
    assert set(refused.value.message_dict) == {"to_on"}


def test_a_seat_elsewhere_does_not_stand_in_the_way(by, northshire):
    agency = AgencyFactory()
    SeatFactory(agency=agency, partnership=PartnershipFactory())
    SeatFactory(agency=agency, partnership=northshire, to_on=date(2024, 12, 31))
    give(northshire, agency, by, date(2025, 1, 1))
    assert agency.seats.count() == 3
