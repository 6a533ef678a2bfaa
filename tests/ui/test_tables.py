"""Tables to take away: whole, harmless, and the same in every format."""

import csv
import io
import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from ui.tables import CELL_MAX, Column, Table, csv_of, harmless, json_of, workbook

COLUMNS = (Column("who", "Who", "Whoever it is"), Column("many", "How many"))
AT = datetime(2026, 7, 1, 9, 30, tzinfo=UTC)


def table(*rows) -> Table:
    return Table("people", "People", "One row each.", COLUMNS, iter(rows))


def read_csv(*rows) -> list[list[str]]:
    text = "".join(csv_of(table(*rows)))
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def read_book(*rows):
    content = workbook("Everybody", ["As at today."], [table(*rows)])
    return load_workbook(io.BytesIO(content))


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r"])
def test_no_text_is_taken_for_a_formula(first):
    assert harmless(f"{first}1+1") == f"'{first}1+1"


def test_other_texts_stay_as_they_are():
    assert harmless("Northshire = the north") == "Northshire = the north"


def test_a_workbook_says_what_it_is_and_holds_each_table():
    book = read_book(("Hopewell", 3), ("Harbour", None))
    assert book.sheetnames == ["About", "People"]
    cover = [row[0] for row in book["About"].values]
    assert cover[:2] == ["Everybody", "As at today."]
    assert cover[3:] == ["Sheet “People”", "Who", "How many"]
    sheet = book["People"]
    assert list(sheet.values) == [
        ("Who", "How many"),
        ("Hopewell", 3),
        ("Harbour", None),
    ]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:B3")
    assert sheet["A1"].font.bold


def test_dates_stay_dates_and_times_are_local():
    sheet = read_book((date(2026, 7, 1), AT))["People"]
    assert sheet["A2"].value == datetime(2026, 7, 1)  # noqa: DTZ001
    assert sheet["B2"].value == datetime(2026, 7, 1, 10, 30)  # noqa: DTZ001
    assert read_csv((date(2026, 7, 1), AT))[1] == [
        "2026-07-01",
        "2026-07-01T10:30:00+01:00",
    ]


def test_no_cell_is_a_formula_and_numbers_stay_numbers():
    sheet = read_book(("=1+1", -2))["People"]
    assert (sheet["A2"].value, sheet["B2"].value) == ("'=1+1", -2)
    assert read_csv(("=1+1", -2))[1] == ["'=1+1", "-2"]


def test_what_no_workbook_may_hold_is_left_out_wherever_it_stands():
    odd = "a\x0b\ufffe\uffffb \U0001f600"
    columns = (Column("who", odd, odd), Column("many", "Many"))
    content = workbook(odd, [odd], [Table("t", "T", odd, columns, [(odd, 1)])])
    book = load_workbook(io.BytesIO(content))
    assert book["T"]["A2"].value == "ab \U0001f600"
    cover = [text for row in book["About"].values for text in row if text]
    assert cover.count("ab \U0001f600") == 5


def test_a_text_longer_than_a_cell_is_whole_in_csv_and_json():
    words = "x" * (CELL_MAX + 5)
    assert len(read_book((words, 1))["People"]["A2"].value) == CELL_MAX
    assert read_csv((words, 1))[1][0] == words
    assert json.loads("".join(json_of(table((words, 1)))))[0]["who"] == words


@given(st.lists(st.tuples(st.text(), st.integers())))
def test_json_gives_back_what_was_put_in(rows):
    found = json.loads("".join(json_of(table(*rows))))
    assert found == [{"who": who, "many": many} for who, many in rows]


@given(
    st.lists(
        st.tuples(
            st.text(
                st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
            ),
            st.integers(),
        )
    )
)
def test_csv_gives_back_what_was_put_in_made_harmless(rows):
    text = "".join(csv_of(table(*rows))).removeprefix("\ufeff")
    found = list(csv.reader(io.StringIO(text, newline="")))
    assert found[1:] == [[harmless(who), str(many)] for who, many in rows]
