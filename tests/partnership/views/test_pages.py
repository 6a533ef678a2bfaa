"""The page of a partnership: how to reach it, who sits in it, what it calls things."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnership.models import Wording
from tests.factories import AgencyFactory, PartnershipFactory, SeatFactory, partner_in

PAGE = "/partnerships/northshire/"
DAY = timedelta(days=1)


@pytest.fixture
def coordinator(runner, signed_in):
    return signed_in(runner)


def soup(page) -> BeautifulSoup:
    return BeautifulSoup(page.content, "html.parser")


def errors(page) -> dict[str, str]:
    """What is said beside which box."""
    found = soup(page).select(".govuk-form-group--error .govuk-error-message")
    return {
        one["id"].removeprefix("id_").removesuffix("-error"): " ".join(
            one.get_text().split()
        ).removeprefix("Error: ")
        for one in found
    }


def test_who_runs_several_partnerships_chooses_one(coordinator, hopewell, harbour):
    page = soup(coordinator.get("/partnerships/"))
    rows = [" ".join(row.get_text(" ").split()) for row in page.select(".np-rows li")]
    assert rows == [
        "Castlebourne Safeguarding Children Partnership 2 agencies",
        "Northshire Safeguarding Children Partnership 1 agency",
    ]


def test_who_runs_one_is_shown_that_one(cast, signed_in):
    answer = signed_in(cast.coordinator).get("/partnerships/")
    assert (answer.status_code, answer["Location"]) == (302, PAGE)


def test_partnerships_in_which_one_only_reads_are_not_offered(
    northshire, castlebourne, signed_in
):
    person = partner_in(northshire, "coordinator")
    castlebourne.members.create(user=person, role="board")
    client = signed_in(person)
    assert client.get("/partnerships/")["Location"] == PAGE
    refused = client.get("/partnerships/castlebourne/")
    assert refused.status_code == 403
    assert "you need to be a coordinator" in refused.text


def test_a_page_shows_agencies_contacts_and_seats(coordinator, northshire, today):
    agency = AgencyFactory(
        name="Riverside Surgery",
        sector="gp",
        contact_role="Practice manager",
        contact_email="team@riverside.example",
    )
    SeatFactory(agency=agency, partnership=northshire, statutory=True)
    (row,) = soup(coordinator.get(PAGE)).select("tbody tr")
    said = " ".join(row.get_text(" ").split())
    for words in (
        "Riverside Surgery GP practice",
        "Practice manager team@riverside.example",
        "Statutory",
        "Since 1 Jan 2024",
    ):
        assert words in said


def test_seats_to_come_and_seats_ended_are_told_apart(coordinator, northshire, today):
    SeatFactory(agency__name="Early Surgery", partnership=northshire, to_on=today - DAY)
    SeatFactory(
        agency__name="Late Surgery", partnership=northshire, from_on=today + DAY
    )
    page = soup(coordinator.get(PAGE))
    (row,) = page.select("tbody tr")
    assert "Late Surgery" in row.text
    assert "From" in row.text
    assert "Early Surgery" in page.select_one("details").text


def test_a_partnership_without_agencies_says_so(coordinator, northshire):
    page = coordinator.get(PAGE)
    assert "No agency has a seat here yet." in page.text
    assert not soup(page).select("table")


def test_the_pages_cost_the_same_whatever_stands_on_them(coordinator, northshire):
    def cost(address):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert coordinator.get(address).status_code == 200
        return len(asked)

    SeatFactory(partnership=northshire)
    before = [cost(PAGE), cost("/partnerships/")]
    for number in range(5):
        SeatFactory(partnership=northshire)
        Wording.objects.create(
            partnership=northshire, key=f"role_{number}", words="Word"
        )
    assert [cost(PAGE), cost("/partnerships/")] == before


def test_the_contact_details_are_changed(coordinator, northshire):
    data = {
        "contact_email": "team@northshire.example",
        "initial-contact_email": northshire.contact_email,
        "contact_phone": "01632 960 555",
        "initial-contact_phone": "",
    }
    page = coordinator.post(f"{PAGE}contact/", data, follow=True)
    assert "The contact details are saved." in page.text
    northshire.refresh_from_db()
    assert northshire.contact_phone == "01632 960 555"


def test_what_is_no_address_is_said_beside_its_box_and_stays(coordinator, northshire):
    page = coordinator.post(f"{PAGE}contact/", {"contact_email": "nowhere"})
    assert errors(page) == {
        "contact_email": "Enter an e-mail address in the right form, like "
        "team@agency.example"
    }
    assert soup(page).select_one("#id_contact_email")["value"] == "nowhere"


def test_a_colleagues_change_is_shown_and_saving_again_keeps_ones_own(
    coordinator, northshire
):
    data = {
        "contact_email": northshire.contact_email,
        "initial-contact_email": northshire.contact_email,
        "contact_hours": "Fridays",
        "initial-contact_hours": "",
    }
    northshire.contact_hours = "Mondays"
    northshire.save()
    page = coordinator.post(f"{PAGE}contact/", data)
    assert "A colleague changed this to “Mondays”" in errors(page)["contact_hours"]
    form = soup(page).select_one("main form")
    again = {one["name"]: one.get("value", "") for one in form.select("input")}
    assert again["contact_hours"] == "Fridays"
    coordinator.post(f"{PAGE}contact/", again)
    northshire.refresh_from_db()
    assert northshire.contact_hours == "Fridays"


def test_the_wording_is_changed_and_counted(coordinator, northshire):
    data = {"status_on_track": "Green", "initial-status_on_track": ""}
    page = coordinator.post(f"{PAGE}wording/", data, follow=True)
    assert "1 word or meaning is this partnership’s own" in page.text
    boxes = soup(coordinator.get(f"{PAGE}wording/"))
    assert boxes.select_one("#id_status_on_track")["value"] == "Green"


def test_two_statuses_called_the_same_are_said_beside_the_box(coordinator, northshire):
    data = {"status_on_track": "Slipping", "initial-status_on_track": ""}
    page = coordinator.post(f"{PAGE}wording/", data)
    assert errors(page) == {
        "status_on_track": "This is what “Slipping” is called. Choose other words"
    }


def test_a_colleagues_words_are_shown(coordinator, northshire):
    Wording.objects.create(partnership=northshire, key="role_lead", words="Champion")
    data = {"role_lead": "Owner", "initial-role_lead": ""}
    page = coordinator.post(f"{PAGE}wording/", data)
    assert "A colleague changed this to “Champion”" in errors(page)["role_lead"]
    assert soup(page).select_one("#id_role_lead")["value"] == "Owner"


def test_a_partnership_of_others_cannot_be_found(coordinator):
    PartnershipFactory(slug="elsewhere")
    for rest in ("", "contact/", "wording/", "agencies/add/", "agencies/import/"):
        assert coordinator.get(f"/partnerships/elsewhere/{rest}").status_code == 404
