"""More in a Word document than an answer can hold: said, and shortened or kept."""

import pytest
from django.core.exceptions import ValidationError

from response_tool.actions.word import Decisions, save_from_word
from response_tool.models import Action
from tests.factories import NOW, access
from tests.response_tool.steps import answer_to, verbs, write
from tests.response_tool.views.test_word_in import SAVE, actions_of
from tests.response_tool.views.test_word_keeps_words import DONE, in_history
from tests.response_tool.word.files import tool
from ui.merging import Edit

STORY = " ".join(f"Word{n}" for n in range(1000))
SHORT = "short-1-progress"
TOO_LONG = (
    "‘What you have done’ of priority 1 must be 4,000 characters or fewer. It would "
    f"have {len(STORY):,}. Shorten it, or choose the portal text in its row"
)


def test_a_text_that_is_too_long_is_said_and_saved_once_it_is_shortened(
    bring, lead, response
):
    page = bring(tool(("R1", DONE + STORY, ""), ("R2", "Tell all", "done")))
    assert "longer than ‘What you have done’ can be (4,000 characters)" in page.text
    page = lead.press(SAVE)
    assert page.problems == [TOO_LONG]
    assert page.field(SHORT) == STORY
    assert verbs(response) == []
    lead.press(SAVE, {SHORT: "Much, in short."})
    assert answer_to(response, 1).progress == "Much, in short."
    assert actions_of(response, 2) == [("Tell all", "complete")]
    # What was shortened away is in the history.
    assert STORY in in_history(response)


def test_it_can_be_left_to_the_history_instead(bring, lead, response):
    bring(tool(("R1", DONE + STORY, "")))
    lead.press(SAVE)
    lead.press(SAVE, {"keep-r1progress": "portal", SHORT: "Half shortened"})
    assert answer_to(response, 1).progress == ""
    assert STORY in in_history(response)
    assert "Half shortened" in in_history(response)


@pytest.mark.parametrize("typed", ["x" * 4001, ""])
def test_the_shortened_text_must_fit_and_say_something(bring, lead, response, typed):
    bring(tool(("R1", DONE + STORY, "")))
    lead.press(SAVE)
    page = lead.press(SAVE, {SHORT: typed})
    assert len(page.problems) == 1
    assert page.field(SHORT) == typed
    assert verbs(response) == []


def test_both_texts_together_may_be_too_long(bring, lead, response):
    write(answer_to(response, 1), progress="Ours. " * 600)
    bring(tool(("R1", f"{DONE}{'More. ' * 300}", "")))
    page = lead.press(SAVE, {"keep-r1progress": "both"})
    (problem,) = page.problems
    assert "must be 4,000 characters or fewer" in problem
    assert page.field(SHORT).startswith("Ours. ")


def test_actions_moved_under_what_you_have_done_may_be_too_long(bring, lead, response):
    bring(tool(("R1", "\n".join([STORY[:2500], "New " + STORY[2500:5000]]), "")))
    assert "must be 4,000 characters or fewer" in lead.press(SAVE).problems[0]
    assert answer_to(response, 1).progress == ""


def test_a_shortened_text_survives_a_colleagues_change(bring, lead, response):
    bring(tool(("R1", DONE + STORY, "")))
    lead.press(SAVE)
    write(answer_to(response, 1), progress="A colleague’s words")
    page = lead.press(SAVE, {SHORT: "Much, in short."})
    assert "A colleague changed the Response Tool" in page.text
    assert page.field(SHORT) == "Much, in short."


def test_no_way_in_saves_more_than_the_portal_takes(cast, response):
    texts = {1: [Edit("progress", "", "x" * 4001)]}
    with pytest.raises(ValidationError) as refused:
        save_from_word(
            response=response,
            decisions=Decisions(document="ours.docx", texts=texts),
            by=access(cast.lead),
            at=NOW,
        )
    assert refused.value.code == "too_long"
    assert answer_to(response, 1).progress == ""


def test_too_many_actions_are_said_with_their_priority(bring, lead, response):
    lines = "\n".join(f"Action number {n}" for n in range(22))
    bring(tool(("R2", lines, "done")))
    page = lead.press(SAVE)
    (problem,) = page.problems
    assert problem == (
        "Priority 2 can have 20 actions, and would have 22. Leave 2 out, or put them "
        "under ‘What you have done’"
    )
    lead.press(SAVE, {"keep-r1a0": "out", "keep-r1a1": "done"})
    assert Action.objects.count() == 20
