"""Two people at one question in the same moment, in two threads."""

from functools import partial

import pytest
from django.core.exceptions import ValidationError

from response_tool.actions import withdraw_response
from response_tool.models import Challenge
from tests.conftest import submit
from tests.factories import ANYBODY
from tests.response_tool.questions import ask, close, reply

HELD = "response_tool.actions.challenges._held"
ASKING = "response_tool.actions.challenges._check_asked"


@pytest.fixture
def sent(overtaking, request):
    return submit(request.getfixturevalue("response"))


@pytest.fixture
def challenge(sent, northshire, now):
    return ask(sent, northshire, now)


def test_two_who_reply_at_once_write_one_reply_and_the_other_is_told(
    overtaking, challenge, now
):
    one, other = overtaking(
        HELD,
        partial(reply, challenge, now, text="Mine.", seen=0),
        partial(reply, challenge, now, text="Theirs.", seen=0),
    )
    assert one.text == "Mine."
    assert isinstance(other, ValidationError)
    assert other.code == "meanwhile"
    assert [each.text for each in challenge.thread()] == ["Mine."]


def test_a_reply_and_a_closing_at_once_do_not_pass_each_other(
    overtaking, challenge, now
):
    one, other = overtaking(
        HELD,
        partial(reply, challenge, now, text="Mine.", seen=0),
        partial(close, challenge, now, seen=0),
    )
    assert one.text == "Mine."
    assert other.code == "meanwhile"
    challenge.refresh_from_db()
    assert challenge.state == "replied"


def test_two_who_close_at_once_close_it_one_way(overtaking, challenge, now):
    one, other = overtaking(
        HELD,
        partial(close, challenge, now, how="to_board", seen=0),
        partial(close, challenge, now, how="withdrawn", seen=0),
    )
    assert one is None
    assert other.code == "moved"
    challenge.refresh_from_db()
    assert challenge.closed_how == "to_board"


def test_an_answer_withdrawn_as_it_is_asked_about_was_asked_first(
    overtaking, sent, northshire, now
):
    one, other = overtaking(
        ASKING,
        partial(ask, sent, northshire, now),
        partial(withdraw_response, response=sent, reason="Early.", by=ANYBODY, at=now),
    )
    assert (one.state, other) == ("open", None)
    assert Challenge.objects.get().said["progress"] == "Progress on 1."
