"""A coordinator sets up a partnership: agencies, seats, wording, a spreadsheet."""

import pytest

from partnership.models import Agency, Seat
from tests.factories import partner_in
from tests.partnership.sheets import GOOD, workbook

HOME = "/partnerships/northshire/"


@pytest.fixture
def runner(northshire, castlebourne, hopewell, harbour):
    person = partner_in(northshire, "coordinator")
    castlebourne.members.create(user=person, role="coordinator")
    return person


@pytest.mark.parametrize("javascript", [True, False])
def test_a_coordinator_adds_an_agency_and_ends_its_seat(visitor, runner, javascript):
    # Given a coordinator of two partnerships, on a phone
    guest = visitor(javascript=javascript, width=320).signs_in(runner)
    guest.follows("Partnership").sees("Your partnerships")
    guest.follows("Northshire Safeguarding").sees("1 agency has a seat")
    # When they add an agency, and forget something
    guest.presses("Add an agency")
    page = guest.page
    page.get_by_label("Name", exact=True).fill("Riverside Surgery")
    page.get_by_label("Sector").select_option("GP practice")
    page.get_by_label("Contact’s e-mail address").fill("team@riverside.example")
    guest.presses("Add this agency").sees("There is a problem")
    if javascript:
        guest.checks_the_page()
    page.get_by_label("Contact’s role or team").fill("Practice manager")
    page.get_by_label("Statutory partner").check()
    guest.presses("Add this agency").sees("Riverside Surgery has a seat.")
    # Then it stands on the page
    guest.sees("2 agencies have a seat").sees("team@riverside.example")
    # and its seat can be ended, after a question
    guest.follows("End seat of Riverside Surgery").sees("After its last day")
    guest.presses("End this seat").sees("The seat of Riverside Surgery ends on")
    assert Seat.objects.get(agency__name="Riverside Surgery").to_on is not None


def test_every_page_passes_axe_and_fits_a_phone(visitor, runner, hopewell, northshire):
    seat = hopewell.seats.get(partnership=northshire)
    guest = visitor(width=320).signs_in(runner)
    for rest in (
        "",
        "contact/",
        "wording/",
        "agencies/add/",
        "agencies/import/",
        f"agencies/{hopewell.pk}/",
        "seats/give/",
        f"seats/{seat.pk}/",
        f"seats/{seat.pk}/end/",
    ):
        guest.goes_to(HOME + rest).checks_the_page()


def test_a_coordinator_gives_a_known_agency_a_seat(visitor, runner, harbour):
    guest = visitor().signs_in(runner).goes_to(f"{HOME}seats/give/")
    guest.page.get_by_label("Agency").select_option("Harbour Service")
    guest.presses("Give it a seat").sees("Harbour Service has a seat.")
    assert harbour.seats.count() == 2


def test_a_coordinator_sends_a_spreadsheet_and_confirms_it(visitor, runner, harbour):
    # Given a sheet with one new agency, one that is known, and one that is wrong
    rows = [GOOD, GOOD | {"Agency": "Harbour Service"}]
    rows += [GOOD | {"Agency": "Hill Surgery", "Contact e-mail": "reception"}]
    sheet = {
        "name": "agencies.xlsx",
        "mimeType": "application/octet-stream",
        "buffer": workbook(*rows),
    }
    guest = visitor(width=320).signs_in(runner).goes_to(HOME)
    guest.presses("Add agencies from a spreadsheet")
    # When they send it without a file, and then with one
    guest.presses("See what it says").sees("Choose a spreadsheet").checks_the_page()
    guest.page.get_by_label("Spreadsheet of agencies").set_input_files(sheet)
    guest.presses("See what it says").sees("Nothing is saved yet.")
    # Then they see what is wrong, what becomes of the others, and confirm
    guest.sees("Row 4").sees("reception").sees("On the portal already")
    guest.checks_the_page()
    guest.presses("Save 2 agencies").sees("1 agency added, 1 agency given a seat.")
    guest.checks_the_page()
    assert not Agency.objects.filter(name="Hill Surgery").exists()


def test_two_coordinators_who_change_one_agency_lose_nothing(
    visitor, runner, hopewell, northshire
):
    # Given two coordinators who have the same agency open
    path = f"{HOME}agencies/{hopewell.pk}/"
    first = visitor().signs_in(runner).goes_to(path)
    second = visitor(width=320).signs_in(partner_in(northshire, "coordinator"))
    second.goes_to(path)
    for guest, role in ((first, "Trustee"), (second, "Manager")):
        guest.page.get_by_label("Contact’s role or team").fill(role)
        guest.page.get_by_label("Contact’s e-mail address").fill("a@hopewell.example")
    # When one saves, and then the other
    first.presses("Save this agency").sees("The agency is saved.")
    second.presses("Save this agency")
    # Then the second sees both, and decides
    second.sees("A colleague changed this to “Trustee”").checks_the_page()
    second.presses("Save this agency").sees("The agency is saved.")
    hopewell.refresh_from_db()
    assert hopewell.contact_role == "Manager"


def test_a_partnership_words_its_statuses(visitor, runner, northshire):
    guest = visitor().signs_in(runner).goes_to(f"{HOME}wording/")
    on_track = guest.page.get_by_role("group", name="On track")
    on_track.get_by_label("Word").fill("Slipping")
    guest.presses("Save the wording").sees("This is what “Slipping” is called")
    guest.checks_the_page()
    on_track.get_by_label("Word").fill("Green")
    guest.presses("Save the wording").sees("1 word or meaning is")
    guest.checks_the_page()
    assert northshire.wordings.get().words == "Green"
