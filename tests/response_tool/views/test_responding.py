"""Start, which are ours, the task list, reading and history."""

from datetime import timedelta

import pytest

from response_tool.actions import start_response
from response_tool.models import Response
from tests.conftest import complete, make_round, submit
from tests.factories import ANYBODY, access
from tests.response_tool.pages import address
from tests.response_tool.steps import (
    answer_to,
    events,
    noon,
    put,
    response_of,
    verbs,
    write,
)

EVERY = (1, 2, 3, 4)
OURS = {f"p{number}-relevance": "ours" for number in EVERY}


def chosen(response) -> dict[int, str]:
    rows = response.answers.values_list("priority__number", "relevance")
    return dict(rows.order_by("priority__number"))


@pytest.fixture
def last(strategy, northshire, castlebourne, hopewell, today):
    """Last round's response, submitted; its second priority was not relevant."""
    both = [northshire, castlebourne]
    spring = make_round(strategy, both, today, ago=200, name="spring 2026")
    response = response_of(spring, hopewell)
    complete(response)
    answer = answer_to(response, 2)
    answer.relevance, answer.not_relevant_because = "not_relevant", "We have no beds."
    answer.save()
    return send_as_it_is(response)


def send_as_it_is(response):
    at = noon(response.round.opens_on + timedelta(days=9))
    response.state, response.submitted_at = Response.State.SUBMITTED, at
    response.save()
    return response


def test_a_response_begins_with_its_start_page(cast, response, visit):
    page = visit(cast.lead).open("tasks", response.pk)
    assert page.path == address("start", response.pk)
    assert not events(response)


def test_starting_again_goes_on(cast, response, visit):
    start_response(response=response, by=ANYBODY, at=noon(response.round.opens_on))
    person = visit(cast.lead)
    person.open("start", response.pk)
    assert person.press("Continue").path == address("which", response.pk)
    assert verbs(response) == ["started"]


def test_choices_that_are_missing_are_named_and_what_was_typed_comes_back(
    cast, response, visit
):
    person = visit(cast.lead)
    person.open("which", response.pk)
    typed = {
        "p1-relevance": "ours",
        "p2-relevance": "not_relevant",
        "p3-because": "  half a\nreason ",
        "p4-relevance": "not_relevant",
        "p4-because": "x" * 501,
    }
    page = person.press("Save and continue", typed)
    assert page.title.startswith("Error: ")
    assert page.problems == [
        "Say why priority 2 is not relevant to you",
        "Choose whether priority 3 is yours",
        "Your reason must be 500 characters or fewer. It has 501.",
    ]
    assert page.field("p1-relevance") == "ours"
    assert page.field("p2-relevance") == "not_relevant"
    assert "half a" in page.field("p3-because")
    assert page.field("p4-because") == "x" * 501
    assert chosen(response) == dict.fromkeys(EVERY, "")


def test_last_round_fills_in_and_nothing_is_saved_until_continued(
    cast, last, response, visit
):
    person = visit(cast.lead)
    page = person.open("which", response.pk)
    assert "We have filled this in for you." in page.text
    assert page.text.count("Your answer last round") == 4
    assert page.field("p1-relevance") == "ours"
    assert page.field("p2-relevance") == "not_relevant"
    assert page.field("p2-because") == "We have no beds."
    assert chosen(response) == dict.fromkeys(EVERY, "")
    assert not events(response)
    person.press("Save and continue")
    assert chosen(response) == {
        1: "ours",
        2: "not_relevant",
        3: "ours",
        4: "ours",
    }
    assert answer_to(response, 2).not_relevant_because == "We have no beds."
    again = person.open("which", response.pk)
    assert "We have filled this in for you." not in again.text


def test_without_a_last_round_nothing_is_filled_in(cast, response, visit):
    page = visit(cast.lead).open("which", response.pk)
    assert "We have filled this in for you." not in page.text
    assert not any(f"p{number}-relevance" in page.fields for number in EVERY)


def two_who_choose(cast, response, visit):
    """Two colleagues with the same page; the first has saved it."""
    first, second = visit(cast.lead), visit(cast.contributor)
    for person in (first, second):
        person.open("which", response.pk)
    reason = {"p1-relevance": "not_relevant", "p1-because": "We have no beds."}
    first.press("Save and continue", OURS | reason)
    return second


def test_a_stale_page_shows_the_colleagues_choice_and_keeps_mine(cast, response, visit):
    second = two_who_choose(cast, response, visit)
    page = second.press("Save and continue", OURS)
    (problem,) = page.problems
    assert problem.startswith("A colleague chose “Not relevant to us” for priority 1")
    assert "Your colleague’s reason: “We have no beds.”" in page.text
    assert page.field("p1-relevance") == "ours"
    assert chosen(response)[1] == "not_relevant"
    page = second.press("Save and continue")
    assert page.problems == []
    assert chosen(response) == dict.fromkeys(EVERY, "ours")


