"""Periods: what they are called, where they begin, and what is before them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.periods import Frequency, Period, latest_ended

DAYS = st.dates(date(2001, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("frequency", "day", "words", "short", "ends"),
    [
        ("month", date(2026, 9, 1), "September 2026", "Sep 2026", date(2026, 9, 30)),
        (
            "quarter",
            date(2026, 7, 1),
            "July to September 2026",
            "Jul–Sep 2026",
            date(2026, 9, 30),
        ),
        (
            "half",
            date(2026, 10, 1),
            "October 2026 to March 2027",
            "Oct–Mar 2027",
            date(2027, 3, 31),
        ),
        (
            "year",
            date(2025, 4, 1),
            "April 2025 to March 2026",
            "2025–26",
            date(2026, 3, 31),
        ),
        (
            "school-year",
            date(2025, 9, 1),
            "school year 2025 to 2026",
            "2025–26",
            date(2026, 8, 31),
        ),
    ],
)
def test_what_a_period_is_called_and_when_it_ends(frequency, day, words, short, ends):
    period = Period(Frequency(frequency), day)
    assert (period.words, period.short, period.ends_on) == (words, short, ends)


@given(st.sampled_from(Frequency), DAYS)
def test_every_day_is_in_the_period_that_begins_before_it(frequency, day):
    period = frequency.beginning(day)
    assert period.starts_on <= day <= period.ends_on
    assert period.before.ends_on < period.starts_on
    assert period.moved(1).before == period
    assert period.year_before.starts_on.replace(year=period.starts_on.year) == (
        period.starts_on
    )


@given(st.sampled_from(Frequency), DAYS)
def test_the_latest_one_that_is_over_is_over(frequency, day):
    period = latest_ended(frequency, day)
    assert period.ended(day)
    assert not period.moved(1).ended(day)


@pytest.mark.parametrize(
    ("frequency", "day"),
    [
        ("quarter", date(2026, 8, 1)),
        ("month", date(2026, 8, 2)),
        ("half", date(2026, 7, 1)),
        ("school-year", date(2026, 4, 1)),
    ],
)
def test_a_day_on_which_none_begins_is_refused(frequency, day):
    with pytest.raises(ValueError, match="begins on"):
        Period(Frequency(frequency), day)
