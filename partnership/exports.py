"""The empty spreadsheet that coordinators fill with agencies."""

from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from partnership.columns import COLUMNS, ROWS_MAX
from partnership.models import Partnership, Sector
from ui.tables import harmless

AS_TEXT = "@"
FORMATS = {"from_on": "dd/mm/yyyy", "to_on": "dd/mm/yyyy"}


def agencies_template(partnership: Partnership) -> bytes:
    """A workbook with the headings, and a second sheet that says what belongs where."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Agencies"
    sheet.append([column.heading for column in COLUMNS])
    sheet.freeze_panes = "A2"
    for place, column in enumerate(COLUMNS, start=1):
        letter = get_column_letter(place)
        sheet[f"{letter}1"].font = Font(bold=True)
        sheet.column_dimensions[letter].width = column.width
        shape = FORMATS.get(column.name, AS_TEXT)
        for row in range(2, ROWS_MAX + 2):
            sheet.cell(row=row, column=place).number_format = shape
    _offer(sheet, "sector", [str(label) for label in Sector.labels])
    _offer(sheet, "statutory", ["Yes", "No"])
    _explain(book, partnership)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def _offer(sheet: Any, name: str, choices: list[str]) -> None:
    """A list to choose from, in every row of a column."""
    place = next(n for n, c in enumerate(COLUMNS, start=1) if c.name == name)
    letter = get_column_letter(place)
    offered = DataValidation(type="list", formula1=f'"{",".join(choices)}"')
    offered.allow_blank = True
    sheet.add_data_validation(offered)
    offered.add(f"{letter}2:{letter}{ROWS_MAX + 1}")


def _explain(book: Workbook, partnership: Partnership) -> None:
    notes: Any = book.create_sheet("What goes where")
    notes.append([harmless(f"Agencies of {partnership.name}")])
    notes["A1"].font = Font(bold=True)
    notes.append([f"One row for each agency, up to {ROWS_MAX}. Keep the headings."])
    notes.append([])
    notes.append(["Column", "What goes in it", "Needed"])
    for cell in notes[4]:
        cell.font = Font(bold=True)
    for column in COLUMNS:
        expects = column.expects[:1].upper() + column.expects[1:]
        notes.append([column.heading, expects, "Yes" if column.required else "No"])
        notes.cell(row=notes.max_row, column=2).alignment = Alignment(wrap_text=True)
    for letter, width in (("A", 24), ("B", 70), ("C", 10)):
        notes.column_dimensions[letter].width = width
