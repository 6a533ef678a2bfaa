"""Two colleagues at the page of one priority: nothing either wrote is lost."""

import time
from types import SimpleNamespace

import pytest

from response_tool.models import Answer
from tests.conftest import submit
from tests.response_tool.pages import address
from tests.response_tool.steps import events, put
from ui.difference import pieces

LIST, KEEP = "Save and go back to the list", "Save these words"
MINE, THEIRS = "Mine is here.", "Theirs is there."


@pytest.fixture
def two(cast, response, answer, visit):
    """Both have the page open: the first is the lead, the second a contributor."""
    action, other = put(answer, "on_track", what="Train"), put(answer, "", what="Meet")
    pair = SimpleNamespace(
        first=visit(cast.lead),
        second=visit(cast.contributor),
        train=f"status-{action.pk}",
        meet=f"status-{other.pk}",
        action=action,
        other=other,
    )
    for person in (pair.first, pair.second):
        person.open("priority", response.pk, 1)
    return pair


@pytest.fixture
def clash(two):
    """The page that the second gets, who wrote into a box that the first had saved."""
    two.first.press(LIST, {"progress": THEIRS})
    two.page = two.second.press(LIST, {"progress": MINE, "difference": "Heard."})
    return two


def texts(answer) -> tuple[str, str]:
    row = Answer.objects.get(pk=answer.pk)
    return row.progress, row.difference


def kept_words(response) -> list[str]:
    return [
        event.after["progress"]
        for event in events(response)
        if "progress" in event.after
    ]


def test_different_boxes_are_both_saved(two, answer):
    two.first.press(LIST, {"progress": THEIRS})
    page = two.second.press(LIST, {"difference": MINE})
    assert page.status == 200
    assert texts(answer) == (THEIRS, MINE)


def test_the_second_sees_both_texts(clash, answer):
    page = clash.page
    assert page.title.startswith("Error: ")
    assert page.problems == [
        (
            "A colleague changed this answer while you were writing. "
            "Choose which words to keep"
        )
    ]
    assert "by the family support manager" in page.text
    # A row of marked and unmarked pieces, each text whole when they are joined.
    sides = [part.get_text() for part in page.main.select(".np-pieces")]
    assert sides == [THEIRS, MINE]
    assert page.field("keep-progress") == "both"
    assert page.field("joined-progress") == f"{THEIRS}\n\n{MINE}"
    assert texts(answer) == (THEIRS, "Heard.")


@pytest.mark.parametrize(
    ("keep", "stands"),
    [("both", f"{THEIRS}\n\n{MINE}"), ("mine", MINE), ("theirs", THEIRS)],
)
def test_the_second_chooses_which_words_stand(clash, response, answer, keep, stands):
    page = clash.second.press(KEEP, {"keep-progress": keep})
    assert page.path == address("priority", response.pk, 1)
    assert page.field("progress") == stands
    assert texts(answer) == (stands, "Heard.")
    assert {THEIRS, MINE} <= set(kept_words(response))


def test_the_joined_words_can_be_edited(clash, answer):
    joined = {"joined-progress": "Ours:\nboth."}
    clash.second.press(KEEP, joined)
    assert texts(answer)[0] == "Ours:\nboth."


def test_joined_words_that_are_too_long_come_back_with_both_texts(clash, answer):
    page = clash.second.press(KEEP, {"joined-progress": "x" * 4001})
    assert page.problems == [
        "Both texts, joined must be 4,000 characters or fewer. It has 4,001."
    ]
    assert [part.get_text() for part in page.main.select(".np-pieces")] == [
        THEIRS,
        MINE,
    ]
    assert page.field("joined-progress") == "x" * 4001
    assert texts(answer)[0] == THEIRS
    clash.second.press(KEEP, {"joined-progress": "Shorter."})
    assert texts(answer)[0] == "Shorter."


def test_of_two_long_texts_one_can_be_kept_as_it_is(two, answer):
    theirs, mine = "a" * 2500, "b" * 2500
    two.first.press(LIST, {"progress": theirs})
    two.second.press(LIST, {"progress": mine})
    page = two.second.press(KEEP, {"keep-progress": "mine"})
    assert page.problems == []
    assert texts(answer)[0] == mine


