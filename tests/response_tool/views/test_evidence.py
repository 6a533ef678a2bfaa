"""Evidence on the pages of a response: added, asked about, taken off, downloaded."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from evidence import inspection
from evidence.models import File
from response_tool.actions import evidence as evidence_actions
from response_tool.actions import start_response, withdraw_response
from response_tool.models import Attachment
from tests.conftest import submit
from tests.evidence.files import HTML, NHS, jpeg, pdf
from tests.evidence.inline import judged
from tests.factories import ANYBODY, NOW
from tests.response_tool.evidence import beside, file_of, names
from tests.response_tool.pages import Page, address, query_count
from tests.response_tool.steps import answer_to, last_round, put, returned_one

READERS = ("coordinator", "board", "auditor", "analyst")


@pytest.fixture(autouse=True)
def _judged_here(monkeypatch):
    monkeypatch.setattr(inspection, "_judged", judged)


@pytest.fixture
def lead(cast, signed_in):
    return signed_in(cast.lead)


@pytest.fixture
def add(lead, answer):
    """add(content) uploads a file as evidence for priority 1, or one of its actions."""

    def post(content: bytes, action=None, **typed: str) -> Page:
        where = [answer.response_id, 1, *([action.pk] if action else [])]
        url = address("add_action_evidence" if action else "add_evidence", *where)
        data = {"file": SimpleUploadedFile("plan.pdf", content), **typed}
        return Page(lead.post(url, data, follow=True))

    return post


def test_a_file_is_uploaded_for_the_answer(add, answer):
    page = add(pdf(), name="Training plan")
    assert page.path == address("priority", answer.response_id, 1)
    assert "Training plan" in page.links
    assert names(answer) == ["Training plan"]


def test_a_file_is_uploaded_for_an_action(add, answer):
    action = put(answer)
    page = add(pdf(), action, name="Register")
    assert "Register" in page.links
    assert names(answer, action) == ["Register"]


def test_half_written_words_are_saved_before_evidence_is_added(visit, cast, answer):
    action = put(answer)
    guest = visit(cast.lead)
    guest.open("priority", answer.response_id, 1)
    page = guest.press("Add evidence", {"progress": "Half a sentence"})
    assert page.heading == "Add evidence"
    answer.refresh_from_db()
    assert answer.progress == "Half a sentence"
    guest.open("priority", answer.response_id, 1)
    page = guest.press(f"Add evidence to action 1: {action.what}")
    assert f"For the action: {action.what}" in page.text


def test_a_new_action_is_saved_before_evidence_is_added(visit, cast, answer):
    guest = visit(cast.lead)
    guest.open("add_action", answer.response_id, 1)
    typed = {"what": "Hold a session", "who": "Team manager", "status": ["on_track"]}
    typed |= {"by_when-day": "1", "by_when-month": "3", "by_when-year": "2027"}
    guest.page.form.select_one("input[name=status]")["checked"] = ""
    page = guest.press("Save and add evidence", typed)
    assert page.heading == "Add evidence"
    assert "For the action: Hold a session" in page.text


def test_the_page_of_an_action_shows_its_evidence(visit, cast, answer):
    action = put(answer)
    beside(answer, "Register", action=action)
    page = visit(cast.lead).open("change_action", answer.response_id, 1, action.pk)
    assert "Register" in page.links


def test_what_cannot_be_kept_is_refused_beside_its_box(add, answer):
    page = add(HTML, name="Typed name")
    assert "must be a PDF" in page.problems[0]
    assert page.field("name") == "Typed name"
    assert not File.objects.exists()


def test_a_picture_says_that_nobody_read_it(add, answer):
    assert "We cannot read pictures." in add(jpeg()).text


def test_personal_data_is_asked_about_before_it_is_evidence(add, lead, answer):
    action = put(answer)
    page = add(pdf(f"Number {NHS}"), action, name="Register")
    file = File.objects.get()
    where = (answer.response_id, 1, action.pk, file.pk)
    assert page.path == address("check_action_evidence", *where)
    assert f"{NHS} is an NHS number: on page 1" in page.text
    assert names(answer, action) == []
    page = Page(lead.post(page.path, {"then": "keep", "because": ""}))
    assert page.problems == ["Say why these words can stay, or choose another file"]
    data = {"then": "keep", "because": "A made-up number"}
    for _ in range(2):  # the second is the button pressed twice
        url = address("check_action_evidence", *where)
        page = Page(lead.post(url, data, follow=True))
        assert "Register" in page.links
    assert names(answer, action) == ["Register"]
    file.refresh_from_db()
    assert file.may_stay_because == "A made-up number"


def test_another_file_takes_the_place_of_a_held_one(add, lead, answer):
    page = add(pdf(NHS), name="Plan")
    another = {"then": "another", "file": SimpleUploadedFile("x.pdf", pdf("Clean"))}
    page = Page(lead.post(page.path, another, follow=True))
    assert page.path == address("priority", answer.response_id, 1)
    assert names(answer) == ["Plan"]
    assert File.objects.get().findings == []


def test_a_file_that_the_agency_keeps_is_chosen(lead, answer, hopewell, harbour):
    mine, theirs = file_of(hopewell, "Mine"), file_of(harbour, "Theirs")
    url = address("add_evidence", answer.response_id, 1)
    page = Page(lead.get(url))
    assert "Mine (PDF)" in page.text
    assert "Theirs" not in page.text
    data = {"then": "choose", "chosen": theirs.pk}
    page = Page(lead.post(url, data))
    assert page.problems == ["Choose one of your agency’s files"]
    Page(lead.post(url, data | {"chosen": mine.pk}, follow=True))
    assert names(answer) == ["Mine"]


def test_a_file_that_has_expired_says_so_before_and_after_it_is_chosen(
    lead, answer, hopewell
):
    old = file_of(hopewell, "Certificate", expires_on=date(2026, 1, 1))
    file_of(hopewell, "Policy", expires_on=date(2090, 1, 1))
    url = address("add_evidence", answer.response_id, 1)
    page = Page(lead.get(url))
    assert "Certificate (PDF, expired on 1 January 2026)" in page.text
    assert "Policy (PDF, expires on 1 January 2090)" in page.text
    data = {"then": "choose", "chosen": old.pk}
    page = Page(lead.post(url, data, follow=True))
    assert "“Certificate” expired on 1 January 2026." in page.text
    assert names(answer) == ["Certificate"]


def test_the_same_file_again_is_used_and_not_stored_twice(add, answer, hopewell):
    file_of(hopewell, "Staff were trained.")
    page = add(pdf("Staff were trained."), name="Another name")
    assert "holds this file already, as “Staff were trained.”" in page.text
    assert File.objects.count() == 1
    assert names(answer) == ["Staff were trained."]
    assert "You typed the name “Another name”; the file keeps what it had." in page.text


def test_too_much_evidence_is_refused_and_nothing_is_kept(
    add, lead, answer, hopewell, monkeypatch
):
    spare = file_of(hopewell, "Spare")
    monkeypatch.setattr(evidence_actions, "EVIDENCE_MAX", 1)
    beside(answer)
    page = add(pdf("New"))
    assert "can have 1 pieces of evidence" in page.problems[0]
    url = address("add_evidence", answer.response_id, 1)
    page = Page(lead.post(url, {"then": "choose", "chosen": spare.pk}))
    assert "can have 1 pieces of evidence" in page.problems[0]
    assert File.objects.count() == 2


def test_evidence_is_taken_off_after_asking(visit, cast, answer):
    beside(answer, "Plan")
    guest = visit(cast.contributor)
    guest.open("priority", answer.response_id, 1)
    page = guest.press("Take off the evidence Plan", {"progress": "Half a sentence"})
    assert page.heading == "Take off “Plan”?"
    page = guest.press("Take it off")
    assert page.field("progress") == "Half a sentence"
    assert names(answer) == []
    assert File.objects.kept().exists()


def test_what_is_gone_is_not_found_or_taken_off_already(lead, answer):
    url = address("remove_evidence", answer.response_id, 1, 999)
    assert lead.get(url).status_code == 404
    assert lead.post(url).status_code == 302
    action = put(answer)
    url = address("add_action_evidence", answer.response_id, 1, action.pk)
    action.delete()
    assert lead.get(url).status_code == 404


def test_what_was_submitted_meanwhile_takes_no_evidence(add, lead, answer, response):
    attachment = beside(answer)
    submit(response)
    page = add(pdf("New"))
    assert page.status == 409
    assert File.objects.count() == 1
    url = address("remove_evidence", response.pk, 1, attachment.pk)
    assert lead.post(url).status_code == 409
    url = address("add_evidence", response.pk, 1)
    data = {"then": "choose", "chosen": attachment.file_id}
    assert lead.post(url, data).status_code == 409


@pytest.mark.parametrize("reader", READERS)
def test_readers_download_evidence_once_it_is_submitted(
    cast, signed_in, answer, response, reader
):
    attachment = beside(answer)
    client = signed_in(getattr(cast, reader))
    url = address("evidence", response.pk, attachment.pk)
    assert client.get(url).status_code == 404
    submit(response)
    page = Page(client.get(address("answers", response.pk)))
    assert page.links["Plan"] == url
    got = client.get(url)
    assert got.content == pdf("Plan")
    assert got["Content-Disposition"] == 'attachment; filename="Plan.pdf"'
    # The agency’s other files are no business of theirs.
    file_url = reverse("evidence:download", args=[attachment.file_id])
    assert client.get(file_url).status_code == 403


@pytest.mark.parametrize("who", ["other_lead", "coordinator_elsewhere"])
def test_evidence_of_another_agency_cannot_be_found(
    cast, signed_in, answer, response, who
):
    attachment = beside(answer)
    submit(response)
    url = address("evidence", response.pk, attachment.pk)
    assert signed_in(getattr(cast, who)).get(url).status_code == 404


def test_evidence_is_found_only_under_its_own_response(
    cast, signed_in, answer, response, round_, harbour
):
    attachment = beside(answer)
    theirs = round_.responses.get(agency=harbour)
    client = signed_in(cast.other_lead)
    url = address("evidence", theirs.pk, attachment.pk)
    assert client.get(url).status_code == 404


def test_a_correction_is_the_agencys_until_it_is_sent_back(
    cast, signed_in, answer, response, northshire
):
    draft = returned_one(submit(response), northshire)
    attachment = beside(answer_to(draft, 1), "Minutes")
    url = address("evidence", draft.pk, attachment.pk)
    assert signed_in(cast.coordinator).get(url).status_code == 404
    assert signed_in(cast.viewer).get(url).status_code == 200
    page = Page(signed_in(cast.lead).get(address("returned", draft.pk)))
    assert "Minutes" in page.links


def test_what_is_withdrawn_is_out_of_everybodys_hands(
    cast, signed_in, answer, response
):
    attachment = beside(answer)
    sent = submit(response)
    withdraw_response(response=sent, reason="A mistake", by=ANYBODY, at=NOW)
    url = address("evidence", response.pk, attachment.pk)
    assert signed_in(cast.coordinator).get(url).status_code == 404


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("lead", "receipt"),
        ("viewer", "answers"),
        ("board", "answers"),
        ("coordinator", "review"),
    ],
)
def test_evidence_is_read_wherever_the_answers_are(
    cast, signed_in, answer, response, northshire, who, name
):
    beside(answer, "Plan")
    beside(answer, "Register", action=put(answer))
    submit(response)
    more = [northshire.slug] if name == "review" else []
    client = signed_in(getattr(cast, who))
    page = Page(client.get(address(name, response.pk, *more)))
    assert {"Plan", "Register"} <= set(page.links)
    assert "Take off" not in page.text


def test_evidence_is_read_before_it_is_submitted_too(lead, answer, response):
    beside(answer, "Plan")
    assert "Plan" in Page(lead.get(address("check", response.pk))).links


def test_the_page_says_what_has_expired_since_last_round(
    lead, response, hopewell, today, now
):
    earlier = answer_to(last_round(response), 1)
    file = file_of(hopewell, "Old plan", expires_on=today - timedelta(days=1))
    Attachment.objects.create(answer=earlier, file=file, added_at=NOW, added_by="A")
    start_response(response=response, by=ANYBODY, at=now)
    page = Page(lead.get(address("priority", response.pk, 1)))
    assert "“Old plan” expired on" in page.text
    assert "so it was not carried on from last round." in page.text


@pytest.mark.parametrize("name", ["priority", "answers", "check"])
def test_pages_need_no_more_queries_for_more_evidence(
    lead, answer, response, hopewell, name
):
    number = [1] if name == "priority" else []
    actions = [put(answer) for _ in range(3)]
    beside(answer, "First")
    few = query_count(lead, address(name, response.pk, *number))
    for place, action in enumerate(actions):
        beside(answer, f"Plan {place}", action=action)
        beside(answer, f"Register {place}")
    assert query_count(lead, address(name, response.pk, *number)) == few


def test_choosing_needs_no_more_queries_for_more_files(lead, answer, hopewell):
    url = address("add_evidence", answer.response_id, 1)
    file_of(hopewell)
    few = query_count(lead, url)
    for number in range(9):
        file_of(hopewell, f"Plan {number}")
    assert query_count(lead, url) == few
