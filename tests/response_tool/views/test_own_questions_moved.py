"""Own questions that are removed or reworded while an agency writes its answer."""

import pytest

from response_tool.actions.own_questions import remove_own_question, save_own_answers
from response_tool.models import OwnAnswer, OwnQuestion
from tests.factories import ANYBODY, NOW
from tests.response_tool.own import SAVE, WORDS, asks, box, reworded
from tests.response_tool.pages import address
from tests.response_tool.steps import events

REWORDED = (
    "The question was reworded while you were writing. Read it again; save again to "
    "use this answer"
)


def test_words_for_a_question_that_was_removed_are_kept_and_shown(
    lead, round_, northshire, question, response
):
    other = asks(round_, northshire, "Another?")
    lead.open("own_answers", response.pk)
    remove_own_question(question=question, by=ANYBODY, at=NOW)
    page = lead.press(SAVE, {box(question): "Time.", box(other): "A desk."})
    assert page.status == 409
    assert "The partnership removed its question while you were writing" in page.text
    assert f"{WORDS} Time." in page.text
    assert page.links["the history"]
    assert OwnAnswer.objects.get().text == "A desk."
    (kept,) = [e for e in events(response) if "did not save" in e.verb]
    assert kept.after == {WORDS: "Time."}
    assert "All priorities" in page.soup.text


def test_an_empty_box_for_a_question_that_was_removed_is_no_matter(
    lead, question, response
):
    lead.open("own_answers", response.pk)
    remove_own_question(question=question, by=ANYBODY, at=NOW)
    assert lead.press(SAVE).path == address("tasks", response.pk)


def test_its_box_stays_until_everything_on_the_page_can_be_saved(
    lead, round_, northshire, question, response
):
    other = asks(round_, northshire, "Another?")
    lead.open("own_answers", response.pk)
    remove_own_question(question=question, by=ANYBODY, at=NOW)
    page = lead.press(SAVE, {box(question): "Time.", box(other): "Kayla, 7, came."})
    assert len(page.problems) == 1
    assert "This question was removed while you were writing" in page.text
    assert page.field(box(question)) == "Time."
    page = lead.press(SAVE, {box(other): "A desk."})
    assert f"{WORDS} Time." in page.text


def test_an_answer_is_not_put_under_other_words_unseen(lead, question, response):
    lead.open("own_answers", response.pk)
    reworded(question, "What hinders your staff?")
    page = lead.press(SAVE, {box(question): "Time."})
    assert page.problems == [REWORDED]
    assert "What hinders your staff?" in page.text
    assert page.field(box(question)) == "Time."
    assert not OwnAnswer.objects.exists()
    assert lead.press(SAVE).path == address("tasks", response.pk)
    assert OwnAnswer.objects.get().text == "Time."


def test_a_coordinator_who_rewords_what_a_colleague_removed_can_add_it(
    cast, visit, round_, question
):
    coordinator = visit(cast.coordinator)
    coordinator.open("change_own_question", round_.pk, "northshire", question.pk)
    remove_own_question(question=question, by=ANYBODY, at=NOW)
    page = coordinator.press("Save these words", {"text": "What hinders you?"})
    assert "A colleague removed this question while you were writing" in page.text
    assert page.field("text") == "What hinders you?"
    page = coordinator.press("Add this question")
    assert "The question is added." in page.text
    assert OwnQuestion.objects.get().text == "What hinders you?"


@pytest.mark.parametrize("change", ["reword", "remove"])
def test_a_question_changed_in_the_moment_of_saving_loses_nothing(
    lead, round_, northshire, question, response, monkeypatch, change
):
    other = asks(round_, northshire, "Another?")
    lead.open("own_answers", response.pk)

    def meanwhile(**told):
        monkeypatch.undo()
        if change == "remove":
            remove_own_question(question=question, by=ANYBODY, at=NOW)
        else:
            reworded(question, "What hinders your staff?")
        return save_own_answers(**told)

    monkeypatch.setattr("response_tool.views.own_questions.save_own_answers", meanwhile)
    page = lead.press(SAVE, {box(question): "Time.", box(other): "A desk."})
    assert OwnAnswer.objects.get().text == "A desk."
    if change == "remove":
        assert f"{WORDS} Time." in page.text
        return
    assert page.problems[0].startswith("The question was reworded")
    assert page.field(box(question)) == "Time."
    lead.press(SAVE)
    assert OwnAnswer.objects.get(question=question).text == "Time."
