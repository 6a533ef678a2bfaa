"""Adding and changing an agency, giving, changing and ending a seat, page by page."""

from datetime import timedelta

import pytest

from partnership.models import Agency, Seat
from tests.factories import AgencyFactory, SeatFactory
from tests.partnership.views.test_pages import PAGE, errors, soup

DAY = timedelta(days=1)


@pytest.fixture
def coordinator(runner, signed_in):
    return signed_in(runner)


def on(name, day) -> dict[str, int]:
    """A date as its three boxes."""
    return {
        f"{name}-day": day.day,
        f"{name}-month": day.month,
        f"{name}-year": day.year,
    }


@pytest.fixture
def typed(today):
    return {
        "name": "Riverside Surgery",
        "sector": "gp",
        "contact_role": "Practice manager",
        "contact_email": "team@riverside.example",
        **on("from_on", today),
    }


def test_an_agency_is_added_and_stands_on_the_page(coordinator, northshire, typed):
    page = coordinator.post(f"{PAGE}agencies/add/", typed, follow=True)
    assert "Riverside Surgery has a seat." in page.text
    assert "GP practice" in soup(page).select_one("tbody tr").text


def test_a_new_seat_begins_today_unless_one_changes_it(coordinator, northshire, today):
    page = soup(coordinator.get(f"{PAGE}agencies/add/"))
    assert page.select_one("#id_from_on-year")["value"] == str(today.year)
    assert page.select_one("#id_to_on-year")["value"] == ""


def test_what_is_missing_is_said_beside_each_box(coordinator, northshire):
    page = coordinator.post(f"{PAGE}agencies/add/", {"name": "Riverside Surgery"})
    assert errors(page) == {
        "sector": "Choose a sector",
        "contact_role": "Enter a role or team",
        "contact_email": "Enter an e-mail address",
        "from_on": "Enter the day from which it has a seat",
    }
    assert soup(page).select_one("#id_name")["value"] == "Riverside Surgery"


def test_a_name_that_is_taken_is_said_beside_it(coordinator, hopewell, typed):
    page = coordinator.post(f"{PAGE}agencies/add/", typed | {"name": hopewell.name})
    assert errors(page) == {
        "name": "Hopewell Family Support is an agency of this partnership already"
    }


def test_a_seat_that_ends_before_it_begins_is_said_beside_its_end(
    coordinator, northshire, typed, today
):
    page = coordinator.post(f"{PAGE}agencies/add/", typed | on("to_on", today - DAY))
    assert errors(page) == {"to_on": "The seat cannot end before it begins"}
    assert not Agency.objects.exists()


def test_an_agency_is_changed(coordinator, hopewell):
    address = f"{PAGE}agencies/{hopewell.pk}/"
    page = soup(coordinator.get(address))
    assert "This agency also sits in Castlebourne" in page.text
    form = page.select_one("main form")
    data = {one["name"]: one.get("value", "") for one in form.select("input")}
    data |= {"sector": "health", "contact_role": "Trustee"}
    data["contact_email"] = "team@hopewell.example"
    saved = coordinator.post(address, data, follow=True)
    assert "The agency is saved." in saved.text
    hopewell.refresh_from_db()
    assert (hopewell.sector, hopewell.contact_role) == ("health", "Trustee")


def test_a_colleagues_change_to_an_agency_is_shown_in_words(coordinator, hopewell):
    Agency.objects.filter(pk=hopewell.pk).update(sector="gp")
    data = {
        "name": hopewell.name,
        "initial-name": hopewell.name,
        "sector": "health",
        "initial-sector": "charity",
        "contact_role": "Trustee",
        "initial-contact_role": "",
        "contact_email": "team@hopewell.example",
        "initial-contact_email": "",
    }
    address = f"{PAGE}agencies/{hopewell.pk}/"
    page = coordinator.post(address, data)
    assert "A colleague changed this to “GP practice”" in errors(page)["sector"]
    assert soup(page).select_one("#id_contact_role")["value"] == "Trustee"
    coordinator.post(address, data | {"initial-sector": "gp"})
    hopewell.refresh_from_db()
    assert (hopewell.sector, hopewell.contact_role) == ("health", "Trustee")


def test_an_agency_that_never_sat_here_is_not_found(coordinator, northshire, harbour):
    assert coordinator.get(f"{PAGE}agencies/{harbour.pk}/").status_code == 404


