"""A coordinator puts in a Word document that an agency returned by e-mail."""

from django.core.files.uploadedfile import SimpleUploadedFile

from notices.models import Kind, Notice
from response_tool.actions import start_response, submit_response
from response_tool.models import Action, HandedIn, Response
from tests.conftest import complete, make_round
from tests.factories import ANYBODY, NOW
from tests.response_tool.pages import Page, address
from tests.response_tool.steps import (
    answer_to,
    events,
    noon,
    put,
    response_of,
    send,
    write,
)
from tests.response_tool.word.files import tool

SAVE = "Save to Hopewell Family Support’s Response Tool"


def actions_of(response: Response) -> list[tuple[int, str, str]]:
    rows = Action.objects.filter(answer__response=response).order_by("pk")
    return list(rows.values_list("answer__priority__number", "what", "status"))


# --- An agency that has not begun


def test_the_round_leads_to_it_for_every_agency_that_has_not_submitted(
    coordinator, round_, response, harbour
):
    page = coordinator.open("round", round_.pk)
    assert "Put in a Word document that Hopewell Family Support returned" in page.links
    # Harbour sits in Castlebourne alone, which this coordinator does not look after.
    assert not [words for words in page.links if "Harbour Service returned" in words]
    submit_after(response)
    page = coordinator.open("round", round_.pk)
    assert not [words for words in page.links if words.startswith("Put in")]


def submit_after(response: Response) -> None:
    start_response(response=response, by=ANYBODY, at=NOW)
    send(response, at=NOW)


def test_nothing_is_saved_before_it_is_decided(put_in, response):
    page = put_in()
    assert page.heading == "Check what we read in the Word document"
    assert "You decide for Hopewell Family Support" in page.text
    response.refresh_from_db()
    assert (response.started_at, Action.objects.count()) == (None, 0)
    assert not HandedIn.objects.exists()


def test_a_row_without_a_place_is_given_one_and_all_is_saved(
    put_in, coordinator, response
):
    put_in()
    page = coordinator.press(SAVE)
    assert page.problems == ["Choose where row 2 goes, or leave it out"]
    page = coordinator.press(SAVE, {"place-r2": "3", "who": "Team manager"})
    assert page.path == address("round", response.round_id)
    assert (
        "Saved for Hopewell Family Support from “back.docx”: 2 new actions."
        in page.text
    )
    assert actions_of(response) == [
        (1, "Train staff", "on_track"),
        (3, "A fund", "slipping"),
    ]
    response.refresh_from_db()
    assert response.started_at
    assert response.is_draft


def test_it_is_recorded_under_the_coordinators_name(
    put_in, coordinator, response, cast
):
    put_in()
    coordinator.press(SAVE, {"place-r2": "out", "who": "Team manager"})
    brought = [e for e in events(response) if e.verb.startswith("brought")]
    assert [event.actor_id for event in brought] == [cast.coordinator.pk]
    (row,) = HandedIn.objects.all()
    assert (row.state, row.partnership.short_name) == ("put_in", "Northshire")


def test_the_agency_reads_who_filled_it_in_and_checks_it(
    put_in, coordinator, response, cast, visit
):
    put_in()
    coordinator.press(SAVE, {"place-r2": "out", "who": "Team manager"})
    page = visit(cast.lead).open("tasks", response.pk)
    assert "The Northshire partnership put “back.docx” into these answers" in page.text


def test_last_rounds_answers_are_carried_on_and_changed_by_the_document(
    strategy, northshire, hopewell, today, visit, cast
):
    # Given last round's answers, which Northshire received
    before = make_round(strategy, [northshire], today, ago=200, name="spring 2026")
    last = response_of(before, hopewell)
    action = put(answer_to(last, 1), what="Train twelve staff", status="on_track")
    send(last, at=noon(before.due_on))
    now = make_round(strategy, [northshire], today)
    person = visit(cast.coordinator)
    # When a document that rewords that action is put in
    file = SimpleUploadedFile(
        "back.docx", tool(("R1 Do thing 1", "Train fourteen staff", "complete"))
    )
    url = address("put_in", now.pk, hopewell.slug)
    person.page = Page(person.client.post(url, {"file": file}))
    assert "has changed" in person.page.text
    typed = {"who": "Team manager"} if "who" in person.page.boxes() else {}
    page = person.press(SAVE, typed)
    assert "1 changed action" in page.text
    # Then it is the same action, carried on, and the other ones are there too
    carried = Action.objects.get(carries_on_from=action)
    assert (carried.what, carried.status) == ("Train fourteen staff", "complete")
    assert Action.objects.filter(answer__response__round=now).count() == 5


# --- An agency that has begun


