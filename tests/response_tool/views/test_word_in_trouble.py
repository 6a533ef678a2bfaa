"""Bringing a Word document when something is in the way: people, time, the file."""

import pytest
from docx import Document

from response_tool.models import Action
from tests.factories import ANYBODY, NOW
from tests.packages import BODY, part, repacked, saved
from tests.response_tool.pages import Page, address
from tests.response_tool.steps import answer_to, put, response_of, send, verbs
from tests.response_tool.views.test_word_in import SAVE, actions_of
from tests.response_tool.word.files import tool

# --- Two people, twice, too late


def test_a_colleagues_change_meanwhile_is_not_written_over(bring, lead, response):
    action = put(answer_to(response, 1), what="Train twelve staff")
    bring(tool(("R1", "Train fourteen staff", "done"), ("R2", "Tell all", "done")))
    Action.objects.filter(pk=action.pk).update(what="Train thirty staff", version=2)
    page = lead.press(SAVE)
    assert "A colleague changed the Response Tool while you were reading" in page.text
    assert actions_of(response, 1) == [("Train thirty staff", "on_track")]
    assert actions_of(response, 2) == []
    lead.press(SAVE)
    assert actions_of(response, 1) == [("Train fourteen staff", "complete")]
    assert actions_of(response, 2) == [("Tell all", "complete")]


def test_an_action_that_a_colleague_removed_meanwhile_is_said(bring, lead, response):
    action = put(answer_to(response, 1), what="Train twelve staff")
    bring(tool(("R1", "Train fourteen staff", "done")))
    Action.objects.filter(pk=action.pk).delete()
    assert "Nothing is saved." in lead.press(SAVE).text
    assert actions_of(response, 1) == []


def test_more_actions_than_a_priority_can_have_are_not_half_saved(
    bring, lead, response
):
    lines_ = "\n".join(f"Action number {n}" for n in range(21))
    bring(tool(("R1", lines_, "done"), ("R2", "Tell all", "done")))
    page = lead.press(SAVE)
    assert page.problems[0].startswith("Priority 1 can have 20 actions, and would")
    assert Action.objects.count() == 0


def test_pressing_the_button_twice_adds_one(bring, lead, response):
    page = bring(tool(("R1", "Train staff", "done")))
    lead.press(SAVE)
    lead.page = page
    lead.press(SAVE)
    assert actions_of(response, 1) == [("Train staff", "complete")]


def test_a_response_submitted_meanwhile_keeps_the_words_in_the_history(
    bring, lead, response
):
    bring(tool(("R1", "Train more staff", "done")))
    send(response, at=NOW, by=ANYBODY)
    page = lead.press(SAVE)
    assert (page.status, page.heading) == (
        409,
        "Your words are not part of the answer",
    )
    assert "Train more staff" in page.text
    assert ("Train more staff", "complete") not in actions_of(response, 1)


def test_a_submitted_response_takes_no_document(bring, lead, response):
    send(response, at=NOW)
    page = bring(tool(("R1", "Train staff", "done")))
    assert page.status == 409
    assert "no Word document can be brought into it. Nothing is saved." in page.text


def test_a_closed_round_is_said_before_anything(lead, response):
    asked = response.round
    for name in ("opens_on", "due_on", "closes_on"):
        day = getattr(asked, name)
        setattr(asked, name, day.replace(year=day.year - 1))
    asked.save()
    page = lead.open("upload", response.pk)
    assert "This round closed on" in page.text


# --- Bad input


def bad_files() -> dict[str, tuple[bytes, str]]:
    good = tool(("R1", "Train staff", "done"))
    entity = part(good).replace(
        b"<w:document", b'<!DOCTYPE d [<!ENTITY a SYSTEM "file:///x">]><w:document', 1
    )
    return {
        "text": (b"Words", "This is not a Word document"),
        "empty": (b"", "This is not a Word document"),
        "damaged": (good[:-400], "This file is damaged"),
        "older": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(900), "an older kind"),
        "macros": (repacked(good, {"word/vbaProject.bin": b"x"}), "holds macros"),
        "bomb": (repacked(good, {"word/a.bin": bytes(30_000_000)}), "unpacks to"),
        "entity": (repacked(good, {BODY: entity}), "declares"),
        "no table": (saved(Document()), "We found no table of priorities"),
        "too many": (
            tool(*((f"R{n % 4} x", "\n".join("abc"), "") for n in range(60))),
            "more than can be compared",
        ),
    }


@pytest.mark.parametrize("kind", sorted(bad_files()))
def test_a_file_that_cannot_be_read_is_refused_in_the_page(bring, response, kind):
    content, said = bad_files()[kind]
    page = bring(content)
    assert page.status == 200
    assert len(page.problems) == 1
    assert said in page.problems[0]
    assert verbs(response) == []


def test_a_file_must_be_chosen(lead, response):
    lead.open("upload", response.pk)
    assert lead.press("Upload and compare").problems == ["Choose a Word document"]


def test_a_file_over_ten_megabytes_is_refused(bring):
    assert "10 MB or smaller" in bring(bytes(10 * 1024 * 1024 + 1)).problems[0]


def test_a_document_of_another_strategy_is_said_first(bring):
    page = bring(tool(("Roads", "Mend them", "done"), ("Bins", "Empty them", "done")))
    assert "This seems to be the document of another strategy." in page.text


def test_another_agencys_name_in_it_is_said_first(bring):
    details = {"Organisation": "Harbour Service", "Date": "May"}
    rows = ("R1 Do thing 1", "Train staff", "done")
    page = bring(tool(rows, details=details))
    assert "The document names ‘Harbour Service’ as its organisation." in page.text
    assert (
        "names ‘Hopewell"
        not in bring(
            tool(rows, details={"Organisation": "HOPEWELL", "Date": "May"})
        ).text
    )


def test_what_travels_in_the_page_cannot_be_tampered_with(bring, lead, response):
    page = bring(tool(("R1", "Train staff", "done")))
    state = page.field("state")
    answer = lead.client.post(address("upload", response.pk), {"state": state + "x"})
    assert Page(answer).problems == [
        "That page could not be used any more. Choose the document again"
    ]
    assert Action.objects.count() == 0


def test_it_belongs_to_one_response_alone(bring, cast, round_, harbour, signed_in):
    state = bring(tool(("R1", "Train staff", "done"))).field("state")
    theirs = response_of(round_, harbour)
    answer = signed_in(cast.other_lead).post(
        address("upload", theirs.pk), {"state": state}
    )
    assert "could not be used" in Page(answer).text
    assert Action.objects.count() == 0


def test_a_response_that_is_not_started_is_started_first(visit, cast, response):
    page = visit(cast.lead).open("upload", response.pk)
    assert page.path == address("start", response.pk)
