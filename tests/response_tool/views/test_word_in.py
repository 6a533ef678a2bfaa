"""Bringing a filled-in Response Tool: compared first, saved once confirmed."""

import io

import pytest
from docx import Document

from response_tool.exports import word_document
from response_tool.models import Action
from response_tool.standing import bands, lines
from tests.conftest import complete
from tests.factories import NOW
from tests.packages import saved
from tests.response_tool.steps import (
    answer_to,
    events,
    put,
    verbs,
    write,
)
from tests.response_tool.word.files import add_table, tool

WORDS = dict(Action.Status.choices)
SAVE = "Save to your Response Tool"


def ours(response, change=None) -> bytes:
    """The document as it is taken away, changed by a function."""
    content = word_document(response, bands(lines(response)), WORDS, blank=False)
    if change is None:
        return content
    document = Document(io.BytesIO(content))
    change(document)
    return saved(document)


def actions_of(response, number: int) -> list[tuple[str, str]]:
    rows = Action.objects.filter(
        answer__response=response, answer__priority__number=number
    )
    return list(rows.order_by("pk").values_list("what", "status"))


# --- Nothing is saved before it is confirmed


def test_an_upload_alone_saves_nothing(bring, response):
    page = bring(tool(("R1 Do thing 1", "Train staff", "ongoing")))
    assert page.heading == "Check what we read in your Word document"
    assert "Nothing is saved yet." in page.text
    assert Action.objects.count() == 0
    assert verbs(response) == []


def test_new_actions_are_saved_once_confirmed(bring, lead, response):
    bring(tool(("R1 Do thing 1", "Train staff\nBook a room", "Completed Sept 25")))
    page = lead.press(SAVE, {"who": "Team manager"})
    assert "Saved from “ours.docx”: 2 new actions. Not submitted yet." in page.text
    assert actions_of(response, 1) == [
        ("Train staff", "complete"),
        ("Book a room", "complete"),
    ]
    action = Action.objects.first()
    assert (action.who, action.by_when) == ("Team manager", response.round.due_on)


def test_it_is_recorded_as_brought_from_word_with_what_was_not_understood(
    bring, lead, response
):
    document = Document()
    document.add_paragraph("A note before the table.")
    head = ("Priority", "Action", "Status", "Evidence")
    add_table(document, [head, ("R1", "Train staff", "Booked", "Register")])
    page = bring(saved(document))
    assert "Register" in page.text
    lead.press(SAVE)
    (event,) = [e for e in events(response) if e.verb.startswith("brought")]
    told = event.after
    assert (told["document"], told["saved"]) == ("ours.docx", "1 new action")
    kept = {text for key, text in told.items() if key not in ("document", "saved")}
    assert kept == {"Register", "A note before the table.", "Booked"}
    assert "brought a Word document into" in lead.open("history", response.pk).text


def test_what_we_do_not_understand_is_asked_and_may_stay_open(bring, lead, response):
    page = bring(tool(("R1", "Train staff", "Booked")))
    assert "‘Booked’, which is not clear to us" in page.text
    assert page.field("status-r1a0") == ""
    assert "a status in row 1" in page.links
    lead.press(SAVE)
    assert actions_of(response, 1) == [("Train staff", "")]


def test_a_status_can_be_corrected(bring, lead, response):
    page = bring(tool(("R1", "Train staff", "amber")))
    assert "‘amber’, read as Slipping" in page.text
    lead.press(SAVE, {"status-r1a0": "off_track"})
    assert actions_of(response, 1) == [("Train staff", "off_track")]


# --- Beside what the portal holds


def test_our_own_document_brought_back_is_nothing_new(bring, response):
    complete(response)
    put(answer_to(response, 2), what="Hold a fair", status="")
    page = bring(ours(response))
    assert "There is nothing new in this document." in page.text
    assert SAVE not in page.buttons


def test_the_same_document_twice_is_nothing_new(bring, lead, response):
    rows = (("R1", "Train staff", "Completed"), ("R3", "Tell families", "N/A"))
    content = tool(rows[0], ("R2", "Tell all", "green"), ("R4", "Us not", "n/a"))
    bring(content)
    lead.press(SAVE)
    assert "There is nothing new in this document." in bring(content).text


def test_a_changed_action_shows_both_texts_and_takes_the_word_one(
    bring, lead, response
):
    put(answer_to(response, 1), what="Train twelve staff", who="All", by_when=NOW)
    page = bring(tool(("R1", "Train fourteen staff", "done")))
    marks = [mark.get_text() for mark in page.main.select("mark.np-differs")]
    assert {"twelve ", "fourteen "} <= set(marks)
    lead.press(SAVE)
    assert actions_of(response, 1) == [("Train fourteen staff", "complete")]


