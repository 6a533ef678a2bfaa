"""A document that is put in for the wrong agency, and one that is taken back."""

import pytest

from notices.models import Kind, Notice
from partnership.access import Forbidden
from response_tool.actions import handing_in
from response_tool.models import HandedIn
from tests.factories import NOW, access
from tests.response_tool.pages import Page
from tests.response_tool.steps import verbs
from tests.response_tool.word.files import tool

SAVE = "Save to Hopewell Family Support’s Response Tool"
THEIRS = tool(
    ("R1 Do thing 1", "A secret of Harbour", "ongoing"),
    details={"Organisation": "Harbour Service", "Date": "May"},
)
NAMES = "It names ‘Harbour Service’ as its organisation"
SURE = "It is theirs all the same: put it in"


# --- Of another agency, or another strategy


def test_a_document_that_names_another_agency_is_asked_about(
    put_in, coordinator, begun
):
    page = put_in(THEIRS)
    assert page.heading == "Is this document Hopewell Family Support’s?"
    assert NAMES in page.text
    assert not HandedIn.objects.exists()
    assert not Notice.objects.filter(kind=Kind.PUT_IN).exists()
    page = coordinator.press(SURE)
    assert "now waits for Hopewell Family Support" in page.text
    assert HandedIn.objects.get().is_waiting


def test_so_is_one_of_another_strategy(put_in, begun):
    page = put_in(tool(("Roads", "Mend them", "done"), ("Bins", "Empty them", "done")))
    assert "It seems to be of another strategy" in page.text
    assert not HandedIn.objects.exists()


def test_what_was_asked_about_cannot_be_exchanged(put_in, coordinator, begun):
    put_in(THEIRS)
    sent = {"laid": coordinator.page.field("laid") + "x"}
    answer = coordinator.client.post(coordinator.page.path, sent)
    assert "could not be used any more" in Page(answer).problems[0]
    assert not HandedIn.objects.exists()


def test_where_the_coordinator_decides_it_must_be_confirmed_too(
    put_in, coordinator, response
):
    page = put_in(THEIRS)
    assert "The document names ‘Harbour Service’" in page.text
    page = coordinator.press(SAVE, {"who": "Team manager"})
    assert page.problems == [
        "Confirm that the document is Hopewell Family Support’s, or cancel"
    ]
    assert verbs(response) == []
    page = coordinator.press(SAVE, {"theirs": "on"})
    assert "Saved for Hopewell Family Support" in page.text


# --- Taken back


def test_a_document_that_still_waits_can_be_taken_back(
    waiting, coordinator, cast, visit, round_, hopewell
):
    page = coordinator.open("put_in", round_.pk, hopewell.slug)
    assert "“back.docx” waits for Hopewell Family Support" in page.text
    page = coordinator.press("Take back “back.docx”")
    assert "“back.docx” is taken back." in page.text
    waiting.refresh_from_db()
    assert (waiting.is_waiting, waiting.document) == (False, {})
    assert verbs(waiting.response)[-1] == "took back a Word document put in for"
    assert not Notice.objects.filter(kind=Kind.PUT_IN).unread().exists()
    lead = visit(cast.lead)
    page = lead.open("handed_in", waiting.response_id, waiting.pk)
    assert "was dealt with already" in page.text
    assert "waits for you" not in lead.open("tasks", waiting.response_id).text
    page = coordinator.open("put_in", round_.pk, hopewell.slug)
    assert "Take back" not in page.text


def test_what_the_agency_dealt_with_is_not_taken_back(
    waiting, coordinator, cast, visit, round_, hopewell
):
    coordinator.open("put_in", round_.pk, hopewell.slug)
    lead = visit(cast.lead)
    lead.open("handed_in", waiting.response_id, waiting.pk)
    lead.press("Set this document aside")
    page = coordinator.press("Take back “back.docx”")
    assert "This document no longer waits" in page.text
    waiting.refresh_from_db()
    assert waiting.document


@pytest.mark.parametrize("person", ["lead", "board", "other_lead", "nobody"])
def test_nobody_else_takes_it_back(waiting, cast, person):
    with pytest.raises(Forbidden):
        handing_in.take_back(
            handed_in=waiting, by=access(getattr(cast, person)), at=NOW
        )
    waiting.refresh_from_db()
    assert waiting.is_waiting
