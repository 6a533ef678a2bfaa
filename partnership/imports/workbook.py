"""Opening a workbook that somebody sent, without letting it do any harm."""

import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from ui import packages
from ui.packages import Why

# A workbook of 500 agencies has about 200 kB when it is unpacked.
UNPACKED_MAX = 10 * 1024 * 1024
PARTS_MAX = 200
COLUMNS_MAX = 50
NOT_EXCEL = "The file is not an Excel workbook (.xlsx)"
LOCKED = (
    "The spreadsheet is protected with a password, or of the old Excel kind (.xls). "
    "Save it without a password as an Excel workbook (.xlsx)"
)
WORDS = {
    Why.ANOTHER_KIND: NOT_EXCEL,
    Why.OLDER_KIND: LOCKED,
    Why.DAMAGED: NOT_EXCEL,
    Why.LOCKED: LOCKED,
    Why.BOMB: "The spreadsheet holds far more than a list of agencies. Copy the list "
    "into the template and send that",
    Why.MACROS: "This workbook holds macros. Save it as an Excel workbook (.xlsx) "
    "without them",
}


class NotASpreadsheet(ValueError):
    """Why a file cannot be read, in words for the person who sent it."""


def rows_of(content: bytes) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """The rows of the first sheet that are not empty, with their numbers.

    Formulas come as their text, never as what they last worked out.
    """
    _check(content)
    try:
        yield from _rows(content)
    # Whatever the library trips over, in a file made by anybody, it cannot be read.
    except Exception as error:
        raise NotASpreadsheet(
            "The spreadsheet could not be read. Open it, save it again as an Excel "
            "workbook (.xlsx), and send that"
        ) from error


def _rows(content: bytes) -> Iterator[tuple[int, tuple[Any, ...]]]:
    with warnings.catch_warnings():
        # Of what the library leaves out, such as validation: none of it is read here.
        warnings.simplefilter("ignore")
        book = load_workbook(
            BytesIO(content), read_only=True, data_only=False, keep_links=False
        )
        try:
            sheet = book.worksheets[0]
            # What the file says of its own size may be wrong.
            sheet.reset_dimensions()
            found = sheet.iter_rows(max_col=COLUMNS_MAX, values_only=True)
            for number, values in enumerate(found, start=1):
                if any(value not in (None, "") for value in values):
                    yield number, values
        finally:
            book.close()


def _check(content: bytes) -> None:
    """Refuse what is no workbook, holds macros, or unpacks to far too much."""
    try:
        with packages.opened(content) as packed:
            packages.judge(packed, packages.Limits(PARTS_MAX, UNPACKED_MAX))
            if "xl/workbook.xml" not in packed.namelist():
                raise NotASpreadsheet(NOT_EXCEL)
    except packages.Unsafe as unsafe:
        raise NotASpreadsheet(WORDS[unsafe.why]) from unsafe
