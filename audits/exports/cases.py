"""The spreadsheet in which an agency grades its cases where there is no network."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font, Protection
from openpyxl.utils import get_column_letter

from audits.columns import (
    ABOUT,
    ABOUT_A_CASE,
    CODE,
    COLUMNS,
    ENTRIES,
    GRADES,
    NOTES,
    OF,
    code,
    reference,
)
from audits.judging import Sheet, marks_of
from audits.models import SELF_ASSESSMENT, Audit
from partnership.models import Agency
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
PLACES = {column.name: place for place, column in enumerate(COLUMNS, start=1)}
LOCKED = "This case is finished. Open it again in the portal to change it."
HOW_TO = """\
Fill in the yellow cells, save, and bring the file back on the portal’s page of this \
audit.
You see what it says beside what the portal holds before anything is saved. No case is \
finished until you finish it there.
A cell that you leave empty changes nothing.
Give every question of a case a grade and a reason. Where a question does not fit the \
case, choose “Does not apply here”.
Every case is named by its reference alone. Do not write anything that could identify \
a child or family, here or in the name of the file.
Rows can be sorted, filtered and hidden. Keep the headings and the references.
The sheet is protected, without a password, so that headings are not typed over."""

Row = tuple[dict[str, str], frozenset[str]]


def case_workbook(audit: Audit, agency: Agency, sheets: Sequence[Sheet]) -> bytes:
    """A workbook with a row for each question of each case, and one that says how."""
    book = Workbook()
    page: Any = book.active
    page.title = GRADES
    _say_whose(book, page, audit, agency)
    headings(page, HEAD, COLUMNS)
    rows = [row for sheet in sheets for row in _rows(sheet)]
    for number, (cells, open_to) in enumerate(rows, start=HEAD + 1):
        _write(page, number, cells, open_to)
    end = HEAD + max(len(rows), 1)
    dress(page, HEAD, PLACES["question"])
    last = get_column_letter(len(COLUMNS))
    page.auto_filter.ref = f"A{HEAD}:{last}{end}"
    _offer(book, page, sheets, end)
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def _say_whose(book: Workbook, page: Any, audit: Audit, agency: Agency) -> None:
    above = ((OF, agency.name), (ABOUT, audit.title), (CODE, code(audit, agency)))
    for row, (name, value) in enumerate(above, start=1):
        page.cell(row, 1, name).font = Font(bold=True)
        page.cell(row, 2, kept(value))
    page.cell(4, 1, f"Fill in the yellow cells. The sheet “{NOTES}” says how.")
    book.properties.title = f"{audit}, {agency}"
    book.properties.language = "en-GB"
    book.properties.creator = "Neglect strategy portal"


def _rows(sheet: Sheet) -> Iterator[Row]:
    """The rows of one case: its questions, then what is said of it as a whole."""
    case, marks = sheet.part.case, marks_of(sheet.grades)
    is_locked = sheet.part.is_finished
    for one in sheet.questions:
        cells = {
            "reference": reference(case.pk, one.pk),
            "case": case.reference,
            "domain": one.criterion.domain.title,
            "question": one.criterion.text,
            "guidance": LOCKED if is_locked else one.criterion.guidance,
            "grade": marks.get(one.said.mark, ""),
            "reason": one.said.reason,
        }
        yield cells, frozenset() if is_locked else frozenset({"grade", "reason"})
    for name, asked in ABOUT_A_CASE.items():
        if name == "not_involved" and case.reference == SELF_ASSESSMENT:
            continue
        cells = {
            "reference": reference(case.pk, name),
            "case": case.reference,
            "question": asked,
            "reason": getattr(sheet.part, name),
        }
        yield cells, frozenset() if is_locked else frozenset({"reason"})


def _write(
    page: Any, number: int, cells: dict[str, str], open_to: frozenset[str]
) -> None:
    entered = {column.name for column in ENTRIES}
    for name, place in PLACES.items():
        cell = page.cell(number, place)
        cell.value = kept(cells.get(name, "")) or None
        cell.alignment, cell.border = WRAPPED, BOX
        if name in entered:
            cell.number_format = "@"
            cell.fill = OPEN if name in open_to else SHUT
            cell.protection = Protection(locked=name not in open_to)


def _offer(book: Workbook, page: Any, sheets: Sequence[Sheet], last: int) -> None:
    """The notes, with the grades on them, from which the cells of grades choose."""
    notes = explain(book, NOTES, HOW_TO, COLUMNS, ENTRIES)
    notes.append(["Grade", "What it means"])
    for cell in notes[notes.max_row]:
        cell.font = Font(bold=True)
    first = notes.max_row + 1
    grades = sheets[0].grades if sheets else ()
    means = {str(one.pk): one.means for one in grades}
    for mark, label in marks_of(grades).items():
        notes.append([kept(label), kept(means.get(mark, ""))])
    wrap(notes)
    choose = offered(f"{NOTES}!$A${first}:$A${notes.max_row}")
    letter = get_column_letter(PLACES["grade"])
    choose.add(f"{letter}{HEAD + 1}:{letter}{last}")
    page.add_data_validation(choose)
