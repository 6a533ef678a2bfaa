"""The challenge log as a spreadsheet and as a plain table."""

import csv
import io
from datetime import date, timedelta

import pytest
from openpyxl import load_workbook

from response_tool.challenge_exports import (
    COLUMNS,
    FILES,
    plain_table,
    rows_of,
    spreadsheet,
)
from response_tool.models import Challenge
from tests.conftest import submit
from tests.response_tool.questions import again, ask, close, make_late, reply

HEADINGS = [column.heading for column in COLUMNS]


@pytest.fixture
def sent(response):
    return submit(response)


def rows(today: date) -> list[dict[str, object]]:
    found = Challenge.objects.told().prefetch_related("replies")
    return [dict(zip(HEADINGS, row, strict=True)) for row in rows_of(found, today)]


def test_a_closed_one_is_told_from_beginning_to_end(sent, northshire, now, today):
    one = ask(sent, northshire, now)
    reply(one, now)
    again(one, now + timedelta(minutes=1))
    close(one, now, how="action_agreed")
    (row,) = rows(today)
    assert row["Number"] == one.pk
    assert row["Partnership"] == northshire.name
    assert row["Agency"] == "Hopewell Family Support"
    assert (row["Priority"], row["Priority title"]) == (1, "Do thing 1")
    assert (row["Asked by"], row["Asked on"]) == ("the tests", today)
    assert row["Where it is"] == "Closed"
    first, second = str(row["What was written since"]).split("\n")
    assert first.endswith("the tests: In both.")
    assert second.endswith("the tests: And the night staff?")
    assert (row["Closed on"], row["Closed by"]) == (today, "the tests")
    assert row["What came of it"] == "Action agreed"
    assert row["In a sentence"] == "The reply says it."


def test_a_late_one_says_so(sent, northshire, now, today):
    make_late(ask(sent, northshire, now), today)
    ask(sent, northshire, now, number=2)
    assert [row["Late"] for row in rows(today)] == ["No", "Yes"]
    assert rows(today)[0]["Closed on"] is None


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "=cmd|' /C calc'!A0"])
def test_no_cell_is_a_formula(sent, northshire, now, today, text):
    one = ask(sent, northshire, now, question=text)
    close(one, now, because=text)
    found = rows_of(Challenge.objects.told(), today)
    book = load_workbook(io.BytesIO(spreadsheet(found, today)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    text_rows = list(csv.reader(io.StringIO(plain_table(found, today).decode())))
    assert text_rows[1][HEADINGS.index("Question")] == f"'{text}"


def test_characters_that_no_spreadsheet_holds_are_left_out(
    sent, northshire, now, today
):
    ask(sent, northshire, now, question="Why\x0b not\x07?\nAnd when?")
    found = rows_of(Challenge.objects.told(), today)
    sheet, _ = load_workbook(io.BytesIO(spreadsheet(found, today))).worksheets
    assert sheet.cell(2, HEADINGS.index("Question") + 1).value == (
        "Why not?\nAnd when?"
    )


def test_the_second_sheet_says_what_stands_in_each_column(db, today):
    _, notes = load_workbook(io.BytesIO(spreadsheet([], today))).worksheets
    told = [row[0] for row in notes.iter_rows(min_row=5, values_only=True)]
    assert told == HEADINGS


def test_dates_stay_dates_in_the_spreadsheet(sent, northshire, now, today):
    ask(sent, northshire, now)
    found = rows_of(Challenge.objects.told(), today)
    sheet, _ = load_workbook(io.BytesIO(spreadsheet(found, today))).worksheets
    cell = sheet.cell(2, HEADINGS.index("Asked on") + 1)
    assert (cell.value.date(), cell.number_format) == (today, "dd/mm/yyyy")


def test_the_plain_table_is_read_as_utf8_by_excel(db, today):
    assert plain_table([], today).startswith(b"\xef\xbb\xbf")
    assert set(FILES) == {"csv", "xlsx"}