def test_the_draft_of_an_agency_that_has_begun_is_never_shown(
    put_in, coordinator, response, round_, hopewell
):
    start_response(response=response, by=ANYBODY, at=NOW)
    write(answer_to(response, 1), progress="A secret of the draft")
    page = coordinator.open("put_in", round_.pk, hopewell.slug)
    assert "only Hopewell Family Support can see them" in page.text
    page = put_in()
    assert "now waits for Hopewell Family Support" in page.text
    assert "secret" not in page.html
    assert actions_of(response) == []


def test_the_same_document_twice_waits_once(put_in, response):
    start_response(response=response, by=ANYBODY, at=NOW)
    put_in()
    put_in()
    assert HandedIn.objects.count() == 1
    put_in(tool(("R1 Do thing 1", "Another", "ongoing")))
    assert HandedIn.objects.count() == 2


def test_more_than_five_wait_for_nobody(put_in, response):
    start_response(response=response, by=ANYBODY, at=NOW)
    for number in range(5):
        put_in(tool(("R1 Do thing 1", f"Action {number}", "ongoing")))
    page = put_in()
    (problem,) = page.problems
    assert problem.startswith("5 documents wait for Hopewell Family Support already.")


def test_a_file_that_is_no_document_is_refused_beside_its_box(put_in, response):
    start_response(response=response, by=ANYBODY, at=NOW)
    assert put_in(b"x").problems[0].startswith("This is not a Word document")
    assert put_in(tool()).problems[0].startswith("We found no table")


def test_an_agency_that_begins_meanwhile_is_not_written_over(
    put_in, coordinator, response
):
    put_in()
    start_response(response=response, by=ANYBODY, at=NOW)
    page = coordinator.press(SAVE, {"place-r2": "out", "who": "Team manager"})
    assert "has begun meanwhile" in page.text
    assert actions_of(response) == []


def test_what_was_submitted_meanwhile_stays(put_in, coordinator, response):
    put_in()
    complete(response)
    submit_response(response=response, by=ANYBODY, at=NOW)
    page = coordinator.press(SAVE, {"place-r2": "out", "who": "Team manager"})
    assert "has submitted its answers, so nothing can be put in." in page.text
    assert len(actions_of(response)) == 4


# --- The agency compares it


def test_it_waits_on_the_home_page_and_on_the_list(waiting, cast, visit):
    lead = visit(cast.lead)
    page = lead.go("/")
    assert "The Northshire partnership was sent “back.docx”." in page.text
    page = lead.follow("Compare the Word document that was put in for you")
    assert page.heading == "Check what we read in the Word document"
    page = lead.open("tasks", waiting.response_id)
    assert "A Word document waits for you" in page.text


def test_the_agency_decides_and_saves_it_once(waiting, cast, visit):
    lead, other = visit(cast.lead), visit(cast.contributor)
    for person in (lead, other):
        person.open("handed_in", waiting.response_id, waiting.pk)
    typed = {"place-r2": "out", "who": "Team manager"}
    save = "Save to your Response Tool"
    page = lead.press(save, typed)
    assert "Saved from “back.docx”: 1 new action. Not submitted yet." in page.text
    page = other.press(save, typed)
    assert "was dealt with already" in page.text
    assert actions_of(waiting.response) == [(1, "Train staff", "on_track")]
    waiting.refresh_from_db()
    assert (waiting.state, bool(waiting.closed_at)) == ("saved", True)
    assert "waits for you" not in lead.open("tasks", waiting.response_id).text


def test_the_agency_sets_it_aside(waiting, cast, visit, signed_in):
    url = address("handed_in", waiting.response_id, waiting.pk)
    client = signed_in(cast.lead)
    page = Page(client.post(url, {"set_aside": "yes"}, follow=True))
    assert "“back.docx” is set aside." in page.text
    page = Page(client.post(url, {"set_aside": "yes"}, follow=True))
    assert "was dealt with already" in page.text
    assert HandedIn.objects.get().state == "set_aside"
    assert actions_of(waiting.response) == []


def test_another_agencys_document_cannot_be_found(waiting, cast, signed_in, harbour):
    client = signed_in(cast.other_lead)
    url = address("handed_in", waiting.response_id, waiting.pk)
    assert client.get(url).status_code == 404
    assert client.post(url, {"set_aside": "yes"}).status_code == 404
    assert HandedIn.objects.get().is_waiting


def test_those_who_answer_are_told_once_and_the_coordinator_is_not(waiting, cast):
    told = Notice.objects.filter(kind=Kind.PUT_IN).order_by("person_id")
    assert {one.person for one in told} == {cast.lead, cast.contributor}
    path = address("handed_in", waiting.response_id, waiting.pk)
    assert {one.href for one in told} == {path}
