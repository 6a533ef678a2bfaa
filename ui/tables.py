"""A table to take away: as a sheet of a workbook, as CSV, as JSON."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from ui.characters import legal

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A cell that begins with one of these may be run as a formula when it is opened.
RISKY = ("=", "+", "-", "@", "\t", "\r")
CELL_MAX = 32_767  # characters; Excel takes no more
BOM = "\ufeff"  # by which Excel knows UTF-8


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in JSON, its heading, what it holds, how wide it is."""

    name: str
    heading: str
    about: str = ""
    width: int = 20


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns; `rows` may be read once, and as they are asked for.

    `of` is the model whose rows they are, where they are those of one.
    """

    name: str
    title: str
    about: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Any]]
    of: str = ""


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(RISKY) else text


def kept(text: str) -> str:
    """A text as a cell of a workbook may hold it."""
    return _told(text)[:CELL_MAX]


def unmarked(text: str) -> str:
    """A text without the mark by which `harmless` keeps it from being run."""
    return text[1:] if text[:1] == "'" and text[1:].startswith(RISKY) else text


def workbook(title: str, about: Sequence[str], tables: Iterable[Table]) -> bytes:
    """A workbook: what it is on the first sheet, then a sheet for each table."""
    book = Workbook(write_only=True)
    cover = book.create_sheet("About")
    cover.column_dimensions["A"].width, cover.column_dimensions["B"].width = 34, 90
    cover.append([_bold(cover, title)])
    for line in about:
        cover.append([_told(line)])
    for table in tables:
        _describe(cover, table)
        _sheet(book, table)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def csv_of(table: Table) -> Iterator[str]:
    """A table as CSV, in UTF-8 as Excel knows it, a line at a time."""
    held = io.StringIO()
    writer = csv.writer(held)
    yield BOM
    writer.writerow([column.heading for column in table.columns])
    for row in table.rows:
        yield _taken(held)
        writer.writerow([_as_text(value) for value in row])
    yield _taken(held)


def json_of(table: Table) -> Iterator[str]:
    """A table as a JSON list of objects, one on each line."""
    names = [column.name for column in table.columns]
    before = "[\n"
    for row in table.rows:
        values = dict(zip(names, row, strict=True))
        yield before + json.dumps(values, cls=DjangoJSONEncoder, ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _describe(cover: Any, table: Table) -> None:
    cover.append([])
    cover.append([_bold(cover, f"Sheet “{table.title}”"), _told(table.about)])
    for column in table.columns:
        cover.append([_told(column.heading), _told(column.about)])


def _sheet(book: Workbook, table: Table) -> None:
    sheet = book.create_sheet(table.title)
    sheet.freeze_panes = "A2"
    for place, column in enumerate(table.columns, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    sheet.append([_bold(sheet, column.heading) for column in table.columns])
    count = 1
    for row in table.rows:
        sheet.append([_cell(sheet, value) for value in row])
        count += 1
    last = get_column_letter(len(table.columns))
    sheet.auto_filter.ref = f"A1:{last}{count}"


def _bold(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, value=_told(text))
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, value: Any) -> Any:
    if isinstance(value, datetime):
        value = timezone.localtime(value).replace(tzinfo=None)
    elif isinstance(value, str):
        value = kept(value)
    elif isinstance(value, bool):
        value = "Yes" if value else "No"
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, datetime):
        cell.number_format = "dd/mm/yyyy hh:mm"
    elif isinstance(value, date):
        cell.number_format = "dd/mm/yyyy"
    elif isinstance(value, str):
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _told(text: str) -> str:
    """A text that a workbook can hold, and that is no formula there."""
    return harmless(legal(text))


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return str(value)
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return harmless(text)


def _taken(held: io.StringIO) -> str:
    text = held.getvalue()
    held.seek(0)
    held.truncate()
    return text
