"""Adding, changing and removing an action."""

from datetime import date
from types import SimpleNamespace

import pytest

from response_tool.models import Action
from tests.conftest import submit
from tests.response_tool.pages import address, day
from tests.response_tool.steps import events, put, verbs

ADD, SAVE, REMOVE = "Add this action", "Save this action", "Remove this action"
TYPED = {
    "what": "Train all staff",
    "who": "Team manager",
    "status": "on_track",
    **day("by_when", "27 3 2027"),
}


@pytest.fixture
def action(answer):
    return put(answer, what="Train", who="Head", by_when=date(2027, 3, 27))


@pytest.fixture
def adder(cast, response, visit):
    person = visit(cast.contributor)
    person.open("add_action", response.pk, 1)
    return person


@pytest.fixture
def two(cast, response, visit, action):
    """Both have the page of the action open."""
    people = visit(cast.lead), visit(cast.contributor)
    for person in people:
        person.open("change_action", response.pk, 1, action.pk)
    return SimpleNamespace(first=people[0], second=people[1])


def words_of(action) -> dict[str, object]:
    return Action.objects.filter(pk=action.pk).values("what", "who", "status").get()


def test_adding_leads_back_to_the_priority(adder, response, answer):
    page = adder.press(ADD, TYPED)
    assert page.path == address("priority", response.pk, 1)
    assert "Train all staff" in page.text
    assert answer.actions.count() == 1


def test_what_was_typed_comes_back_box_by_box(adder, answer):
    typed = {
        **day("by_when", "31 February 2027"),
        "what": "x" * 301,
        "who": "",
        "status": "slipping",
    }
    page = adder.press(ADD, typed)
    assert page.title.startswith("Error: Add an action")
    assert page.problems == [
        "What will be done must be 300 characters or fewer. It has 301.",
        "Say who will do it",
        "By when must be a real date, such as 27 3 2027.",
    ]
    assert {name: page.field(name) for name in typed} == typed
    assert not answer.actions.exists()
    adder.press(ADD, TYPED)
    assert answer.actions.get().by_when == date(2027, 3, 27)


def test_nothing_chosen_stays_nothing_chosen(adder):
    page = adder.press(ADD, TYPED | {"status": [], "who": " "})
    assert page.problems == ["Say who will do it", "Choose how it is now"]
    assert "status" not in page.fields


def test_one_page_sent_twice_adds_one_action(adder, response, answer):
    first_page = adder.page
    adder.press(ADD, TYPED)
    adder.page = first_page
    page = adder.press(ADD, TYPED)
    assert page.path == address("priority", response.pk, 1)
    assert answer.actions.count() == 1


def test_adding_after_it_was_sent_shows_what_was_typed(adder, response, answer):
    submit(response)
    page = adder.press(ADD, TYPED)
    assert page.status == 409
    assert "has been submitted" in page.text
    assert "Train all staff" in page.text
    assert answer.actions.get().what == "Action for 1"
    assert "Train all staff" in adder.open("history", response.pk).text


def test_changing_starts_from_what_is_saved(two, action):
    page = two.first.page
    assert page.heading == "Change an action"
    assert page.field("what") == "Train"
    boxes = [page.field(f"by_when-{part}") for part in ("day", "month", "year")]
    assert boxes == ["27", "3", "2027"]
    assert page.field("status") == "on_track"


def test_saving_a_change_leads_back_to_the_priority(two, response, action):
    page = two.first.press(SAVE, {"status": "complete"})
    assert page.path == address("priority", response.pk, 1)
    assert words_of(action) == {"what": "Train", "who": "Head", "status": "complete"}


def test_saving_the_page_as_it_is_changes_nothing(two, response):
    two.first.press(SAVE)
    assert not events(response)


def test_a_wrong_change_comes_back_and_is_not_saved(two, action):
    page = two.first.press(SAVE, {"what": "", **day("by_when", "0 0 0")})
    assert len(page.problems) == 2
    assert page.field("by_when-day") == "0"
    assert words_of(action)["what"] == "Train"


