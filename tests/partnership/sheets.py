"""Workbooks for tests: filled in as a coordinator would, or made to do harm."""

import zipfile
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook

from partnership.columns import COLUMNS

HEADINGS = [column.heading for column in COLUMNS]
GOOD = {
    "Agency": "Riverside Surgery",
    "Sector": "GP practice",
    "Contact role": "Practice manager",
    "Contact e-mail": "team@riverside.example",
    "Seat from": "1/4/2026",
}


def workbook(*rows: dict[str, Any], headings: list[str] = HEADINGS) -> bytes:
    """A workbook with a row for each of these, cells by heading."""
    book = Workbook()
    sheet = book.active
    sheet.append(headings)
    for row in rows:
        sheet.append([row.get(heading) for heading in headings])
    return saved(book)


def filled(template: bytes, *rows: dict[str, Any]) -> bytes:
    """The template as somebody fills it in."""
    book = load_workbook(BytesIO(template))
    sheet = book.worksheets[0]
    places = {cell.value: cell.column for cell in sheet[1]}
    for number, row in enumerate(rows, start=2):
        for heading, value in row.items():
            sheet.cell(row=number, column=places[heading], value=value)
    return saved(book)


def saved(book: Workbook) -> bytes:
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """A workbook with one more part in it, or with another in its place."""
    kept = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as old,
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for one in old.namelist():
            if one != name:
                new.writestr(one, old.read(one))
        new.writestr(name, part)
    return kept.getvalue()
