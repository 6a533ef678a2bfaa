"""Agencies are added with a seat, changed by any of their coordinators, never lost."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from activity.models import Event
from partnership.access import Forbidden
from partnership.actions import add_agency, change_agency
from partnership.models import Agency, Seat
from tests.factories import (
    ANYBODY,
    NOW,
    TODAY,
    AgencyFactory,
    PartnershipFactory,
    SeatFactory,
)
from ui.merging import Edit

DAY = timedelta(days=1)


def add(partnership, agency, seat, by):
    return add_agency(partnership=partnership, agency=agency, seat=seat, by=by, at=NOW)


def change(agency, by, *edits):
    return change_agency(agency=agency, edits=edits, by=by, at=NOW)


def test_an_agency_is_added_with_its_seat(northshire, by, surgery, from_today):
    added = add(northshire, surgery, from_today, by)
    assert (added.slug, added.get_sector_display()) == (
        "riverside-surgery",
        "GP practice",
    )
    assert added.contact_email == "team@riverside.example"
    assert list(Agency.objects.seated([northshire], on=TODAY)) == [added]
    assert not Agency.objects.seated([northshire], on=TODAY - DAY).exists()


def test_what_was_added_is_recorded(northshire, by, surgery, from_today):
    added = add(northshire, surgery, from_today, by)
    agency, seat = Event.objects.order_by("pk")
    assert (agency.verb, agency.subject_id) == ("added", added.pk)
    assert (seat.verb, seat.thread_id) == ("gave a seat to", northshire.pk)
    assert seat.after["from_on"] == TODAY.isoformat()


def test_only_its_coordinators_add_to_a_partnership(
    northshire, by_castlebourne, surgery, from_today
):
    with pytest.raises(Forbidden):
        add(northshire, surgery, from_today, by_castlebourne)
    assert not Agency.objects.exists()


@pytest.mark.parametrize("name", ["Harbour Service", "HARBOUR service"])
def test_a_name_of_this_partnership_is_said_to_be_here(
    castlebourne, harbour, by_castlebourne, surgery, from_today, name
):
    with pytest.raises(ValidationError) as refused:
        add(castlebourne, replace(surgery, name=name), from_today, by_castlebourne)
    assert refused.value.message_dict == {
        "name": ["Harbour Service is an agency of this partnership already"]
    }


def test_a_name_of_another_of_ones_partnerships_is_to_be_given_a_seat(
    northshire, harbour, by, surgery, from_today
):
    with pytest.raises(ValidationError, match="Give it a seat here instead"):
        add(northshire, replace(surgery, name="Harbour Service"), from_today, by)


def test_a_name_of_a_partnership_one_does_not_run_has_to_be_told_apart(
    northshire, harbour, by_northshire, surgery, from_today
):
    taken = replace(surgery, name="Harbour Service")
    with pytest.raises(ValidationError, match="Add what tells them apart"):
        add(northshire, taken, from_today, by_northshire)


def test_apostrophes_do_not_make_two_agencies(northshire, by, surgery, from_today):
    add(northshire, replace(surgery, name="St Agnes’s School"), from_today, by)
    with pytest.raises(ValidationError, match="already"):
        add(northshire, replace(surgery, name="St Agnes's School"), from_today, by)


def test_agencies_of_like_names_have_addresses_of_their_own(
    northshire, by, surgery, from_today
):
    slugs = [
        add(northshire, replace(surgery, name=name), from_today, by).slug
        for name in ("St Agnes’s", "St Agness", "学校")
    ]
    assert slugs == ["st-agness", "st-agness-2", "agency"]


def test_a_seat_that_ends_before_it_begins_adds_nothing(
    northshire, by, surgery, from_today
):
    with pytest.raises(ValidationError) as refused:
        add(northshire, surgery, replace(from_today, to_on=TODAY - DAY), by)
    assert set(refused.value.message_dict) == {"to_on"}
    assert not Agency.objects.exists()


@pytest.mark.parametrize("who", ["by_northshire", "by_castlebourne", "by"])
def test_a_coordinator_of_any_partnership_it_sits_in_changes_it(request, who, hopewell):
    by = request.getfixturevalue(who)
    assert change(hopewell, by, Edit("sector", "charity", "health")) == []
    hopewell.refresh_from_db()
    assert hopewell.sector == "health"


def test_nobody_else_does(harbour, by_northshire):
    with pytest.raises(Forbidden):
        change(harbour, by_northshire, Edit("sector", "charity", "health"))


def test_a_partnership_that_it_left_changes_it_no_longer(
    hopewell, northshire, by_northshire
):
    hopewell.seats.filter(partnership=northshire).update(to_on=TODAY - DAY)
    with pytest.raises(Forbidden):
        change(hopewell, by_northshire, Edit("sector", "charity", "health"))


def test_where_it_left_them_all_each_of_them_may(hopewell, by_northshire):
    Seat.objects.update(to_on=TODAY - DAY)
    assert change(hopewell, by_northshire, Edit("sector", "charity", "health")) == []


def test_a_colleagues_change_meanwhile_is_given_back_and_nothing_is_saved(hopewell, by):
    change(hopewell, by, Edit("contact_role", "", "Trustee"))
    (clash,) = change(
        hopewell,
        by,
        Edit("contact_role", "", "Manager"),
        Edit("contact_phone", "", "01632 960 001"),
    )
    assert (clash.field, clash.theirs, clash.mine) == (
        "contact_role",
        "Trustee",
        "Manager",
    )
    hopewell.refresh_from_db()
    assert (hopewell.contact_role, hopewell.contact_phone) == ("Trustee", "")


def test_two_colleagues_changing_different_things_lose_nothing(hopewell, by):
    change(hopewell, by, Edit("contact_role", "", "Trustee"))
    change(hopewell, by, Edit("contact_phone", "", "01632 960 001"))
    hopewell.refresh_from_db()
    assert (hopewell.contact_role, hopewell.contact_phone) == (
        "Trustee",
        "01632 960 001",
    )


def test_a_name_cannot_be_changed_to_one_that_is_taken(hopewell, harbour, by):
    with pytest.raises(ValidationError) as refused:
        change(hopewell, by, Edit("name", hopewell.name, "harbour service"))
    assert set(refused.value.message_dict) == {"name"}


def test_the_capitals_of_its_own_name_can_be_changed(hopewell, by):
    assert change(hopewell, by, Edit("name", hopewell.name, "HOPEWELL")) == []


def test_a_change_is_recorded_with_before_and_after(hopewell, by):
    change(hopewell, by, Edit("contact_role", "", "Trustee"))
    (event,) = Event.objects.filter(verb="changed")
    assert (event.before, event.after) == (
        {"contact_role": ""},
        {"contact_role": "Trustee"},
    )


def test_a_save_without_a_change_is_not_recorded(hopewell, by):
    change(hopewell, by, Edit("sector", "charity", "charity"))
    assert not Event.objects.filter(verb="changed").exists()


def test_an_agency_without_any_seat_is_changed_by_commands_alone(db, by):
    agency = AgencyFactory()
    with pytest.raises(Forbidden):
        change(agency, by, Edit("sector", "charity", "health"))
    assert change(agency, ANYBODY, Edit("sector", "charity", "health")) == []


def test_a_seat_to_come_counts_as_sitting(by_northshire, northshire):
    agency = AgencyFactory()
    SeatFactory(agency=agency, partnership=PartnershipFactory())
    SeatFactory(agency=agency, partnership=northshire, from_on=TODAY + 9 * DAY)
    assert change(agency, by_northshire, Edit("sector", "charity", "health")) == []
