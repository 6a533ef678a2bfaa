"""Spreadsheets as people fill them in, and what is read in them."""

import csv
import io
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook

from performance.exports.template import figures_template
from performance.grids import grid
from performance.imports.comparing import compare
from performance.imports.sheets import read_sheet
from tests.performance.steps import QUARTER


def template(agency, period=QUARTER):
    """The agency's spreadsheet, opened."""
    return load_workbook(BytesIO(figures_template(grid(agency, period))))


def saved(book: Workbook) -> bytes:
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def filled(agency, change=None, *, period=QUARTER, **cells: Any) -> bytes:
    """The template with some cells filled in, by address, and changed by a function."""
    book = template(agency, period)
    sheet = book["Figures"]
    for where, value in cells.items():
        sheet[where] = value
    if change:
        change(sheet)
    return saved(book)


def csv_of(content: bytes) -> bytes:
    """The first sheet of a workbook, as Excel saves it as CSV."""
    held = io.StringIO()
    sheet = load_workbook(BytesIO(content)).worksheets[0]
    csv.writer(held).writerows(sheet.iter_rows(values_only=True))
    return held.getvalue().encode("cp1252", errors="replace")


def read(agency, content: bytes, period=QUARTER):
    """What a file says, and what of it would be saved."""
    found = grid(agency, period)
    reading = read_sheet(found, content)
    return reading, compare(found, reading)


def problems(agency, content: bytes) -> list[tuple[str, str]]:
    """Each problem: the cell, what was found."""
    reading, _ = read(agency, content)
    return [(one.cell, one.found) for one in reading.problems]
