"""A measure over time, as it may be shown."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.counts import Given, Spec, Sums
from performance.periods import Frequency, Period
from performance.series import Series, moment, whole
from performance.spc import Variation
from privacy.disclosure import DFE, NHS_HES, NOT_CHILDREN, Place, Symbol, Table, solved

QUARTER = Period(Frequency.QUARTER, date(2026, 7, 1))
SHARE = Spec(multiplier=100, places=1, is_share=True, policy=DFE)
OF_STAFF = Spec(multiplier=100, places=1, is_share=True)
COUNT = Spec(places=0, policy=DFE)
HIDDEN, MISSING = Symbol.HIDDEN, Symbol.UNAVAILABLE


def at(given, spec=COUNT, asked=(), **more):
    cells = {
        pk: Given(*said) if isinstance(said, tuple) else Given(said)
        for pk, said in given.items()
    }
    return moment(QUARTER, cells, asked or cells, spec, **more)


def test_agencies_are_put_together_by_adding_both_numbers():
    found = at({1: (9, 64), 2: (30, 40)}, SHARE)
    assert found.value == Decimal("37.5")
    assert found.by_agency == {1: Decimal("14.1"), 2: Decimal("75.0")}
    assert (found.numerator, found.denominator) == (39, 104)


def test_a_share_is_of_those_who_gave_theirs():
    found = at({1: (9, 64)}, OF_STAFF, asked=[1, 2])
    assert found.value == Decimal("14.1")
    assert found.by_agency[2] is MISSING
    assert (found.given, found.asked) == (1, 2)


def test_of_children_nothing_is_shown_before_all_have_come():
    """Else what comes last would tell itself by the difference it makes."""
    before = at({1: (9, 64), 2: (20, 50)}, SHARE, asked=[1, 2, 3])
    assert set(before.by_agency.values()) == {before.value} == {MISSING}
    assert (before.numerator, before.denominator) == (MISSING, None)
    assert (before.given, before.asked) == (2, 3)
    after = at({1: (9, 64), 2: (20, 50), 3: (3, 20)}, SHARE)
    assert after.value == Decimal("23.9")
    assert after.by_agency[3] is HIDDEN


def test_who_says_why_there_is_none_has_come():
    found = at({1: (9, 64), 2: (MISSING, MISSING)}, SHARE, asked=[1, 2])
    assert found.value == Decimal("14.1")


def test_what_is_out_of_but_has_no_number_is_left_out():
    found = at({1: (9, 64), 2: (MISSING, 1000)}, SHARE)
    assert found.denominator == 64


def test_a_number_needs_all_of_them():
    assert at({1: 9, 2: 64}).value == 73
    assert at({1: 9}, asked=[1, 2]).value is MISSING
    assert at({1: 9, 2: Symbol.NOT_APPLICABLE}).value == 9


def test_a_small_number_is_hidden_and_takes_another_with_it():
    found = at({1: 3, 2: 64, 3: 20, 4: 30})
    assert found.by_agency == {1: HIDDEN, 2: 64, 3: HIDDEN, 4: HIDDEN}
    assert found.value == 117


def test_an_agency_that_knows_its_own_number_cannot_work_out_another():
    """Boards are made of the agencies: with two hidden, each would know the other's."""
    assert solved(Table.row([HIDDEN, 64, 20], 87)) == {Place(0, 0): 3}
    found = at({1: 3, 2: 64, 3: 20})
    assert found.by_agency == {1: HIDDEN, 2: HIDDEN, 3: HIDDEN}
    assert at({1: 3, 2: 64}).value is HIDDEN


def test_what_an_average_adds_up_is_no_count_of_children():
    days = Spec(places=1, is_share=True, policy=DFE, counts_children=False)
    found = at({1: (3, 20), 2: (0, 9), 3: (64, 30)}, days)
    assert found.by_agency == {1: Decimal("0.2"), 2: 0, 3: Decimal("2.1")}
    assert (found.numerator, found.denominator) == (67, 59)
    few = at({1: (300, 4)}, days)
    assert (few.value, few.numerator, few.denominator) == (HIDDEN, 300, HIDDEN)


def test_an_average_of_few_children_is_hidden_with_two_others():
    days = Spec(places=1, is_share=True, policy=DFE, counts_children=False)
    found = at({1: (30, 4), 2: (40, 9), 3: (64, 30), 4: (80, 40)}, days)
    assert [found.by_agency[pk] for pk in (1, 2, 3)] == [HIDDEN] * 3
    assert (found.by_agency[4], found.value) == (2, Decimal("2.6"))


def test_one_agencys_small_number_hides_the_whole():
    assert at({1: 3}).value is HIDDEN
    assert at({1: (3, 64)}, SHARE).value is HIDDEN