def test_what_a_colleague_changed_is_shown_and_mine_comes_back(two, action):
    two.first.press(SAVE, {"who": "Nurse"})
    page = two.second.press(SAVE, {"who": "Manager", "status": "complete"})
    (problem,) = page.problems
    assert problem.startswith("A colleague changed this to “Nurse” while you were")
    assert (page.field("who"), page.field("status")) == ("Manager", "complete")
    assert words_of(action) == {"what": "Train", "who": "Nurse", "status": "on_track"}
    two.second.press(SAVE)
    assert words_of(action) == {"what": "Train", "who": "Manager", "status": "complete"}


def test_words_that_clash_are_in_the_history_at_once(two, response):
    two.first.press(SAVE, {"who": "Nurse"})
    two.second.press(SAVE, {"who": "The whole night team"})
    assert "The whole night team" in two.first.open("history", response.pk).text


def test_a_status_and_a_date_a_colleague_changed_are_shown_in_words(two):
    two.first.press(SAVE, {"status": "embedded", **day("by_when", "1 4 2027")})
    mine = {"status": "slipping", **day("by_when", "2 4 2027")}
    page = two.second.press(SAVE, mine)
    told = " ".join(page.problems)
    assert "“Complete and embedded”" in told
    assert "“1 April 2027”" in told
    assert {name: page.field(name) for name in mine} == mine


def test_resolving_a_clash_leaves_what_else_the_colleague_changed(two, action):
    two.first.press(SAVE, {"who": "Nurse", "what": "Train everybody twice"})
    two.second.press(SAVE, {"who": "Manager"})
    two.second.press(SAVE)
    assert words_of(action)["who"] == "Manager"
    assert words_of(action)["what"] == "Train everybody twice"


def test_changing_after_it_was_sent_shows_what_was_typed(two, response, action):
    submit(response)
    page = two.second.press(SAVE, {"what": "Too late"})
    assert page.status == 409
    assert "has been submitted" in page.text
    assert "Too late" in page.text
    assert words_of(action)["what"] == "Train"


def test_a_change_of_an_action_that_is_gone_keeps_what_was_typed(two, response, action):
    two.first.open("remove_action", response.pk, 1, action.pk)
    two.first.press(REMOVE)
    page = two.second.press(SAVE, {"what": "Train everybody twice"})
    assert page.status < 500
    assert "Train everybody twice" in page.html


def test_removing_asks_first(cast, response, visit, answer, action):
    person = visit(cast.contributor)
    page = person.open("remove_action", response.pk, 1, action.pk)
    assert page.heading == "Remove this action?"
    assert "27 March 2027" in page.text
    assert answer.actions.exists()
    page = person.press(REMOVE)
    assert page.path == address("priority", response.pk, 1)
    assert not answer.actions.exists()
    history = person.open("history", response.pk)
    assert "removed an action from priority 1" in history.text
    assert "Head" in history.text


def test_what_a_colleague_has_rewritten_is_shown_before_it_is_removed(
    two, cast, response, visit, answer, action
):
    person = visit(cast.contributor)
    person.open("remove_action", response.pk, 1, action.pk)
    two.first.press(SAVE, {"what": "Train everybody twice"})
    page = person.press(REMOVE)
    assert "A colleague changed this action" in page.text
    assert "Train everybody twice" in page.text
    assert answer.actions.exists()
    person.press(REMOVE)
    assert not answer.actions.exists()


def test_an_action_for_what_a_colleague_called_not_relevant_is_kept_and_said(
    adder, answer
):
    answer.relevance, answer.not_relevant_because = "not_relevant", "Not ours."
    answer.save()
    page = adder.press(ADD, TYPED)
    assert "said that priority 1 is not relevant to your agency" in page.text
    assert answer.actions.get().what == "Train all staff"


def test_removing_twice_removes_once(cast, response, visit, action):
    person = visit(cast.contributor)
    first_page = person.open("remove_action", response.pk, 1, action.pk)
    person.press(REMOVE)
    person.page = first_page
    assert person.press(REMOVE).status == 404
    assert verbs(response) == ["removed an action from"]


def test_removing_after_it_was_sent_says_so(cast, response, visit, answer, action):
    person = visit(cast.contributor)
    person.open("remove_action", response.pk, 1, action.pk)
    submit(response)
    page = person.press(REMOVE)
    assert "has been submitted" in page.text
    assert answer.actions.filter(pk=action.pk).exists()
