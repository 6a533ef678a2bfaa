"""Chasing agencies that cannot be asked, or no longer, or for a change alone."""

from datetime import timedelta

import pytest

from notices.models import Kind, Mail, Notice
from partnership.models import Agency, AgencyMember
from response_tool.actions.chasing import chase_agencies
from response_tool.models import Chase, Response
from tests.conftest import submit
from tests.factories import AgencyFactory, SeatFactory, member_of
from tests.response_tool.pages import address, query_count
from tests.response_tool.steps import response_of, returned_one
from ui.templatetags.words import day, weekday

SEND = "Send"
GONE = "Mill School has submitted meanwhile, so it is not asked"
TYPED = {"subject": "Your answers", "text": "Hello,\n\nplease."}


@pytest.fixture
def coordinator(cast, visit):
    return visit(cast.coordinator)


@pytest.fixture
def mill(northshire) -> Agency:
    """A second agency of Northshire, seated before the round opens."""
    agency = AgencyFactory(name="Mill School", slug="mill")
    SeatFactory(agency=agency, partnership=northshire)
    member_of(agency, "lead", email="head@mill.example")
    return agency


@pytest.fixture
def two(mill, round_, response) -> tuple[Response, Response]:
    """The responses of Hopewell and of the mill, both in Northshire."""
    return response, response_of(round_, mill)


def without_anybody(agency: Agency) -> None:
    AgencyMember.objects.filter(agency=agency).delete()


def close(round_, today) -> None:
    round_.due_on = round_.closes_on = today - timedelta(days=1)
    round_.save()


# --- Submitted meanwhile


def test_when_nobody_is_left_to_ask_the_message_can_be_copied(
    coordinator, round_, response
):
    coordinator.open("chase", round_.pk)
    submit(response)
    page = coordinator.press(SEND, TYPED)
    assert "Nobody is left to ask: every agency" in page.text
    assert page.problems == []
    assert "Your message was not sent" in page.text
    assert "Your answers Hello, please." in page.text
    assert SEND not in page.buttons
    assert not Chase.objects.exists()


def test_the_rest_stays_chosen_when_one_has_submitted(two, coordinator, round_):
    hopewell, mill = two
    coordinator.open("chase", round_.pk)
    submit(mill)
    page = coordinator.press(SEND, TYPED)
    (problem,) = page.problems
    assert problem == f"{GONE}. Send again to ask the others"
    assert page.fields["agencies"] == [str(hopewell.pk)]
    assert page.field("text").splitlines() == TYPED["text"].splitlines()
    assert not Chase.objects.exists()
    coordinator.press(SEND)
    assert [one.response for one in Chase.objects.all()] == [hopewell]


def test_one_who_submits_in_the_moment_of_sending_is_named(
    two, coordinator, round_, monkeypatch
):
    def meanwhile(**told):
        monkeypatch.undo()
        submit(two[1])
        return chase_agencies(**told)

    monkeypatch.setattr("response_tool.views.chasing.chase_agencies", meanwhile)
    coordinator.open("chase", round_.pk)
    page = coordinator.press(SEND, TYPED)
    assert page.problems[0].startswith(GONE)
    assert page.fields["agencies"] == [str(two[0].pk)]
    assert not Chase.objects.exists()


def test_a_senior_contact_alone_is_not_passed_over_in_silence(
    two, coordinator, round_, hopewell, today
):
    hopewell.senior_email = "head@hopewell.example"
    hopewell.save()
    round_.opens_on, round_.due_on = (today - timedelta(days=n) for n in (40, 12))
    round_.save()
    coordinator.open("chase", round_.pk)
    page = coordinator.press(
        SEND, {"agencies": [str(two[1].pk)], "seniors": [str(hopewell.pk)]}
    )
    assert page.problems == ["Choose Hopewell Family Support above as well"]
    assert not Chase.objects.exists()


# --- Nobody to write to


def test_an_agency_that_nobody_can_be_written_to_at_is_not_offered(
    two, coordinator, round_, mill
):
    without_anybody(mill)
    page = coordinator.open("chase", round_.pk)
    assert page.fields["agencies"] == [str(two[0].pk)]
    assert "No one to write to" in page.text
    page = coordinator.follow("add a contact address for Mill School")
    assert page.heading == "Mill School"
    coordinator.go(address("chase", round_.pk) + "?agency=mill")
    assert "agencies" not in coordinator.page.fields
    mill.contact_email = "office@mill.example"
    mill.save()
    coordinator.go(address("chase", round_.pk) + "?agency=mill")
    coordinator.press(SEND)
    assert Chase.objects.get().sent_to == "the contact address of Mill School"


