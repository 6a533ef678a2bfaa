"""The page of one priority: saving it, and what comes back."""

from datetime import timedelta

import pytest

from response_tool.actions import add_action
from response_tool.models import Answer
from tests.conftest import make_round, submit
from tests.factories import ANYBODY, NOW, TODAY
from tests.response_tool.pages import Visitor, address
from tests.response_tool.steps import (
    answer_to,
    events,
    lay_down,
    noon,
    put,
    response_of,
    write,
)

LIST = "Save and go back to the list"


@pytest.fixture
def writer(cast, response, visit) -> Visitor:
    """A contributor with the page of priority 1 open."""
    person = visit(cast.contributor)
    person.open("priority", response.pk, 1)
    return person


@pytest.fixture
def reopen(writer, response):
    """Put something there first, then open the page."""
    return lambda: writer.open("priority", response.pk, 1)


def stands(answer) -> Answer:
    return Answer.objects.get(pk=answer.pk)


@pytest.mark.parametrize(
    ("button", "name", "args"),
    [
        ("Add an action", "add_action", (1,)),
        ("Save and go to priority 2", "priority", (2,)),
        (LIST, "start", ()),  # the list of a response that was not begun
        ("Save", "priority", (2,)),  # what the Enter key presses
    ],
)
def test_every_button_saves_and_leads_on(writer, response, answer, button, name, args):
    page = writer.press(button, {"progress": "We met."})
    assert page.path == address(name, response.pk, *args)
    assert stands(answer).progress == "We met."


@pytest.mark.parametrize("verb", ["Change", "Remove"])
def test_the_buttons_of_an_action_save_and_lead_to_it(
    writer, reopen, response, answer, verb
):
    action = put(answer, what="Train")
    reopen()
    page = writer.press(f"{verb} action 1: Train", {"progress": "We met."})
    name = f"{verb.lower()}_action"
    assert page.path == address(name, response.pk, 1, action.pk)
    assert stands(answer).progress == "We met."


def test_the_last_priority_leads_back_to_the_list(writer, response):
    page = writer.open("priority", response.pk, 4)
    assert not any(label.startswith("Save and go to") for label in page.buttons)
    assert LIST in page.buttons
    assert writer.press("Save").path == address("start", response.pk)


@pytest.mark.parametrize(
    "then", ["change-", "change-x", "remove-²", "blow-up", "add-1"]
)
def test_a_button_that_does_not_exist_leads_to_the_list(writer, response, answer, then):
    url = address("priority", response.pk, 1)
    sent = writer.client.post(url, {"progress": "We met.", "then": then})
    assert sent.status_code == 302
    assert sent["Location"] == address("tasks", response.pk)
    assert stands(answer).progress == "We met."


def test_a_button_of_an_unknown_action_is_not_found(writer, response):
    url = address("priority", response.pk, 1)
    sent = writer.client.post(url, {"then": "change-999999"}, follow=True)
    assert sent.status_code == 404


def test_saving_and_coming_back_shows_what_was_saved(writer, response, answer):
    text = "First line.\n\n  Second line, “quoted”."
    writer.press(LIST, {"progress": text, "difference": "Heard."})
    page = writer.open("priority", response.pk, 1)
    assert page.field("progress") == text
    assert page.field("difference") == "Heard."
    assert "by the volunteer coordinator" in page.text
    # Sending the page as it is changes nothing, whatever a browser does to line ends.
    before = len(events(response))
    writer.press(LIST)
    assert len(events(response)) == before


def test_statuses_are_saved_on_the_page(writer, reopen, answer):
    action = put(answer, "")
    assert "Needs a status" in reopen().text
    writer.press(LIST, {f"status-{action.pk}": "embedded"})
    action.refresh_from_db()
    assert action.status == "embedded"


def test_an_overlong_text_comes_back_with_everything_else(writer, reopen, answer):
    action = put(answer, "on_track")
    reopen()
    typed = {
        "progress": "x" * 4001,
        "difference": "Heard.",
        f"status-{action.pk}": "slipping",
    }
    page = writer.press(LIST, typed)
    assert page.title.startswith("Error: ")
    assert page.problems == [
        "What you have done must be 4,000 characters or fewer. It has 4,001."
    ]
    assert {name: page.field(name) for name in typed} == typed
    assert "Neglect strategy portal" in page.html
    assert "Your account" in page.html
    assert stands(answer).progress == ""
    writer.press(LIST, {"progress": "Shorter."})
    action.refresh_from_db()
    assert (stands(answer).difference, action.status) == ("Heard.", "slipping")


def test_an_unknown_status_comes_back_with_everything_else(
    writer, reopen, response, answer
):
    action = put(answer, "on_track")
    page = reopen()
    sent = page.fields | {f"status-{action.pk}": ["blooming"], "progress": ["We met."]}
    answered = writer.client.post(page.path, sent)
    assert "blooming is not one of the available choices" in answered.content.decode()
    assert "We met." in answered.content.decode()
    action.refresh_from_db()
    assert action.status == "on_track"


