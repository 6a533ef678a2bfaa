"""Two colleagues at one answer, words that identify a child, and a keyboard alone."""

import pytest

from response_tool.actions import choose_priorities, start_response
from response_tool.actions.answers import Choice
from response_tool.models import Answer
from tests.factories import ANYBODY
from ui.merging import Edit


@pytest.fixture
def path(response, now):
    """The page of priority 1 of a response that Hopewell has begun."""
    start_response(response=response, by=ANYBODY, at=now)
    choices = [
        Choice(
            number,
            Edit("relevance", "", "ours"),
            Edit("not_relevant_because", "", ""),
        )
        for number in (1, 2, 3, 4)
    ]
    choose_priorities(response=response, choices=choices, by=ANYBODY, at=now)
    return f"/responses/{response.pk}/priorities/1/"


DONE = "What have you done"
BACK = "Save and go back to the list"


def test_the_second_colleague_sees_both_texts_and_loses_neither(visitor, cast, path):
    # Given two colleagues who have the same answer open
    lead = visitor().signs_in(cast.lead).goes_to(path)
    colleague = visitor(width=320).signs_in(cast.contributor).goes_to(path)
    # When one saves, and then the other
    lead.page.get_by_label(DONE).fill("We trained 12 workers.")
    lead.presses(BACK).sees("In progress")
    colleague.page.get_by_label(DONE).fill("We trained 14 workers in May.")
    colleague.presses(BACK)
    # Then the second sees both texts
    colleague.sees("Nothing is lost").sees("We trained 12 workers.")
    colleague.checks_the_page()
    # and joins them
    joined = colleague.page.get_by_label("Both texts, joined")
    assert joined.input_value() == (
        "We trained 12 workers.\n\nWe trained 14 workers in May."
    )
    joined.fill("We trained 12 workers, and 2 more in May.")
    colleague.presses("Save these words").sees("priority 1 of 4").checks_the_page()
    assert Answer.objects.get(pk=_answer(path).pk).progress == (
        "We trained 12 workers, and 2 more in May."
    )
    # and the history holds every word
    colleague.goes_to(path.split("priorities")[0] + "history/")
    colleague.page.get_by_text("What it said").nth(1).click()
    colleague.sees("We trained 14 workers in May.").checks_the_page()


def test_words_that_could_identify_a_child_are_marked_and_never_lost(
    visitor, cast, path
):
    lead = visitor().signs_in(cast.lead).goes_to(path)
    words = "It was used the same week: Kayla, 7, of NZ4 2QT, came to breakfast club."
    lead.page.get_by_label(DONE).fill(words)
    lead.presses("Save and go to priority 2")
    lead.sees("What we found").sees("is a name beside an age").checks_the_page()
    assert lead.page.get_by_label(DONE).input_value() == words
    lead.page.get_by_label("say why they can stay").fill("They are made up.")
    lead.presses("Save and check again").sees("priority 2 of 4")
    lead.goes_to(path).sees("They are made up.").checks_the_page()


def test_a_page_is_filled_in_and_saved_by_keyboard_alone(visitor, cast, path):
    lead = visitor().signs_in(cast.lead).goes_to(path)
    page = lead.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    seen = set()
    for _ in range(30):
        page.keyboard.press("Tab")
        name = page.evaluate("document.activeElement.name || ''")
        seen.add(name)
        if name == "progress":
            page.keyboard.type("We trained 12 workers.")
        if page.evaluate("document.activeElement.value") == "next-2":
            page.keyboard.press("Enter")
            break
    lead.sees("priority 2 of 4")
    assert {"progress", "difference"} <= seen
    assert _answer(path).progress == "We trained 12 workers."


def _answer(path: str) -> Answer:
    response_pk = int(path.split("/")[2])
    return Answer.objects.get(response_id=response_pk, priority__number=1)
