"""Agencies of a sheet are added all together, by the same rules as one by one."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from partnership.access import Forbidden
from partnership.actions import (
    ImportedRow,
    Known,
    end_seat,
    import_agencies,
    known,
)
from partnership.models import Agency, Seat
from tests.factories import NOW, TODAY, PartnershipFactory, SeatFactory


@pytest.fixture
def row(surgery, from_today):
    """row(name) is a row of a sheet."""

    def row(name, number=2):
        return ImportedRow(number, replace(surgery, name=name), from_today)

    return row


def run(partnership, by, *rows):
    return import_agencies(partnership=partnership, rows=rows, by=by, at=NOW)


def test_new_agencies_are_added_known_ones_seated_others_left(
    northshire, hopewell, harbour, by, row
):
    done = run(
        northshire,
        by,
        row("Riverside Surgery"),
        row("harbour service"),
        row("Hopewell Family Support"),
    )
    assert done.added == ["Riverside Surgery"]
    assert done.seated == ["Harbour Service"]
    assert done.left == ["Hopewell Family Support"]
    names = [one.name for one in Agency.objects.seated([northshire], on=TODAY)]
    assert names == ["Harbour Service", "Hopewell Family Support", "Riverside Surgery"]
    harbour.refresh_from_db()
    assert harbour.sector == "charity"


def test_what_is_known_of_each_row_can_be_said_beforehand(
    northshire, hopewell, harbour, by, by_northshire, row, django_assert_num_queries
):
    rows = [row("Riverside Surgery"), row("Harbour Service"), row(hopewell.name)]
    with django_assert_num_queries(2):
        found = known(northshire, rows, by)
    assert [one.known for one in found] == [Known.NEW, Known.ELSEWHERE, Known.HERE]
    theirs = known(northshire, rows, by_northshire)
    assert [one.known for one in theirs] == [Known.NEW, Known.HIDDEN, Known.HERE]


def test_an_agency_that_left_gets_a_seat_again(northshire, hopewell, by, row):
    seat = Seat.objects.get(agency=hopewell, partnership=northshire)
    end_seat(seat=seat, to_on=TODAY - timedelta(days=1), by=by, at=NOW)
    assert run(northshire, by, row(hopewell.name)).seated == [hopewell.name]


def test_where_one_row_cannot_be_saved_none_is(northshire, harbour, by_northshire, row):
    rows = [row("Riverside Surgery"), row("Harbour Service", number=7)]
    with pytest.raises(ValidationError, match="Row 7, Harbour Service: Another"):
        run(northshire, by_northshire, *rows)
    assert not Agency.objects.filter(name="Riverside Surgery").exists()


def test_only_its_coordinators_import_into_a_partnership(
    northshire, by_castlebourne, row
):
    with pytest.raises(Forbidden):
        run(northshire, by_castlebourne, row("Riverside Surgery"))


def test_importing_the_same_sheet_twice_adds_nothing(northshire, by, row):
    run(northshire, by, row("Riverside Surgery"))
    done = run(northshire, by, row("Riverside Surgery"))
    assert (done.added, done.left) == ([], ["Riverside Surgery"])


def test_a_seat_to_come_elsewhere_is_no_seat_here(northshire, by, harbour, row):
    SeatFactory(agency=harbour, partnership=PartnershipFactory())
    (found,) = known(northshire, [row("Harbour Service")], by)
    assert (found.known, found.agency_id) == (Known.ELSEWHERE, harbour.pk)