@pytest.mark.parametrize(
    "text", ["<script>alert('x')</script> & <b>bold</b>", '=HYPERLINK("http://x","y")']
)
def test_html_and_formulas_are_shown_as_typed(cast, writer, response, answer, text):
    page = writer.press("Save", {"progress": text})
    page = writer.open("priority", response.pk, 1)
    assert page.field("progress") == text
    for name in ("answers", "check", "history"):
        page = writer.open(name, response.pk)
        assert text in page.text
        assert "<script>alert" not in page.html
        assert not page.main.find("b")


def test_an_action_is_shown_as_typed_too(writer, reopen, response, answer):
    put(answer, what="<img src=x onerror=alert(1)>", who="=1+1")
    for page in (reopen(), writer.open("answers", response.pk)):
        assert "<img src=x onerror=alert(1)>" in page.text
        assert "=1+1" in page.text
        assert not page.main.find("img")


def test_a_priority_that_is_not_theirs_shows_the_reason_and_no_form(
    writer, reopen, response, answer
):
    lay_down(response, p1="We have no beds.", p2="Nor chairs.", p3=[])
    page = reopen()
    words = "not relevant to Hopewell Family Support, because: We have no beds."
    assert words in page.text
    assert not page.main.select("form")
    assert page.links["Change this"] == f"{address('which', response.pk)}#priority-1"
    # Priority 2 is not theirs either.
    assert page.links["Go to priority 3"] == address("priority", response.pk, 3)


def test_what_was_typed_is_not_lost_when_a_colleague_said_it_is_not_theirs(
    writer, response
):
    lay_down(response, p1="We have no beds.")
    page = writer.press(LIST, {"progress": "Words. " * 600})
    assert "Words. Words." in page.html


def test_last_rounds_words_stand_beside_the_boxes_and_not_in_them(
    writer, reopen, strategy, northshire, castlebourne, hopewell, today
):
    both = [northshire, castlebourne]
    spring = make_round(strategy, both, today, ago=200, name="spring 2026")
    last = response_of(spring, hopewell)
    write(answer_to(last, 1), progress="Last time.", difference="Seen then.")
    lay_down(last, at=noon(spring.opens_on + timedelta(days=9)))
    page = reopen()
    assert "In spring 2026 you said" in page.text
    assert "Last time." in page.text
    assert "Seen then." in page.text
    assert (page.field("progress"), page.field("difference")) == ("", "")


def test_the_question_stays_the_same_when_the_page_comes_back(
    writer, reopen, strategy, northshire, castlebourne, hopewell, today
):
    both = [northshire, castlebourne]
    spring = make_round(strategy, both, today, ago=200, name="spring 2026")
    last = response_of(spring, hopewell)
    lay_down(last, p1=[], at=noon(spring.opens_on + timedelta(days=9)))
    asked = "What have you done since last round?"
    assert asked in reopen().text
    assert asked in writer.press(LIST, {"progress": "x" * 4001}).text


def test_a_page_with_twenty_actions_still_takes_a_text(writer, reopen, answer):
    for number in range(20):
        add_action(
            answer=answer,
            what=f"Action {number}",
            who="Manager",
            by_when=TODAY,
            status="",
            by=ANYBODY,
            at=NOW,
        )
    reopen()
    writer.press(LIST, {"progress": "We met."})
    assert stands(answer).progress == "We met."
    page = writer.go(address("add_action", answer.response_id, 1))
    typed = {"what": "One more", "who": "Manager", "status": "complete"}
    days = {"by_when-day": "1", "by_when-month": "2", "by_when-year": "2027"}
    page = writer.press("Add this action", typed | days)
    assert page.problems == [
        "A priority can have 20 actions. Remove or join some first."
    ]
    assert page.field("what") == "One more"


def test_words_saved_after_it_was_sent_are_shown_and_kept(writer, response, answer):
    submit(response)
    words = "Written too late.\nTwo lines."
    page = writer.press(LIST, {"progress": words, "difference": ""})
    assert page.status == 409
    assert page.heading == "Your words are not part of the answer"
    assert "has been submitted" in page.text
    assert "Written too late. Two lines." in page.text
    assert stands(answer).progress == "Progress on 1."
    last = events(response)[-1]
    assert last.verb == "wrote, but did not save,"
    assert last.after == {"progress": words}
    history = writer.follow("the history")
    assert "wrote, but did not save, priority 1" in history.text
    assert "Written too late." in history.text


def test_a_page_sent_unchanged_after_it_was_sent_keeps_nothing_aside(writer, response):
    submit(response)
    before = len(events(response))
    page = writer.press(LIST)
    assert page.status == 409
    assert "Nothing is lost" not in page.text
    assert len(events(response)) == before
