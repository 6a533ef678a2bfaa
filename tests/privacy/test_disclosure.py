"""Rows are those of the Department for Education’s children-in-need statistics, 2019 to
2024 (Open Government Licence v3), published with and without hidden numbers."""

import csv
import random
import time
from decimal import Decimal
from pathlib import Path

import pytest

from privacy.disclosure import (
    DFE,
    NHS_HES,
    NOT_CHILDREN,
    DoesNotAddUp,
    Place,
    Rule,
    Symbol,
    Table,
    derive,
    from_shown,
    mask,
    mask_count,
    order,
    solved,
)
from tests.privacy.tables import is_hidden

C, X, Z, U = (Symbol(letter) for letter in "cxzu")
ALL = Place(None, None)


def read(number: str):
    return int(number) if number.isdigit() else Symbol(number)


def rows(kind: str) -> list[Table]:
    with (Path(__file__).parent / "data" / "rows.csv").open(newline="") as file:
        found = [row for row in csv.reader(file) if row[0] == kind]
    return [Table.row([read(n) for n in row[2:]], int(row[1])) for row in found]


def share(numerator: int, denominator: int) -> Decimal:
    return Decimal(100 * numerator) / denominator


# The department's practice.


def test_counts_from_1_to_5_are_hidden_and_0_is_not():
    shown = [mask_count(count, DFE) for count in range(8)]
    assert shown == [0, C, C, C, C, C, 6, 7]


def test_the_health_policy_hides_1_to_7_and_rounds_the_others_to_the_nearest_5():
    shown = [mask_count(count, NHS_HES) for count in (0, 1, 7, 8, 12, 13, 97, 98)]
    assert shown == [0, "*", "*", 10, 10, 15, 95, 100]


def test_what_does_not_count_children_is_not_hidden():
    assert mask(Table.row([1, 2], 3), NOT_CHILDREN).table == Table.row([1, 2], 3)


@pytest.mark.parametrize("symbol", list(Symbol))
def test_symbols_stay_symbols(symbol):
    assert mask_count(symbol, DFE) is symbol
    assert mask(Table.row([symbol, 9]), DFE).table.cells == ((symbol, 9),)


@pytest.mark.parametrize("row", rows("clean"))
def test_rows_published_with_nothing_hidden_stay_as_they_are(row):
    assert mask(row, DFE).table == row
    assert not mask(row, DFE).reasons


def test_rows_published_with_a_number_that_can_be_worked_out_are_noticed():
    multiple, physical, sexual = Place(0, 4), Place(0, 1), Place(0, 2)
    assert [solved(row) for row in rows("disclosive")] == [
        {multiple: 4},
        {sexual: 1, multiple: 1},
        {physical: 1, sexual: 1},
    ]


@pytest.mark.parametrize("row", rows("disclosive"))
def test_those_rows_are_safe_once_masked(row):
    assert solved(mask(row, DFE).table) == {}


@pytest.mark.parametrize(
    ("cells", "shown", "total"),
    [
        ([3, 40, 8, 0, 9], [C, 40, C, 0, 9], 60),  # the next smallest that is not 0
        ([3, 4, 8], [C, C, 8], 15),  # two small ones hide each other
        ([1, 1, 8, 30], [C, C, C, 30], 40),  # unless both must be 1
        ([1, 1, 1, 1, 1, 1], [C] * 6, C),  # none left: the total
        ([3, 0], [C, 0], C),  # the total is small itself
        ([0, 0], [0, 0], 0),
        ([3, 8, 8], [C, C, 8], 19),  # of equals, the first
        ([5, 5, 5, 5, 90], [C, C, C, C, 90], 110),
    ],
)
def test_a_row_with_its_total_hides_enough_and_no_more(cells, shown, total):
    assert mask(Table.row(cells, sum(cells)), DFE).table == Table.row(shown, total)


def test_a_row_without_a_total_hides_small_counts_alone():
    assert mask(Table.row([3, 40, 8]), DFE).table == Table.row([C, 40, 8])


def test_rows_and_columns_hide_the_corners_of_a_rectangle():
    table = Table.summed([[3, 20, 9], [30, 40, 50], [8, 60, 7]])
    masked = mask(table, DFE).table
    assert masked.cells == ((C, 20, C), (30, 40, 50), (C, 60, C))
    assert masked.row_totals == table.row_totals


def test_the_total_of_a_small_row_takes_another_total_with_it():
    masked = mask(Table.summed([[2, 2], [9, 9], [20, 30]]), DFE).table
    assert masked.row_totals == (C, C, 50)
    assert masked.total == 72


def test_a_missing_cell_adds_nothing_to_its_total():
    assert mask(Table.row([X, 3, 8, 20], 31), DFE).table.cells == ((X, C, C, 20),)
    assert Table.summed([[Symbol.UNAVAILABLE, 7], [8, 9]]).row_totals == (7, 17)


