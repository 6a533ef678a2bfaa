"""The spreadsheet in which an agency gives the figures of one period."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from performance.columns import (
    ABOUT,
    CODE,
    ENTRIES,
    FIELDS,
    FIGURES,
    NOTES,
    OF,
    OF_AGENCY,
    code,
    reference,
)
from performance.grids import Grid, Line
from performance.models import DataPoint, Measure
from performance.models.returns import Figure
from performance.showing import told
from ui.tables import kept

HEAD = 6  # the row of the headings
AS_TEXT, AS_COUNT = "@", "#,##0"
PLACES = {column.name: place for place, column in enumerate(OF_AGENCY, start=1)}
OPEN = PatternFill("solid", fgColor="FFF7D6")
SHUT = PatternFill("solid", fgColor="EEEFEF")
THIN = Side(style="thin", color="B1B4B6")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
WRAPPED = Alignment(wrap_text=True, vertical="top")
HOW_TO = """\
Fill in the yellow cells, save, and bring the file back on the portal’s page “Data \
return”.
You see what it says beside what the portal holds before anything is saved. Nothing is \
sent until you send it there.
A cell that you leave empty changes nothing. To take a number out, empty its cell and \
choose why there is no figure.
Enter whole numbers, such as 1,234. Percentages are worked out for you.
{small}\
Rows can be sorted and hidden. Keep the headings and the references.
The sheet is protected, without a password, so that headings are not typed over."""
SMALL = """\
Enter small numbers as they are. Only your agency and the coordinators and analysts \
see a count of children as small as 1 to {up_to}.
"""


def figures_template(grid: Grid) -> bytes:
    """A workbook with a row for each measure, and a sheet that says what goes where."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = FIGURES
    _say_whose(book, sheet, grid)
    for place, column in enumerate(OF_AGENCY, start=1):
        cell = sheet.cell(HEAD, place, column.heading)
        cell.font, cell.alignment, cell.border = Font(bold=True), WRAPPED, BOX
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    for number, line in enumerate(grid.lines, start=HEAD + 1):
        _write(sheet, number, line)
    _offer(sheet, grid.lines)
    _dress(sheet)
    _explain(book, grid.hidden_up_to)
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def _say_whose(book: Workbook, sheet: Any, grid: Grid) -> None:
    about = grid.period.words[:1].upper() + grid.period.words[1:]
    for row, (name, value) in enumerate(
        (
            (OF, grid.agency.name),
            (ABOUT, about),
            (CODE, code(grid.agency.slug, grid.period)),
        ),
        start=1,
    ):
        sheet.cell(row, 1, name).font = Font(bold=True)
        sheet.cell(row, 2, kept(value))
    sheet.cell(4, 1, f"Fill in the yellow cells. The sheet “{NOTES}” says how.")
    book.properties.title = f"Figures of {grid.agency}, {grid.period.words}"
    book.properties.language = "en-GB"
    book.properties.creator = "Neglect strategy portal"


def _write(sheet: Any, number: int, line: Line) -> None:
    measure, point = line.measure, line.point
    cells = {
        "reference": reference(measure.pk),
        "measure": measure.title,
        "how": _how(line),
        "before": _was(measure, line.before),
        "year_before": _was(measure, line.year_before),
    } | {name: _now(measure, point, name) for name in FIELDS}
    open_to = set() if line.is_locked else _open(measure)
    for name, value in cells.items():
        cell = sheet.cell(number, PLACES[name])
        cell.value = kept(value) if isinstance(value, str) else value
        cell.alignment, cell.border = WRAPPED, BOX
        if name in FIELDS:
            counts = name in ("number", "out_of")
            cell.number_format = AS_COUNT if counts else AS_TEXT
            cell.fill = OPEN if name in open_to else SHUT
            cell.protection = Protection(locked=name not in open_to)


def _open(measure: Measure) -> set[str]:
    """The cells that can be filled in for a measure."""
    if measure.unit == Measure.Unit.WORDS:
        return {"words", "missing", "note"}
    every = {"number", "out_of", "missing", "note"}
    return every if measure.has_denominator else every - {"out_of"}


def _how(line: Line) -> str:
    measure = line.measure
    text = measure.numerator
    if measure.has_denominator:
        text = f"Number: {text}\nOut of: {measure.denominator}"
    if line.is_locked:
        text = f"{text}\nAccepted already: it stays as it is."
    return text


def _now(measure: Measure, point: DataPoint, name: str) -> Any:
    """What the portal holds, as it is typed."""
    if name == "missing":
        return point.get_missing_display() if point.missing else None
    value = getattr(point, FIELDS[name])
    if name == "number" and measure.unit == Measure.Unit.YES_NO and value is not None:
        return "Yes" if value else "No"
    return None if value == "" else value


def _was(measure: Measure, figure: Figure | None) -> str:
    return told(measure, figure) if figure else ""


def _offer(sheet: Any, lines: Sequence[Line]) -> None:
    """Lists to choose from, and a warning beside what is no whole number."""
    last = HEAD + max(len(lines), 1)
    letters = {name: get_column_letter(place) for name, place in PLACES.items()}
    reasons = _list(DataPoint.Missing.labels)
    reasons.add(f"{letters['missing']}{HEAD + 1}:{letters['missing']}{last}")
    answers = _list(["Yes", "No"])
    counts = DataValidation(
        type="whole",
        operator="greaterThanOrEqual",
        formula1="0",
        allow_blank=True,
        errorStyle="warning",
        showErrorMessage=True,
        errorTitle="Is this a whole number?",
        error="The portal takes whole numbers, 0 or more, such as 1,234.",
    )
    for number, line in enumerate(lines, start=HEAD + 1):
        open_to = _open(line.measure)
        yes_no = line.measure.unit == Measure.Unit.YES_NO
        for name in ("number", "out_of"):
            if name in open_to:
                offered = answers if yes_no else counts
                offered.add(f"{letters[name]}{number}")
    for one in (reasons, answers, counts):
        if one.sqref:
            sheet.add_data_validation(one)


def _list(choices: Sequence[str]) -> DataValidation:
    offered = DataValidation(type="list", formula1=f'"{",".join(choices)}"')
    offered.allow_blank, offered.errorStyle = True, "warning"
    return offered


def _dress(sheet: Any) -> None:
    sheet.freeze_panes = sheet.cell(HEAD + 1, PLACES["number"])
    sheet.protection.sheet = True
    for allowed in ("sort", "autoFilter", "formatColumns", "formatRows"):
        setattr(sheet.protection, allowed, False)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{HEAD}:{HEAD}"


def _explain(book: Workbook, hidden_up_to: int) -> None:
    notes: Any = book.create_sheet(NOTES)
    notes.append(["How to fill it in"])
    small = SMALL.format(up_to=hidden_up_to) if hidden_up_to else ""
    for line in HOW_TO.format(small=small).splitlines():
        notes.append(["", line])
    notes.append([])
    notes.append(["Column", "What goes in it"])
    for cell in (notes["A1"], *notes[notes.max_row]):
        cell.font = Font(bold=True)
    for column in OF_AGENCY:
        filled = " You fill it in." if column in ENTRIES else ""
        notes.append([column.heading, f"{column.about}{filled}"])
    notes.append([])
    notes.append(["Reasons", "; ".join(DataPoint.Missing.labels)])
    for letter, width in (("A", 26), ("B", 90)):
        notes.column_dimensions[letter].width = width
    for row in notes.iter_rows():
        for cell in row:
            cell.alignment = WRAPPED
