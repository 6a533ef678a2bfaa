"""Opening a spreadsheet that somebody brought, without letting it do any harm."""

import csv
import io
from collections.abc import Iterator

from ui.packages import BEGINS, MB, OLE, Unsafe, Why
from ui.sheets.found import Refused
from ui.workbooks import Bounds, Sheet, TooMuch, sheets_of

FILE_MAX = 5 * MB
ABOVE = 30  # rows that may stand above and below the table itself
CSV = "The file"
NEITHER = (
    "The file is neither an Excel workbook (.xlsx) nor a CSV file. Save it as one of "
    "them and choose that one"
)
DAMAGED = (
    "The file could not be read. Open it, save it again as an Excel workbook (.xlsx), "
    "and choose that one"
)
WORDS = {
    Why.ANOTHER_KIND: NEITHER,
    Why.OLDER_KIND: "The file is of the old Excel kind (.xls). Save it as an Excel "
    "workbook (.xlsx) and choose that one",
    Why.DAMAGED: DAMAGED,
    Why.LOCKED: "The file is protected with a password. Save it without one and choose "
    "that one",
    Why.BOMB: "The file unpacks to far more than the template holds, so it was not "
    "opened. Copy what is filled in into the template and choose that",
    Why.MACROS: "The file holds macros. Save it as an Excel workbook (.xlsx) without "
    "them and choose that one",
    Why.DECLARES: DAMAGED,
}
DELIMITERS = (",", ";", "\t")
# A cell as long as the file is named by its reader, and does not end the reading.
csv.field_size_limit(FILE_MAX)


def read_file(content: bytes, most: Bounds) -> list[Sheet]:
    """The sheets of a workbook, or the one table of a CSV file, of so many rows.

    Raises Refused.
    """
    if len(content) > FILE_MAX:
        raise Refused("The file must be 5 MB or smaller")
    bounds = Bounds(most.rows + ABOVE, most.columns)
    try:
        if content.startswith((BEGINS, OLE)):
            return [one for one in sheets_of(content, bounds) if one.rows]
        return [_csv(_decoded(content), bounds)]
    except Unsafe as unsafe:
        raise Refused(WORDS[unsafe.why]) from unsafe
    except TooMuch as error:
        raise Refused(
            f"The file has {error}. At most {most.rows:,} rows and {most.columns} "
            "columns can be read: bring it in parts"
        ) from error


def _decoded(content: bytes) -> str:
    """The text of a CSV file, in the encodings in which Excel writes it."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if b"\0" in content:
        raise Refused(NEITHER)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _csv(text: str, bounds: Bounds) -> Sheet:
    sheet = Sheet(CSV)
    try:
        for number, values in enumerate(_lines(text), start=1):
            filled = {
                column: value
                for column, value in enumerate(values, start=1)
                if value.strip()
            }
            if not filled:
                continue
            if max(filled) > bounds.columns:
                raise TooMuch(f"more than {bounds.columns} columns")
            if len(sheet.rows) >= bounds.rows:
                raise TooMuch(f"more than {bounds.rows:,} rows")
            sheet.rows[number] = filled
    except csv.Error as error:
        raise Refused(DAMAGED) from error
    return sheet


def _lines(text: str) -> Iterator[list[str]]:
    first = text.splitlines()[:ABOVE]
    delimiter = max(
        DELIMITERS, key=lambda one: sum(line.count(one) >= 3 for line in first)
    )
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
