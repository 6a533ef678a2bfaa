"""Whom to ask, check, submit and the receipt."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from response_tool.actions import submit_response
from response_tool.models import Response
from tests.conftest import complete, make_round, submit
from tests.factories import ANYBODY, NOW
from tests.response_tool.pages import address
from tests.response_tool.steps import answer_to, put, response_of, verbs, write

SAVE = "Save and go back to the list"
CONTACT = {
    "contact_role": "Head",
    "contact_name": "",
    "contact_email": "team@hopewell.example",
    "contact_phone": "0115 496 0000",
}
DECLARED = {"declared": ["on"]}


@pytest.fixture
def ready(response):
    """Answered, and started as a person would have."""
    complete(response)
    Response.objects.filter(pk=response.pk).update(started_at=NOW)
    return Response.objects.with_round().get(pk=response.pk)


@pytest.fixture
def lead(cast, visit):
    return visit(cast.lead)


def is_sent(response) -> bool:
    return Response.objects.get(pk=response.pk).is_submitted


def close(response, today) -> None:
    one = response.round
    one.opens_on, one.due_on, one.closes_on = (
        today - timedelta(days=n) for n in (30, 9, 1)
    )
    one.save()


def test_the_contact_is_saved(lead, response):
    lead.open("contact", response.pk)
    lead.press(SAVE, CONTACT)
    page = lead.open("contact", response.pk)
    assert {name: page.field(name) for name in CONTACT} == CONTACT


def test_a_wrong_contact_comes_back_with_everything_that_was_typed(lead, response):
    lead.open("contact", response.pk)
    typed = CONTACT | {"contact_role": "", "contact_email": "team at hopewell"}
    page = lead.press(SAVE, typed)
    assert page.problems == [
        "Enter a role or team",
        "Enter an e-mail address in the right form, like team@agency.example",
    ]
    assert {name: page.field(name) for name in typed} == typed
    assert not Response.objects.get(pk=response.pk).contact_phone


def test_a_contact_a_colleague_changed_is_shown_and_mine_comes_back(
    cast, lead, visit, response
):
    second = visit(cast.contributor)
    for person in (lead, second):
        person.open("contact", response.pk)
    lead.press(SAVE, CONTACT)
    page = second.press(SAVE, CONTACT | {"contact_role": "Nurse"})
    (problem,) = page.problems
    assert problem.startswith("A colleague changed this to “Head” while you were")
    assert page.field("contact_role") == "Nurse"
    second.press(SAVE)
    assert Response.objects.get(pk=response.pk).contact_role == "Nurse"


def test_a_contact_after_it_was_sent_says_so_and_keeps_what_was_typed(lead, response):
    lead.open("contact", response.pk)
    submit(response)
    page = lead.press(SAVE, CONTACT | {"contact_role": "Nurse"})
    assert page.status == 409
    assert "has been submitted" in page.text
    assert "Nurse" in page.text
    assert "Nurse" in lead.open("history", response.pk).text


def test_checking_names_what_is_missing_and_links_to_it(lead, response):
    write(answer_to(response, 1), progress="We met.")
    put(answer_to(response, 1), "")
    page = lead.open("check", response.pk)
    words = "priority 1 : status of one action and what difference this has made"
    assert words in page.text
    assert page.links["priority 1"] == address("priority", response.pk, 1)
    assert page.links["who we can contact"] == address("contact", response.pk)
    assert not page.main.select("form")


def test_checking_shows_every_answer_with_a_way_to_change_it(lead, ready):
    answer = answer_to(ready, 2)
    answer.relevance, answer.not_relevant_because = "not_relevant", "No beds."
    answer.save()
    page = lead.open("check", ready.pk)
    for words in ("Progress on 1.", "Children notice 4.", "No beds.", "On track"):
        assert words in page.text
    for number in (1, 2, 3, 4):
        link = page.links[f"Change priority {number}"]
        assert link == address("priority", ready.pk, number)
    assert "Progress on 2." not in page.text


def test_nothing_is_sent_without_the_declaration(lead, ready):
    lead.open("check", ready.pk)
    page = lead.press("Submit")
    assert page.problems == ["Confirm that the answers are true"]
    assert not is_sent(ready)


def test_a_double_submit_leads_to_the_receipt(lead, ready):
    first_page = lead.open("check", ready.pk)
    assert lead.press("Submit", DECLARED).path == address("receipt", ready.pk)
    lead.page = first_page
    page = lead.press("Submit", DECLARED)
    assert page.path == address("receipt", ready.pk)
    assert page.status == 200
    assert verbs(ready).count("submitted") == 1


def test_a_colleague_who_submits_in_the_same_moment_leads_to_the_receipt(
    lead, ready, monkeypatch
):
    # It was still a draft when the page looked, and no longer when it sent.
    def twice(**kwargs):
        submit_response(**kwargs)
        return submit_response(**kwargs)

    monkeypatch.setattr("response_tool.views.sending.submit_response", twice)
    lead.open("check", ready.pk)
    assert lead.press("Submit", DECLARED).path == address("receipt", ready.pk)
    assert verbs(ready).count("submitted") == 1


def test_the_receipt_says_what_was_sent_when_by_whom_and_to_whom(lead, ready, today):
    lead.open("check", ready.pk)
    page = lead.press("Submit", DECLARED)
    assert f"{today.day} {today:%B %Y} at" in page.text
    assert "by the family support manager" in page.text
    for short in ("Castlebourne", "Northshire"):
        assert f"{short} Safeguarding Children Partnership" in page.text
    assert f"RT-{ready.round_id}-{ready.pk}" in page.text


def test_there_is_no_receipt_for_a_draft(lead, ready):
    assert lead.open("receipt", ready.pk).path == address("tasks", ready.pk)


def test_a_response_that_a_colleague_unfinished_meanwhile_is_not_sent(lead, ready):
    lead.open("check", ready.pk)
    write(answer_to(ready, 1), difference="")
    page = lead.press("Submit", DECLARED)
    assert "Some answers are not finished. Nothing has been sent." in page.text
    assert "priority 1 : what difference this has made" in page.text
    assert not is_sent(ready)


def test_what_stopped_the_sending_is_linked_to_something_on_the_page(lead, ready):
    lead.open("check", ready.pk)
    write(answer_to(ready, 1), difference="")
    page = lead.press("Submit", DECLARED)
    assert page.problems == ["Some answers are not finished. Nothing has been sent."]


def test_a_closed_round_says_so_and_keeps_the_draft(lead, ready, today):
    lead.open("check", ready.pk)
    close(ready, today)
    closed = today - timedelta(days=1)
    words = f"This round closed on {closed.day} {closed:%B %Y}, so it cannot be"
    page = lead.press("Submit", DECLARED)
    assert words in page.text
    assert not is_sent(ready)
    page = lead.open("check", ready.pk)
    assert words in page.text
    assert "Your draft is kept" in page.text
    assert "Submit" not in page.buttons
    assert "Progress on 1." in page.text


def test_the_draft_of_a_closed_round_can_still_be_written_on(lead, ready, today):
    close(ready, today)
    lead.open("priority", ready.pk, 1)
    lead.press(SAVE, {"progress": "Written after it closed."})
    assert answer_to(ready, 1).progress == "Written after it closed."


def test_nothing_is_sent_before_the_round_opens(
    lead, strategy, northshire, castlebourne, hopewell, today
):
    soon = make_round(strategy, [northshire, castlebourne], today, ago=-3)
    response = response_of(soon, hopewell)
    complete(response)
    for name in ("start", "which", "contact", "check"):
        page = lead.open(name, response.pk)
        assert "has not opened yet" in page.text
        assert not page.buttons
    with pytest.raises(ValidationError, match="This round opens on"):
        submit_response(response=response, by=ANYBODY, at=timezone.now())
    assert not is_sent(response)


def test_pages_for_changing_lead_to_reading_once_it_was_sent(lead, ready):
    action = answer_to(ready, 1).actions.get()
    lead.open("check", ready.pk)
    lead.press("Submit", DECLARED)
    pages = [
        *(lead.open(name, ready.pk) for name in ("start", "which", "contact", "check")),
        lead.open("priority", ready.pk, 1),
        lead.open("add_action", ready.pk, 1),
        lead.open("change_action", ready.pk, 1, action.pk),
        lead.open("remove_action", ready.pk, 1, action.pk),
    ]
    words = "This response has been submitted, so its answers can be read but not"
    for page in pages:
        assert (page.path, words in page.text) == (address("answers", ready.pk), True)
