"""The pages of a response call statuses what its partnerships call them."""

import pytest
from bs4 import BeautifulSoup

from activity.models import Event
from partnership.wording import Words
from response_tool.actions.plans import add_action
from response_tool.wording import words_of_response
from tests.conftest import submit
from tests.factories import ANYBODY


@pytest.fixture
def green(northshire, castlebourne):
    """Both partnerships say “Green” for what is on track."""
    for one in (northshire, castlebourne):
        one.wordings.create(key="status_on_track", words="Green")
        one.wordings.create(key="meaning_on_track", words="Nothing to fear.")


@pytest.fixture
def action(answer, today, now):
    return add_action(
        answer=answer,
        what="Train everybody",
        who="Team manager",
        by_when=today,
        status="on_track",
        by=ANYBODY,
        at=now,
    )


@pytest.fixture
def page(cast, signed_in, response):
    """page("answers/") is the text of a page of the response."""

    def page(rest, who="lead"):
        return signed_in(getattr(cast, who)).get(f"/responses/{response.pk}/{rest}")

    return page


def test_words_that_both_partnerships_use_are_used(response, green):
    assert words_of_response(response.pk).status("on_track") == "Green"


def test_words_that_only_one_of_them_uses_are_not(response, northshire):
    northshire.wordings.create(key="status_on_track", words="Green")
    assert words_of_response(response.pk) == Words()


def test_a_response_to_one_partnership_uses_its_words(
    response, northshire, castlebourne
):
    northshire.wordings.create(key="status_on_track", words="Green")
    response.recipients.filter(partnership=castlebourne).delete()
    assert words_of_response(response.pk).status("on_track") == "Green"


def test_words_are_one_query_for_any_number_of_partnerships(
    response, green, django_assert_num_queries
):
    words_of_response(response.pk)
    with django_assert_num_queries(1):
        words_of_response(response.pk)


@pytest.mark.parametrize(
    "rest", ["answers/", "check/", "priorities/1/", "priorities/1/actions/{}/remove/"]
)
def test_every_page_uses_the_words(page, action, green, rest):
    text = page(rest.format(action.pk)).text
    assert "Green" in text
    assert "On track" not in text


def test_the_form_of_an_action_uses_words_and_meanings(page, green):
    soup = BeautifulSoup(page("priorities/1/actions/add/").content, "html.parser")
    radio = soup.select_one("input[value=on_track]").parent
    assert [part.strip() for part in radio.stripped_strings] == [
        "Green",
        "Nothing to fear.",
    ]


def test_without_own_words_the_form_says_the_standard_ones(page, response):
    soup = BeautifulSoup(page("priorities/1/actions/add/").content, "html.parser")
    radio = soup.select_one("input[value=slipping]").parent
    assert list(radio.stripped_strings) == ["Slipping", "Some delay."]


def test_the_history_uses_the_words_and_keeps_the_status(page, action, green):
    text = page("history/").text
    assert "Green" in text
    assert "On track" not in text
    (event,) = Event.objects.filter(verb="added an action to")
    assert event.after["status"] == "on_track"


def test_the_partnership_reads_its_own_words(page, response, green):
    submit(response)
    text = page("answers/", who="board").text
    assert "Green" in text
    assert "On track" not in text


def test_a_status_is_saved_whatever_it_is_called(
    cast, signed_in, response, action, green
):
    data = {f"status-{action.pk}": "slipping"}
    data |= {f"initial-status-{action.pk}": "on_track", "then": "list"}
    client = signed_in(cast.lead)
    assert (
        client.post(f"/responses/{response.pk}/priorities/1/", data).status_code == 302
    )
    action.refresh_from_db()
    assert action.status == "slipping"
