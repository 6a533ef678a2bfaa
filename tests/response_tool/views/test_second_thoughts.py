"""The agency's pages after submitting, and of answers that came back."""

import pytest

from response_tool.models import Response
from tests.conftest import submit
from tests.response_tool.pages import address, query_count
from tests.response_tool.steps import last_round, returned_one

REASON = "Please say in which teams."


@pytest.fixture
def sent(response) -> Response:
    submit(response)
    return Response.objects.with_round().get(pk=response.pk)


@pytest.fixture
def draft(sent, castlebourne) -> Response:
    return returned_one(sent, castlebourne)


@pytest.fixture
def lead(cast, visit):
    return visit(cast.lead)


def test_a_returned_answer_stands_on_the_home_page_with_its_reason(lead, draft):
    page = lead.go("/")
    assert "Castlebourne returned it because:" in page.text
    assert REASON in page.text
    page = lead.follow("Change one answer that was returned: priority 1")
    assert page.path == address("returned", draft.pk)


def test_the_returned_answer_alone_can_be_changed(lead, draft, sent):
    lead.open("tasks", draft.pk)
    page = lead.follow("Change this answer : priority 1")
    assert "Castlebourne partnership returned this answer on" in page.text
    assert "You submitted Progress on 1." in page.text
    assert lead.open("priority", draft.pk, 2).status == 404
    page = lead.open("priority", sent.pk, 2)
    assert "can be read but not changed" in page.text


def test_the_board_reads_what_was_submitted_until_it_is_sent_back(
    cast, visit, lead, draft, sent
):
    lead.open("priority", draft.pk, 1)
    lead.press("Save and look at what goes back", {"progress": "In both teams."})
    board = visit(cast.board)
    assert "In both teams." not in board.open("answers", sent.pk).text
    assert board.open("answers", draft.pk).status == 404
    page = lead.press("Send back to Castlebourne")
    assert page.path == address("receipt", sent.pk)
    assert "Castlebourne Safeguarding Children Partnership: waiting" in page.text
    assert "In both teams." in board.open("answers", sent.pk).text


def test_a_contributor_changes_and_a_lead_sends_back(cast, visit, draft):
    person = visit(cast.contributor)
    page = person.open("returned", draft.pk)
    assert "Only a lead of Hopewell Family Support can send it back." in page.text
    assert person.client.post(address("returned", draft.pk)).status_code == 403


def test_what_is_not_finished_is_said(lead, draft):
    lead.open("priority", draft.pk, 1)
    page = lead.press("Save and look at what goes back", {"progress": ""})
    assert "priority 1 : what you have done" in page.text
    assert not [name for name in page.buttons if name.startswith("Send back")]


def test_a_double_press_sends_back_once(lead, draft, sent):
    first = lead.open("returned", draft.pk)
    lead.press("Send back to Castlebourne")
    lead.page = first
    page = lead.press("Send back to Castlebourne")
    assert page.path == address("receipt", sent.pk)


def test_words_written_meanwhile_are_kept(cast, visit, lead, draft, sent):
    colleague = visit(cast.contributor)
    colleague.open("priority", draft.pk, 1)
    lead.open("returned", draft.pk)
    lead.press("Send back to Castlebourne")
    page = colleague.press(
        "Save and look at what goes back", {"progress": "In three teams."}
    )
    assert page.status == 409
    assert "In three teams." in page.text
    assert page.links["the history"] == address("history", sent.pk)


def test_other_pages_of_a_correction_lead_to_what_was_returned(lead, draft):
    for name in ("tasks", "contact", "check", "start"):
        assert lead.open(name, draft.pk).path == address("returned", draft.pk)


def test_the_answers_say_what_was_returned(lead, draft, sent):
    page = lead.open("answers", sent.pk)
    assert "Castlebourne partnership returned priority 1" in page.text
    assert page.links["Change priority 1"] == address("priority", draft.pk, 1)


def test_a_lead_takes_back_what_nobody_has_reviewed(lead, sent):
    lead.open("receipt", sent.pk)
    lead.follow("Take it back to change something")
    page = lead.press("Take it back")
    assert page.path == address("tasks", sent.pk) or page.path == address(
        "start", sent.pk
    )
    assert not Response.objects.get(pk=sent.pk).is_submitted


def test_what_was_reviewed_is_withdrawn_with_a_reason(lead, draft, sent):
    page = lead.open("take_back", sent.pk)
    assert "cannot be taken back" in page.text
    lead.open("receipt", sent.pk)
    lead.follow("Withdraw it")
    page = lead.press("Withdraw it")
    assert page.problems == ["Say why you withdraw it"]
    lead.press("Withdraw it", {"reason": "Sent by mistake."})
    assert Response.objects.get(pk=sent.pk).withdrawn_because == "Sent by mistake."


def test_the_question_about_last_round_is_asked_and_answered(lead, response):
    last_round(response)
    lead.open("start", response.pk)
    lead.press("Start now")
    lead.open("priority", response.pk, 1)
    assert "Is what you said last round still true?" in lead.page.text
    assert "Spring 2026: On track." in lead.page.text
    assert "since_last" not in lead.page.fields
    lead.press("Save and go to priority 2", {"since_last": "still_true"})
    page = lead.open("priority", response.pk, 1)
    assert page.field("since_last") == "still_true"


def test_without_a_last_round_nothing_is_asked(lead, response):
    page = lead.open("priority", response.pk, 1)
    assert "still true" not in page.text


def test_a_colleagues_other_choice_is_said_beside_the_question(
    cast, visit, lead, response
):
    last_round(response)
    lead.open("start", response.pk)
    lead.press("Start now")
    colleague = visit(cast.contributor)
    colleague.open("priority", response.pk, 1)
    lead.open("priority", response.pk, 1)
    lead.press("Save and go to priority 2", {"since_last": "finished"})
    page = colleague.press("Save and go to priority 2", {"since_last": "changed"})
    (problem,) = page.problems
    assert problem.startswith("A colleague set this to “Finished”")
    assert page.field("since_last") == "changed"


def test_returned_pages_need_no_more_queries_for_more_answers(
    signed_in, cast, sent, castlebourne, northshire
):
    draft = returned_one(sent, castlebourne)
    client = signed_in(cast.lead)
    few = query_count(client, address("returned", draft.pk))
    for number in (2, 3):
        returned_one(sent, northshire, number)
        sent.recipients.update(review="waiting")
    assert query_count(client, address("returned", draft.pk)) == few
