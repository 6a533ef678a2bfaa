"""A Word file to paragraphs and tables, by walking its XML.

Tracked insertions are kept and deletions left out; content controls and text boxes
are read; of two alternatives of one picture the first is read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Union
from xml.etree.ElementTree import Element

from response_tool.word.xml import (
    FORM_FIELDS,
    children,
    local,
    not_too_deep,
    number,
    tag_of,
    under,
)
from ui.word import Package, Refused
from ui.wordml import child, marked, value

TEXT_MAX = 200_000
ROWS_MAX = 500

BREAKS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# Ticks, crosses, bullets and arrows that Word takes from a font of pictures.
SYMBOLS = {"fc": "✓", "fe": "☑", "a8": "☐", "fb": "✗", "52": "☑", "a3": "☐"}
SYMBOLS |= {"a7": "▪", "b7": "•", "d8": "➢", "6c": "●", "6e": "■", "e0": "→"}
ANY_SYMBOL = "[symbol]"  # so that a person sees that one stood there
# Line ends and zeros part paragraphs here; a soft hyphen is no part of a word.
NO_WORDS = str.maketrans({"\n": " ", "\0": None, "\u00ad": None})
ENDS_GONE = ("del", "moveFrom")  # the mark at a paragraph's end
HEADING = re.compile(r"(?:heading|title|subtitle|berschrift)", re.IGNORECASE)


@dataclass(slots=True)
class Paragraph:
    """A paragraph's words; line ends inside it are kept."""

    text: str
    is_heading: bool = False
    tag: str = ""


@dataclass(slots=True)
class Cell:
    """A cell, with the columns of the table's grid that it covers."""

    at: int
    span: int = 1
    goes_on: bool = False  # it carries on the cell above it
    blocks: list["Block"] = field(default_factory=list)
    tag: str = ""


@dataclass(slots=True)
class Table:
    """Rows of cells; rows that a tracked change deletes are left out."""

    rows: list[list[Cell]] = field(default_factory=list)


Block = Union[Paragraph, Table]  # noqa: UP007 — Table names Block before it exists


def blocks_of(package: Package) -> list[Block]:
    """The document from top to bottom. Raises Refused."""
    return Walker(package.links).blocks(package.body)


def notes_of(package: Package) -> Iterator[tuple[str, str]]:
    """Words that stand beside the document: what they are, and the words."""
    for kind, name in (
        ("header", "Header of the page"),
        ("footer", "Foot of the page"),
        ("footnotes", "Footnote"),
        ("endnotes", "Endnote"),
        ("comments", "Comment"),
    ):
        for part in package.related(kind):
            for text in texts(Walker(package.links).blocks(part)):
                if text.strip():
                    yield name, text


