"""Opening a spreadsheet that somebody brought, and the box in which it is chosen."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ui.sheets.files import FILE_MAX, read_file
from ui.sheets.form import SheetForm
from ui.sheets.found import Refused
from ui.workbooks import Bounds


def told(name: str, content: bytes = b"x") -> list[str]:
    form = SheetForm({}, {"file": SimpleUploadedFile(name, content)})
    return form.errors.get("file", [])


def rows(content: bytes) -> dict:
    (sheet,) = read_file(content, Bounds(rows=5, columns=5))
    return sheet.rows


@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_a_table_of_text_is_read_whatever_stands_between_its_cells(between):
    line = between.join(["a", "b", "", "d"])
    assert rows(line.encode()) == {1: {1: "a", 2: "b", 4: "d"}}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_it_is_read_in_the_encodings_in_which_programs_write_it(encoding):
    assert rows("é,–,c,d".encode(encoding))[1][1] == "é"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"x" * (FILE_MAX + 1), "5 MB or smaller"),
        (b"a,b,c,d\0", "neither an Excel workbook"),
        (b"PK\x03\x04", "could not be read"),
        (b"a,b,c,d,e,f", "more than 5 columns"),
        (b"a,b,c,d\n" * 36, "more than 35 rows"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(content, words):
    with pytest.raises(Refused, match=words):
        rows(content)


@pytest.mark.parametrize("name", ["a.xlsx", "A.CSV"])
def test_a_name_that_can_be_a_spreadsheets_is_taken(name):
    assert told(name) == []


def test_the_box_says_what_is_wrong_with_a_file():
    assert "Choose an Excel workbook" in told("a.pdf")[0]
    assert told("a.csv", b"x" * (FILE_MAX + 1)) == ["The file must be 5 MB or smaller"]
    assert told(f"{'a' * 200}.csv") == ["Give the file a shorter name"]
    assert SheetForm({}, {}).errors["file"] == ["Choose a spreadsheet"]
    assert told("a.csv", b"") == []
