"""Spreadsheets of cases as people fill them in, and what is read in them."""

from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook

from audits.exports.cases import case_workbook
from audits.imports.cases import read_cases
from audits.imports.comparing import compare
from audits.judging import sheets_of


def template(audit, agency) -> Workbook:
    """The agency's spreadsheet, opened."""
    return load_workbook(
        BytesIO(case_workbook(audit, agency, sheets_of(audit, agency)))
    )


def saved(book: Workbook) -> bytes:
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def filled(audit, agency, change=None, **cells: Any) -> bytes:
    """The template with some cells filled in, by address, and changed by a function."""
    book = template(audit, agency)
    for where, value in cells.items():
        book["Grades"][where] = value
    if change:
        change(book["Grades"])
    return saved(book)


def read(audit, agency, content: bytes):
    """What a file says, and what of it would be saved."""
    sheets = sheets_of(audit, agency)
    reading = read_cases(audit, agency, sheets, content)
    return reading, compare(sheets, reading)


def problems(audit, agency, content: bytes) -> list[tuple[str, str, str]]:
    """Each problem: the cell, what was found, what was expected."""
    reading, _ = read(audit, agency, content)
    return [(one.cell, one.found, one.expected) for one in reading.problems]
