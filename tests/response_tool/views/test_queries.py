"""No page needs more queries because there is more to show."""

from datetime import timedelta

import pytest

from activity.actions import record
from response_tool.models import Response
from strategies.models import Adoption
from tests.conftest import make_round
from tests.factories import (
    ANYBODY,
    NOW,
    AgencyFactory,
    SeatFactory,
    member_of,
    partner_in,
    published_strategy,
)
from tests.response_tool.pages import address, query_count
from tests.response_tool.steps import answer_to, lay_down, put, response_of


@pytest.fixture
def many_hats(cast, northshire, castlebourne, hopewell):
    """Somebody who sees every kind of list: lead here, coordinator there."""
    person = member_of(hopewell, "lead")
    for partnership in (northshire, castlebourne):
        partnership.members.create(user=person, role="coordinator")
    return person


@pytest.fixture
def more_rounds(strategy, northshire, castlebourne, hopewell, today):
    """More rounds, past and open, some of them answered."""

    def add() -> None:
        for number in range(4):
            ago, name = 20 * number + 1, f"round {number}"
            both = [northshire, castlebourne]
            one = make_round(strategy, both, today, ago=ago, name=name)
            if number % 2:
                lay_down(response_of(one, hopewell), p1=["on_track"], at=NOW)

    return add


def more_agencies(partnership) -> None:
    for _ in range(6):
        SeatFactory(partnership=partnership)


@pytest.mark.parametrize("name", ["responses", "rounds", "open_round"])
def test_lists_need_no_more_queries_for_more_rounds(
    signed_in, many_hats, round_, more_rounds, name
):
    client = signed_in(many_hats)
    few = query_count(client, address(name))
    more_rounds()
    assert query_count(client, address(name)) == few


def test_home_needs_no_more_queries_for_more_of_everything(
    signed_in, many_hats, round_, response, northshire, more_rounds
):
    lay_down(response, p1=["on_track"], at=NOW)
    make_round(round_.strategy, [northshire], round_.opens_on, ago=0, length=60)
    client = signed_in(many_hats)
    few = query_count(client, "/")
    more_agencies(northshire)
    more_rounds()
    assert query_count(client, "/") == few


def test_a_round_needs_no_more_queries_for_more_agencies(
    signed_in, many_hats, strategy, northshire, round_, today
):
    client = signed_in(many_hats)
    few = query_count(client, address("round", round_.pk))
    more_agencies(northshire)
    large = make_round(strategy, [northshire], today, name="large")
    for response in large.responses.all()[:3]:
        lay_down(response, p1=["on_track"], at=NOW)
    assert large.responses.count() == 7
    assert query_count(client, address("round", large.pk)) == few


def begun(response) -> Response:
    response.started_at = NOW
    response.save()
    return response


@pytest.mark.parametrize("name", ["tasks", "which", "answers", "check", "history"])
def test_a_response_needs_no_more_queries_for_more_priorities(
    signed_in, northshire, today, name
):
    agency = AgencyFactory()
    SeatFactory(agency=agency, partnership=northshire)
    client = signed_in(member_of(agency, "lead"))
    counts = []
    for each in (1, 4):
        strategy = published_strategy(each=each)
        Adoption.objects.create(
            partnership=northshire, strategy=strategy, adopted_on=today
        )
        last = make_round(strategy, [northshire], today, ago=90)
        told = {f"p{number + 1}": ["on_track"] * each for number in range(2 * each)}
        lay_down(response_of(last, agency), **told, at=NOW)
        now = begun(response_of(make_round(strategy, [northshire], today), agency))
        lay_down(now, **told)
        counts.append(query_count(client, address(name, now.pk)))
    assert counts[0] == counts[1]


def test_a_priority_needs_no_more_queries_for_more_actions(signed_in, cast, response):
    client = signed_in(cast.lead)
    answer = answer_to(response, 1)
    put(answer)
    few = query_count(client, address("priority", response.pk, 1))
    for _ in range(12):
        put(answer)
    assert query_count(client, address("priority", response.pk, 1)) == few


def test_history_needs_no_more_queries_for_more_events(signed_in, cast, response):
    client = signed_in(cast.lead)

    def tell(number: int) -> None:
        at = NOW - timedelta(hours=9 * number)
        after = {"progress": f"Text {number}", "status": "complete"}
        record(by=ANYBODY, at=at, verb="changed", subject=response, after=after)

    tell(0)
    few = query_count(client, address("history", response.pk))
    for number in range(1, 30):
        tell(number)
    assert query_count(client, address("history", response.pk)) == few


def test_the_boards_reading_needs_no_more_queries_for_more_actions(
    signed_in, northshire, response
):
    client = signed_in(partner_in(northshire, "board"))
    lay_down(response, p1=["on_track"], at=NOW)
    few = query_count(client, address("answers", response.pk))
    lay_down(response, p1=["on_track"] * 9, p2=["complete"] * 9, at=NOW)
    assert query_count(client, address("answers", response.pk)) == few
