"""Opening a spreadsheet of figures that somebody brought."""

from performance.columns import COLUMNS_MAX, ROWS_MAX
from performance.imports.found import Refused
from ui.spreadsheets import ABOVE, Unread, read_spreadsheet
from ui.workbooks import Sheet

__all__ = ["ABOVE", "read_file"]


def read_file(content: bytes) -> list[Sheet]:
    """The sheets of a workbook, or the one table of a CSV file. Raises Refused."""
    try:
        return read_spreadsheet(content, rows=ROWS_MAX, columns=COLUMNS_MAX)
    except Unread as unread:
        raise Refused(str(unread)) from unread
