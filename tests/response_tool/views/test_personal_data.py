"""Words that could identify a child: marked, kept in the draft, and not sent."""

import pytest

from response_tool.models import Answer
from tests.conftest import complete
from tests.response_tool.pages import address
from tests.response_tool.steps import put

NEXT, AGAIN = "Save and go to priority 2", "Save and check again"
LIST = "Save and go back to the list"
KAYLA = "We met Kayla, 7, weekly."
ASK = "Take out what could identify a child or family, or say why it can stay"


@pytest.fixture
def writer(cast, response, visit):
    person = visit(cast.lead)
    person.open("priority", response.pk, 1)
    return person


def stands(answer) -> Answer:
    return Answer.objects.get(pk=answer.pk)


def test_the_words_are_marked_and_the_rest_is_saved(writer, answer):
    page = writer.press(NEXT, {"progress": KAYLA, "difference": "Heard."})
    assert page.problems == [ASK]
    assert [mark.get_text() for mark in page.main.select("mark")] == ["Kayla, 7"]
    assert "‘Kayla, 7’ is a name beside an age" in page.text
    assert page.field("progress") == KAYLA
    row = stands(answer)
    assert (row.progress, row.difference) == (KAYLA, "Heard.")


def test_both_boxes_are_marked(writer):
    page = writer.press(NEXT, {"progress": KAYLA, "difference": "So says Liam, 9."})
    assert page.problems == [ASK, ASK]
    assert len(page.main.select("mark")) == 2


def test_opening_the_page_again_marks_the_words_again(writer, response):
    writer.press(LIST, {"progress": KAYLA})
    page = writer.open("priority", response.pk, 1)
    assert [mark.get_text() for mark in page.main.select("mark")] == ["Kayla, 7"]
    assert AGAIN in page.buttons


def test_words_that_were_changed_are_checked_again(writer, response, answer):
    writer.press(NEXT, {"progress": KAYLA})
    page = writer.press(AGAIN, {"progress": "We met Liam, 9, weekly."})
    assert [mark.get_text() for mark in page.main.select("mark")] == ["Liam, 9"]
    page = writer.press(AGAIN, {"progress": "We met a child weekly."})
    assert page.path == address("priority", response.pk, 2)
    assert stands(answer).progress == "We met a child weekly."


def test_a_reason_lets_those_words_stay(writer, response, answer):
    writer.press(NEXT, {"progress": KAYLA})
    page = writer.press(AGAIN, {"may_stay_because": "Kayla is a pony."})
    assert page.path == address("priority", response.pk, 2)
    assert stands(answer).may_stay == ["Kayla, 7"]
    page = writer.open("priority", response.pk, 1)
    assert "Your agency said that they can stay: “Kayla is a pony.”" in page.text
    assert not page.main.select("mark")


def test_a_reason_lets_no_other_words_stay(writer, response):
    writer.press(NEXT, {"progress": KAYLA})
    writer.press(AGAIN, {"may_stay_because": "Kayla is a pony."})
    writer.open("priority", response.pk, 1)
    page = writer.press(NEXT, {"difference": "Liam, 9, smiles."})
    assert page.problems == [ASK]
    assert [mark.get_text() for mark in page.main.select("mark")] == ["Liam, 9"]


def test_an_overlong_reason_comes_back(writer):
    writer.press(NEXT, {"progress": KAYLA})
    page = writer.press(AGAIN, {"may_stay_because": "x" * 301})
    assert len(page.problems) == 1
    assert page.problems[0].endswith("must be 300 characters or fewer. It has 301.")
    assert page.field("may_stay_because") == "x" * 301


def test_it_cannot_be_sent_without_a_reason(writer, response):
    complete(response)
    writer.open("priority", response.pk, 1)
    writer.press(LIST, {"progress": KAYLA})
    page = writer.open("check", response.pk)
    words = "priority 1 : words that could identify a child or family"
    assert words in page.text
    assert "Submit" not in page.buttons
    writer.open("priority", response.pk, 1)
    writer.press(AGAIN, {"may_stay_because": "Kayla is a pony."})
    assert "Submit" in writer.open("check", response.pk).buttons


def test_a_status_put_back_while_checking_again_is_saved(writer, response, answer):
    action = put(answer, "on_track")
    writer.open("priority", response.pk, 1)
    name = f"status-{action.pk}"
    writer.press(NEXT, {"progress": KAYLA, name: "slipping"})
    writer.press(AGAIN, {"progress": "We met a child.", name: "on_track"})
    action.refresh_from_db()
    assert action.status == "on_track"


def test_checking_again_leaves_a_colleagues_words(
    cast, writer, visit, response, answer
):
    colleague = visit(cast.contributor)
    colleague.open("priority", response.pk, 1)
    colleague.press(LIST, {"difference": "Written by a colleague."})
    # The writer's page was opened before that, when the second box was empty.
    writer.press(NEXT, {"progress": KAYLA})
    writer.press(AGAIN, {"progress": "We met a child."})
    row = stands(answer)
    assert (row.progress, row.difference) == (
        "We met a child.",
        "Written by a colleague.",
    )