def test_a_total_from_elsewhere_may_count_what_is_missing():
    unreliable = Table.row([U, U, U], 150)
    assert mask(unreliable, DFE).table == unreliable
    masked = mask(Table.row([X, 4, 97], 105), DFE).table
    assert masked == mask(masked, DFE).table == Table.row([X, C, C], 105)
    assert solved(Table.row([X, C, 97], 98)) == {Place(0, 1): 1}
    assert solved(Table.row([X, 6, 97], 105)) == {}


def test_a_total_that_is_unavailable_tells_nothing():
    row = Table.row([3, 8], Symbol.UNAVAILABLE)
    assert mask(row, DFE).table == Table.row([C, 8], X)


# Why a cell is hidden.


def test_those_who_see_raw_numbers_are_told_which_rule_hid_each():
    reasons = mask(Table.row([3, 40, 8], 51), DFE).reasons
    assert reasons[Place(0, 0)].rule is Rule.SMALL
    assert reasons[Place(0, 2)].rule is Rule.SECONDARY
    assert reasons[Place(0, 2)].protects == Place(0, 0)
    assert set(reasons) == {Place(0, 0), Place(0, 2)}


def test_everyone_else_reads_the_same_words_beside_every_hidden_cell():
    assert DFE.words == "Hidden: from 1 to 5, or it would give another figure away"
    assert NHS_HES.words == "Hidden: from 1 to 7"
    masked = mask(Table.row([3, 40, 8], 51), DFE)
    assert len({repr(c) for _, c in masked.table.items() if is_hidden(c)}) == 1


def test_rules_and_symbols_have_words_and_no_number():
    for one in (*Rule, *Symbol):
        assert one.words
        assert one is Symbol.LOW or not any(map(str.isdigit, one.words))


# Percentages, rates and changes.


@pytest.mark.parametrize(
    ("numerator", "denominator", "shown"),
    [
        (6, 12, 50),
        (0, 12, 0),
        (5, 12, C),
        (0, 5, C),
        (0, 0, Z),
        (Symbol.HIDDEN, 400, C),
        (20, Symbol.HIDDEN, C),
        (Symbol.UNAVAILABLE, 4, X),
        (9, Symbol.UNRELIABLE, U),
        (Symbol.HIDDEN, Symbol.UNAVAILABLE, X),
    ],
)
def test_a_percentage_is_hidden_with_its_numbers(numerator, denominator, shown):
    assert derive(share, numerator, denominator, DFE) == shown


def test_a_percentage_is_hidden_with_a_number_hidden_for_anothers_sake():
    (cells,) = mask(Table.row([3, 8, 40], 51), DFE).table.cells
    assert [derive(share, cell, 100, DFE) for cell in cells] == [C, C, 40]


def test_a_percentage_of_rounded_counts_is_computed_of_them():
    assert derive(share, 8, 22, NHS_HES) == 50


def test_an_average_is_hidden_for_few_children_not_for_few_days():
    assert derive(share, 3, 100, DFE, counts_children=False) == 3
    assert derive(share, 300, 4, DFE, counts_children=False) == C


def test_a_change_is_hidden_when_either_end_is():
    def change(now, before):
        return now - before

    assert from_shown(change, 9, 7) == 2
    assert from_shown(change, 9, Symbol.HIDDEN) == C
    assert from_shown(change, Symbol.UNAVAILABLE, Symbol.HIDDEN) == X


def test_hidden_numbers_sort_last_and_equal():
    shown = [Symbol.HIDDEN, 9, Symbol.UNAVAILABLE, 0]
    assert sorted(shown, key=order) == [0, 9, C, X]


# What does not make sense, and how long it takes.


@pytest.mark.parametrize(
    "row",
    [
        Table.row([6, 7], 14),
        Table.row([Symbol.UNAVAILABLE, 9, 7], 14),
        Table.row([Symbol.HIDDEN, 7], 7),
        Table.row([Symbol.HIDDEN, Symbol.HIDDEN, 9], 10),
    ],
)
def test_numbers_that_contradict_their_total_are_refused(row):
    with pytest.raises(DoesNotAddUp, match="do not add up"):
        mask(row, DFE)


@pytest.mark.parametrize("density", [0.02, 0.1, 0.6])
def test_sixty_rows_of_thirty_are_masked_in_well_under_a_second(density):
    chance = random.Random(1)
    few, many = range(1, 6), (0, 6, 9, 20, 50, 111)
    table = Table.summed(
        [chance.choice(few if chance.random() < density else many) for _ in range(30)]
        for _ in range(60)
    )
    began = time.process_time()
    masked = mask(table, DFE)
    assert time.process_time() - began < 0.5
    assert solved(masked.table) == {}
    assert ALL not in masked.reasons
