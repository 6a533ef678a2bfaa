"""A Word file to lines, by walking its XML.

Tracked insertions are kept and deletions left out; content controls and text boxes
are read; a merged cell is read once; what Word numbers is a list item.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from strategies.imports.refusal import Refused, bounded
from strategies.imports.styles import Styles
from strategies.imports.xml import SKIPPED, local
from strategies.outline import TEXT_MAX, Kind, Line
from ui import word as opening
from ui.wordml import child, marked, value

# No document nests this deep; a made-up one must not exhaust the reader.
DEPTH_MAX = 120
# Empty ones among them, which no line comes of.
PARAGRAPHS_MAX = 20_000
TOO_MANY = (
    f"It has more than {PARAGRAPHS_MAX:,} paragraphs. Paste the text of the summary "
    "instead."
)
TOO_DEEP = "This document is nested too deeply to be read. Paste the text instead."


def lines_of_word(content: bytes) -> list[Line]:
    """The lines of a Word file. Raises Refused."""
    try:
        walker = _Walker(opening.open_package(content))
    except opening.Refused as error:
        raise Refused(str(error)) from error
    lines: list[Line] = []
    total = 0
    for line in walker.lines():
        lines.append(line)
        total += len(line.words)
        if total > TEXT_MAX:
            raise Refused(
                f"It has more than {TEXT_MAX:,} characters. Bring the summary, or one "
                "part at a time."
            )
    return bounded(lines)


@dataclass(slots=True)
class _Walker:
    """Goes through a document in the order in which it is read."""

    package: opening.Package
    styles: Styles = field(init=False)
    paragraphs: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self.styles = Styles(next(self.package.related("styles"), None))

    def lines(self) -> Iterator[Line]:
        """Every line with words."""
        for line in self._blocks(self.package.body, 0):
            if line.words:
                yield line

    def _blocks(self, parent: Element, depth: int) -> Iterator[Line]:
        """The paragraphs and tables under an element, in order."""
        if depth > DEPTH_MAX:
            raise Refused(TOO_DEEP)
        for one in _children(parent):
            name = local(one)
            if name == "p":
                yield from self._paragraph(one, depth)
            elif name == "tbl":
                yield from self._table(one, depth)
            else:
                yield from self._blocks(one, depth + 1)

    def _paragraph(self, one: Element, depth: int) -> Iterator[Line]:
        self.paragraphs += 1
        if self.paragraphs > PARAGRAPHS_MAX:
            raise Refused(TOO_MANY)
        boxes: list[Element] = []
        text = " ".join("".join(self._words(one, boxes, depth)).split())
        look = self.styles.look(one)
        if not look.is_contents:
            if look.heading:
                yield Line(Kind.HEADING, text, level=look.heading)
            elif look.list_level is not None:
                yield Line(Kind.ITEM, text, level=look.list_level)
            else:
                yield Line(Kind.PARAGRAPH, text)
        for box in boxes:
            yield from self._blocks(box, depth + 1)

    def _words(
        self, parent: Element, boxes: list[Element], depth: int
    ) -> Iterator[str]:
        """The words of a paragraph; text boxes are put aside."""
        if depth > DEPTH_MAX:
            raise Refused(TOO_DEEP)
        for one in _children(parent):
            name = local(one)
            if name == "t":
                yield one.text or ""
            elif name in ("tab", "br", "cr"):
                yield " "
            elif name == "noBreakHyphen":
                yield "-"
            elif name == "txbxContent":
                boxes.append(one)
            elif name == "hyperlink":
                # Its words are walked once: links inside links would double the work.
                shown = list(self._words(one, boxes, depth + 1))
                yield from shown
                yield self._address(one, "".join(shown))
            else:
                yield from self._words(one, boxes, depth + 1)

    def _address(self, link: Element, shown: str) -> str:
        """Where a link leads, after its words."""
        address = self.package.links.get(value(link, "id"), "")
        return f" ({address})" if address and address not in shown else ""

    # --- Tables

    def _table(self, table: Element, depth: int) -> Iterator[Line]:
        for row in _under(table, "tr", depth):
            yield from self._row(row, depth + 1)

    def _row(self, row: Element, depth: int) -> Iterator[Line]:
        if marked(row, "trPr", "del"):
            return
        cells = list(_under(row, "tc", depth))
        inner = [list(self._cell(cell, depth)) for cell in cells]
        filled = [line for lines in inner for line in lines]
        rows = [line for line in filled if line.kind is Kind.ROW]
        if len(cells) == 1 and (len(filled) > 1 or _is_more_than_text(filled)):
            # A frame around text: its lines are read as if it were not there.
            yield from filled
            return
        texts = [
            "\n".join(line.text for line in lines if line.kind is not Kind.ROW)
            for lines in inner
        ]
        counts = any(line.kind is Kind.ITEM for line in filled)
        yield Line(
            Kind.ROW,
            number=0 if counts else None,
            cells=tuple(_spread(texts, [_span(cell) for cell in cells])),
        )
        # A table inside a cell follows its row.
        yield from rows

    def _cell(self, cell: Element, depth: int) -> Iterator[Line]:
        if _goes_on(cell) or marked(cell, "tcPr", "cellDel"):
            return
        for line in self._blocks(cell, depth + 1):
            if line.words:
                yield line


def _children(parent: Element) -> Iterator[Element]:
    """The children to be read: one of two alternatives, and nothing deleted."""
    for one in parent:
        name = local(one)
        if name == "AlternateContent":
            choice = child(one, "Choice")
            first = choice if choice is not None else child(one, "Fallback")
            if first is not None:
                yield first
        elif name and name not in SKIPPED:
            yield one


def _under(parent: Element, wanted: str, depth: int) -> Iterator[Element]:
    """Rows of a table or cells of a row, through content controls."""
    if depth > DEPTH_MAX:
        raise Refused(TOO_DEEP)
    for one in _children(parent):
        if local(one) == wanted:
            yield one
        elif local(one) not in ("tbl", "p"):
            yield from _under(one, wanted, depth + 1)


def _goes_on(cell: Element) -> bool:
    """Whether a cell only carries on the one above it, which was read already."""
    merged = child(child(cell, "tcPr"), "vMerge")
    return merged is not None and value(merged) != "restart"


def _is_more_than_text(lines: list[Line]) -> bool:
    return any(line.kind in (Kind.HEADING, Kind.ROW) for line in lines)


def _span(cell: Element) -> int:
    width = value(child(child(cell, "tcPr"), "gridSpan"))
    return min(int(width), 64) if width.isdecimal() else 1


def _spread(texts: list[str], spans: list[int]) -> list[str]:
    """Each text in its own column: a merged cell once, then blanks."""
    if len(texts) == 1:
        return texts
    pairs = zip(texts, spans, strict=True)
    return [one for text, span in pairs for one in (text, *[""] * (span - 1))]
