"""What an agency said last, in this version of a strategy or in one before."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from response_tool.earlier import last_answers
from strategies.models import Strategy
from tests.conftest import complete, make_round, submit
from tests.factories import AdoptionFactory, published_strategy
from tests.response_tool.pages import address
from tests.response_tool.steps import noon, response_of, send


@pytest.fixture
def rounds(strategy, northshire, castlebourne, hopewell, harbour, today):
    """Three rounds: now, half a year ago, and a year ago."""
    both = [northshire, castlebourne]
    return [
        make_round(strategy, both, today, ago=ago, name=f"{ago} days ago")
        for ago in (21, 200, 400)
    ]


def test_last_answers_are_of_the_latest_submitted_round(rounds, hopewell, harbour):
    now, spring, before = (response_of(one, hopewell) for one in rounds)
    for one in (spring, before, response_of(rounds[1], harbour)):
        send(one, at=noon(one.round.opens_on + timedelta(days=9)))
    with CaptureQueriesContext(connection) as captured:
        last = last_answers(now)
        words = {n: [a.what for a in one.actions.all()] for n, one in last.items()}
        named = {one.response.round.name for one in last.values()}
    assert len(captured) == 3
    assert named == {"200 days ago"}
    assert words == {n: [f"Action for {n}"] for n in (1, 2, 3, 4)}
    assert {one.response_id for one in last.values()} == {spring.pk}


def test_a_draft_of_last_round_is_passed_over(rounds, hopewell):
    now, spring, before = (response_of(one, hopewell) for one in rounds)
    send(before, at=noon(before.round.opens_on + timedelta(days=9)))
    complete(spring)
    assert {one.response_id for one in last_answers(now).values()} == {before.pk}


def test_a_later_round_is_not_a_last_one(rounds, hopewell):
    submit(response_of(rounds[0], hopewell))
    assert last_answers(response_of(rounds[1], hopewell)) == {}


def test_another_strategys_answers_are_not_last_rounds(rounds, hopewell):
    now, spring, _ = (response_of(one, hopewell) for one in rounds)
    send(spring, at=noon(spring.round.opens_on + timedelta(days=9)))
    other = type(now.round.strategy).objects.create(title="Other", slug="other")
    spring.round.strategy = other
    spring.round.save()
    assert last_answers(now) == {}


@pytest.fixture
def revised(strategy, northshire, castlebourne):
    """The next version: 1 kept, 2 split in 2 and 3, old 3 and 4 merged in 4, 5 new."""
    later = published_strategy(objectives=1, each=5)
    Strategy.objects.filter(pk=later.pk).update(previous=strategy)
    old = {one.number: one for one in strategy.priorities.all()}
    for number, before in ((1, [1]), (2, [2]), (3, [2]), (4, [3, 4])):
        priority = later.priorities.get(number=number)
        priority.predecessors.set([old[one] for one in before])
    for partnership in (northshire, castlebourne):
        AdoptionFactory(partnership=partnership, strategy=later)
    return Strategy.objects.get(pk=later.pk)


@pytest.fixture
def on_new_version(rounds, revised, hopewell, northshire, castlebourne, today):
    """A draft in the first round on the next version; the last one was to this."""
    send(response_of(rounds[1], hopewell), at=noon(rounds[1].opens_on))
    both = [northshire, castlebourne]
    return response_of(make_round(revised, both, today, ago=1), hopewell)


def test_answers_to_the_version_before_stand_under_what_carries_them_on(on_new_version):
    last = last_answers(on_new_version)
    assert {number: one.progress for number, one in last.items()} == {
        1: "Progress on 1.",
        2: "Progress on 2.",
        3: "Progress on 2.",
        4: "Progress on 3.\n\nProgress on 4.",
    }
    assert [list(last[number].carried_from) for number in (1, 3, 4)] == [
        [1],
        [2],
        [3, 4],
    ]


def test_earlier_versions_cost_as_many_queries_however_many_priorities(on_new_version):
    with CaptureQueriesContext(connection) as captured:
        last_answers(on_new_version)
    assert len(captured) == 6


def test_a_version_between_that_nobody_answered_is_bridged(
    on_new_version, revised, hopewell, northshire, castlebourne, today
):
    third = published_strategy(objectives=1, each=1)
    Strategy.objects.filter(pk=third.pk).update(previous=revised)
    third.priorities.get().predecessors.set([revised.priorities.get(number=4)])
    AdoptionFactory(partnership=northshire, strategy=third)
    again = make_round(Strategy.objects.get(pk=third.pk), [northshire], today, ago=0)
    last = last_answers(response_of(again, hopewell))
    assert {number: one.carried_from for number, one in last.items()} == {1: [3, 4]}


def test_the_pages_say_what_carries_on(cast, visit, on_new_version):
    person = visit(cast.lead)
    page = person.open("which", on_new_version.pk)
    assert "Your answer last round, to priorities 3 and 4 of the version" in page.text
    page = person.go(address("priority", on_new_version.pk, 4))
    assert "About priorities 3 and 4 of the version before" in page.text
    assert "Progress on 3." in page.text
