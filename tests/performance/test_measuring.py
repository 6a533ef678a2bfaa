"""What a partnership has been given, as series."""

from datetime import date
from decimal import Decimal

import pytest

from performance.measuring import measured
from performance.models import Area, Coverage, Population
from privacy.disclosure import Symbol
from tests.performance.steps import (
    QUARTER,
    accept,
    ask,
    give,
    measure,
    query,
    send,
)

ON = date(2026, 11, 18)


def one(partnership, **more):
    (found,) = measured(partnership.pk, on=ON, **more)
    return found


def values(found):
    return [moment.value for moment in found.series.moments]


@pytest.fixture
def sent(asked, rereferrals):
    give(asked, rereferrals, 9, 64)
    return send(asked)


def test_only_what_was_accepted_counts(sent, northshire, castlebourne):
    assert values(one(northshire)) == []
    accept(sent, northshire)
    assert values(one(northshire)) == [Decimal("14.1")]
    assert values(one(castlebourne)) == []


def test_what_is_queried_counts_as_it_was_accepted(
    sent, asked, northshire, rereferrals
):
    accept(sent, northshire)
    query(sent, northshire, rereferrals, "Sure?")
    give(asked, rereferrals, 32, 64)
    send(asked)
    assert values(one(northshire)) == [Decimal("14.1")]
    accept(sent, northshire)
    assert values(one(northshire)) == [Decimal("50.0")]


def test_a_period_between_without_a_figure_is_missing(asked, rereferrals, northshire):
    for steps, number in ((-3, 9), (0, 11)):
        period = QUARTER.moved(steps)
        give(asked, rereferrals, number, 50, period=period)
        accept(send(asked, period), northshire)
    missing = Symbol.UNAVAILABLE
    assert values(one(northshire)) == [18, missing, missing, 22]


def test_what_is_not_due_yet_is_not_missing(asked, rereferrals, northshire):
    period = QUARTER.before
    give(asked, rereferrals, 9, 50, period=period)
    accept(send(asked, period), northshire)
    (found,) = measured(northshire.pk, on=date(2026, 10, 20))
    assert len(values(found)) == 1
    assert len(values(one(northshire))) == 2


def test_readers_get_masked_numbers_and_analysts_raw_ones(
    asked, rereferrals, northshire
):
    give(asked, rereferrals, 3, 64)
    accept(send(asked), northshire)
    assert values(one(northshire)) == [Symbol.HIDDEN]
    assert values(one(northshire, raw=True)) == [Decimal("4.7")]


def test_a_rate_is_out_of_the_children_of_the_year_before(northshire, hopewell):
    rate = measure("Referrals", "rate")
    ask(northshire, hopewell, of=rate)
    for code, children in (("E06999001", 20_000), ("E06999002", 30_000)):
        area = Area.objects.create(code=code, name=code, kind="authority")
        Coverage.objects.create(partnership=northshire, area=area)
        Population.objects.create(area=area, year=2025, children=children)
    give(hopewell, rate, 100)
    accept(send(hopewell), northshire)
    assert values(one(northshire)) == [Decimal("20.0")]
    # Without one of its areas a sum would be too small, so it is missing.
    Population.objects.create(area=area, year=2024, children=children)
    give(hopewell, rate, 90, period=QUARTER.moved(-3))
    accept(send(hopewell, QUARTER.moved(-3)), northshire)
    assert values(one(northshire))[0] is Symbol.UNAVAILABLE


def test_words_are_given_as_words(asked, rereferrals, northshire):
    words = measure("Heard", "words", numerator="What children said", hides="nothing")
    ask(northshire, asked, of=words)
    give(asked, words, None, words="They were heard.")
    give(asked, rereferrals, 9, 50)
    accept(send(asked), northshire)
    found = next(
        m for m in measured(northshire.pk, on=ON) if m.commission.measure == words
    )
    assert [said for _, _, said in found.words] == ["They were heard."]
    assert found.series.moments == []


def test_it_needs_no_more_queries_for_more_measures(
    asked, rereferrals, northshire, django_assert_num_queries
):
    with django_assert_num_queries(6):
        measured(northshire.pk, on=ON)
    for number in range(5):
        ask(northshire, asked, of=measure(f"M{number}", "count"))
    with django_assert_num_queries(6):
        measured(northshire.pk, on=ON)
