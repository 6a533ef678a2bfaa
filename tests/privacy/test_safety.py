"""Nothing shown tells what is hidden, to anybody, and nothing is hidden in vain."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from privacy.disclosure import (
    DFE,
    NHS_HES,
    Place,
    Policy,
    Rule,
    Symbol,
    Table,
    mask,
    solved,
)
from tests.privacy.tables import COUNTS, certain, is_hidden, tables

C = Symbol.HIDDEN


@settings(max_examples=300, deadline=None)
@given(tables())
def test_no_hidden_number_can_be_worked_out(table):
    masked = mask(table, DFE)
    assert certain(masked.table, table) == set()
    assert not masked.exposed


@given(tables())
def test_no_count_from_1_to_5_is_shown_and_no_0_is_hidden(table):
    for (_, shown), (_, count) in zip(
        mask(table, DFE).table.items(), table.items(), strict=True
    ):
        assert shown == (C if count in range(1, 6) else shown)
        assert shown == (0 if count == 0 else shown)
        assert is_hidden(shown) or shown == count


@given(tables(rows=5, columns=6))
def test_masking_what_is_masked_changes_nothing(table):
    for policy in (DFE, NHS_HES, Policy("Ten", largest_hidden=10)):
        masked = mask(table, policy).table
        assert mask(masked, policy).table == masked


@settings(max_examples=150, deadline=None)
@given(tables(rows=3, columns=3))
def test_nothing_is_hidden_that_could_be_spared(table):
    masked = mask(table, DFE)
    real = dict(table.items())
    for spared, reason in masked.reasons.items():
        if reason.rule is Rule.SECONDARY:
            less = masked.table.map(
                lambda place, count, spared=spared: (
                    real[place] if place == spared else count
                )
            )
            assert solved(less)


@pytest.mark.parametrize(
    ("cells", "shown", "more"),
    [
        ([[0, 2], [1, 8]], [[0, C], [C, 8]], 2),  # their totals hide them already
        ([[3, 1], [1, 8]], [[C, C], [C, 8]], 2),  # where one may fall, another rises
        ([[1, 12], [1, 2]], [[C, C], [C, C]], 2),  # a cell, rather than two totals
        ([[6, 6, 0], [2, 7, 1]], [[6, 6, 0], [C, 7, C]], 1),
    ],
)
def test_of_several_ways_the_one_that_hides_least_is_taken(cells, shown, more):
    masked = mask(Table.summed(cells), DFE)
    assert masked.table.cells == tuple(map(tuple, shown))
    rules = [reason.rule for reason in masked.reasons.values()]
    assert rules.count(Rule.SECONDARY) == more


@given(st.lists(COUNTS, min_size=1, max_size=7))
def test_in_one_row_the_next_smallest_are_hidden_and_the_total_last(cells):
    masked = mask(Table.row(cells, sum(cells)), DFE)
    chosen = [cells[p.column] for p, r in masked.reasons.items() if is_second(p, r)]
    spared = [count for count in masked.table.cells[0] if not is_hidden(count)]
    assert all(second <= other for second in chosen for other in spared if other)
    if is_second_total(masked):
        assert not any(spared)


def is_second(place, reason) -> bool:
    return reason.rule is Rule.SECONDARY and place.column is not None


def is_second_total(masked) -> bool:
    reason = masked.reasons.get(Place(0, None))
    return reason is not None and reason.rule is Rule.SECONDARY


# What readers know already.


def test_of_two_hidden_cells_the_agency_of_one_works_out_the_other():
    masked = mask(Table.row([3, 8, 9, 40], 60), DFE).table
    assert masked == Table.row([C, C, 9, 40], 60)
    assert solved(Table.row([Symbol.HIDDEN, 8, 9, 40], 60)) == {Place(0, 0): 3}


def test_against_readers_who_know_their_own_cell_a_third_is_hidden():
    own = [[Place(0, column)] for column in range(4)]
    masked = mask(Table.row([3, 8, 9, 40], 60), DFE, readers=own)
    assert masked.table == Table.row([C, C, C, 40], 60)


@settings(max_examples=150, deadline=None)
@given(tables(rows=3, columns=3), st.booleans())
def test_nobody_who_knows_their_own_row_works_out_another(table, totals):
    readers = [
        [p for p, _ in table.items() if p.row == row and (totals or not p.is_total)]
        for row in range(len(table.cells))
    ]
    masked = mask(table, DFE, readers=readers)
    for own in ([], *readers):
        assert certain(masked.table, table, own) <= masked.exposed
    assert mask(masked.table, DFE).table == masked.table


def test_who_knows_all_but_one_cell_and_the_total_cannot_be_kept_from_it():
    known = [Place(0, 1), Place(0, None)]
    masked = mask(Table.row([3, 8], 11), DFE, known=known)
    assert masked.exposed == {Place(0, 0)}


def test_what_was_shown_before_hides_nothing_now():
    masked = mask(Table.row([3, 8, 9], 20), DFE, known=[Place(0, 1)])
    assert masked.table == Table.row([C, 8, C], 20)


def test_what_was_hidden_before_stays_hidden():
    row = Table.row([3, 2, 9], 14)
    masked = mask(row, DFE, hidden_before=[Place(0, 0), Place(0, 2)])
    assert masked.table == Table.row([C, C, C], 14)
    assert masked.reasons[Place(0, 2)].rule is Rule.EARLIER


def test_a_count_that_is_now_0_is_shown_though_it_was_hidden_before():
    assert mask(Table.row([0, 9]), DFE, hidden_before=[Place(0, 0)]).table.cells == (
        (0, 9),
    )