def texts(blocks: list[Block]) -> Iterator[str]:
    """The words of every paragraph, those in tables too."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            for row in block.rows:
                for cell in row:
                    yield from texts(cell.blocks)


class Walker:
    """Goes through a part in the order in which it is read."""

    def __init__(self, links: dict[str, str]) -> None:
        self.links = links
        self.characters = self.rows = 0

    def blocks(self, parent: Element, depth: int = 0, tag: str = "") -> list[Block]:
        """The paragraphs and tables under an element."""
        found: list[Block] = []
        self._collect(parent, depth, tag, found)
        joined: list[Block] = []
        before = ""
        for block in found:
            if isinstance(block, Paragraph):
                block.text = before + block.text
                before = ""
                if block.text.endswith("\0"):
                    # The end of this paragraph is deleted: it runs into the next.
                    before = block.text[:-1]
                    continue
            joined.append(block)
        return [*joined, Paragraph(before)] if before else joined

    def _collect(
        self, parent: Element, depth: int, tag: str, found: list[Block]
    ) -> None:
        not_too_deep(depth)
        for one in children(parent):
            name = local(one.tag)
            if name == "p":
                self._paragraph(one, depth, tag, found)
            elif name == "tbl":
                found.append(self._table(one, depth))
            elif name == "sdt":
                self._collect(one, depth + 1, tag_of(one) or tag, found)
            else:
                self._collect(one, depth + 1, tag, found)

    def _paragraph(
        self, one: Element, depth: int, tag: str, found: list[Block]
    ) -> None:
        out: list[str] = []
        tags: list[str] = [tag] if tag else []
        boxes: list[Element] = []
        self._words(one, depth, out, tags, boxes)
        lines = [" ".join(line.split()) for line in "".join(out).split("\n")]
        text = "\n".join(lines) if any(lines) else ""
        self._count(len(text))
        own = child(one, "pPr")
        if any(child(child(own, "rPr"), mark) is not None for mark in ENDS_GONE):
            # It runs into the next one, and the blank at its end parts two words.
            text += " \0" if text and "".join(out)[-1:].isspace() else "\0"
        style = value(child(own, "pStyle"))
        heading = bool(HEADING.search(style)) or child(own, "outlineLvl") is not None
        found.append(Paragraph(text, heading, next(iter(tags), "")))
        for box in boxes:
            self._collect(box, depth + 1, tag, found)

    def _words(
        self,
        parent: Element,
        depth: int,
        out: list[str],
        tags: list[str],
        boxes: list[Element],
    ) -> None:
        """The words of a paragraph; text boxes are put aside."""
        not_too_deep(depth)
        for one in children(parent):
            name = local(one.tag)
            if name == "t":
                # What parts paragraphs here may not come from the file.
                out.append((one.text or "").translate(NO_WORDS))
            elif name in BREAKS:
                out.append(BREAKS[name])
            elif name in FORM_FIELDS:
                out.append(FORM_FIELDS[name](one))
            elif name == "sym":
                out.append(SYMBOLS.get(value(one, "char").lower()[-2:], ANY_SYMBOL))
            elif name == "txbxContent":
                boxes.append(one)
            else:
                if name == "sdt" and (tag := tag_of(one)):
                    tags.append(tag)
                at = len(out)
                self._words(one, depth + 1, out, tags, boxes)
                out.append(self._address(one, name, "".join(out[at:])))

    def _address(self, link: Element, name: str, shown: str) -> str:
        """Where a link leads, unless its words say so."""
        address = self.links.get(value(link, "id"), "") if name == "hyperlink" else ""
        return f" ({address})" if address and address not in shown else ""

    def _table(self, table: Element, depth: int) -> Table:
        rows = []
        for row, tag, _ in under(table, "tr", depth):
            if marked(row, "trPr", "del"):
                continue
            self.rows += 1
            if self.rows > ROWS_MAX:
                raise Refused(
                    f"Its tables have more than {ROWS_MAX} rows, far more than a "
                    "Response Tool has. Take out what does not belong to it."
                )
            rows.append(self._row(row, tag, depth))
        return Table(rows)

    def _row(self, row: Element, tag: str, depth: int) -> list[Cell]:
        cells: list[Cell] = []
        at = number(child(child(row, "trPr"), "gridBefore"), 0)
        for one, own_tag, is_unfilled in under(row, "tc", depth):
            own = child(one, "tcPr")
            span = max(1, min(number(child(own, "gridSpan"), 1), 60))
            merged = child(own, "vMerge")
            goes_on = merged is not None and value(merged) != "restart"
            if not marked(one, "tcPr", "cellDel"):
                inner = [] if is_unfilled else self.blocks(one, depth + 1)
                inner_tags = (
                    b.tag for b in inner if isinstance(b, Paragraph) and b.tag
                )
                first = own_tag or next(inner_tags, "") or tag
                cells.append(Cell(at, span, goes_on, inner, first))
            at += span
        return cells

    def _count(self, characters: int) -> None:
        self.characters += characters
        if self.characters > TEXT_MAX:
            raise Refused(
                f"It has more than {TEXT_MAX:,} characters, which is far more than a "
                "Response Tool has. Take out what does not belong to it."
            )
