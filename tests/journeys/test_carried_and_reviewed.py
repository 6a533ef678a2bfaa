"""Last round carried forward, one answer returned, changed, and accepted by both."""

from datetime import timedelta

import pytest

from response_tool.actions import start_response
from response_tool.models import Action, Answer, Recipient
from tests.conftest import submit
from tests.factories import ANYBODY, partner_in
from tests.response_tool.steps import last_round

REASON = "Please say in which teams."


@pytest.fixture
def begun(response, now):
    """Begun from last round, every priority theirs, the contact known."""
    last_round(response)
    start_response(response=response, by=ANYBODY, at=now)
    Answer.objects.filter(response=response).update(relevance="ours")
    Action.objects.filter(answer__response=response).update(status="on_track")
    type(response).objects.filter(pk=response.pk).update(
        contact_role="Safeguarding lead", contact_email="team@hopewell.example"
    )
    return response


def says(visitor, number: int, choice: str, words: str = "") -> None:
    visitor.sees(f"priority {number} of 4").checks_the_page()
    visitor.page.get_by_label(choice, exact=True).check()
    boxes = visitor.page.get_by_label("What have you done")
    if words:
        boxes.fill(words)
    assert boxes.is_visible() is (choice != "Still true")


def returns_the_first(visitor, today) -> None:
    page = visitor.page
    visitor.sees("Compared with").checks_the_page()
    page.get_by_label("Return priority 1 for a change").check()
    page.get_by_label("What should they change in priority 1?").fill(REASON)
    visitor.presses("Return what is ticked, accept the rest")
    visitor.sees("Enter the day the agency should answer by").checks_the_page()
    on = today + timedelta(days=7)
    for part, number in (("Day", on.day), ("Month", on.month), ("Year", on.year)):
        page.get_by_label(part, exact=True).fill(str(number))
    visitor.presses("Return what is ticked, accept the rest")
    visitor.sees("one answer is returned").checks_the_page()


def carries_on_and_submits(lead, response) -> None:
    lead.goes_to(f"/responses/{response.pk}/priorities/1/")
    says(lead, 1, "Changed", "All 14 workers have done the session.")
    lead.presses("Save and go to priority 2")
    says(lead, 2, "Still true")
    lead.presses("Save and go to priority 3")
    says(lead, 3, "Changed", "Two new groups have begun.")
    lead.presses("Save and go to priority 4")
    says(lead, 4, "Changed", "Parents now write the leaflet.")
    lead.presses("Save and go back to the list").sees("All 4 answered")
    lead.checks_the_page().goes_to(f"/responses/{response.pk}/check/")
    lead.checks_the_page()
    lead.page.get_by_label("I confirm").check()
    lead.presses("Submit").sees("Response Tool submitted").checks_the_page()


def opens_the_review(coordinator):
    coordinator.goes_to("/").follows("Review the answers").checks_the_page()
    return coordinator.follows("Review the answers of Hopewell")


def changes_what_was_returned(lead) -> None:
    lead.goes_to("/").sees(REASON).checks_the_page()
    lead.follows("Change one answer that was returned").checks_the_page()
    lead.follows("Change this answer").sees(REASON).checks_the_page()
    lead.page.get_by_label("What have you done").fill("In both of our teams.")
    lead.presses("Save and look at what goes back").checks_the_page()
    lead.presses("Send back to Castlebourne").sees("waiting for review")
    lead.checks_the_page()


def accepts(coordinator) -> None:
    coordinator.checks_the_page().presses("Accept all 4")
    coordinator.sees("every answer is accepted").checks_the_page()


def test_a_round_from_carrying_on_to_acceptance_by_both(
    visitor, cast, begun, castlebourne, today
):
    lead = visitor().signs_in(cast.lead)
    carries_on_and_submits(lead, begun)
    castle = visitor().signs_in(partner_in(castlebourne, "coordinator"))
    opens_the_review(castle)
    returns_the_first(castle, today)
    north = visitor(width=320).signs_in(cast.coordinator)
    accepts(opens_the_review(north).sees("returned this on"))
    changes_what_was_returned(lead)
    accepts(opens_the_review(castle).sees("In both"))
    reviews = Recipient.objects.filter(response=begun).values_list("review", flat=True)
    assert set(reviews) == {"accepted"}


def test_a_lead_takes_back_and_withdraws(visitor, cast, response, today):
    submit(response)
    lead = visitor(width=320).signs_in(cast.lead)
    lead.goes_to(f"/responses/{response.pk}/receipt/").checks_the_page()
    lead.follows("Take it back").checks_the_page()
    lead.goes_to(f"/responses/{response.pk}/withdraw/").checks_the_page()
    lead.presses("Withdraw it").sees("Say why you withdraw it").checks_the_page()


def test_a_coordinator_moves_the_dates(visitor, cast, round_, response):
    person = visitor(width=320).signs_in(cast.coordinator)
    person.goes_to(f"/rounds/{round_.pk}/dates/").checks_the_page()
    person.presses("Change the dates").sees("Say why").checks_the_page()
    person.goes_to(f"/rounds/{round_.pk}/extend/").checks_the_page()
