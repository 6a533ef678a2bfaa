"""Typing is saved by itself; nothing typed is lost by time-out, sign-in or leaving."""

import pytest
from django.contrib.sessions.models import Session

from response_tool.actions import start_response, submit_response
from response_tool.models import Answer
from tests.conftest import complete
from tests.factories import ANYBODY, PASSWORD
from tests.response_tool.steps import answer_to, write

DONE = "What have you done"


@pytest.fixture
def path(response, now):
    """The page of priority 1 of a response that Hopewell has begun."""
    start_response(response=response, by=ANYBODY, at=now)
    return f"/responses/{response.pk}/priorities/1/"


def types(guest, words: str) -> None:
    """Type as a person does, at the end of what stands there."""
    box = guest.page.get_by_label(DONE)
    box.click()
    box.press("Control+End")
    box.press_sequentially(words)


def stands(response) -> str:
    return Answer.objects.get(response=response, priority__number=1).progress


def test_what_is_typed_is_saved_by_itself(visitor, cast, response, path):
    lead = visitor(width=320).signs_in(cast.lead).goes_to(path)
    types(lead, "We trained 12 workers.")
    lead.sees("Saved at").checks_the_page()
    assert stands(response) == "We trained 12 workers."
    # Going on, and pressing Save, is nobody's clash
    types(lead, " Two more came in May.")
    lead.presses("Save and go back to the list").sees("In progress")
    assert stands(response) == "We trained 12 workers. Two more came in May."
    # and the history tells it as one change
    lead.goes_to(f"/responses/{response.pk}/history/").checks_the_page()
    assert lead.page.get_by_text("changed priority 1").count() == 1
    assert lead.warnings == []


def test_a_colleagues_change_is_said_and_nothing_is_written_over(
    visitor, cast, response, path
):
    lead = visitor().signs_in(cast.lead).goes_to(path)
    write(answer_to(response, 1), progress="A colleague wrote this.")
    types(lead, "I wrote that.")
    lead.sees("A colleague changed this too.").checks_the_page()
    assert stands(response) == "A colleague wrote this."
    lead.presses("Save and go back to the list").sees("Nothing is lost")
    lead.sees("I wrote that.").sees("A colleague wrote this.")


def test_words_stay_through_signing_in_again(visitor, cast, response, path):
    lead = visitor().signs_in(cast.lead).goes_to(path)
    Session.objects.all().delete()
    types(lead, "We trained 12 workers.")
    lead.sees("You were signed out, so this is not saved yet.").checks_the_page()
    # In another tab of the same browser
    other = lead.page.context.new_page()
    other.goto(lead.address + "/sign-in/")
    other.get_by_label("E-mail address").fill(cast.lead.email)
    other.get_by_label("Password", exact=True).fill(PASSWORD)
    other.get_by_role("button", name="Sign in", exact=True).click()
    other.wait_for_url(lead.address + "/")
    # coming back is enough
    lead.page.evaluate("window.dispatchEvent(new Event('focus'))")
    lead.sees("Saved at")
    assert stands(response) == "We trained 12 workers."


def test_without_javascript_words_stay_through_signing_in_again(
    visitor, cast, response, path
):
    lead = visitor(javascript=False).signs_in(cast.lead).goes_to(path)
    lead.page.get_by_label(DONE).fill("We trained 12 workers.")
    Session.objects.all().delete()
    lead.presses("Save and go back to the list").sees("You were signed out")
    with lead.page.context.expect_page() as opened:
        lead.page.get_by_role("link", name="Sign in again").click()
    other = opened.value
    other.get_by_label("E-mail address").fill(cast.lead.email)
    other.get_by_label("Password", exact=True).fill(PASSWORD)
    other.get_by_role("button", name="Sign in", exact=True).click()
    other.wait_for_url(lead.address + "/")
    lead.presses("Send it again")
    if lead.page.get_by_role("heading", name="Send this page again").count():
        lead.presses("Send it again")
    assert stands(response) == "We trained 12 workers."


def test_what_is_submitted_meanwhile_says_so(visitor, cast, response, path, now):
    lead = visitor().signs_in(cast.lead).goes_to(path)
    complete(response)
    submit_response(response=response, by=ANYBODY, at=now)
    types(lead, "Too late.")
    lead.sees("This response has been submitted, so what you type is not saved.")
    lead.presses("Save and go back to the list").sees("Too late.").checks_the_page()


def test_leaving_with_words_that_are_not_saved_warns(visitor, cast, path):
    lead = visitor().signs_in(cast.lead).goes_to(path)
    types(lead, "Not saved")
    lead.goes_to("/")
    assert lead.warnings == ["beforeunload"]
