"""Word documents and Excel workbooks: safe to unpack, no macros, and their words."""

import io
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import Any
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from openpyxl import load_workbook

from evidence.judging.shapes import (
    ACCEPTED,
    DAMAGED,
    HOLDS_FILES,
    LOCKED,
    Passage,
    Refused,
)
from evidence.kinds import Kind
from ui import packages
from ui.packages import MB, Why

LIMITS = packages.Limits(entries=2000, unpacked=60 * MB, ratio=150)
PART_MAX = 20 * MB
OLDER = (
    "The file is of an older kind (.doc or .xls). Save it as a Word document (.docx) "
    "or an Excel workbook (.xlsx) and choose that one."
)
MACROS = (
    "The file holds macros, which are not accepted. Save a copy without them and "
    "choose that one."
)
BOMB = (
    "The file unpacks to far more than a document holds, so it was not opened. Save a "
    "copy without its pictures and choose that one."
)
WORDS = {
    Why.ANOTHER_KIND: ACCEPTED,
    Why.OLDER_KIND: OLDER,
    Why.DAMAGED: DAMAGED,
    Why.LOCKED: LOCKED,
    Why.BOMB: BOMB,
    Why.MACROS: MACROS,
    Why.DECLARES: DAMAGED,
}
MAIN = {
    b"wordprocessingml.document.main+xml": Kind.WORD,
    b"spreadsheetml.sheet.main+xml": Kind.EXCEL,
}
# Where macros of other times and controls that run live.
RUNS = ("activex/", "xl/macrosheets/", "xl/dialogsheets/")
TEXTS = {"t", "delText"}
# Parts beside the main one whose words people see: where they stand.
BESIDE = {
    "comment": "in a comment",
    "header": "in a header or footer",
    "footer": "in a header or footer",
    "footnotes": "in a footnote",
    "endnotes": "in a footnote",
    "drawing": "in a text box",
    "diagrams": "in a drawing",
    "charts": "in a chart",
    "document": "in the text",
}


def kind_of(content: bytes) -> Kind:
    """Word or Excel, by what the package says it holds; safe to unpack.

    Raises Refused.
    """
    with _Safe(content) as package:
        kinds = package.part(packages.CONTENTS)
        if b"macroenabled" in kinds.lower():
            raise Refused(MACROS)
        for mark, kind in MAIN.items():
            if mark in kinds:
                return kind
    raise Refused(ACCEPTED)


def word_passages(content: bytes) -> Iterator[Passage]:
    """The words of a Word document, also those that tracking shows as deleted."""
    with _Safe(content) as package:
        for name in package.names("word/"):
            if where := _where(name):
                root = package.tree(name)
                yield from (Passage(where, text) for text in _paragraphs(root))
        yield from package.held_within()


def excel_passages(content: bytes) -> Iterator[Passage]:
    """The words of a workbook, cell by cell, hidden sheets and comments included."""
    with _Safe(content) as package:
        # The library reads parts that are not looked at here; entities are refused.
        packages.refuse_declarations(package.part(one) for one in package.names("xl/"))
        yield from _cells(content)
        for name in package.names("xl/"):
            if "sharedStrings" not in name and (where := _where(name)):
                root = package.tree(name)
                yield from (Passage(where, text) for text in _paragraphs(root))
        yield from package.held_within()


class _Safe:
    """A package that was judged; whatever goes wrong inside it refuses the file."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    def __enter__(self) -> "_Safe":
        try:
            self.packed = packages.opened(self.content)
            packages.judge(self.packed, LIMITS)
        except packages.Unsafe as unsafe:
            raise Refused(WORDS[unsafe.why]) from unsafe
        lowered = [name.lower() for name in self.packed.namelist()]
        if any(mark in name for name in lowered for mark in RUNS):
            raise Refused(MACROS)
        return self

    def __exit__(self, kind: object, error: BaseException | None, _: object) -> None:
        self.packed.close()
        if isinstance(error, packages.Unsafe):
            raise Refused(WORDS[error.why]) from error
        # What the library trips over is not known beforehand: it cannot be read.
        if isinstance(error, Exception) and not isinstance(error, Refused):
            raise Refused(DAMAGED) from error

    def names(self, folder: str) -> list[str]:
        """The parts of a folder that are XML."""
        return [
            name
            for name in self.packed.namelist()
            if name.startswith(folder) and name.endswith(".xml")
        ]

    def part(self, name: str) -> bytes:
        """One part as it is."""
        return packages.part_of(self.packed, name, PART_MAX)

    def tree(self, name: str) -> Element:
        """One part as XML, without entities."""
        text = self.part(name)
        packages.refuse_declarations([text])
        try:
            return fromstring(text, forbid_dtd=True)
        except DefusedXmlException as error:
            raise packages.Unsafe(Why.DECLARES) from error

    def held_within(self) -> Iterator[Passage]:
        """The words of workbooks behind charts; other files within are refused."""
        for name in self.packed.namelist():
            if "/embeddings/" not in name.lower() or name.endswith("/"):
                continue
            content = self.part(name)
            if not zipfile.is_zipfile(io.BytesIO(content)):
                raise Refused(HOLDS_FILES)
            with _Safe(content) as inner:
                if inner.names("word/") or any(
                    "/embeddings/" in one.lower() for one in inner.packed.namelist()
                ):
                    raise Refused(HOLDS_FILES)
            for one in _cells(content):
                yield Passage(f"in a workbook behind a chart, {one.where}", one.text)


def _where(name: str) -> str:
    """Where the words of a part stand; nothing where people do not see it."""
    part = name.partition("/")[2]
    if part.startswith(("theme/", "worksheets/", "glossary/", "_rels/")):
        return ""
    return next((where for mark, where in BESIDE.items() if mark in part), "")


def _paragraphs(root: Element) -> Iterator[str]:
    """The words under every paragraph; where there is none, all there are."""
    holders = [one for one in root.iter() if _local(one) == "p"] or [root]
    for holder in holders:
        text = "".join(_words(holder)).strip()
        if text:
            yield text


def _words(holder: Element) -> Iterator[str]:
    for one in holder.iter():
        name = _local(one)
        if name in TEXTS:
            yield one.text or ""
        elif name in ("tab", "br", "cr"):
            yield " "
        elif name == "v" and one is not holder:
            yield f"{one.text or ''}\n"


def _local(element: Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _cells(content: bytes) -> Iterator[Passage]:
    with warnings.catch_warnings():
        # Of what the library leaves out, such as validation: none of it is read here.
        warnings.simplefilter("ignore")
        book = load_workbook(
            io.BytesIO(content), read_only=True, data_only=True, keep_links=False
        )
        try:
            for sheet in book.worksheets:
                yield from _sheet(sheet)
        finally:
            book.close()


def _sheet(sheet: Any) -> Iterator[Passage]:
    hidden = "" if sheet.sheet_state == "visible" else "hidden "
    # What the file says of its own size may be wrong.
    sheet.reset_dimensions()
    headings: dict[int, str] = {}
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value in (None, ""):
                continue
            where = f"{hidden}sheet ‘{sheet.title}’, cell {cell.coordinate}"
            if isinstance(cell.value, date):
                # A date alone is none of birth; its heading says what it is.
                said = f"{headings.get(cell.column, '')}: {_day(cell.value)}"
            else:
                said = _said(cell.value)
                headings.setdefault(cell.column, said[:100])
            yield Passage(where, said)


def _day(value: date) -> str:
    return f"{value.day}/{value.month}/{value.year}"


def _said(value: object) -> str:
    """A number as it would be written, not as it is counted with."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split())
