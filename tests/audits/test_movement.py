"""What moved since an audit before, and what is no more than chance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audits.movement import BY_CHANCE, Moved, movement
from audits.spread import Cell, Graded, Row, Spread, spread
from tests.audits.test_spread import COLUMNS, graded


def rows(now: int, now_of: int, before: int, before_of: int) -> Moved:
    def one(concerns: int, total: int) -> Spread:
        row = Row("Voice", (total - concerns, 0, concerns), total, concerns)
        return Spread(COLUMNS, (row,))

    (found,) = movement(one(now, now_of), one(before, before_of), {})
    return found


@pytest.mark.parametrize(
    ("numbers", "way"),
    [
        # Yates' chi-squared of 8.18, 6.42 and 5.21, worked out by hand.
        ((4, 20, 14, 20), "better"),
        ((14, 20, 4, 20), "worse"),
        ((5, 20, 14, 20), "same"),
        ((1, 10, 7, 10), "same"),
        ((0, 10, 0, 10), "same"),
        ((0, 500, 50, 500), "better"),
    ],
)
def test_a_difference_is_told_only_where_chance_hardly_makes_it(numbers, way):
    assert rows(*numbers).way == way


def test_a_difference_within_chance_says_so_and_shows_both_shares():
    found = rows(1, 10, 4, 10)
    assert found.words == (
        "No clear change: 1 of 10 not good enough; before, 4 of 10. " + BY_CHANCE
    )
    assert BY_CHANCE not in rows(2, 20, 1, 10).words


@given(st.integers(1, 200), st.integers(1, 200), st.data())
def test_two_audits_the_other_way_round_move_the_other_way(of, of_before, data):
    now, before = (data.draw(st.integers(0, most)) for most in (of, of_before))
    other = {"better": "worse", "worse": "better", "same": "same"}
    found = rows(now, of, before, of_before)
    assert rows(before, of_before, now, of).way == other[found.way]
    if found.way == "better":
        assert now * of_before < before * of


def moved(now: Spread, before: Spread, **came_from: str) -> list[tuple[str, str]]:
    return [(one.title, one.way) for one in movement(now, before, came_from)]


def test_shares_of_what_is_not_good_enough_are_compared_domain_by_domain():
    now = spread(
        graded(
            ((40, 20), (10, 9), (10, 9)),
            ((10, 9), (10, 9), (40, 20)),
            ((10, 9), (10, 9), (10, 9)),
        ),
        raw=True,
    )
    before = spread(
        graded(
            ((5, 5), (10, 9), (15, 9)),
            ((10, 9), (10, 9), (10, 9)),
            ((20, 9), (20, 9), (20, 9)),
        ),
        raw=True,
    )
    assert moved(now, before) == [
        ("Domain 1", "better"),
        ("Domain 2", "worse"),
        ("Domain 3", "same"),
    ]
    (first, *_) = movement(now, before, {})
    assert first.words == ("Better: 10 of 60 not good enough; before, 15 of 30.")


def test_what_is_hidden_is_not_compared():
    few = graded(((40, 20), (20, 18), (12, 3)))
    now, before = spread(few, raw=False), spread(few, raw=False)
    (one,) = movement(now, before, {})
    assert one.way == ""
    assert one.words == "It cannot be told: small numbers are hidden."


def test_a_domain_that_was_renamed_is_found_and_a_new_one_left_out():
    now = spread(graded(((10, 9), (10, 9), (10, 9))), raw=True)
    before = Spread(now.columns, ())
    assert movement(now, before, {}) == []
    renamed = {"Domain 1": "Voice"}
    old = Graded(COLUMNS, {"Voice": [Cell(10, 9), Cell(10, 9), Cell(5, 5)]}, 30)
    (one,) = movement(now, spread(old, raw=True), renamed)
    assert (one.now, one.before) == (10, 5)
