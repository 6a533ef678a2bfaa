"""The demonstration's dates hold together whatever the day it is loaded."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.utils import timezone

from demonstration.calendar import Rounds, chance, later

DAY = timedelta(days=1)
FIRST = date(2026, 11, 1)
# Two years hold both kinds of February and every month's end.
EVERY_DAY = [FIRST + n * DAY for n in range(2 * 366)]


def test_four_rounds_are_three_past_and_one_that_is_open_today():
    for today in EVERY_DAY:
        *past, last = Rounds(today, count=4)
        assert len(past) == 3
        assert all(one.closes_on < today and not one.is_open for one in past), today
        assert last.is_open
        assert last.opens_on < today < last.due_on <= last.closes_on, today


def test_rounds_follow_one_another_and_never_overlap():
    for today in EVERY_DAY:
        rounds = list(Rounds(today, count=4))
        assert [one.place for one in rounds] == [0, 1, 2, 3]
        for one, following in pairwise(rounds):
            assert one.closes_on < following.opens_on, today


def test_every_round_has_a_name_of_its_own():
    for today in EVERY_DAY:
        names = [one.name for one in Rounds(today, count=4)]
        assert len(set(names)) == 4, today
        assert {name.split()[0] for name in names} == {"spring", "autumn"}


@pytest.mark.parametrize(
    ("opens_on", "name"),
    [
        (date(2026, 10, 27), "autumn 2026"),
        (date(2027, 1, 31), "autumn 2026"),
        (date(2027, 2, 1), "spring 2027"),
        (date(2027, 7, 31), "spring 2027"),
        (date(2027, 8, 1), "autumn 2027"),
    ],
)
def test_a_round_is_named_for_the_half_year_it_opens_in(opens_on, name):
    *_, last = Rounds(opens_on + 22 * DAY, count=4)
    assert last.opens_on == opens_on
    assert last.name == name


def test_answers_are_due_on_a_monday():
    for today in EVERY_DAY:
        for one in Rounds(today, count=4):
            assert one.due_on.weekday() == 0, today


def test_nobody_sends_before_the_round_opened_or_after_today():
    slugs = [f"agency-{n}" for n in range(20)]
    for today in EVERY_DAY[::7]:
        for one in Rounds(today, count=4):
            for slug in slugs:
                sent_on = timezone.localdate(one.sent_at(slug, today))
                assert one.opens_on < sent_on < min(today, one.closes_on), today


def test_a_strategy_is_adopted_before_its_first_round_and_reviewed_after_today():
    for today in EVERY_DAY:
        rounds = Rounds(today, count=4)
        first, *_ = rounds
        assert rounds.adopted_on < first.opens_on, today
        assert rounds.review_on > today


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2028, 2, 29), -12, date(2027, 2, 28)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_one(day, months, found):
    assert later(day, months) == found


def test_chance_is_the_same_every_time_and_stays_within_its_bounds():
    found = [chance(f"key {n}", 3, 7) for n in range(200)]
    assert found == [chance(f"key {n}", 3, 7) for n in range(200)]
    assert set(found) == {3, 4, 5, 6, 7}
