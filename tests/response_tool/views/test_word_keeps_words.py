"""No word of a Word document is lost: it is an answer, or it is in the history."""

import pytest
from docx import Document

from response_tool.models import Action, Answer
from tests.packages import saved
from tests.response_tool.steps import answer_to, events, put, write
from tests.response_tool.views.test_word_in import SAVE, actions_of
from tests.response_tool.word.files import add_table, tool

DONE, MADE = "What we have done:\n", "What difference this has made:\n"


def in_history(response) -> str:
    """Everything that the last thing that happened says."""
    return "\n".join(events(response)[-1].after.values())


def not_theirs(response, number: int, because: str = "Adults only") -> Answer:
    answer = answer_to(response, number)
    answer.relevance, answer.not_relevant_because = "not_relevant", because
    answer.save()
    return answer


# --- A row without a place


def test_the_texts_of_a_row_given_a_place_come_after_those_of_the_portal(
    bring, lead, response
):
    write(answer_to(response, 1), progress="Ours.", difference="Better.")
    page = bring(tool(("Extra", f"{DONE}New words\n{MADE}More words", "")))
    assert page.field("keep-r1progress") == "both"
    lead.press(SAVE, {"place-r1": "1"})
    answer = answer_to(response, 1)
    assert answer.progress == "Ours.\n\nNew words"
    assert answer.difference == "Better.\n\nMore words"
    # Once more, and nothing is there twice.
    bring(tool(("Extra", f"{DONE}New words", "")))
    lead.press(SAVE, {"place-r1": "1"})
    assert answer_to(response, 1).progress == "Ours.\n\nNew words"


def test_the_texts_of_a_row_given_a_place_never_take_the_place_of_others(bring, lead):
    page = bring(tool(("Extra", f"{DONE}New words", "")))
    offered = page.main.select("input[name=keep-r1progress]")
    assert [one["value"] for one in offered] == ["both", "portal"]


def test_what_a_row_given_a_place_calls_itself_is_in_the_history(bring, lead, response):
    bring(tool(("Extra: food", "", "N/A")))
    lead.press(SAVE, {"place-r1": "3"})
    assert "Extra: food\nN/A" in in_history(response)


# --- Not relevant, and words all the same


def test_the_texts_of_a_row_that_is_not_relevant_are_shown(bring, lead, response):
    page = bring(tool(("R1", f"Not for us\n{DONE}We did this", "N/A")))
    assert "We did this" in page.text
    assert "whether row 1 is yours" in page.links
    page = lead.press(SAVE)
    assert page.problems == ["Choose one"]
    lead.press(SAVE, {"keep-r1": "no"})
    answer = answer_to(response, 1)
    assert (answer.relevance, answer.progress) == ("ours", "We did this")
    assert "Not for us" in in_history(response)


def test_marked_as_not_relevant_its_texts_are_in_the_history(bring, lead, response):
    bring(tool(("R1", f"Not for us\n{DONE}We did this", "N/A")))
    lead.press(SAVE, {"keep-r1": "yes"})
    answer = answer_to(response, 1)
    assert (answer.is_not_relevant, answer.progress) == (True, "")
    assert answer.not_relevant_because == "Not for us"
    assert "We did this" in in_history(response)


def test_another_reason_is_not_the_same(bring, lead, response):
    not_theirs(response, 1)
    page = bring(tool(("R1", "Because of the moon", "N/A")))
    assert "has changed" in page.text
    assert "Adults only" in page.text
    lead.press(SAVE)
    assert answer_to(response, 1).not_relevant_because == "Because of the moon"
    assert "nothing new" in bring(tool(("R1", "Because of the moon", "N/A"))).text


@pytest.mark.parametrize("typed", ["Because of the moon", "Another reason"])
def test_a_reason_that_is_not_used_is_in_the_history(bring, lead, response, typed):
    bring(tool(("R1", "Because of the moon", "N/A")))
    lead.press(SAVE, {"keep-r1": "no", "because-r1": typed})
    assert answer_to(response, 1).not_relevant_because == ""
    assert {"Because of the moon", typed} <= set(in_history(response).split("\n"))


