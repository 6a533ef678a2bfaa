"""Agencies' own grades beside the moderated ones, and what both tables give away."""

from collections.abc import Iterator
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from audits.beside import Differing, beside
from audits.spread import Cell, Column, Graded, Spread, spread
from privacy.disclosure import DFE, Count, Symbol

COLUMNS = (Column("Good"), Column("Fair"), Column("Poor", is_concern=True))
TITLE = "Domain 1"
HIDDEN = Symbol.HIDDEN


def both(
    grades: tuple[tuple[int, int], ...], moved: tuple[tuple[int, int], ...], cases=30
) -> tuple[Spread, list[tuple[Count, ...]]]:
    """One domain as a board sees it: its grades, and the moderated ones."""
    of = Graded(COLUMNS, {TITLE: [Cell(*one) for one in grades]}, cases)
    shown = spread(of, raw=False)
    row = Differing(TITLE, *(Cell(*one) for one in moved))
    return shown, [one.cells for one in beside([row], shown, of, raw=False)]


def test_what_rests_on_few_cases_is_hidden_and_so_is_a_second_number():
    _, (row,) = both(((40, 20), (40, 20), (0, 0)), ((30, 20), (9, 9), (12, 2)))
    assert row == (30, HIDDEN, HIDDEN)


def test_a_total_that_is_not_shown_does_not_give_a_hidden_number_away():
    # All 71 were moderated: 60 and 10 shown would leave 1.
    _, (row,) = both(((41, 20), (30, 20), (0, 0)), ((60, 20), (10, 9), (1, 1)))
    assert row == (60, HIDDEN, HIDDEN)


def test_numbers_that_would_narrow_a_hidden_grade_are_hidden_with_it():
    # 20 of 21 moved up are not of the worst grade, so 1 would be.
    _, (row,) = both(((20, 15), (0, 0), (1, 1)), ((0, 0), (20, 15), (0, 0)))
    assert row == (0, HIDDEN, 0)


def test_numbers_that_the_shown_grades_can_hold_stay():
    _, (row,) = both(((40, 20), (9, 9), (3, 3)), ((30, 20), (10, 9), (0, 0)))
    assert row == (30, 10, 0)


def test_nothing_is_said_of_an_audit_of_five_cases():
    assert both(((40, 5), (9, 5), (0, 0)), ((30, 5), (0, 0), (9, 5)), cases=5)[1] == []


def test_reviewers_see_every_number():
    of = Graded(COLUMNS, {TITLE: [Cell(9, 9), Cell(), Cell(1, 1)]}, 30)
    row = Differing(TITLE, Cell(7, 7), Cell(2, 2), Cell())
    (found,) = beside([row], spread(of, raw=True), of, raw=True)
    assert found.cells == (7, 2, 0)


ROW = st.tuples(*[st.integers(0, 9)] * 3)


@st.composite
def judged(draw) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """One judgement of each case: the grades given, and how they were moderated."""
    grades = draw(ROW)
    good, fair, poor = grades
    better = draw(st.integers(0, good + fair))
    worse = draw(st.integers(0, min(fair + poor, sum(grades) - better)))
    same = draw(st.integers(0, sum(grades) - better - worse))
    return grades, (same, better, worse)


def fits(shown: tuple[Count, ...], total: int) -> Iterator[tuple[int, ...]]:
    """What can stand behind a row: hidden numbers are from 1, all are the total."""
    choices = [range(1, total + 1) if one == HIDDEN else [int(one)] for one in shown]
    return (some for some in product(*choices) if sum(some) <= total)


@settings(max_examples=50, deadline=None)
@given(judged())
def test_both_tables_together_leave_two_values_for_every_hidden_number(rows):
    grades, moved = rows
    shown, said = both(*(tuple((one, one) for one in some) for some in rows))
    if not shown.rows or not said or isinstance(shown.rows[0].total, Symbol):
        return
    (row,), (cells,), total = shown.rows, said, sum(grades)
    worlds = [
        (*one, *two)
        for one in fits(row.cells, total)
        if sum(one) == total
        for two in fits(cells, total)
        if two[1] <= one[0] + one[1] and two[2] <= one[1] + one[2]
    ]
    assert (*grades, *moved) in worlds
    for place, one in enumerate((*row.cells, *cells)):
        if one == HIDDEN:
            assert len({world[place] for world in worlds}) > 1
        assert one == HIDDEN or not DFE.hides((*grades, *moved)[place])