def test_a_choice_changed_again_on_a_stale_page_is_no_clash_with_oneself(
    cast, response, visit
):
    second = two_who_choose(cast, response, visit)
    second.press("Save and continue", OURS)
    reason = {"p2-relevance": "not_relevant", "p2-because": "No children."}
    page = second.press("Save and continue", reason)
    assert page.problems == []
    assert chosen(response)[2] == "not_relevant"


def test_choosing_after_it_was_sent_says_so(cast, response, visit):
    person = visit(cast.contributor)
    person.open("which", response.pk)
    submit(response)
    reason = {"p1-relevance": "not_relevant", "p1-because": "We have no beds."}
    page = person.press("Save and continue", OURS | reason)
    assert page.status in (200, 409)
    assert "has been submitted" in page.text
    assert chosen(response)[1] == "ours"


def test_starting_after_it_was_sent_shows_what_was_sent(cast, response, visit):
    person = visit(cast.contributor)
    person.open("start", response.pk)
    submit(response)
    page = person.press("Start now")
    assert page.status in (200, 409)
    assert "submitted" in page.text.lower()


def test_the_task_list_says_how_far_each_priority_is(cast, response, visit, now):
    start_response(response=response, by=access(cast.lead), at=now)
    write(answer_to(response, 1), progress="We met.", difference="Heard.")
    write(answer_to(response, 2), progress="We met.")
    put(answer_to(response, 2), "")
    page = visit(cast.contributor).open("tasks", response.pk)
    assert "1 of 4 answered." in page.text
    status = {n: page.main.find(id=f"status-{n}").get_text() for n in EVERY}
    assert status == {
        1: "Answered",
        2: "In progress",
        3: "Not started",
        4: "Not started",
    }
    hint = page.main.find(id="hint-2").get_text()
    assert hint == "To do: status of one action and what difference this has made"
    assert page.main.find(id="hint-1").get_text() == "No action planned"
    assert "finish priority 2" in page.text
    assert "answer priorities 3 and 4" in page.text.replace(" ,", ",")
    assert "fill in who we can contact" in page.text


def test_the_task_list_links_to_last_rounds_answers(cast, last, response, visit, now):
    start_response(response=response, by=access(cast.lead), at=now)
    page = visit(cast.lead).open("tasks", response.pk)
    link = page.links["Your spring 2026 answers"]
    assert link == address("answers", last.pk)


@pytest.mark.parametrize("name", ["tasks", "receipt"])
def test_a_viewer_is_sent_to_reading(cast, response, visit, name):
    write(answer_to(response, 1), progress="We met.")
    page = visit(cast.viewer).open(name, response.pk)
    assert page.path == address("answers", response.pk)
    assert "A draft. Only your agency can see it until it is submitted." in page.text
    assert "We met." in page.text
    assert not page.main.select("form")


def test_the_board_reads_what_was_sent_and_no_draft(cast, response, visit):
    board = visit(cast.board)
    names = ("tasks", "answers", "history")
    assert [board.open(name, response.pk).status for name in names] == [404] * 3
    submit(response)
    page = board.open("answers", response.pk)
    assert page.status == 200
    assert "Progress on 1." in page.text
    assert "team@agency.example" in page.text
    assert board.open("tasks", response.pk).path == address("answers", response.pk)


def test_the_board_sees_only_the_submission_in_the_history(cast, response, visit):
    submit(response)
    page = visit(cast.board).open("history", response.pk)
    assert "You see what was sent." in page.text
    assert "submitted the response" in page.text
    assert len(page.main.select(".np-history__item")) == 1
    assert "Progress on 1" not in page.text


def test_the_agency_sees_its_whole_history(cast, response, visit, now):
    write(answer_to(response, 1), progress="First.", at=now)
    write(answer_to(response, 1), progress="Second.", at=now, by=access(cast.lead))
    page = visit(cast.viewer).open("history", response.pk)
    assert "You see what was sent." not in page.text
    assert "The family support manager changed priority 1" in page.text
    for words in ("First.", "Second.", "What you have done", "Before", "After"):
        assert words in page.text


def test_responses_lists_what_my_agencies_are_asked_and_nothing_else(
    cast, last, response, round_, harbour, visit
):
    submit(response_of(round_, harbour))
    page = visit(cast.lead).open("responses")
    links = [path for words, path in page.links.items() if "2026" in words]
    assert links == [address("tasks", response.pk), address("tasks", last.pk)]
    assert "Harbour" not in page.text
    assert "Not started" in page.text


def test_a_round_that_has_not_opened_is_not_listed(
    cast, strategy, northshire, castlebourne, visit, today
):
    make_round(strategy, [northshire, castlebourne], today, ago=-1)
    page = visit(cast.lead).open("responses")
    assert "No round of the Response Tool has opened yet." in page.text


def test_a_round_that_closed_unsent_says_so(cast, response, visit, today):
    one = response.round
    one.opens_on, one.due_on, one.closes_on = (
        today - timedelta(days=n) for n in (9, 5, 1)
    )
    one.save()
    start_response(response=response, by=ANYBODY, at=noon(one.opens_on))
    person = visit(cast.lead)
    assert "Not sent" in person.open("responses").text
    assert "Your draft is kept" in person.open("tasks", response.pk).text
