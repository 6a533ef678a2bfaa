"""What a partnership and an agency have still to look at, whatever its age."""

from datetime import date

from performance.owing import owed
from performance.received import arrivals
from tests.performance.steps import QUARTER, accept, ask, give, measure, query, send

ON = date(2026, 11, 18)
LONG_AGO = QUARTER.moved(-9)


def test_what_waits_is_listed_however_old_it_is(asked, rereferrals, northshire):
    give(asked, rereferrals, 9, 64, period=LONG_AGO)
    sent = send(asked, LONG_AGO)
    (first, *others) = arrivals(northshire, on=ON)
    assert (first.period, first.waiting, first.asked) == (LONG_AGO, 1, 1)
    assert LONG_AGO not in {one.period for one in others}
    accept(sent, northshire)
    assert LONG_AGO not in {one.period for one in arrivals(northshire, on=ON)}


def test_another_partnerships_look_is_no_matter(
    asked, rereferrals, northshire, castlebourne
):
    give(asked, rereferrals, 9, 64)
    accept(send(asked), castlebourne)
    mine = {one.period: one for one in arrivals(northshire, on=ON)}[QUARTER]
    assert (mine.waiting, mine.accepted, mine.queried) == (1, 0, 0)
    assert not mine.is_done


def test_a_question_of_two_partnerships_is_one_figure_to_look_at(
    asked, rereferrals, northshire, castlebourne
):
    give(asked, rereferrals, 9, 64, period=LONG_AGO)
    sent = send(asked, LONG_AGO)
    for partnership in (northshire, castlebourne):
        query(sent, partnership, rereferrals, "Sure?")
    (old,) = [one for one in owed([asked.pk], on=ON) if one.period == LONG_AGO]
    assert (old.queried, old.measures, old.is_sent) == (1, 1, False)


def test_lists_need_no_more_queries_for_more_returns(
    asked, rereferrals, northshire, django_assert_num_queries
):
    def both():
        with django_assert_num_queries(3):
            owed([asked.pk], on=ON)
        with django_assert_num_queries(3):
            arrivals(northshire, on=ON)

    both()
    ask(northshire, asked, of=measure("Visits", "count"), first_on=date(2040, 4, 1))
    for steps in range(-6, 1):
        period = QUARTER.moved(steps)
        give(asked, rereferrals, 9, 64, period=period)
        send(asked, period)
    both()


def test_what_an_agency_owes_comes_before_what_is_done(asked, rereferrals, northshire):
    for period in (QUARTER.before, QUARTER):
        give(asked, rereferrals, 9, 64, period=period)
    query(send(asked, QUARTER.before), northshire, rereferrals, "Sure?")
    accept(send(asked, QUARTER), northshire)
    found = [one.period for one in arrivals(northshire, on=ON)]
    assert found.index(QUARTER.before) < found.index(QUARTER)
