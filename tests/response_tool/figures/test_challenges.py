"""Challenges counted for the board, and on the home pages of both sides."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnership.models import AgencyMember
from response_tool.figures.challenges import (
    ONE_BY_ONE,
    AgencyChallenges,
    ChallengeFigures,
    figures,
    waiting,
)
from tests.conftest import submit
from tests.factories import access, member_of
from tests.response_tool.pages import address
from tests.response_tool.questions import QUESTION, ask, close, make_late, reply
from tests.response_tool.steps import response_of


@pytest.fixture
def sent(cast, response):
    return submit(response)


@pytest.fixture
def read(northshire, strategy, now):
    def read(*, of=northshire, at=now) -> ChallengeFigures:
        return figures(partnership_id=of.pk, strategy_id=strategy.pk, as_at=at)

    return read


def waits(person, today):
    return waiting(access=access(person), today=today)


def test_nobody_of_the_agency_is_sent_to_close_what_it_was_asked(
    hopewell, northshire, sent, now, today
):
    reply(ask(sent, northshire, now), now)
    person = member_of(hopewell, "viewer")
    northshire.members.create(user=person, role="coordinator")
    titles = [one.title for one in waits(person, today)]
    assert titles
    assert not any("Read the repl" in title for title in titles)


def test_where_nothing_was_asked_there_is_nothing_to_count(read):
    assert read() == ChallengeFigures()


def test_everything_is_counted_for_the_board_and_by_agency(
    read, sent, round_, harbour, castlebourne, now, today
):
    theirs = submit(response_of(round_, harbour))
    ask(sent, castlebourne, now)
    make_late(ask(sent, castlebourne, now), today)
    reply(ask(sent, castlebourne, now), now)
    close(ask(theirs, castlebourne, now), now, how="to_board")
    close(ask(theirs, castlebourne, now), now, how="answered")
    close(ask(theirs, castlebourne, now), now, how="answered")
    assert read(of=castlebourne) == ChallengeFigures(
        waiting=2,
        late=1,
        replied=1,
        closed={"answered": 2, "to_board": 1},
        agencies=[
            AgencyChallenges("Harbour Service", closed=3),
            AgencyChallenges("Hopewell Family Support", waiting=2, late=1, replied=1),
        ],
    )


def test_a_board_counts_only_what_it_asked_itself(read, sent, castlebourne, now):
    ask(sent, castlebourne, now)
    assert read() == ChallengeFigures()


def test_what_was_replied_to_or_closed_is_never_late(
    read, sent, northshire, now, today
):
    reply(make_late(ask(sent, northshire, now), today), now)
    close(make_late(ask(sent, northshire, now), today), now)
    assert read().late == 0


def test_lateness_follows_from_the_day_alone(read, sent, northshire, now):
    ask(sent, northshire, now, days=1)
    day = timedelta(days=1)
    assert [read(at=now + n * day).late for n in (1, 2)] == [0, 1]


def test_counting_takes_one_query(read, sent, northshire, now):
    for number in (1, 2, 3):
        ask(sent, northshire, now, number=number)
    with CaptureQueriesContext(connection) as captured:
        read()
    assert len(captured) == 1


# --- Home pages


def test_those_who_write_for_the_agency_are_asked_to_reply(
    cast, sent, northshire, now, today
):
    one = ask(sent, northshire, now)
    for person in (cast.lead, cast.contributor):
        (item,) = waits(person, today)
        assert item.title == "Reply to Northshire’s question about priority 1"
        assert item.href == address("challenge", one.pk)
        assert (item.due_on, item.quote) == (one.reply_by, QUESTION)
        assert item.kind == "Challenge, autumn 2026"
    for person in (cast.viewer, cast.other_lead, cast.nobody):
        assert waits(person, today) == []


def test_somebody_of_two_agencies_is_told_which(
    cast, sent, harbour, northshire, now, today
):
    AgencyMember.objects.create(user=cast.lead, agency=harbour, role="lead")
    ask(sent, northshire, now)
    (item,) = waits(cast.lead, today)
    assert item.kind == "Challenge, autumn 2026, Hopewell Family Support"


def test_many_questions_end_in_one_line_that_leads_to_the_log(
    cast, sent, northshire, now, today
):
    found = [ask(sent, northshire, now, days=n) for n in range(1, ONE_BY_ONE + 3)]
    items = waits(cast.lead, today)
    assert len(items) == ONE_BY_ONE + 1
    assert items[-1].title == "Reply to 2 more questions"
    assert items[-1].due_on == found[ONE_BY_ONE].reply_by
    assert items[-1].href == f"{address('challenges')}?show=waiting"


def test_the_asker_and_coordinators_are_asked_to_read_the_reply(
    cast, sent, northshire, now, today
):
    one = ask(sent, northshire, now, by=access(cast.board))
    reply(one, now)
    for person in (cast.board, cast.coordinator):
        (item,) = waits(person, today)
        assert item.title == (
            "Read the reply of Hopewell Family Support about priority 1"
        )
        assert item.href == address("challenge", one.pk)
    assert waits(cast.lead, today) == []


def test_many_replies_are_one_line(cast, sent, northshire, now, today):
    for _ in range(ONE_BY_ONE + 1):
        reply(ask(sent, northshire, now), now)
    (item,) = waits(cast.coordinator, today)
    assert item.title == "Read the replies to four questions"
    assert item.href == f"{address('challenges')}?show=replied"


def test_the_others_of_the_partnership_follow_what_is_open(
    cast, sent, northshire, now, today
):
    ask(sent, northshire, now)
    make_late(ask(sent, northshire, now, number=2), today)
    reply(ask(sent, northshire, now, number=3), now)
    close(ask(sent, northshire, now, number=4), now)
    (item,) = waits(cast.auditor, today)
    assert item.title == "Follow the questions that your partnership asked"
    assert item.note == (
        "2 questions wait for a reply, 1 of them late; 1 has been replied to."
    )
    assert item.due_on is None
    assert waits(cast.analyst, today) == []


def test_another_partnership_follows_nothing_of_it(
    cast, sent, castlebourne, now, today
):
    ask(sent, castlebourne, now)
    assert waits(cast.coordinator, today) == []
    assert waits(cast.coordinator_elsewhere, today) == []


def test_what_waits_takes_two_queries_at_most(
    cast, sent, northshire, hopewell, now, today
):
    northshire.members.create(user=cast.lead, role="coordinator")
    who = access(cast.lead)
    for number in (1, 2, 3, 4):
        ask(sent, northshire, now, number=number)
        reply(ask(sent, northshire, now, number=number), now)
    with CaptureQueriesContext(connection) as captured:
        assert len(waiting(access=who, today=today)) > 3
    assert len(captured) == 2


def test_it_stands_on_both_home_pages(cast, signed_in, sent, northshire, now):
    ask(sent, northshire, now, by=access(cast.board))
    lead = signed_in(cast.lead).get("/").content.decode()
    assert "Reply to Northshire’s question about priority 1" in lead
    board = signed_in(cast.board).get("/").content.decode()
    assert "Follow the questions that your partnership asked" in board
