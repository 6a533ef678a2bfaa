"""From the home page to the receipt, without JavaScript."""

from response_tool.models import Action, Response
from tests.response_tool.pages import Visitor, address, day
from tests.response_tool.steps import answer_to, verbs

TEXTS = {"progress": "We met every family.", "difference": "Children are heard."}
ACTION = {
    "what": "Train all staff",
    "who": "Team manager",
    "status": "on_track",
    **day("by_when", "27 March 2027"),
}
CONTACT = {
    "contact_role": "Safeguarding lead",
    "contact_email": "team@hopewell.example",
}


def begin(person: Visitor) -> None:
    """From the home page to the task list; the third priority is not theirs."""
    person.go("/")
    page = person.follow("Start your Response Tool")
    words = "Northshire Safeguarding Children Partnership ask how your agency"
    assert words in page.text
    page = person.press("Start now")
    assert page.heading == "Which priorities are yours?"
    ours = {f"p{number}-relevance": "ours" for number in (1, 2, 4)}
    reason = {"p3-relevance": "not_relevant", "p3-because": "We have no beds."}
    page = person.press("Save and continue", ours | reason)
    assert "1 of 4 answered." in page.text
    assert "Your reason: we have no beds." in page.text


def answer(person: Visitor, response: Response) -> None:
    """From the task list through every priority and back, by the buttons."""
    person.follow("1. Do thing 1")
    page = person.press("Add an action", TEXTS)
    assert page.path == address("add_action", response.pk, 1)
    page = person.press("Add this action", ACTION)
    assert page.path == address("priority", response.pk, 1)
    assert page.field("progress") == "We met every family."
    page = person.press("Save and go to priority 2")
    assert page.path == address("priority", response.pk, 2)
    # Priority 3 is not theirs, so the next is 4.
    page = person.press("Save and go to priority 4", TEXTS)
    assert page.path == address("priority", response.pk, 4)
    page = person.press("Save and go back to the list", TEXTS)
    assert page.path == address("tasks", response.pk)
    assert "All 4 answered." in page.text
    assert "Cannot submit yet" in page.text


def say_whom_to_ask(person: Visitor) -> None:
    person.follow("Who we can contact")
    page = person.press("Save and go back to the list", CONTACT)
    assert "Cannot submit yet" not in page.text


def test_a_lead_answers_everything_and_sends_it(cast, response, visit):
    lead = visit(cast.lead)
    begin(lead)
    answer(lead, response)
    say_whom_to_ask(lead)
    page = lead.follow("Check your answers and submit")
    for words in ("Train all staff", "27 March 2027", *TEXTS.values()):
        assert words in page.text
    page = lead.press("Submit", {"declared": ["on"]})
    assert page.path == address("receipt", response.pk)
    assert page.heading == "Response Tool submitted"
    assert "3 yours, 1 not relevant" in page.text

    response.refresh_from_db()
    assert response.is_submitted
    action = Action.objects.get()
    assert (action.what, action.status) == ("Train all staff", "on_track")
    assert answer_to(response, 2).difference == "Children are heard."
    assert (verbs(response)[0], verbs(response)[-1]) == ("started", "submitted")

    # To sign up is all that is left: no response waits any more.
    home = lead.go("/").text
    assert "One thing is waiting for you." in home
    assert "Sign your agency up" in home
    lead.follow("See the receipt")
    page = lead.follow("Read what you sent")
    assert page.path == address("answers", response.pk)
    assert "We have no beds." in page.text
    assert not page.main.select("form")


def test_a_contributor_does_the_same_up_to_sending_it(cast, response, visit):
    person = visit(cast.contributor)
    begin(person)
    answer(person, response)
    say_whom_to_ask(person)
    page = person.follow("Check the answers")
    words = "Only a lead of Hopewell Family Support can submit it: the family support"
    assert words in page.text
    assert not page.main.select("form")
    refused = person.client.post(page.path, {"declared": "on"})
    assert refused.status_code == 403
    assert "you need to be a lead" in refused.content.decode()
    assert not Response.objects.get(pk=response.pk).is_submitted
