"""Who sees which challenge, and of what kind it is."""

from datetime import timedelta

import pytest

from response_tool import history
from response_tool.models import Challenge
from tests.conftest import submit
from tests.factories import access, partner_in
from tests.response_tool.questions import ask, close, make_late, reply

BOTH, OURS, NONE = ("northshire", "castlebourne"), ("northshire",), ()
SEES = {
    **dict.fromkeys(("lead", "contributor", "viewer"), BOTH),
    **dict.fromkeys(("coordinator", "board", "auditor", "analyst"), OURS),
    **dict.fromkeys(
        ("other_lead", "coordinator_elsewhere", "nobody", "administrator"), NONE
    ),
}


@pytest.fixture
def sent(cast, response):
    return submit(response)


@pytest.fixture
def both(sent, northshire, castlebourne, now):
    """A question of each partnership about the same answer."""
    return ask(sent, northshire, now), ask(sent, castlebourne, now)


@pytest.mark.parametrize("who", SEES)
def test_each_sees_what_is_asked_of_or_by_their_own(cast, both, who):
    seen = Challenge.objects.visible_to(access(getattr(cast, who)))
    assert {one.partnership.slug for one in seen} == set(SEES[who])


@pytest.mark.parametrize("who", ["lead", "board"])
def test_the_history_tells_of_the_challenges_that_its_reader_may_see(
    cast, both, sent, who
):
    seen = Challenge.objects.visible_to(access(getattr(cast, who)))
    days = history.of(sent, sent_only=who == "board", challenges=seen)
    told = [one for on in days for one in on.tellings if one.verb == "asked"]
    labels = {one.what for one in told}
    assert len(labels) == len(SEES[who])
    assert "Northshire’s question about priority 1" in labels
    assert [one.name for one in told[-1].details] == ["Question", "Reply by"]


def test_the_history_says_how_it_was_closed_in_words(both, sent, now):
    close(both[0], now, how="action_agreed")
    (latest, *_) = history.of(sent, sent_only=False)[0].tellings
    said = {one.name: one.now[0].text for one in latest.details}
    assert said == {
        "What came of it": "Action agreed",
        "In their words": "The reply says it.",
    }


def test_another_partnership_knows_nothing_of_it(both, castlebourne):
    seen = Challenge.objects.visible_to(access(partner_in(castlebourne, "coordinator")))
    assert [one.partnership for one in seen] == [castlebourne]


def test_challenges_are_counted_by_kind(sent, northshire, now, today):
    waiting, late, replied, closed = (
        ask(sent, northshire, now, number=n) for n in range(1, 5)
    )
    make_late(late, today)
    reply(replied, now)
    close(closed, now)
    counted = {"open": 3, "waiting": 2, "late": 1, "replied": 1, "closed": 1, "all": 4}
    assert Challenge.objects.counted(today) == counted
    assert list(Challenge.objects.late(today)) == [late]
    assert set(Challenge.objects.waiting()) == {waiting, late}
    assert set(Challenge.objects.open()) == {waiting, late, replied}


def test_a_reply_is_late_from_the_day_after(both, today):
    one = both[0]
    assert not one.is_late(one.reply_by)
    assert one.is_late(one.reply_by + timedelta(days=1))


def test_what_is_replied_to_is_not_late(both, today, now):
    one = make_late(both[0], today)
    reply(one, now)
    one.refresh_from_db()
    assert not one.is_late(today)
