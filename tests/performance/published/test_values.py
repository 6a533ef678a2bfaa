from decimal import Decimal

import pytest

from performance.published.files import Refused, read
from performance.published.places import period, where
from performance.published.values import (
    CellError,
    Wanted,
    count,
    figure,
    published,
    stored,
    taken,
)
from privacy.disclosure import Symbol
from tests.performance.published_files import authority, csv_of

SHARE = Wanted(1, ("up",), "down", "share", multiplier=100)
WORKED_OUT = Wanted(1, ("up",), "down", multiplier=100)
RATE = Wanted(1, ("up",), multiplier=10_000, is_rate=True)


def read_one(wanted: Wanted, **cells: object):
    """What one row says, and what of it was not understood."""
    found = taken(read(csv_of(cells, [authority(301, **cells)])), [wanted])
    values = found.series.get((1, "year", "301"), {})
    one = values.get("2023-04-01")
    return (published(stored(one, 7)) if one else None), found.not_understood


@pytest.mark.parametrize("symbol", ["c", "x", "z", "u", "low"])
def test_symbols_are_kept_as_symbols(symbol):
    one, wrong = read_one(SHARE, up=symbol, down="60", share=symbol)
    assert one == (Symbol(symbol), 60, Symbol(symbol), 7)
    assert wrong == []


def test_a_published_value_is_taken_as_it_is():
    one, _ = read_one(SHARE, up="15330", down="62110", share="24.7")
    assert one == (15330, 62110, Decimal("24.7"), 7)
    again, _ = read_one(SHARE, up="1", down="5", share="20.0")
    assert str(again.value) == "20"


def test_a_value_that_is_not_published_is_worked_out_with_halves_up():
    one, _ = read_one(WORKED_OUT, up="1", down="800")
    assert one.value == Decimal("0.1")
    half, _ = read_one(WORKED_OUT, up="1", down="2000")
    assert half.value == Decimal("0.1")


@pytest.mark.parametrize(
    ("up", "down", "value"),
    [
        ("c", "60", "c"),
        ("7", "c", "c"),
        ("c", "x", "x"),
        ("0", "0", "z"),
        ("c", "0", "z"),
    ],
)
def test_a_value_that_cannot_be_worked_out_says_why(up, down, value):
    one, _ = read_one(WORKED_OUT, up=up, down=down)
    assert one.value is Symbol(value)


def test_several_columns_are_added_up_unless_one_is_hidden():
    both = Wanted(1, ("one", "two"), "down", multiplier=100)
    one, _ = read_one(both, one="3", two="7", down="100")
    assert (one.number, one.value) == (10, Decimal(10))
    hidden, _ = read_one(both, one="c", two="7", down="100")
    assert (hidden.number, hidden.value) == (Symbol.HIDDEN, Symbol.HIDDEN)


def test_a_rate_of_which_only_the_number_is_there_waits_for_its_children():
    one, _ = read_one(RATE, up="212")
    assert one[:3] == (212, None, None)
    hidden, _ = read_one(RATE, up="c")
    assert hidden.value is Symbol.HIDDEN


@pytest.mark.parametrize(
    "found", ["", "n/a", "1.5", "-3", "1,234", "٣", "9" * 13, ".."]
)
def test_a_count_that_is_neither_number_nor_symbol_is_named_and_left_out(found):
    one, wrong = read_one(SHARE, up=found, down="60", share="5")
    assert one is None
    assert [(cell.row, cell.column, cell.found) for cell in wrong] == [(2, "up", found)]


@pytest.mark.parametrize("found", ["", "5%", ".5", "5.", "1.2.3", "-1", "²", "5 5"])
def test_a_value_that_is_neither_number_nor_symbol_is_an_error(found):
    with pytest.raises(CellError):
        figure(found, 3)


def test_blanks_around_a_number_do_no_harm():
    assert count(" 7 ", 0) == "7"
    assert figure(" 7.50 ", 0) == "7.5"


def test_a_column_for_each_month_gives_twelve_values():
    months = tuple(f"m{place}" for place in range(12))
    cells = {name: str(place) for place, name in enumerate(months)} | {"m3": "c"}
    sheet = read(csv_of(months, [authority(301, **cells)]))
    found = taken(sheet, [Wanted(1, months, by_month=True)])
    series = found.series[1, "month", "301"]
    assert list(series)[0::11] == ["2023-04-01", "2024-03-01"]
    assert series["2023-07-01"] == "c||c"
    assert series["2024-01-01"] == "9||9"


def test_a_month_that_was_not_understood_leaves_the_others():
    months = tuple(f"m{place}" for place in range(12))
    cells = dict.fromkeys(months, "1") | {"m0": "?"}
    found = taken(
        read(csv_of(months, [authority(301, **cells)])),
        [Wanted(1, months, by_month=True)],
    )
    assert len(found.series[1, "month", "301"]) == 11
    assert found.not_understood_count == 1


def test_only_the_rows_that_are_meant_are_read():
    wanted = Wanted(1, ("up",), rows={"group": "CPP"})
    rows = [authority(301, up="1", group="CIN"), authority(301, up="2", group="CPP")]
    found = taken(read(csv_of(("up", "group"), rows)), [wanted])
    assert found.series[1, "year", "301"] == {"2023-04-01": "2||2"}
    assert found.twice == {}


def test_rows_that_say_two_things_about_one_area_are_taken_for_neither():
    rows = [authority(301, up="1"), authority(302, up="1"), authority(301, up="2")]
    found = taken(read(csv_of(("up",), rows)), [Wanted(1, ("up",))])
    assert found.series == {}
    assert found.twice == {1: "301, 2023-04-01"}


def test_a_row_about_nothing_known_is_named():
    rows = [
        authority(301, up="1", year="2024 provisional"),
        authority(302, up="1", code="x"),
        {**authority(303, up="1"), "geographic_level": "Ward"},
    ]
    found = taken(read(csv_of(("up",), rows)), [Wanted(1, ("up",))])
    assert [(one.row, one.column, one.found) for one in found.not_understood] == [
        (2, "time_period", "2024 provisional"),
        (3, "new_la_code", "x"),
        (4, "geographic_level", "Ward"),
    ]


def test_a_file_without_areas_is_refused():
    with pytest.raises(Refused, match="It has no “time_period”"):
        taken(read(b"up\n1\n"), [])


@pytest.mark.parametrize(
    ("said", "identifier", "words"),
    [
        ("2024", "Reporting year", "April 2023 to March 2024"),
        ("202324", "Financial year", "April 2023 to March 2024"),
        ("2023-24", "Financial year", "April 2023 to March 2024"),
        ("199900", "Financial year", "April 1999 to March 2000"),
        ("202324", "Academic year", "school year 2023 to 2024"),
    ],
)
def test_periods_are_those_of_the_department(said, identifier, words):
    assert period(said, identifier).words == words


@pytest.mark.parametrize(
    ("said", "identifier"),
    [
        ("202324", "Reporting year"),
        ("202325", "Academic year"),
        ("2024", "Autumn term"),
        ("0001", "Reporting year"),
        ("", "Reporting year"),
    ],
)
def test_other_periods_are_not_guessed(said, identifier):
    assert period(said, identifier) is None


def test_the_parts_of_london_lie_in_london():
    inner = where("Regional", "E92000001", "England", "E13000001", "Inner", "", "", "")
    assert inner.within == "E12000007"
    london = where(
        "Regional", "E92000001", "England", "E12000007", "London", "", "", ""
    )
    assert london.within == "E92000001"
