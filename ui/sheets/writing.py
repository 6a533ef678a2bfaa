"""How a spreadsheet that people fill in looks: what is theirs to fill, and what not."""

from collections.abc import Collection, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from ui.sheets.columns import Column

OPEN = PatternFill("solid", fgColor="FFF7D6")
SHUT = PatternFill("solid", fgColor="EEEFEF")
THIN = Side(style="thin", color="B1B4B6")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
WRAPPED = Alignment(wrap_text=True, vertical="top")


def headings(sheet: Any, row: int, columns: Sequence[Column]) -> None:
    """The row of headings, and how wide each column is."""
    for place, column in enumerate(columns, start=1):
        cell = sheet.cell(row, place, column.heading)
        cell.font, cell.alignment, cell.border = Font(bold=True), WRAPPED, BOX
        sheet.column_dimensions[get_column_letter(place)].width = column.width


def offered(formula: str) -> DataValidation:
    """A list to choose from; something else is warned of and may be typed."""
    found = DataValidation(type="list", formula1=formula)
    found.allow_blank, found.errorStyle = True, "warning"
    return found


def dress(sheet: Any, head: int, first: int) -> None:
    """Protect it without a password, and make it fit the paper.

    The headings, and the columns before `first`, stay where they are.
    """
    sheet.freeze_panes = sheet.cell(head + 1, first)
    sheet.protection.sheet = True
    for allowed in ("sort", "autoFilter", "formatColumns", "formatRows"):
        setattr(sheet.protection, allowed, False)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{head}:{head}"


def explain(
    book: Workbook,
    name: str,
    how_to: str,
    columns: Sequence[Column],
    entries: Collection[Column],
) -> Any:
    """A sheet that says how to fill it in, and what goes in which column."""
    notes: Any = book.create_sheet(name)
    notes.append(["How to fill it in"])
    for line in how_to.splitlines():
        notes.append(["", line])
    notes.append([])
    notes.append(["Column", "What goes in it"])
    for cell in (notes["A1"], *notes[notes.max_row]):
        cell.font = Font(bold=True)
    for column in columns:
        filled = " You fill it in." if column in entries else ""
        notes.append([column.heading, f"{column.about}{filled}"])
    notes.append([])
    for letter, width in (("A", 26), ("B", 90)):
        notes.column_dimensions[letter].width = width
    return notes


def wrap(sheet: Any) -> None:
    """Let every text be read whole."""
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = WRAPPED
