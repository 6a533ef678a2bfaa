"""The spreadsheet in which an agency gives the figures of one period."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font, Protection
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
from ui.sheets.writing import (
    BOX,
    OPEN,
    SHUT,
    WRAPPED,
    dress,
    explain,
    headings,
    offered,
    wrap,
)
from ui.tables import kept

HEAD = 6  # the row of the headings
# It holds numbers of children however small they are.
MARKING = "OFFICIAL-SENSITIVE"
AS_TEXT, AS_COUNT = "@", "#,##0"
PLACES = {column.name: place for place, column in enumerate(OF_AGENCY, start=1)}
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
    headings(sheet, HEAD, OF_AGENCY)
    for number, line in enumerate(grid.lines, start=HEAD + 1):
        _write(sheet, number, line)
    _offer(sheet, grid.lines)
    dress(sheet, HEAD, PLACES["number"])
    sheet.oddFooter.center.text = MARKING
    up_to = grid.hidden_up_to
    how_to = HOW_TO.format(small=SMALL.format(up_to=up_to) if up_to else "")
    notes = explain(book, NOTES, how_to, OF_AGENCY, ENTRIES)
    notes.append(["Reasons", "; ".join(DataPoint.Missing.labels)])
    wrap(notes)
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
    sheet.cell(5, 1, MARKING)
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
                choices = answers if yes_no else counts
                choices.add(f"{letters[name]}{number}")
    for one in (reasons, answers, counts):
        if one.sqref:
            sheet.add_data_validation(one)


def _list(choices: Sequence[str]) -> DataValidation:
    return offered(f'"{",".join(choices)}"')