def test_who_lost_their_last_person_meanwhile_is_named(two, coordinator, round_, mill):
    coordinator.open("chase", round_.pk)
    without_anybody(mill)
    page = coordinator.press(SEND, TYPED)
    assert page.problems[0].startswith(
        "There is no one to write to at Mill School, so it is not asked"
    )


def test_the_page_takes_the_same_queries_however_many_cannot_be_reached(
    two, cast, signed_in, round_, mill, hopewell
):
    client = signed_in(cast.coordinator)
    without_anybody(mill)
    before = query_count(client, address("chase", round_.pk))
    without_anybody(hopewell)
    assert query_count(client, address("chase", round_.pk)) == before


# --- Closed


def test_nobody_is_asked_for_answers_that_are_no_longer_taken(
    two, coordinator, round_, mill, today
):
    coordinator.open("chase", round_.pk)
    close(round_, today)
    page = coordinator.press(SEND, TYPED)
    closed_on = day(round_.closes_on)
    assert "their answers are no longer taken" in page.text
    assert f"Mill School: closed {closed_on}" in page.text
    assert "Your answers Hello, please." in page.text
    assert not Chase.objects.exists()
    page = coordinator.open("round", round_.pk)
    assert not [words for words in page.links if words.startswith("Ask ")]


def test_who_was_given_more_time_can_be_asked_in_a_closed_round(
    two, coordinator, round_, today
):
    close(round_, today)
    two[1].extended_to = today + timedelta(days=2)
    two[1].save()
    coordinator.open("round", round_.pk)
    page = coordinator.follow("Ask for it : Mill School")
    assert page.fields["agencies"] == [str(two[1].pk)]
    assert "Hopewell Family Support: closed" in page.text
    coordinator.press(SEND)
    assert Chase.objects.get().response == two[1]


# --- Each agency's own day, and who asks


def test_each_agency_is_told_its_own_day_and_who_asks(
    two, coordinator, round_, mill, cast
):
    without_anybody(mill)
    mill.contact_email = "office@mill.example"
    mill.save()
    later = round_.due_on + timedelta(days=9)
    two[1].extended_to = later
    two[1].save()
    page = coordinator.open("chase", round_.pk)
    assert weekday(round_.due_on) not in page.field("text")
    assert f"office@mill.example. Due {weekday(later)}." in page.text
    coordinator.press(SEND)
    sent = {one.address: one for one in Mail.objects.filter(kind=Kind.CHASED)}
    ours, theirs = sent[cast.lead.email], sent["office@mill.example"]
    for mail, due_on in ((ours, round_.due_on), (theirs, later)):
        assert f"Due: {weekday(due_on)}" in mail.text
        assert "the Northshire partnership asks for its answers" in mail.text
    assert f"/responses/{two[1].pk}/" in theirs.text
    assert "this is the contact address of Mill School" in theirs.text
    assert "ask the coordinators of the Northshire partnership" in theirs.text
    notice = Notice.objects.get(kind=Kind.CHASED, person=cast.lead)
    assert "the Northshire partnership asks for its answers" in notice.reason


# --- Returned for a change


def test_returned_answers_can_be_asked_for(
    coordinator, round_, response, northshire, cast
):
    sent = submit(response)
    assert "Not needed" in coordinator.open("round", round_.pk).text
    draft = returned_one(sent, northshire)
    page = coordinator.open("round", round_.pk)
    assert "Not needed" not in page.text
    page = coordinator.follow("Ask for it : Hopewell Family Support")
    assert "Answers were returned for a change." in page.text
    coordinator.press(SEND)
    assert Chase.objects.get().partnership == northshire
    notice = Notice.objects.get(kind=Kind.CHASED, person=cast.lead)
    assert notice.href == address("returned", draft.pk)
    assert notice.due_on == sent.submitted_at.date() + timedelta(days=7)


def test_what_another_partnership_returned_is_not_ours_to_ask_for(
    coordinator, round_, response, castlebourne
):
    returned_one(submit(response), castlebourne)
    page = coordinator.open("chase", round_.pk)
    assert "Nobody is left to ask" in page.text
