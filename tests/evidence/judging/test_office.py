"""Word and Excel files are safe to unpack, hold no macros, and are read to the end."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment

from evidence.judging import Refused, office, shapes
from evidence.judging.judge import judge
from tests.evidence.files import NHS, excel, word
from tests.packages import part, repacked, saved, with_body
from tests.partnership.sheets import with_part

BOMB = bytes(30 * 1024 * 1024)


def refusal(content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        judge(content)
    return str(refused.value)


def places(passages) -> dict[str, str]:
    return {one.text: one.where for one in passages}


def test_paragraphs_headers_and_notes_are_read():
    found = places(office.word_passages(word("In the text", header="On top")))
    assert found == {"In the text": "in the text", "On top": "in a header or footer"}


def test_words_that_tracking_shows_as_deleted_are_still_in_the_file():
    content = with_body(
        "<w:p><w:r><w:t>Number </w:t></w:r><w:del w:id='1' w:author='A'><w:r>"
        f"<w:delText>{NHS}</w:delText></w:r></w:del></w:p>"
    )
    assert f"Number {NHS}" in places(office.word_passages(content))


def test_cells_are_read_by_sheet_and_place_also_hidden_ones():
    found = places(office.excel_passages(excel(("Team", 9434765919), hidden="Secret")))
    assert found["9434765919"] == "sheet ‘Cases’, cell B1"
    assert found["Secret"] == "hidden sheet ‘Notes’, cell B7"


def test_a_date_is_read_with_the_heading_above_it():
    content = excel(("Date of birth",), (date(2015, 4, 3),))
    assert "Date of birth: 3/4/2015" in places(office.excel_passages(content))


def test_a_comment_on_a_cell_is_read():
    book = load_workbook(BytesIO(excel()))
    book.active["A1"].comment = Comment(f"Ask about {NHS}", "A colleague")
    found = places(office.excel_passages(saved(book)))
    assert any(NHS in text and "comment" in where for text, where in found.items())


def test_a_workbook_behind_a_chart_is_read():
    content = with_part(word(), "word/embeddings/sheet.xlsx", excel((NHS,)))
    found = places(office.word_passages(content))
    assert found[NHS] == "in a workbook behind a chart, sheet ‘Cases’, cell A1"


@pytest.mark.parametrize("inner", [b"MZ anything", word()])
def test_any_other_file_within_is_refused(inner):
    content = with_part(word(), "word/embeddings/oleObject1.bin", inner)
    assert refusal(content) == shapes.HOLDS_FILES


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (word(), "word/vbaProject.bin"),
        (word(), "word/activeX/activeX1.xml"),
        (excel(), "xl/macrosheets/sheet1.xml"),
        (excel(), "xl/vbaProject.bin"),
    ],
)
def test_whatever_runs_is_refused(content, name):
    assert refusal(with_part(content, name, b"<a/>")) == office.MACROS


def test_a_file_that_says_it_is_for_macros_is_refused():
    kinds = part(excel(), "[Content_Types].xml").replace(
        b"vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    assert refusal(repacked(excel(), {"[Content_Types].xml": kinds})) == office.MACROS


@pytest.mark.parametrize("content", [word(), excel()])
def test_a_bomb_is_refused_without_being_unpacked(content):
    assert refusal(with_part(content, "media/a.bin", BOMB)) == office.BOMB


@pytest.mark.parametrize(
    ("content", "name"),
    [(word(), "word/document.xml"), (excel(), "xl/worksheets/sheet1.xml")],
)
def test_entities_and_broken_parts_are_refused(content, name):
    whole = part(content, name)
    start = whole.index(b"?>") + 2 if whole.startswith(b"<?xml") else 0
    declared = b'<!DOCTYPE d [<!ENTITY a "aaaa">]>'
    changed = whole[:start] + declared + whole[start:]
    assert refusal(repacked(content, {name: changed})) == shapes.DAMAGED
    assert refusal(repacked(content, {name: b"<broken"})) == shapes.DAMAGED
