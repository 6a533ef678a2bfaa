"""Files that are no workbook, or one that would do harm, are refused in plain words."""

import warnings
import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook

from partnership.imports import NotASpreadsheet
from partnership.imports.workbook import rows_of
from tests.partnership.sheets import GOOD, saved, with_part, workbook

SHEET = "xl/worksheets/sheet1.xml"
BOMB = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "%s"><!ENTITY b "%s">]>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData>
</worksheet>""" % (b"ha" * 100, b"&a;" * 100)


def rows(content: bytes) -> list[tuple[int, tuple[object, ...]]]:
    return [
        (number, tuple(v for v in values if v is not None))
        for number, values in rows_of(content)
    ]


def test_rows_come_with_their_numbers_and_without_empty_ones():
    book = Workbook()
    book.active["A1"] = "Agency"
    book.active["A4"] = "Hopewell"
    book.active["B4"] = 7
    assert rows(saved(book)) == [(1, ("Agency",)), (4, ("Hopewell", 7))]


def test_only_the_first_sheet_is_read():
    book = Workbook()
    book.active["A1"] = "Agency"
    book.create_sheet("Notes")["A1"] = "Not this"
    assert rows(saved(book)) == [(1, ("Agency",))]


def test_a_formula_is_its_text_and_never_what_it_worked_out():
    book = Workbook()
    book.active["A1"] = "=1+1"
    assert rows(saved(book)) == [(1, ("=1+1",))]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "not an Excel workbook"),
        (b"Agency,Sector\n", "not an Excel workbook"),
        (b"PK\x03\x04 and nothing more", "not an Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "password"),
    ],
)
def test_what_is_no_workbook_is_refused(content, said):
    with pytest.raises(NotASpreadsheet, match=said):
        rows(content)


def test_another_kind_of_packed_file_is_refused():
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w") as packed:
        packed.writestr("word/document.xml", "<document/>")
    with pytest.raises(NotASpreadsheet, match="not an Excel workbook"):
        rows(kept.getvalue())


def test_macros_are_refused_whatever_the_file_is_called():
    with pytest.raises(NotASpreadsheet, match="holds macros"):
        rows(with_part(workbook(GOOD), "xl/vbaProject.bin", b"Sub AutoOpen()"))


def test_a_file_that_unpacks_to_far_too_much_is_never_unpacked():
    bomb = with_part(workbook(GOOD), "xl/media/large.bin", b"\0" * 12 * 1024 * 1024)
    assert len(bomb) < 50_000
    with pytest.raises(NotASpreadsheet, match="far more than a list"):
        rows(bomb)


def test_a_file_of_very_many_parts_is_refused():
    content = workbook(GOOD)
    kept = BytesIO(content)
    with zipfile.ZipFile(kept, "a") as packed:
        for number in range(250):
            packed.writestr(f"xl/media/{number}.bin", b"")
    with pytest.raises(NotASpreadsheet, match="far more than a list"):
        rows(kept.getvalue())


def test_words_that_stand_for_ever_more_words_are_refused():
    with pytest.raises(NotASpreadsheet, match="could not be read"):
        rows(with_part(workbook(GOOD), SHEET, BOMB))


def test_a_broken_workbook_is_refused():
    with pytest.raises(NotASpreadsheet, match="could not be read"):
        rows(with_part(workbook(GOOD), SHEET, b"<worksheet><sheetData>"))


def test_what_a_workbook_offers_beside_its_cells_is_no_reason_to_complain():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert len(rows(workbook(GOOD))) == 2
