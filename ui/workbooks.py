"""What the cells of an Excel workbook hold, and what a reader of it has to know.

Read in one pass: values as they are shown, which of them were worked out by a formula,
which cells are merged, which rows and columns are hidden. Knows nothing of what it is
for: whoever reads it puts a refusal in words.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from posixpath import join, normpath
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import (
    CALENDAR_MAC_1904,
    WINDOWS_EPOCH,
    from_excel,
    from_ISO8601,
)

from ui import packages
from ui.packages import MB, UNREADABLE, Unsafe, Why

LIMITS = packages.Limits(entries=500, unpacked=60 * MB, ratio=200)
PART_MAX = 40 * MB
MERGED_MAX = 1_000
MAIN = "xl/workbook.xml"
# What a part that is not what it says it is makes of its reader.
WRONG = (*UNREADABLE, KeyError, IndexError, TypeError, OverflowError)


class TooMuch(ValueError):
    """More cells are filled in than may be; says where it ended."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many rows and columns may hold something."""

    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Merged:
    """A block of cells that are shown as one."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Sheet:
    """One sheet: cells that hold something, by row and column, both from 1.

    A formula without a result is None. A number shown as a percentage is a text, as in
    “12%”.
    """

    name: str
    is_hidden: bool = False
    rows: dict[int, dict[int, Any]] = field(default_factory=dict)
    formulas: set[tuple[int, int]] = field(default_factory=set)
    merged: list[Merged] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


@dataclass(slots=True)
class _Book:
    """What all sheets share."""

    packed: zipfile.ZipFile
    bounds: Bounds
    texts: list[str] = field(default_factory=list)
    dates: set[str] = field(default_factory=set)
    percentages: set[str] = field(default_factory=set)
    epoch: Any = WINDOWS_EPOCH
    days: dict[str, Any] = field(default_factory=dict)  # by number, as they recur


def sheets_of(content: bytes, bounds: Bounds) -> list[Sheet]:
    """Every sheet with cells, in order. Raises Unsafe or TooMuch."""
    with packages.opened(content) as packed:
        packages.judge(packed, LIMITS)
        if MAIN not in packed.namelist():
            raise Unsafe(Why.ANOTHER_KIND)
        try:
            return list(_sheets(_Book(packed, bounds)))
        except (Unsafe, TooMuch):
            raise
        except WRONG as error:
            raise Unsafe(Why.DAMAGED) from error


def _sheets(book: _Book) -> Iterator[Sheet]:
    if b"macroenabled" in _part(book, packages.CONTENTS).lower():
        raise Unsafe(Why.MACROS)
    main = _tree(book, MAIN)
    where = {
        one.get("Id"): (one.get("Type", ""), one.get("Target", ""))
        for one in _tree(book, "xl/_rels/workbook.xml.rels")
    }
    properties = main.find("{*}workbookPr")
    if properties is not None and properties.get("date1904") in ("1", "true"):
        book.epoch = CALENDAR_MAC_1904
    _shared(book, where.values())
    for one in main.iterfind("{*}sheets/{*}sheet"):
        named = next(value for key, value in one.items() if key.endswith("}id"))
        kind, target = where[named]
        if kind.endswith("/worksheet"):
            sheet = Sheet(one.get("name", ""), one.get("state", "visible") != "visible")
            _read(book, _at(target), sheet)
            yield sheet


def _shared(book: _Book, parts: Any) -> None:
    """Texts that cells name by number, and styles that make a number a date."""
    for kind, target in parts:
        if kind.endswith("/sharedStrings"):
            book.texts = [_text(one) for one in _tree(book, _at(target))]
        elif kind.endswith("/styles"):
            _styles(book, _tree(book, _at(target)))


def _styles(book: _Book, root: Element) -> None:
    formats = {str(key): code for key, code in BUILTIN_FORMATS.items()}
    for one in root.iterfind("{*}numFmts/{*}numFmt"):
        formats[one.get("numFmtId", "")] = one.get("formatCode", "")
    for place, one in enumerate(root.iterfind("{*}cellXfs/{*}xf")):
        code = formats.get(one.get("numFmtId", ""), "")
        if is_date_format(code):
            book.dates.add(str(place))
        elif "%" in code:
            book.percentages.add(str(place))


def _text(one: Element) -> str:
    """The words of a text that may have several looks; never its pronunciation."""
    found = [
        piece.text or ""
        for part in one
        if not part.tag.endswith("}rPh")
        for piece in ([part] if part.tag.endswith("}t") else part.iterfind("{*}t"))
    ]
    return "".join(found)


def _read(book: _Book, name: str, sheet: Sheet) -> None:
    number, names = 0, dict[str, str]()
    # Declarations were refused, and what they would do is all that is unsafe in it.
    source = io.BytesIO(_part(book, name))
    for _, element in ElementTree.iterparse(source):  # noqa: S314
        tag = names.get(element.tag)
        if tag is None:
            tag = names.setdefault(element.tag, element.tag.rpartition("}")[2])
        if tag == "row":
            number = int(element.get("r") or number + 1)
            _row(book, element, number, sheet)
            element.clear()
        elif tag == "mergeCell":
            if found := _merged(element.get("ref", "")):
                sheet.merged.append(found)
            if len(sheet.merged) > MERGED_MAX:
                raise TooMuch(f"more than {MERGED_MAX:,} blocks of merged cells")
        elif tag == "col" and element.get("hidden") in ("1", "true"):
            first = max(int(element.get("min", "1")), 1)
            last = min(int(element.get("max", "1")), book.bounds.columns)
            sheet.hidden_columns.update(range(first, last + 1))


def _row(book: _Book, element: Element, number: int, sheet: Sheet) -> None:
    column, values = 0, dict[int, Any]()
    for cell in element:
        where = cell.get("r")
        column = _column(where.rstrip("0123456789")) if where else column + 1
        value, is_formula = _value(book, cell)
        if is_formula:
            sheet.formulas.add((number, column))
        elif value is None or value == "":
            continue
        values[column] = None if value == "" else value
    if not values:
        return
    if max(values) > book.bounds.columns:
        raise TooMuch(f"more than {book.bounds.columns} columns")
    if len(sheet.rows) >= book.bounds.rows:
        raise TooMuch(f"more than {book.bounds.rows:,} rows")
    sheet.rows[number] = values
    if element.get("hidden") in ("1", "true"):
        sheet.hidden_rows.add(number)


def _value(book: _Book, cell: Element) -> tuple[Any, bool]:
    """What a cell shows, and whether a formula worked it out."""
    raw, is_formula = None, False
    kind, style = cell.get("t", "n"), cell.get("s", "0")
    for part in cell:
        tag = part.tag
        if tag.endswith("}v"):
            raw = part.text
        elif tag.endswith("}f"):
            is_formula = True
        elif tag.endswith("}is"):
            return _text(part), False
    return (None if raw is None else _known(book, raw, kind, style)), is_formula


def _known(book: _Book, raw: str, kind: str, style: str) -> Any:
    """A value by what its cell says of it; errors and results of formulas are texts."""
    if kind == "s":
        return book.texts[int(raw)]
    if kind == "n":
        return _number(book, raw, style)
    if kind == "b":
        return raw.strip() == "1"
    return _day(raw) if kind == "d" else raw


def _day(raw: str) -> Any:
    """A day that is written out; its text where there is no such day."""
    try:
        return from_ISO8601(raw)
    except ValueError:
        return raw


def _number(book: _Book, raw: str, style: str) -> Any:
    value = float(raw) if {".", "e", "E"}.intersection(raw) else int(raw)
    if style in book.percentages:
        return f"{value * 100:.10g}%"
    if style not in book.dates:
        return value
    if raw not in book.days:
        try:
            book.days[raw] = from_excel(value, book.epoch)
        except (OverflowError, ValueError):
            book.days[raw] = value  # no such day: Excel shows no date either
    return book.days[raw]


def _merged(where: str) -> Merged | None:
    found = re.fullmatch(r"([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)", where)
    if not found:
        return None
    left, top, right, bottom = found.groups()
    return Merged(int(top), _column(left), int(bottom), _column(right))


@lru_cache(maxsize=1024)
def _column(letters: str) -> int:
    return int(column_index_from_string(letters))


def _at(target: str) -> str:
    """Where a part is that the workbook names."""
    return target[1:] if target.startswith("/") else normpath(join("xl", target))


def _tree(book: _Book, name: str) -> Element:
    return ElementTree.fromstring(_part(book, name))  # noqa: S314 — as above


def _part(book: _Book, name: str) -> bytes:
    content = packages.part_of(book.packed, name, PART_MAX)
    packages.refuse_declarations([content])
    return content
