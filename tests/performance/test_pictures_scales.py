"""Ticks are round and few, labels never touch, and words are cut only at need."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.pictures.scales import (
    APART,
    Scale,
    fitted,
    places,
    shown_every,
    spread,
    ticks,
    unit_of,
    width_of,
    written,
)

ONE = Decimal(1)
NUMBERS = st.decimals(-5000, 5000, places=1)
DECIMALS = st.lists(NUMBERS, min_size=1, max_size=20)
HEIGHTS = st.lists(st.floats(0, 400), max_size=18)


@given(DECIMALS)
def test_ticks_are_four_to_seven_even_and_around_all_values(values):
    found = ticks(values, unit_of(values))
    steps = {after - before for before, after in pairwise(found)}
    assert 4 <= len(found) <= 7
    assert len(steps) == 1
    assert found[0] <= min(values)
    assert max(values) <= found[-1]


@given(DECIMALS)
def test_ticks_are_one_two_two_and_a_half_or_five_times_a_power_of_ten(values):
    found = ticks(values, unit_of(values))
    step = (found[1] - found[0]).normalize()
    assert step.as_tuple().digits in {(1,), (2,), (2, 5), (5,)}


@given(st.lists(st.integers(0, 9).map(Decimal), min_size=1))
def test_ticks_of_counts_are_whole_and_never_below_0(values):
    found = ticks(values, unit_of(values))
    assert all(tick == int(tick) for tick in found)
    assert found[0] >= 0


@given(st.lists(st.integers(0, 1000).map(lambda n: Decimal(n) / 10), min_size=1))
def test_two_ticks_are_never_written_the_same(values):
    words = written(ticks(values, unit_of(values)), lambda v: f"{v:.1f}%")
    assert len(set(words)) == len(words)


def test_a_nought_that_all_ticks_have_is_not_written():
    def show(value):
        return f"{value:,.1f}%"

    assert written([ONE, ONE * 1010], show) == ["1%", "1,010%"]
    assert written([ONE, ONE * 5 / 2], show) == ["1.0%", "2.5%"]


@given(HEIGHTS)
def test_labels_stand_apart_and_in_the_frame(wanted):
    found = spread(wanted, 20, 400)
    in_order = [found[at] for at in sorted(range(len(wanted)), key=wanted.__getitem__)]
    assert all(b - a >= APART - 1e-6 for a, b in pairwise(in_order))
    assert all(20 <= one <= 400 for one in found)


def test_labels_that_do_not_touch_stay_where_they_are():
    assert spread([300, 100, 119], 0, 400) == [300, 100, 119]


def test_labels_that_touch_part_by_as_much_each():
    assert spread([100, 100], 0, 400) == [100 - APART / 2, 100 + APART / 2]


def test_values_stand_between_top_and_bottom():
    scale = Scale(0, 10, 20, 220)
    assert (scale.y(10), scale.y(5), scale.y(0)) == (20, 120, 220)


def test_periods_stand_evenly_and_one_in_the_middle():
    assert places(3, 10, 30) == [10, 20, 30]
    assert places(1, 10, 30) == [20]
    assert places(0, 10, 30) == []


@given(st.floats(20, 90), st.floats(2, 100))
def test_dates_on_the_axis_have_room(width, spacing):
    step = shown_every(width, spacing)
    assert step * spacing >= width + 10


@given(st.text("abcdefW. ", max_size=60), st.floats(10, 300))
def test_words_fit_or_are_cut(words, room):
    found = fitted(words, room)
    assert width_of(found) <= room
    assert found in (words, "") or found.endswith("…")


@pytest.mark.parametrize("words", ["c", "Upper limit 21.9%"])
def test_longer_words_are_wider(words):
    assert width_of(words) < width_of(words + "a")
