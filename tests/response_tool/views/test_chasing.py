"""A coordinator asks agencies for the answers that have not come."""

from datetime import timedelta

import pytest
from django.utils import timezone

from notices.models import Kind, Mail, Notice
from partnership.models import AgencyMember, Seat
from response_tool.actions import start_response
from response_tool.models import Chase, Round
from tests.conftest import submit
from tests.factories import ANYBODY, NOW
from tests.response_tool.pages import address, query_count
from tests.response_tool.steps import answer_to, events, write
from ui.templatetags.words import weekday

SEND = "Send"


@pytest.fixture
def coordinator(cast, visit):
    return visit(cast.coordinator)


@pytest.fixture
def late(round_, today) -> Round:
    """The round, due eleven days ago and still open."""
    round_.due_on = today - timedelta(days=11)
    round_.opens_on = today - timedelta(days=40)
    round_.save()
    return round_


def test_the_message_is_filled_in_and_says_whom_it_goes_to(
    coordinator, round_, response
):
    page = coordinator.open("round", round_.pk)
    (words,) = [one for one in page.links if one.startswith("Ask for it")]
    assert words.endswith("Hopewell Family Support")
    page = coordinator.follow(words)
    assert page.field("subject") == "Your Response Tool, autumn 2026"
    assert "we are still waiting for answers" in page.field("text")
    assert page.field("text").endswith("the coordinators of the Northshire partnership")
    assert f"Goes to 2 people who answer for it. Due {weekday(round_.due_on)}." in (
        page.text
    )
    # Harbour sits in Castlebourne alone, which this coordinator does not look after.
    assert "Harbour" not in page.text


def test_it_reaches_those_who_answer_now_and_stands_on_their_list(
    coordinator, cast, visit, round_, response
):
    coordinator.open("chase", round_.pk)
    page = coordinator.press(SEND, {"text": "Hello,\n\nplease."})
    assert "1 agency will be written to now." in page.text
    told = Notice.objects.filter(kind=Kind.CHASED)
    assert {one.person for one in told} == {cast.lead, cast.contributor}
    assert Mail.objects.filter(kind=Kind.CHASED).count() == 2
    start_response(response=response, by=ANYBODY, at=NOW)
    page = visit(cast.lead).open("tasks", response.pk)
    assert "The Northshire partnership asked for your answers on" in page.text
    assert "please." in page.text
    (event,) = [e for e in events(response) if e.verb == "asked for"]
    assert event.after["to"] == ["2 people of Hopewell Family Support"]


def test_the_round_says_when_it_was_last_asked_and_by_whom(
    coordinator, round_, response
):
    assert "Not yet" in coordinator.open("round", round_.pk).text
    coordinator.open("chase", round_.pk)
    coordinator.press(SEND)
    rows = [row.get_text() for row in coordinator.page.main.select("tbody tr")]
    (row,) = [text for text in rows if "Hopewell" in text]
    assert Chase.objects.get().chased_by in row


def test_the_same_page_sent_twice_asks_once(coordinator, round_, response):
    coordinator.open("chase", round_.pk)
    page = coordinator.page
    coordinator.press(SEND)
    coordinator.page = page
    coordinator.press(SEND)
    assert Chase.objects.count() == 1
    assert Mail.objects.filter(kind=Kind.CHASED).count() == 2


def test_where_nobody_signs_in_the_contact_address_gets_it(
    coordinator, round_, response, hopewell
):
    AgencyMember.objects.filter(agency=hopewell).delete()
    hopewell.contact_email = "team@hopewell.example"
    hopewell.save()
    page = coordinator.open("chase", round_.pk)
    assert "Nobody of it signs in: goes to team@hopewell.example." in page.text
    coordinator.press(SEND)
    mail = Mail.objects.get(kind=Kind.CHASED)
    assert mail.address == "team@hopewell.example"
    assert mail.partnership.short_name == "Northshire"


def test_an_agency_that_has_left_is_not_asked(coordinator, round_, response, hopewell):
    Seat.objects.filter(agency=hopewell).update(
        to_on=timezone.localdate() - timedelta(days=1)
    )
    page = coordinator.open("chase", round_.pk)
    assert "No longer in your partnership" in page.text
    assert not Mail.objects.filter(kind=Kind.CHASED).exists()


def test_a_senior_contact_is_offered_from_ten_days_after_the_due_day(
    coordinator, late, response, hopewell
):
    hopewell.senior_role, hopewell.senior_email = "Director", "head@hopewell.example"
    hopewell.save()
    page = coordinator.open("chase", late.pk)
    assert "Offered from 10 days after the due day" in page.text
    coordinator.press(SEND, {"seniors": [str(hopewell.pk)]})
    assert Chase.objects.get().to_senior
    assert Mail.objects.filter(address="head@hopewell.example").count() == 1


def test_a_senior_contact_is_not_offered_before(
    coordinator, round_, response, hopewell
):
    hopewell.senior_email = "head@hopewell.example"
    hopewell.save()
    coordinator.open("chase", round_.pk)
    assert "seniors" not in coordinator.page.boxes()


def test_what_is_wrong_is_said_beside_its_box_and_what_was_typed_stays(
    coordinator, round_, response
):
    coordinator.open("chase", round_.pk)
    typed = {"agencies": [], "subject": "", "text": "Ask Kayla, 7, at home."}
    page = coordinator.press(SEND, typed)
    assert len(page.problems) == 3
    assert page.field("text") == typed["text"]
    assert not Chase.objects.exists()


def test_what_was_submitted_meanwhile_is_not_chased(coordinator, round_, response):
    coordinator.open("chase", round_.pk)
    submit(response)
    coordinator.press(SEND)
    assert not Chase.objects.exists()


def test_a_draft_is_never_shown(coordinator, round_, response):
    start_response(response=response, by=ANYBODY, at=NOW)
    write(answer_to(response, 1), progress="A secret of the draft")
    page = coordinator.open("chase", round_.pk)
    assert "secret" not in page.html
    assert "Has begun." in page.text


def test_the_counts_lead_to_the_agencies_at_each_place(coordinator, round_, response):
    page = coordinator.open("round", round_.pk)
    assert page.links["not opened"] == "?show=not_opened#agencies"
    start_response(response=response, by=ANYBODY, at=NOW)
    page = coordinator.go(address("round", round_.pk) + "?show=started")
    assert [row.th.get_text() for row in page.main.select("tbody tr")] == [
        "Hopewell Family SupportCharity"
    ]
    page = coordinator.go(address("round", round_.pk) + "?show=waited_for")
    assert "2 agencies of 2, whose answers we are waiting for" in page.text
    page = coordinator.go(address("round", round_.pk) + "?show=nonsense")
    assert "those furthest behind first" in page.text


def test_the_round_takes_the_same_queries_however_many_were_chased(
    cast, signed_in, coordinator, round_, response
):
    client = signed_in(cast.coordinator)
    before = query_count(client, address("round", round_.pk))
    for _ in range(3):
        coordinator.open("chase", round_.pk)
        coordinator.press(SEND)
    assert Chase.objects.count() == 3
    assert query_count(client, address("round", round_.pk)) == before
