"""What a partnership has been given, as series."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from performance.actions.commissioning import change_terms, terms_of
from performance.figures import fingerprint
from performance.measuring import measured
from performance.models import Area, Asked, Coverage, Population, Return
from performance.periods import Frequency, Period
from privacy.disclosure import Symbol
from tests.factories import ANYBODY, NOW, SeatFactory
from tests.performance.steps import (
    QUARTER,
    accept,
    ask,
    give,
    history,
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


def test_every_period_is_read_however_many_there_are(asked, rereferrals, northshire):
    long_ago = QUARTER.moved(-79)
    northshire.commissions.update(first_on=long_ago.starts_on)
    Asked.objects.update(from_on=long_ago.starts_on)
    for period in (long_ago, QUARTER):
        give(asked, rereferrals, 9, 50, period=period)
        accept(send(asked, period), northshire)
    assert [number for number in values(one(northshire)) if number == 18] == [18, 18]
    assert len(values(one(northshire))) == 80


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


def test_children_are_those_of_the_year_itself_or_of_two_years_before_at_most(
    northshire, hopewell
):
    rate = measure("Referrals", "rate")
    ask(northshire, hopewell, of=rate)
    areas = [
        Area.objects.create(code=f"E0699900{n}", name=f"A{n}", kind="authority")
        for n in range(2)
    ]
    for area in areas:
        Coverage.objects.create(partnership=northshire, area=area)
    for year, each in ((2022, 20_000), (2023, 25_000)):
        for area in areas:
            Population.objects.create(area=area, year=year, children=each)
    # Without one of its areas a sum would be too small, so the year is not known.
    Population.objects.create(area=areas[0], year=2024, children=9)
    for year in (2023, 2024, 2025, 2026):
        period = Period(Frequency.QUARTER, date(year, 4, 1))
        give(hopewell, rate, 100, period=period)
        accept(send(hopewell, period), northshire)
    found = [value for value in values(one(northshire)) if value != "x"]
    assert found == [Decimal("20.0")] * 3


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
    with django_assert_num_queries(7):
        measured(northshire.pk, on=ON)
    for number in range(5):
        ask(northshire, asked, of=measure(f"M{number}", "count"))
    with django_assert_num_queries(7):
        measured(northshire.pk, on=ON)


def test_figures_of_another_frequency_are_kept_apart(asked, rereferrals, northshire):
    give(asked, rereferrals, 9, 64)
    accept(send(asked), northshire)
    commission = northshire.commissions.get()
    commission.frequency = "month"
    commission.save()
    assert values(one(northshire)) == []
    commission.frequency = "quarter"
    commission.save()
    assert values(one(northshire)) == [Decimal("14.1")]


def test_a_partnership_that_asks_later_receives_what_was_sent(
    northshire, castlebourne, hopewell, rereferrals
):
    ask(northshire, hopewell, of=rereferrals)
    give(hopewell, rereferrals, 9, 64)
    sent = send(hopewell)
    accept(sent, northshire)
    ask(castlebourne, hopewell, of=rereferrals)
    accept(sent, castlebourne)
    assert values(one(castlebourne)) == [Decimal("14.1")]


def test_an_agency_that_is_asked_later_is_not_missing_before(
    northshire, hopewell, cast
):
    staff = measure("Staff", "count", hides="nothing")
    asked_for = ask(northshire, hopewell, of=staff)
    history(hopewell, staff, 20, 21, 22)
    for data_return in Return.objects.all():
        accept(data_return, northshire)
    harbour = cast.other_lead.agency_memberships.get().agency
    SeatFactory(agency=harbour, partnership=northshire)
    terms = replace(terms_of(asked_for), agencies=[hopewell, harbour])
    change_terms(commission=asked_for, terms=terms, seen=1, by=ANYBODY, at=NOW)
    assert values(one(northshire))[:3] == [20, 21, 22]
    assert one(northshire).agencies.keys() == {hopewell.pk, harbour.pk}


def test_what_the_database_adds_up_is_what_each_agency_gave(northshire, hopewell, cast):
    """Large and small numbers, gaps of each kind, and who is asked later or no more."""
    harbour = cast.other_lead.agency_memberships.get().agency
    SeatFactory(agency=harbour, partnership=northshire)
    share, staff = measure("Share"), measure("Staff", "count", hides="nothing")
    for of in (share, staff):
        ask(northshire, hopewell, harbour, of=of)
    numbers = [(20, 60), (3, 60), (None, None), (30, 70), (40, 80)]
    for at, (number, out_of) in enumerate(numbers):
        period = QUARTER.moved(at - len(numbers) + 1)
        why = {} if number else {"missing": ("not_yet", "not_applicable")[at % 2]}
        for agency in (hopewell, harbour)[: 1 + (at != 3)]:
            give(agency, share, number, out_of, period=period, **why)
            give(agency, staff, 40 + at, period=period)
            accept(send(agency, period), northshire)
    Asked.objects.filter(commission__measure=share, agency=harbour).update(
        from_on=QUARTER.moved(-1).starts_on
    )
    Asked.objects.filter(commission__measure=staff, agency=harbour).delete()
    each = measured(northshire.pk, on=ON)
    together = measured(northshire.pk, on=ON, by_agency=False)
    assert len({str(value) for one in each for value in values(one)}) > 5
    for one, other in zip(each, together, strict=True):
        assert [
            replace(moment, by_agency={}, why={}) for moment in one.series.moments
        ] == [replace(moment, by_agency={}, why={}) for moment in other.series.moments]


def test_the_board_is_compiled_anew_when_a_name_or_the_number_of_children_changes(
    northshire, hopewell, strategy
):
    rate = measure("Referrals", "rate")
    ask(northshire, hopewell, of=rate)
    area = Area.objects.create(code="E06999001", name="Northshire", kind="authority")

    def now():
        return fingerprint(
            partnership_id=northshire.pk, strategy_id=strategy.pk, as_at=NOW
        )

    found = [now()]
    Coverage.objects.create(partnership=northshire, area=area)
    found.append(now())
    living = Population.objects.create(area=area, year=2025, children=20_000)
    found.append(now())
    living.children = 20_001
    living.save()
    found.append(now())
    rate.title = "All referrals"
    rate.save()
    found.append(now())
    hopewell.name = "Hopewell Families"
    hopewell.save()
    found.append(now())
    assert len(set(found)) == len(found)
    assert now() == found[-1]