def test_an_agency_that_sits_elsewhere_by_now_is_not_ours_to_change(
    hopewell, northshire, cast, signed_in, today
):
    hopewell.seats.filter(partnership=northshire).update(to_on=today - DAY)
    answer = signed_in(cast.coordinator).get(f"{PAGE}agencies/{hopewell.pk}/")
    assert answer.status_code == 403


def test_agencies_without_a_seat_here_can_be_given_one(
    coordinator, northshire, hopewell, harbour, today
):
    SeatFactory(agency=AgencyFactory(name="Stranger"))
    address = f"{PAGE}seats/give/"
    offered = soup(coordinator.get(address)).select("#id_agency option")
    assert [one.text for one in offered] == ["Choose an agency", "Harbour Service"]
    data = {"agency": harbour.pk, **on("from_on", today), "statutory": "on"}
    page = coordinator.post(address, data, follow=True)
    assert "Harbour Service has a seat." in page.text
    assert Seat.objects.get(agency=harbour, partnership=northshire).statutory


def test_giving_a_seat_twice_is_said(coordinator, northshire, harbour, today):
    seat = SeatFactory(
        agency=harbour,
        partnership=northshire,
        from_on=today - 9 * DAY,
        to_on=today - DAY,
    )
    data = {"agency": harbour.pk, **on("from_on", seat.from_on)}
    page = coordinator.post(f"{PAGE}seats/give/", data)
    assert "already has a seat here" in errors(page)["from_on"]


def test_where_every_agency_has_a_seat_the_page_says_so(coordinator, hopewell):
    page = coordinator.get(f"{PAGE}seats/give/")
    assert "Every agency of your partnerships has a seat here." in page.text


@pytest.fixture
def seat(hopewell, northshire):
    return hopewell.seats.get(partnership=northshire)


def test_a_seat_is_changed(coordinator, seat, today):
    address = f"{PAGE}seats/{seat.pk}/"
    data = {
        **on("from_on", today),
        "initial-from_on": seat.from_on.isoformat(),
        "initial-to_on": "",
        "statutory": "on",
        "initial-statutory": "False",
    }
    page = coordinator.post(address, data, follow=True)
    assert "The seat of Hopewell Family Support is saved." in page.text
    seat.refresh_from_db()
    assert (seat.from_on, seat.to_on, seat.statutory) == (today, None, True)


def test_a_colleagues_change_to_a_seat_is_shown(coordinator, seat, today):
    Seat.objects.filter(pk=seat.pk).update(statutory=True, to_on=today)
    data = {
        **on("from_on", seat.from_on),
        "initial-from_on": seat.from_on.isoformat(),
        **on("to_on", today + DAY),
        "initial-to_on": "",
        "initial-statutory": "False",
    }
    page = coordinator.post(f"{PAGE}seats/{seat.pk}/", data)
    assert "A colleague changed this to" in errors(page)["to_on"]
    form = soup(page)
    assert form.select_one("#id_statutory").has_attr("checked")
    assert form.select_one("#id_to_on-day")["value"] == str((today + DAY).day)


def test_ending_a_seat_asks_first_and_says_what_it_means(coordinator, seat, today):
    page = coordinator.get(f"{PAGE}seats/{seat.pk}/end/")
    assert "End the seat of Hopewell Family Support?" in page.text
    assert soup(page).select_one("#id_to_on-day")["value"] == str(today.day)
    seat.refresh_from_db()
    assert seat.to_on is None


def test_a_seat_is_ended(coordinator, seat, today):
    data = on("to_on", today - DAY)
    page = coordinator.post(f"{PAGE}seats/{seat.pk}/end/", data, follow=True)
    assert "The seat of Hopewell Family Support ended on" in page.text
    assert "1 seat has ended" in page.text


def test_a_seat_cannot_be_ended_before_it_began(coordinator, seat):
    data = on("to_on", seat.from_on - DAY)
    page = coordinator.post(f"{PAGE}seats/{seat.pk}/end/", data)
    assert errors(page) == {"to_on": "The seat cannot end before it begins"}


def test_a_seat_of_another_partnership_cannot_be_found_here(
    coordinator, hopewell, castlebourne
):
    theirs = hopewell.seats.get(partnership=castlebourne)
    assert coordinator.get(f"{PAGE}seats/{theirs.pk}/").status_code == 404
    assert coordinator.get(f"{PAGE}seats/{theirs.pk}/end/").status_code == 404
