"""Opening a workbook that somebody sent, without letting it do any harm."""

import warnings
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

# A workbook of 500 agencies has about 200 kB when it is unpacked.
UNPACKED_MAX = 10 * 1024 * 1024
PARTS_MAX = 200
COLUMNS_MAX = 50
# What Office files were before 2007; those with a password still are.
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
ENCRYPTED = 0x1


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
    if content.startswith(OLD_OFFICE):
        raise NotASpreadsheet(
            "The spreadsheet is protected with a password, or of the old Excel kind "
            "(.xls). Save it without a password as an Excel workbook (.xlsx)"
        )
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise NotASpreadsheet("The file is not an Excel workbook (.xlsx)") from error
    names = {part.filename for part in parts}
    if not {"[Content_Types].xml", "xl/workbook.xml"} <= names:
        raise NotASpreadsheet("The file is not an Excel workbook (.xlsx)")
    if any("vbaproject" in name.lower() for name in names):
        raise NotASpreadsheet(
            "This workbook holds macros. Save it as an Excel workbook (.xlsx) without "
            "them"
        )
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise NotASpreadsheet("The spreadsheet is protected with a password")
    # Python unpacks no more of a part than its header says, so this cannot be fooled.
    if len(parts) > PARTS_MAX or sum(p.file_size for p in parts) > UNPACKED_MAX:
        raise NotASpreadsheet(
            "The spreadsheet holds far more than a list of agencies. Copy the list "
            "into the template and send that"
        )
