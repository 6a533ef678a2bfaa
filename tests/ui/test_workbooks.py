"""What is read of workbooks, and what is refused."""

from contextlib import suppress
from datetime import datetime
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from tests.partnership.sheets import with_part
from ui.packages import Unsafe, Why
from ui.workbooks import Bounds, Merged, TooMuch, sheets_of

BOUNDS = Bounds(rows=10, columns=5)
SHEET = "xl/worksheets/sheet1.xml"


def saved(change, rows=([1, "A"],)) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    change(book.active)
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def raw(cells: str) -> bytes:
    """A workbook whose one row is written by hand."""
    part = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<sheetData><row r="1">{cells}</row></sheetData></worksheet>'
    )
    return with_part(saved(lambda sheet: None), SHEET, part.encode())


def test_cells_come_as_they_are_shown():
    def change(sheet):
        sheet["A1"], sheet["B1"] = 0.125, datetime(2026, 7, 1)  # noqa: DTZ001
        sheet["A1"].number_format = "0.0%"
        sheet["C1"], sheet["D1"] = True, "=1+1"
        sheet["E3"] = "  words "

    (sheet,) = sheets_of(saved(change), BOUNDS)
    assert sheet.rows == {
        1: {1: "12.5%", 2: datetime(2026, 7, 1), 3: True, 4: None},  # noqa: DTZ001
        3: {5: "  words "},
    }
    assert sheet.formulas == {(1, 4)}


def test_what_is_merged_and_hidden_is_known():
    def change(sheet):
        sheet.merge_cells("A1:B2")
        sheet.row_dimensions[1].hidden = True
        sheet.column_dimensions["C"].hidden = True

    (sheet,) = sheets_of(saved(change), BOUNDS)
    assert sheet.merged == [Merged(1, 1, 2, 2)]
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({1}, {3})


def test_cells_without_an_address_follow_one_another():
    (sheet,) = sheets_of(raw("<c><v>1</v></c><c/><c><v>2.50</v></c>"), BOUNDS)
    assert sheet.rows == {1: {1: 1, 3: 2.5}}


def test_texts_leave_out_how_they_are_pronounced():
    words = "<r><t>Num</t></r><r><t>ber</t></r><rPh><t>x</t></rPh>"
    (sheet,) = sheets_of(raw(f'<c t="inlineStr"><is>{words}</is></c>'), BOUNDS)
    assert sheet.rows == {1: {1: "Number"}}


@pytest.mark.parametrize(
    "rows", [[[1]] * 11, [[1] * 6]], ids=["too many rows", "too many columns"]
)
def test_more_than_may_be_is_refused(rows):
    with pytest.raises(TooMuch):
        sheets_of(saved(lambda sheet: None, rows), BOUNDS)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"Agency,Number", Why.ANOTHER_KIND),
        (b"PK\x03\x04", Why.DAMAGED),
        (raw('<c t="s"><v>99</v></c>'), Why.DAMAGED),
        (raw("<c><v>many</v></c>"), Why.DAMAGED),
        (raw('<c r="!!"><v>1</v></c>'), Why.DAMAGED),
        (raw("<c>"), Why.DAMAGED),
        (
            with_part(raw(""), SHEET, b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'),
            Why.DECLARES,
        ),
        (with_part(raw(""), "xl/vbaProject.bin", b"x"), Why.MACROS),
        (with_part(raw(""), "xl/media/x", b"0" * 61_000_000), Why.BOMB),
    ],
)
def test_what_is_not_safe_or_lies_about_itself_is_refused(content, why):
    with pytest.raises(Unsafe) as refused:
        sheets_of(content, BOUNDS)
    assert refused.value.why is why


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(["n", "s", "b", "d", "e", "str", "inlineStr", "?"]),
    st.text(st.characters(codec="ascii", exclude_characters="<&"), max_size=12),
    st.sampled_from(["", "<f>A1</f>", "<is><t>x</t></is>"]),
)
def test_no_cell_brings_the_reader_down(kind, value, more):
    with suppress(Unsafe):
        sheets_of(raw(f'<c r="A1" t="{kind}">{more}<v>{value}</v></c>'), BOUNDS)