def test_comparing_does_not_keep_people_waiting_whatever_was_typed():
    # Texts that share no word but all of their blanks, well below the longest.
    theirs, mine = (" ".join(f"{n}{who}" for n in range(400)) for who in "ab")
    begun = time.process_time()
    pieces(theirs, mine)
    assert time.process_time() - begun < 1


def test_a_third_change_meanwhile_is_shown_too(clash, response, answer):
    clash.first.open("priority", response.pk, 1)
    clash.first.press(LIST, {"progress": "A third text."})
    page = clash.second.press(KEEP, {"keep-progress": "mine"})
    assert [part.get_text() for part in page.main.select(".np-pieces")] == [
        "A third text.",
        MINE,
    ]
    assert texts(answer)[0] == "A third text."
    clash.second.press(KEEP, {"keep-progress": "mine"})
    assert texts(answer)[0] == MINE


def test_two_clashes_are_resolved_on_one_page(two, answer):
    two.first.press(LIST, {"progress": THEIRS, "difference": THEIRS})
    page = two.second.press(LIST, {"progress": MINE, "difference": MINE})
    assert len(page.problems) == 2
    assert len(set(page.problems)) == 2
    two.second.press(KEEP, {"keep-progress": "mine", "keep-difference": "theirs"})
    assert texts(answer) == (MINE, THEIRS)


def test_html_in_either_text_is_shown_as_typed(two):
    two.first.press(LIST, {"progress": "<script>alert(1)</script>"})
    page = two.second.press(LIST, {"progress": "<b>=1+1</b>"})
    assert [part.get_text() for part in page.main.select(".np-pieces")] == [
        "<script>alert(1)</script>",
        "<b>=1+1</b>",
    ]
    assert page.field("mine-progress") == "<b>=1+1</b>"


def test_words_chosen_after_it_was_sent_are_kept(clash, response, answer):
    clash.other.delete()
    submit(response)
    page = clash.second.press(KEEP, {"keep-progress": "mine"})
    assert page.status == 409
    assert MINE in page.text
    assert events(response)[-1].after == {"progress": MINE}


def test_a_status_both_set_is_asked_about_again(two):
    two.first.press(LIST, {two.train: "embedded"})
    page = two.second.press(LIST, {two.train: "slipping"})
    (problem,) = page.problems
    assert problem.startswith("A colleague set this to “Complete and embedded”")
    assert page.field(two.train) == "slipping"
    two.action.refresh_from_db()
    assert two.action.status == "embedded"
    two.second.press(LIST)
    two.action.refresh_from_db()
    assert two.action.status == "slipping"


def test_resolving_a_status_leaves_the_colleagues_other_status(two):
    two.first.press(LIST, {two.train: "embedded", two.meet: "complete"})
    two.second.press(LIST, {two.train: "slipping"})
    two.second.press(LIST)
    two.other.refresh_from_db()
    assert two.other.status == "complete"


@pytest.mark.parametrize("box", ["progress", "difference"])
def test_resolving_a_status_leaves_the_colleagues_words(two, answer, box):
    two.first.press(LIST, {two.train: "embedded", box: THEIRS})
    two.second.press(LIST, {two.train: "slipping"})
    two.second.press(LIST)
    assert THEIRS in texts(answer)


def test_a_status_that_clashed_beside_a_text_is_not_dropped_in_silence(two, response):
    two.first.press(LIST, {two.train: "embedded", "progress": THEIRS})
    page = two.second.press(LIST, {two.train: "slipping", "progress": MINE})
    told = [page.text, *(str(event.after) for event in events(response))]
    assert any("slipping" in words.lower() for words in told)


def test_an_action_a_colleague_added_meanwhile_keeps_its_status(two, answer):
    added = put(answer, "complete", what="Added meanwhile")
    two.second.press(LIST, {"progress": MINE})
    added.refresh_from_db()
    assert added.status == "complete"


def test_an_action_a_colleague_removed_meanwhile_does_not_stop_the_save(two, answer):
    two.action.delete()
    page = two.second.press(LIST, {"progress": MINE, two.train: "slipping"})
    assert page.status == 200
    assert texts(answer)[0] == MINE