def test_a_priority_that_was_not_relevant_is_theirs_once_it_has_words(
    bring, lead, response
):
    not_theirs(response, 1)
    page = bring(tool(("R1", f"{DONE}We did this", "")))
    assert "If you keep any of this, it becomes yours." in page.text
    lead.press(SAVE)
    answer = answer_to(response, 1)
    assert (answer.relevance, answer.not_relevant_because) == ("ours", "")
    assert answer.progress == "We did this"


def test_it_stays_not_relevant_where_the_words_are_left_out(bring, lead, response):
    not_theirs(response, 1)
    bring(tool(("R1", f"{DONE}We did this", "")))
    lead.press(SAVE, {"keep-r1progress": "portal"})
    answer = answer_to(response, 1)
    assert (answer.is_not_relevant, answer.progress) == (True, "")
    assert "We did this" in in_history(response)


def test_a_place_that_is_not_relevant_is_said_and_becomes_theirs(bring, lead, response):
    not_theirs(response, 3)
    page = bring(tool(("Extra", f"{DONE}We did this", "")))
    assert "not relevant to you in the portal; becomes yours" in page.text
    lead.press(SAVE, {"place-r1": "3"})
    assert answer_to(response, 3).relevance == "ours"


def test_two_rows_that_contradict_each_other_are_asked_about(bring, lead, response):
    theirs = ("Do thing 1", "Train staff", "done")
    bring(tool(("R1 Do thing 1", "Not us", "N/A"), theirs))
    page = lead.press(SAVE)
    (problem,) = page.problems
    assert problem == (
        "Another row adds to priority 1. Leave that out, or do not mark it as not "
        "relevant"
    )
    lead.press(SAVE, {"keep-r1": "no"})
    assert actions_of(response, 1) == [("Train staff", "complete")]


# --- What is left out or put elsewhere


def test_a_text_that_is_not_chosen_is_in_the_history(bring, lead, response):
    write(answer_to(response, 1), progress="Ours.")
    bring(tool(("R1", f"{DONE}New words", "")))
    lead.press(SAVE, {"keep-r1progress": "portal"})
    assert answer_to(response, 1).progress == "Ours."
    assert "New words" in in_history(response)


def test_an_action_under_what_you_have_done_keeps_who_when_and_status(
    bring, lead, response
):
    document = Document()
    head = ("Priority", "Action", "Status", "Who", "By when")
    row = ("R1", "Run a thing", "green", "Zebra keeper", "31 March 2027")
    add_table(document, [head, row])
    bring(saved(document))
    lead.press(SAVE, {"keep-r1a0": "done"})
    progress = answer_to(response, 1).progress
    assert progress == "Run a thing (Zebra keeper, by 31 March 2027)"
    assert "green" in in_history(response)
    assert Action.objects.count() == 0


@pytest.mark.parametrize(
    ("keep", "then"),
    [("word", "First.\n\nSecond."), ("both", "Ours.\n\nFirst.\n\nSecond.")],
)
@pytest.mark.parametrize(("name", "label"), [("progress", DONE), ("difference", MADE)])
def test_two_rows_about_one_priority_keep_the_words_of_both(
    bring, lead, response, name, label, keep, then
):
    write(answer_to(response, 1), **{name: "Ours."})
    second = ("Do thing 1", f"{label}Second.", "")
    bring(tool(("R1 Do thing 1", f"{label}First.", ""), second))
    lead.press(SAVE, {f"keep-r1{name}": keep, f"keep-r2{name}": keep})
    assert getattr(answer_to(response, 1), name) == then


def test_words_that_found_no_place_can_be_kept_where_nothing_is_new(
    bring, lead, response
):
    put(answer_to(response, 1), what="Train staff")
    document = Document()
    document.add_paragraph("A note of great weight.")
    add_table(
        document, [("Priority", "Action", "Status"), ("R1", "Train staff", "green")]
    )
    page = bring(saved(document))
    assert "There is nothing new for your answers in this document." in page.text
    page = lead.press("Keep these words in the history")
    assert "“ours.docx”: words kept in the history" in page.text
    assert "A note of great weight." in in_history(response)
