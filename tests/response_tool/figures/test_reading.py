"""What the figures read: never a draft, never more queries, only what concerns them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from response_tool.figures import figures, fingerprint
from response_tool.figures.shapes import ResponseFigures
from tests.conftest import complete, make_round, submit
from tests.factories import (
    NOW,
    TODAY,
    AdoptionFactory,
    AgencyFactory,
    SeatFactory,
    published_strategy,
)
from tests.response_tool.steps import answer_to, lay_down, put, response_of, write


@pytest.fixture
def both(northshire, castlebourne, hopewell, harbour):
    return [northshire, castlebourne]


@pytest.fixture
def autumn(strategy, both):
    return make_round(strategy, both, TODAY)


def of(partnership, strategy, *, as_at=NOW) -> ResponseFigures:
    ids = {"partnership_id": partnership.pk, "strategy_id": strategy.pk}
    return figures(**ids, as_at=as_at)


def print_of(partnership, strategy, *, as_at=NOW) -> str:
    ids = {"partnership_id": partnership.pk, "strategy_id": strategy.pk}
    return fingerprint(**ids, as_at=as_at)


def test_without_a_round_there_are_no_figures(northshire, strategy):
    assert of(northshire, strategy) == ResponseFigures()


def test_a_round_that_has_not_opened_gives_no_figures(northshire, strategy, both):
    make_round(strategy, both, TODAY, ago=-1)
    assert of(northshire, strategy) == ResponseFigures()
    assert of(northshire, strategy, as_at=NOW + timedelta(days=1)).round


def test_a_neighbours_round_gives_no_figures(northshire, castlebourne, strategy, both):
    make_round(strategy, [castlebourne], TODAY)
    assert of(northshire, strategy) == ResponseFigures()


def test_only_agencies_with_a_seat_here_are_counted(
    northshire, castlebourne, strategy, autumn
):
    names = [one.name for one in of(northshire, strategy).agencies]
    assert names == ["Hopewell Family Support"]
    assert of(castlebourne, strategy).totals.asked == 2


def test_a_draft_changes_nothing_that_the_board_sees(
    castlebourne, strategy, autumn, hopewell, harbour
):
    submit(response_of(autumn, harbour))
    before = of(castlebourne, strategy), print_of(castlebourne, strategy)
    draft = response_of(autumn, hopewell)
    complete(draft)
    put(answer_to(draft, 1), "off_track", by_when=TODAY - timedelta(days=9))
    write(answer_to(draft, 2), difference="Something to be proud of.")
    assert (of(castlebourne, strategy), print_of(castlebourne, strategy)) == before


def test_a_draft_of_last_round_stays_unseen_for_good(castlebourne, strategy, both):
    last, _ = (make_round(strategy, both, TODAY, ago=ago) for ago in (200, 21))
    before = of(castlebourne, strategy)
    draft = last.responses.get(agency__slug="harbour")
    lay_down(draft, p1=[("off_track", TODAY - timedelta(days=99))])
    assert of(castlebourne, strategy) == before


def test_the_latest_response_is_the_one_that_stands(
    castlebourne, strategy, both, harbour
):
    rounds = [make_round(strategy, both, TODAY, ago=ago) for ago in (400, 200, 21)]
    late = TODAY - timedelta(days=9)
    for one, what in zip(rounds, ("oldest", "older"), strict=False):
        response = response_of(one, harbour)
        lay_down(response, p1=[], at=NOW - timedelta(days=100))
        put(answer_to(response, 1), "slipping", by_when=late, what=what)
    assert [one.what for one in of(castlebourne, strategy).overdue] == ["older"]


def say(response, number, text) -> None:
    """What an agency said about one priority, in a response that it has sent."""
    lay_down(response, **{f"p{number}": []}, at=NOW)
    response.answers.filter(priority__number=number).update(difference=text)


def test_statements_come_by_priority_then_agency(
    castlebourne, strategy, autumn, hopewell, harbour
):
    for agency in (hopewell, harbour):
        for number in (2, 1):
            say(response_of(autumn, agency), number, f"{agency.slug} {number}")
    found = of(castlebourne, strategy)
    told = [(one.text, one.agency, one.priority) for one in found.statements]
    assert told == [
        ("harbour 1", "Harbour Service", 1),
        ("hopewell 1", "Hopewell Family Support", 1),
        ("harbour 2", "Harbour Service", 2),
        ("hopewell 2", "Hopewell Family Support", 2),
    ]
    assert found.statements[0].response_id == response_of(autumn, harbour).pk
    assert found.statements[0].priority_title == "Thing 1"


def test_highlights_are_of_different_agencies(castlebourne, strategy, both):
    for _ in range(5):
        SeatFactory(partnership=castlebourne)
    autumn = make_round(strategy, both, TODAY)
    for response in autumn.responses.all():
        for number in (1, 2, 3, 4):
            say(response, number, f"{response.agency.slug} {number}")
    found = of(castlebourne, strategy)
    assert len(found.statements) == 28
    assert len({one.agency for one in found.highlights}) == 3
    assert len({one.priority for one in found.highlights}) == 3
    assert set(found.highlights) <= set(found.statements)


def test_one_agency_is_highlighted_once(castlebourne, strategy, autumn, harbour):
    for number in (1, 2, 3, 4):
        say(response_of(autumn, harbour), number, "Heard.")
    assert len(of(castlebourne, strategy).highlights) == 1


def test_too_early_to_say_is_counted_and_not_told(
    castlebourne, strategy, autumn, hopewell, harbour
):
    say(response_of(autumn, harbour), 1, "Too early to say: we know in May.")
    say(response_of(autumn, harbour), 2, "TOO EARLY")
    say(response_of(autumn, hopewell), 1, "It was not too early to see a change.")
    found = of(castlebourne, strategy)
    assert found.too_early == 2
    assert [one.text for one in found.statements] == [
        "It was not too early to see a change."
    ]
    assert found.highlights == found.statements


@pytest.mark.parametrize(
    "text",
    [
        "Too early to say in full, but children tell us that they are less hungry.",
        "Too early to be sure: 14 children now have a bed of their own.",
        "Too early to say for most. " + "Families who came back told us why. " * 6,
    ],
)
def test_what_is_not_too_early_after_all_is_told(
    castlebourne, strategy, autumn, harbour, text
):
    say(response_of(autumn, harbour), 1, text)
    found = of(castlebourne, strategy)
    assert ([one.text for one in found.statements], found.too_early) == ([text], 0)


def test_what_was_said_about_what_is_not_relevant_is_not_told(
    castlebourne, strategy, autumn, harbour
):
    response = response_of(autumn, harbour)
    say(response, 1, "Heard.")
    answer = answer_to(response, 1)
    answer.relevance, answer.not_relevant_because = "not_relevant", "Moved away."
    answer.save()
    assert of(castlebourne, strategy).statements == []


def queries(partnership, strategy) -> int:
    with CaptureQueriesContext(connection) as captured:
        of(partnership, strategy)
    return len(captured)


def seven_tables_of(partnership, strategy, agencies: int, rounds: int) -> None:
    """Rounds in which all but one agency have answered, the last one since before."""
    for _ in range(agencies):
        SeatFactory(partnership=partnership)
    for number in range(rounds):
        one = make_round(strategy, [partnership], TODAY, ago=200 * (rounds - number))
        responses = list(one.responses.select_related("agency"))
        for response in responses if number < rounds - 1 else responses[1:]:
            said = [("slipping", TODAY - timedelta(days=9)), "embedded"]
            lay_down(response, p1=said, p2=["complete"], p3="No.", p4=[], at=NOW)


def test_figures_take_as_many_queries_for_many_as_for_few(northshire):
    few, many = published_strategy(), published_strategy()
    here, there = northshire, SeatFactory(agency=AgencyFactory()).partnership
    AdoptionFactory(partnership=here, strategy=few)
    AdoptionFactory(partnership=there, strategy=many)
    seven_tables_of(here, few, agencies=2, rounds=2)
    seven_tables_of(there, many, agencies=11, rounds=3)
    assert len(of(there, many).overdue) == 12
    assert queries(here, few) == queries(there, many) == 6


def test_the_fingerprint_is_one_query(northshire, strategy, autumn):
    with CaptureQueriesContext(connection) as captured:
        print_of(northshire, strategy)
    assert len(captured) == 1


def test_the_fingerprint_changes_with_a_submission_to_this_partnership(
    northshire, castlebourne, strategy, autumn, harbour
):
    before = [print_of(one, strategy) for one in (northshire, castlebourne)]
    submit(response_of(autumn, harbour))
    after = [print_of(one, strategy) for one in (northshire, castlebourne)]
    assert [a == b for a, b in zip(before, after, strict=True)] == [True, False]


def test_the_fingerprint_changes_with_a_new_round_of_this_strategy(
    northshire, strategy, both, autumn
):
    before = print_of(northshire, strategy)
    other = published_strategy()
    AdoptionFactory(partnership=northshire, strategy=other)
    make_round(other, [northshire], TODAY)
    assert print_of(northshire, strategy) == before
    make_round(strategy, both, TODAY, ago=1)
    assert print_of(northshire, strategy) != before


def test_the_fingerprint_changes_with_the_day_and_not_with_the_hour(
    northshire, strategy, autumn
):
    # What is overdue depends on the day.
    at = NOW.replace(hour=9)
    before = print_of(northshire, strategy, as_at=at)
    evening = print_of(northshire, strategy, as_at=at + timedelta(hours=14))
    tomorrow = print_of(northshire, strategy, as_at=at + timedelta(hours=15))
    assert (evening == before, tomorrow == before) == (True, False)


def test_the_fingerprint_changes_with_the_dates_of_a_round(
    northshire, strategy, autumn
):
    before = print_of(northshire, strategy)
    autumn.closes_on += timedelta(days=7)
    autumn.save()
    assert print_of(northshire, strategy) != before
