"""A Word file to what it says. No word of it is lost: what finds no place is kept."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from response_tool.word import columns as heads
from response_tool.word.blocks import (
    Block,
    Cell,
    Paragraph,
    Table,
    blocks_of,
    notes_of,
)
from response_tool.word.cells import (
    NOTHING,
    Line,
    actions_in,
    lines_of,
    texts_in,
    words_of,
)
from response_tool.word.columns import Column
from response_tool.word.ours import CONTINUED
from response_tool.word.shapes import Document, Kept, Row
from response_tool.word.statuses import understood
from ui.word import open_package

OUTSIDE = "outside the tables"
OBJECTIVE_LONGEST = 500


def read(content: bytes) -> Document:
    """What a Word file says. Raises `ui.word.Refused`."""
    package = open_package(content)
    reader = _Reader()
    reader.blocks(blocks_of(package))
    reader.flush()
    reader.document.kept += [Kept(where, text) for where, text in notes_of(package)]
    return reader.document


@dataclass(slots=True)
class _Reader:
    """Goes through a document from top to bottom."""

    document: Document = field(default_factory=Document)
    objective: str = ""
    columns: list[Column] | None = None
    width: int = 0
    waiting: list[Paragraph] = field(default_factory=list)
    row: Row | None = None  # the one that a row with no priority of its own carries on
    above: dict[int, list[Line]] = field(default_factory=dict)
    label: str = ""  # the last of organisation, contact, date, for a second line
    tables: int = 0

    def blocks(self, blocks: Sequence[Block]) -> None:
        """Paragraphs wait until it is known whether a table follows."""
        for block in blocks:
            if isinstance(block, Paragraph):
                if block.text:
                    self.waiting.append(block)
            else:
                self._table(block)

    def flush(self, upto: int | None = None) -> None:
        """Give the waiting paragraphs their place."""
        for one in self.waiting[:upto]:
            name, value = heads.label_of(one.text)
            if name and value:
                self._labelled(one.text.removesuffix(value))
                self._detail(name, value)
            else:
                self.document.kept.append(Kept(OUTSIDE, one.text))
        del self.waiting[:upto]

    # --- Tables

    def _table(self, table: Table) -> None:
        self.tables += 1
        self.row, self.above, self.label = None, {}, ""
        width = max((_width(row) for row in table.rows), default=0)
        has_header = any(self._header(row) for row in table.rows)
        if has_header:
            self.columns = None
        elif self.columns is None or width != self.width:
            self.columns = heads.guessed(width)
        self.width = width
        if self.columns or has_header:
            self._heading_before(table)
        self.flush()
        for at, row in enumerate(table.rows):
            self._row(row, table.rows[at + 1 :])

    def _heading_before(self, table: Table) -> None:
        """The last paragraph before a table of answers is its objective."""
        last = self.waiting[-1] if self.waiting else None
        if not last or len(last.text) > OBJECTIVE_LONGEST:
            return
        first = next((row for row in table.rows if _says(row)), [])
        if last.is_heading or not (len(first) == 1 or self._is_details(last.text)):
            self.waiting.pop()
            self._band(last.text)

    def _is_details(self, text: str) -> bool:
        return bool(heads.label_of(text)[0])

    def _band(self, text: str) -> None:
        self.objective = text
        if text not in self.document.objectives:
            self.document.objectives.append(text)

    def _header(self, row: Sequence[Cell]) -> list[Column] | None:
        return heads.columns_of([(c.at, c.span, words_of(c.blocks)) for c in row])

    def _row(self, row: list[Cell], after: Sequence[list[Cell]]) -> None:
        said = [words_of(cell.blocks) for cell in row]
        columns = self._header(row)
        if columns:
            self.columns, self.row = columns, None
            self._labelled(*said)
        elif not any(said):
            self._blank(row)
        elif self._detail_row(said):
            pass
        elif len(row) == 1 and self._is_frame(row[0]):
            self._frame(row[0])
        elif (len(row) == 1 and self.width > 1) or self._is_band(said, after):
            self._band_or_note("\n".join(filter(None, said)), after)
        elif self.columns is None:
            self.document.kept.append(
                Kept(f"table {self.tables}", "\n".join(filter(None, said)))
            )
        else:
            self._answer(row)

    def _blank(self, row: Sequence[Cell]) -> None:
        """A blank row ends what is carried on, unless it is merged with those above."""
        if self.columns and not any(cell.goes_on for cell in row):
            self.row = None

    def _detail_row(self, said: Sequence[str]) -> bool:
        """Organisation, contact details or date, with what stands beside it."""
        name, value = heads.label_of(said[0])
        rest = " ".join(filter(None, [value, *said[1:]]))
        if self.columns and len(said) > 2 and not (name and not any(said[2:])):
            return False
        if name and (len(said) > 1 or value):
            self.label = name
            self._labelled(said[0].removesuffix(value))
            self._detail(name, rest)
            return True
        if self.label and not said[0] and rest:
            self._detail(self.label, rest)
            return True
        return False

    def _labelled(self, *labels: str) -> None:
        self.document.labels += [one for one in labels if one]

    def _detail(self, name: str, value: str) -> None:
        before = getattr(self.document, name)
        setattr(self.document, name, "\n".join(filter(None, [before, value])))

    def _is_frame(self, cell: Cell) -> bool:
        """Whether a cell only frames tables or text that stand in it."""
        tables = [block for block in cell.blocks if isinstance(block, Table)]
        return bool(tables) or self.width == 1

    def _frame(self, cell: Cell) -> None:
        held = (self.columns, self.width, self.above)
        self.blocks(cell.blocks)
        self.flush()
        self.columns, self.width, self.above = held

    def _is_band(self, said: Sequence[str], after: Sequence[list[Cell]]) -> bool:
        """Whether one filled cell stands right above the header row."""
        if sum(bool(text) for text in said) != 1 or not said[0]:
            return False
        return bool(after) and self._header(after[0]) is not None

    def _band_or_note(self, text: str, after: Sequence[list[Cell]]) -> None:
        """A row across the table: an objective where rows follow it, else a note."""
        follows = any(
            self._header(row) or (len(row) > 1 and not self._starts_details(row))
            for row in after[:3]
        )
        self.row = None
        if follows and len(text) <= OBJECTIVE_LONGEST:
            self._band(text)
        else:
            self.document.kept.append(Kept(f"a row across table {self.tables}", text))

    def _starts_details(self, row: Sequence[Cell]) -> bool:
        return self._is_details(words_of(row[0].blocks))

    # --- Answers

    def _answer(self, cells: Sequence[Cell]) -> None:
        """A row of the table: a new one, or more of the one above."""
        by_role: dict[str, list[Line]] = {}
        extra: list[Kept] = []
        tag, goes_on = "", False
        for cell in cells:
            column = self._column(cell)
            role = column.role if column else ""
            lines = self._lines(cell, role)
            if role == "priority":
                tag, goes_on = cell.tag, cell.goes_on
            if role and role not in by_role:
                by_role[role] = lines
            elif any(line.text for line in lines):
                named = column.heading if column else ""
                where = f"column “{named}”" if named else f"column {cell.at + 1}"
                extra.append(Kept(where, _joined(lines)))
        row = self._row_of(by_role, tag=tag, goes_on=goes_on)
        self._fill(row, by_role)
        row.kept += extra

    def _column(self, cell: Cell) -> Column | None:
        """The first column of an answer that a cell covers."""
        covered = [
            heads.column_at(self.columns or (), cell.at + place)
            for place in range(cell.span)
        ]
        known = [one for one in covered if one and one.role]
        return known[0] if known else covered[0]

    def _lines(self, cell: Cell, role: str) -> list[Line]:
        """The lines of a cell; one that is merged with those above shows theirs."""
        lines = lines_of(cell.blocks)
        if not cell.goes_on:
            self.above[cell.at] = lines
        elif role in ("status", "who", "by_when") and not _joined(lines):
            return self.above.get(cell.at, lines)
        return lines

    def _row_of(
        self, by_role: dict[str, list[Line]], *, tag: str, goes_on: bool
    ) -> Row:
        words = _joined(by_role.get("priority", []))
        reference, text = heads.reference_in(words)
        own = _joined(by_role.get("reference", []))
        if own and not reference:
            reference, text = own, words
        elif own and own != reference:
            text = words
            reference = own
        same = (
            self.row
            and reference
            and reference == self.row.reference
            and text.strip(" ,()").lower() in ("", CONTINUED)
        )
        if self.row and (same or not (words or own) or (goes_on and not words)):
            return self.row
        self.row = Row(
            number=len(self.document.rows) + 1,
            objective=self.objective,
            reference=reference,
            tag=tag,
            priority=text,
        )
        self.document.rows.append(self.row)
        return self.row

    def _fill(self, row: Row, by_role: dict[str, list[Line]]) -> None:
        lines, texts = texts_in(by_role.get("action", []))
        for name, text in texts.items():
            before = getattr(row, name)
            setattr(row, name, "\n".join(filter(None, [before, text])))
        statuses = by_role.get("status", [])
        if NOTHING.fullmatch(_joined(lines)):
            row.kept.append(Kept("column “Action”", _joined(lines)))
            lines = []
        actions = actions_in(lines, statuses)
        for name in ("who", "by_when"):
            said = _joined(by_role.get(name, [])).replace("\n", " ")
            for action in actions:
                setattr(action, name, getattr(action, name) or said)
            if said and not actions:
                row.kept.append(Kept(f"column “{name.replace('_', ' ')}”", said))
        row.actions += actions
        said = " ".join(line.whole for line in statuses if line.text)
        if said and not actions:
            row.written = " ".join(filter(None, [row.written, said]))
            row.understood = understood(row.written)


def _joined(lines: Sequence[Line]) -> str:
    return "\n".join(line.whole for line in lines if line.text)


def _width(row: Sequence[Cell]) -> int:
    return max((cell.at + cell.span for cell in row), default=0)


def _says(row: Sequence[Cell]) -> bool:
    return any(words_of(cell.blocks) for cell in row)