def test_a_share_out_of_few_children_is_hidden():
    assert at({1: (0, 4)}, SHARE).value is HIDDEN
    assert at({1: (0, 0)}, SHARE).value is Symbol.NOT_APPLICABLE


def test_what_does_not_count_children_is_shown():
    found = at({1: 3, 2: 64}, Spec(places=0, policy=NOT_CHILDREN))
    assert found.by_agency == {1: 3, 2: 64}


def test_the_second_policy_rounds():
    found = at({1: 3, 2: 64}, Spec(places=0, policy=NHS_HES))
    assert found.by_agency == {1: Symbol.SMALL, 2: 65}


def test_a_rate_is_out_of_the_children_of_the_area():
    spec = Spec(multiplier=10_000, policy=DFE)
    found = at({1: 40, 2: 60}, spec, population=50_000)
    assert found.value == Decimal("20.0")
    assert found.by_agency == {1: 40, 2: 60}
    assert at({1: 40}, spec, population=MISSING).value is MISSING


@pytest.mark.parametrize("is_agency", [False, True])
@given(counts=st.lists(st.integers(0, 30), min_size=2, max_size=6), data=st.data())
def test_no_hidden_number_can_be_worked_out(is_agency, counts, data):
    found = at(dict(enumerate(counts)))
    shown = list(found.by_agency.values())
    assert not any(isinstance(one, int) and 1 <= one <= 5 for one in shown)
    knows = data.draw(st.integers(0, len(counts) - 1)) if is_agency else None
    told = [counts[place] if place == knows else one for place, one in enumerate(shown)]
    # Who knows their own number may know the whole by it; never another’s number.
    known = {
        place
        for place in solved(Table.row(told, found.value))
        if place.column is not None
    }
    assert known == set()


def series_of(*values, **more):
    period = QUARTER.moved(-len(values))
    moments = []
    for value in values:
        period = period.moved(1)
        given_ = {} if value is None else {1: Given(value)}
        moments.append(moment(period, given_, [1], COUNT))
    return Series(moments, **more)


def test_a_chart_is_made_of_what_is_shown():
    series = series_of(20, 3, 22, None, 24)
    values = [one.point.value for one in series.chart.points]
    assert values == [20, None, 22, None, 24]
    assert series.hides
    assert series.latest_known.value == 24
    assert series.chart.variation is Variation.NOT_JUDGED


def test_nothing_known_is_nothing_to_show():
    series = Series([])
    assert series.latest is None
    assert series.latest_known is None
    assert not series.hides


GIVEN = st.one_of(
    st.sampled_from([Symbol.UNAVAILABLE, Symbol.NOT_APPLICABLE, Symbol.UNRELIABLE]).map(
        lambda symbol: (symbol, symbol)
    ),
    st.tuples(st.integers(0, 40), st.one_of(st.none(), st.integers(0, 90))),
)


def added(cells, asked):
    """What the database would make of the same cells."""
    known = [(a, b) for a, b in cells.values() if not isinstance(a, Symbol)]
    gaps = [a for a, _ in cells.values() if isinstance(a, Symbol)]
    below = [b for _, b in known if b is not None]
    return Sums(
        given=len(cells),
        wanted=len(cells.keys() & asked),
        numerators=len(known),
        gaps=sum(one is not Symbol.NOT_APPLICABLE for one in gaps),
        above=sum(a for a, _ in known) if known else None,
        denominators=len(below),
        below=sum(below) if below else None,
        small=sum(1 <= one <= 7 for pair in known for one in pair if one is not None),
    )


@given(
    st.dictionaries(st.integers(1, 4), GIVEN, max_size=4),
    st.sets(st.integers(1, 4), min_size=1),
    st.sampled_from([SHARE, OF_STAFF, COUNT, Spec(places=0)]),
)
def test_sums_come_to_the_same_as_what_each_agency_gave(cells, asked, spec):
    sums = added(cells, asked)
    if spec.needs_each(sums):
        return
    one_by_one = at(cells, spec, asked=asked)
    together = whole(QUARTER, sums, len(asked), spec)
    assert together == replace(one_by_one, by_agency={}, why={})


def test_sums_do_where_nothing_is_to_be_hidden_and_only_there():
    large, small = added({1: (20, 90)}, {1}), added({1: (20, 90), 2: (3, 90)}, {1})
    assert not SHARE.needs_each(large)
    assert SHARE.needs_each(small)
    assert not OF_STAFF.needs_each(small)
    assert Spec(policy=NHS_HES).needs_each(large)
    assert Spec().needs_each(added({1: (MISSING, MISSING)}, {1}))
