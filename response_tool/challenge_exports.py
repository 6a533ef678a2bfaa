"""The challenge log as a spreadsheet, and as a plain table that anything can read."""

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from partnership.columns import Column
from partnership.exports import WORKBOOK, harmless
from response_tool.models import Challenge, ChallengeReply
from ui.templatetags.words import day

CSV = "text/csv; charset=utf-8"
Value = str | int | date | None

COLUMNS = (
    Column("number", "Number", "the number in the address of its page", 10),
    Column("partnership", "Partnership", "who asks", 30),
    Column("agency", "Agency", "who is asked", 34),
    Column("round", "Round", "the round of the answer", 16),
    Column("priority", "Priority", "its number in the strategy", 10),
    Column("priority_title", "Priority title", "the priority in words", 40),
    Column("question", "Question", "what was asked", 60),
    Column("asked_by", "Asked by", "the person who asked", 26),
    Column("asked_on", "Asked on", "the day", 14),
    Column("reply_by", "Reply by", "the day the agency is to reply by", 14),
    Column("state", "Where it is", "waiting for a reply, replied or closed", 20),
    Column("late", "Late", "yes where a reply is past its day", 8),
    Column("replies", "What was written since", "each with who and when", 60),
    Column("closed_on", "Closed on", "the day", 14),
    Column("closed_by", "Closed by", "the person who closed it", 26),
    Column("closed_how", "What came of it", "answered, action agreed …", 20),
    Column("closed_because", "In a sentence", "how it was closed", 60),
)
# What a cell of a spreadsheet can hold; a thread may be longer.
CELL_MAX = 32_000


@dataclass(frozen=True, slots=True)
class File:
    """One kind of download."""

    suffix: str
    content_type: str
    write: Callable[[list[list[Value]], date], bytes]


def rows_of(challenges: Iterable[Challenge], today: date) -> list[list[Value]]:
    """Every challenge as the values of its columns; formulas made harmless."""
    found = []
    for one in challenges:
        values = _values(one, today)
        found.append([_safe(values[column.name]) for column in COLUMNS])
    return found


def spreadsheet(rows: list[list[Value]], today: date) -> bytes:
    """One sheet with the log, and a second that says what stands in each column."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Challenges"
    sheet.append([column.heading for column in COLUMNS])
    sheet.freeze_panes = "A2"
    for place, column in enumerate(COLUMNS, start=1):
        letter = get_column_letter(place)
        sheet[f"{letter}1"].font = Font(bold=True)
        sheet.column_dimensions[letter].width = column.width
    for row in rows:
        sheet.append(row)
        for cell in sheet[sheet.max_row]:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(cell.value, date):
                cell.number_format = "dd/mm/yyyy"
    _explain(book, today)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def plain_table(rows: list[list[Value]], today: date) -> bytes:
    """Comma-separated values, with the mark by which Excel knows UTF-8."""
    text = io.StringIO()
    out = csv.writer(text)
    out.writerow([column.heading for column in COLUMNS])
    out.writerows(rows)
    return text.getvalue().encode("utf-8-sig")


FILES = {
    "xlsx": File("xlsx", WORKBOOK, spreadsheet),
    "csv": File("csv", CSV, plain_table),
}


def _values(one: Challenge, today: date) -> dict[str, Value]:
    response, priority = one.response, one.answer.priority
    return {
        "number": one.pk,
        "partnership": one.partnership.name,
        "agency": response.agency.name,
        "round": response.round.name,
        "priority": priority.number,
        "priority_title": priority.title,
        "question": one.question,
        "asked_by": one.asked_by,
        "asked_on": timezone.localdate(one.asked_at),
        "reply_by": one.reply_by,
        "state": one.get_state_display(),
        "late": "Yes" if one.is_late(today) else "No",
        "replies": "\n".join(map(_written, one.replies.all()))[:CELL_MAX],
        "closed_on": timezone.localdate(one.closed_at) if one.closed_at else None,
        "closed_by": one.closed_by,
        "closed_how": one.get_closed_how_display(),
        "closed_because": one.closed_because,
    }


def _written(reply: ChallengeReply) -> str:
    return f"{day(reply.written_at)}, {reply.written_by}: {reply.text}"


def _safe(value: Value) -> Value:
    """A value that no spreadsheet takes for a formula, and that it can hold."""
    if not isinstance(value, str):
        return value
    return harmless("".join(c for c in value if c >= " " or c in "\n\t"))


def _explain(book: Workbook, today: date) -> None:
    notes: Any = book.create_sheet("About this table")
    notes.append([f"Challenges as they stood on {day(today)}"])
    notes["A1"].font = Font(bold=True)
    notes.append(
        ["Questions that partnerships ask agencies about answers; you see yours."]
    )
    notes.append([])
    notes.append(["Column", "What stands in it"])
    for cell in notes[4]:
        cell.font = Font(bold=True)
    for column in COLUMNS:
        notes.append([column.heading, column.expects])
    for letter, width in (("A", 26), ("B", 60)):
        notes.column_dimensions[letter].width = width