@pytest.mark.parametrize(
    ("keep", "then"),
    [
        ("portal", [("Train twelve staff", "complete")]),
        (
            "both",
            [("Train twelve staff", "on_track"), ("Train fourteen staff", "complete")],
        ),
    ],
)
def test_the_portal_text_or_both_can_be_kept(bring, lead, response, keep, then):
    put(answer_to(response, 1), what="Train twelve staff")
    bring(tool(("R1", "Train fourteen staff", "done")))
    lead.press(SAVE, {"keep-r1a0": keep})
    assert actions_of(response, 1) == then


def test_an_action_left_out_is_in_the_history(bring, lead, response):
    bring(tool(("R1", "Train staff", "done")))
    lead.press(SAVE, {"keep-r1a0": "out"})
    assert actions_of(response, 1) == []
    assert "Train staff; done" in events(response)[-1].after.values()


def test_actions_only_in_the_portal_stay(bring, lead, response):
    put(answer_to(response, 1), what="Hold a fair")
    page = bring(tool(("R1", "Train staff", "done")))
    assert "Only in the portal, and stays: ‘Hold a fair’" in page.text
    lead.press(SAVE)
    assert [what for what, _ in actions_of(response, 1)] == [
        "Hold a fair",
        "Train staff",
    ]


def test_priorities_that_the_document_does_not_name_are_said(bring):
    page = bring(tool(("R1", "Train staff", "done")))
    assert "Not in the document: 3" in page.text
    assert "2. Do thing 2" in page.text


def test_who_and_by_when_come_back_with_our_own_document(bring, lead, response):
    put(answer_to(response, 1), what="Train staff", who="Team manager")

    def later(document) -> None:
        run = document.tables[0].cell(1, 1).paragraphs[0].runs[0]
        run.text = "Train staff (Practice lead, by 3 March 2027)"

    bring(ours(response, later))
    lead.press(SAVE)
    action = Action.objects.get()
    assert (action.who, str(action.by_when)) == ("Practice lead", "2027-03-03")


def test_a_text_changed_in_word_is_compared_and_saved(bring, lead, response):
    write(answer_to(response, 1), progress="We began.")

    def more(document) -> None:
        document.tables[0].cell(1, 1).paragraphs[1].runs[0].text = "We went on."

    page = bring(ours(response, more))
    assert page.field("keep-r1progress") == "word"
    lead.press(SAVE, {"keep-r1progress": "both"})
    assert answer_to(response, 1).progress == "We began.\n\nWe went on."


# --- Rows without a place


def test_a_row_that_could_not_be_matched_asks_where_it_goes(bring, lead, response):
    page = bring(tool(("Extra: food and warmth", "Winter fund", "ongoing")))
    assert "It is no priority of this strategy that we know." in page.text
    page = lead.press(SAVE)
    assert page.problems == ["Choose where row 1 goes, or leave it out"]
    assert page.title.startswith("Error: ")
    lead.press(SAVE, {"place-r1": "3"})
    assert actions_of(response, 3) == [("Winter fund", "on_track")]


def test_a_row_that_is_left_out_is_in_the_history(bring, lead, response):
    bring(tool(("Extra", "Winter fund", "ongoing")))
    lead.press(SAVE, {"place-r1": "out"})
    assert Action.objects.count() == 0
    assert "Extra\nWinter fund; ongoing" in events(response)[-1].after.values()


# --- Not relevant


def test_not_relevant_is_asked_with_its_reason(bring, lead, response):
    page = bring(tool(("R2", "", "N/A")))
    page = lead.press(SAVE)
    assert page.problems == ["Say why priority 2 is not relevant to you"]
    lead.press(SAVE, {"because-r1": "We see adults only"})
    answer = answer_to(response, 2)
    assert answer.is_not_relevant
    assert answer.not_relevant_because == "We see adults only"


def test_a_priority_that_was_not_relevant_is_theirs_once_it_has_an_action(
    bring, lead, response
):
    answer = answer_to(response, 1)
    answer.relevance, answer.not_relevant_because = "not_relevant", "Adults only"
    answer.save()
    page = bring(tool(("R1", "Train staff", "done")))
    assert "If you keep any of this, it becomes yours." in page.text
    lead.press(SAVE)
    answer = answer_to(response, 1)
    assert (answer.relevance, answer.not_relevant_because) == ("ours", "")


# --- What cannot be an action


def test_a_long_text_goes_under_what_you_have_done(bring, lead, response):
    story = "A long story. " * 30
    page = bring(tool(("R1", story, "amber")))
    assert "longer than an action can be (300 characters)" in page.text
    lead.press(SAVE)
    assert answer_to(response, 1).progress == story.strip()
    assert "There is nothing new" in bring(tool(("R1", story, "amber"))).text


def test_personal_data_never_becomes_an_action(bring, lead, response):
    page = bring(tool(("R1", "Visit the family of NHS 943 476 5919", "done")))
    assert "so it cannot be an action" in page.text
    lead.press(SAVE)
    assert actions_of(response, 1) == []
    assert "943 476 5919" in answer_to(response, 1).progress
