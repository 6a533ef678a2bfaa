"""Reads a document line by line; every line is placed or kept for a person to place."""

import re
from collections.abc import Sequence
from itertools import zip_longest

from strategies.outline import marks, sections
from strategies.outline.lines import Kind, Line
from strategies.outline.proposal import Proposal
from strategies.outline.sections import Section
from strategies.outline.sketch import GROUP_MAX, Asked, Heading, Sketch
from strategies.outline.tables import COLUMNS, Column

# Sections whose deeper headings are parts of them.
PARENTS = {Section.OBJECTIVES, Section.PRIORITIES, Section.COMMITMENTS}
ASKING = {Section.OBJECTIVES, Section.PRIORITIES}
TEXTS = {Section.SUMMARY, Section.DEFINITION, Section.GOVERNANCE}
# The level of objectives that are items of a list.
LISTED = -1
LISTS = {Section.AIMS, Section.PRINCIPLES, Section.OUTCOMES}


def propose(lines: Sequence[Line]) -> Proposal:
    """The strategy that a document's lines seem to describe."""
    reader = _Reader()
    for line, after in zip_longest(lines, lines[1:]):
        reader.read(line, after)
    return reader.sketch.proposal()


class _Reader:
    """Where in the document we are, and what was gathered on the way."""

    def __init__(self) -> None:
        self.sketch = Sketch()
        self.section: Section | None = None
        self.level = 0
        self.heading = ""
        self.group = ""
        self.objective: Heading | None = None
        self.columns: list[Column | None] = []
        self.began = False
        self.has_deeper = False
        self.next_is_item = False

    def read(self, line: Line, after: Line | None) -> None:
        """Place one line."""
        if not line.words:
            return
        self.next_is_item = after is not None and after.kind is Kind.ITEM
        self.deepens = self.next_is_item and after.level > line.level  # type: ignore[union-attr]
        if line.kind is Kind.ROW:
            self._row(line)
            return
        self.columns = []
        if line.kind is Kind.HEADING:
            self._heading(line)
        elif line.kind is Kind.ITEM:
            self._item(line)
        else:
            self._paragraph(line)

    # --- Headings

    def _heading(self, line: Line) -> None:
        text = line.words
        section = sections.about(text)
        deeper = self.section in PARENTS and line.level > self.level
        if not self.began and not sections.is_plain(text) and _names(text, section):
            self.sketch.front.append(text)
        elif match := marks.NUMBERED.match(text):
            self._numbered(match, line)
        elif text.endswith(":") and sections.introduced(text) and deeper:
            self._lead_in(text)
        elif (deeper and not sections.is_plain(text)) or self._stays(section, line):
            self._child(line)
        elif section:
            self._enter(section, line.level, text)
        else:
            self.section, self.began = None, True
            self.sketch.unplaced.append(text)

    def _stays(self, section: Section | None, line: Line) -> bool:
        """Whether a heading of the section's own level is still a part of it."""
        if line.level != self.level or self.section not in PARENTS:
            return False
        if self.section is Section.COMMITMENTS:
            return section is self.section and not sections.is_plain(line.words)
        return section is None and not self.has_deeper

    def _enter(self, section: Section, level: int, heading: str) -> None:
        self.section, self.level, self.began = section, level, True
        self.group, self.objective, self.has_deeper = "", None, False
        self.heading = heading
        if heading:
            self.sketch.headings.append(heading)

    def _numbered(self, match: re.Match[str], line: Line) -> None:
        """“Objective 1: …” or “Priority 1: …”, wherever it stands."""
        kind, number, words = match[1].lower(), match[2], match[3].strip()
        if self.section not in ASKING:
            self._enter(Section.OBJECTIVES, max(line.level - 1, 0), "")
        self.sketch.headings.append(f"{match[0][: match.start(3)]}".strip())
        if kind == "priority":
            self._ask(words, int(number) if number.isdigit() else None, line.level)
        else:
            self._open(words, line.level)

    def _child(self, line: Line) -> None:
        """A heading inside objectives, priorities or commitments."""
        number, text = marks.counted(line.words, line.number)
        self.has_deeper |= line.level > self.level
        if self.section is Section.COMMITMENTS:
            self._group(text)
        elif self.objective and self.objective.of_table:
            # What follows a table of objectives is no part of it.
            self.section = None
            self.sketch.unplaced.append(text)
        elif self.section is Section.PRIORITIES or self._is_under_objective(line.level):
            last = self._last()
            if last and 0 < last.level < line.level:
                last.words.append(text)
            else:
                self._ask(text, number, line.level)
        else:
            self._open(text, line.level)

    def _is_under_objective(self, level: int) -> bool:
        return self.objective is not None and level > self.objective.level

    # --- List items and paragraphs

    def _item(self, line: Line) -> None:
        if self.section not in ASKING:
            self._text(line.words)
            return
        last = self._last()
        if self.deepens and line.level == 0 and self._lists_objectives():
            self._open(line.words, LISTED)
        elif last and last.level == 0 and line.level and not self._lists_objectives():
            last.words.append(line.words)
        else:
            self._ask(line.words, line.number, 0)

    def _lists_objectives(self) -> bool:
        """Whether outer list items are the objectives themselves."""
        return self.objective is None or self.objective.level == LISTED

    def _paragraph(self, line: Line) -> None:
        text = line.words
        if label := sections.labelled(text):
            self._heading(Line(Kind.HEADING, label[0], level=2))
            self._paragraph(Line(Kind.PARAGRAPH, label[1]))
        elif marks.NUMBERED.match(text) and len(text) <= GROUP_MAX:
            self._heading(Line(Kind.HEADING, text, level=3))
        elif (match := marks.DETAIL_LINE.match(text)) and marks.DETAIL.match(match[1]):
            self.sketch.detail(match[1].lower(), match[2])
        elif text.endswith(":"):
            self._lead_in(text)
        elif self.section in ASKING:
            self._explain(text)
        elif self.section is Section.COMMITMENTS and self.next_is_item:
            self._group(text)
        elif self.section is Section.RESOURCES and len(text) > GROUP_MAX:
            self.sketch.unplaced.append(text)
        else:
            self._text(text)

    def _lead_in(self, text: str) -> None:
        """A sentence that ends with a colon, and what it leads into."""
        into = sections.introduced(text)
        if into and self.objective and into in (*PARENTS, Section.AIMS):
            into = self.section
        if into and into is not self.section:
            self._enter(into, self.level or 9, text)
        elif into or self.section in ASKING:
            self.sketch.headings.append(text)
        elif self.section is Section.COMMITMENTS:
            self._group(text)
        else:
            self._text(text)

    def _text(self, text: str) -> None:
        """A text of a section that is no objective."""
        section = self.section
        if section is None:
            kept = self.sketch.unplaced if self.began else self.sketch.front
            kept.append(text)
        elif section in TEXTS or section in LISTS:
            self.sketch.add(section.value, text)
        elif section is Section.COMMITMENTS:
            self.sketch.commitments.append((self.group, text))
        elif section is Section.RESOURCES:
            self.sketch.resources.append(text)
        else:
            self.sketch.oversight.append(text)

    # --- Objectives and priorities

    def _group(self, text: str) -> None:
        if len(text) > GROUP_MAX:
            self._text(text)
        else:
            self.group = text.rstrip(":")
            # A group that turns out to have nothing in it is not lost.
            self.sketch.headings.append(text)

    def _open(self, title: str, level: int, *, of_table: bool = False) -> Heading:
        self.objective = Heading(title.rstrip(":"), level, of_table)
        self.sketch.objectives.append(self.objective)
        return self.objective

    def _ask(self, text: str, number: int | None, level: int) -> None:
        if self.objective is None:
            self._open(self.heading or "Our priorities", self.level)
            if self.heading:
                self.sketch.headings.remove(self.heading)
        if self.objective and text:
            self.objective.asked.append(Asked([text], number, level))

    def _last(self) -> Asked | None:
        asked = self.objective.asked if self.objective else []
        return asked[-1] if asked else None

    def _explain(self, text: str) -> None:
        """A paragraph among objectives and priorities."""
        last = self._last()
        if self.objective is None:
            self.sketch.add("aims", text)
        elif self.objective.of_table:
            self.sketch.unplaced.append(text)
        elif last:
            last.words.append(text)
        else:
            self.objective.aim.append(text)

    # --- Tables

    def _row(self, line: Line) -> None:
        filled = [cell.strip() for cell in line.cells if cell.strip()]
        named = [COLUMNS.get(cell.lower()) for cell in line.cells]
        if all(cell.lower() in COLUMNS for cell in filled):
            self._columns(named, filled)
        elif len(filled) == 2 and (label := marks.DETAIL.match(filled[0])):
            self.sketch.detail(label[1].lower(), " ".join(filled[1].split()))
        elif len(filled) == 1 and not (self.columns and len(line.cells) > 1):
            self._lone_cell(line, filled[0])
        elif self.columns:
            for place, cell in enumerate(line.cells):
                column = self.columns[place] if place < len(self.columns) else None
                for text in filter(str.strip, cell.split("\n")):
                    self._cell(column, text.strip())
        elif self.section in ASKING or self.section in TEXTS:
            self.sketch.unplaced.append(line.words)
        else:
            self._text(line.words)

    def _columns(self, named: list[Column | None], filled: list[str]) -> None:
        """The row that says what stands in the columns."""
        self.columns = named if len(named) > 1 else []
        self.sketch.headings += filled
        if Column.PRIORITY in named and self.section not in ASKING:
            self._enter(Section.OBJECTIVES, 0, "")

    def _lone_cell(self, line: Line, cell: str) -> None:
        """A row that is one cell: an objective's, a priority's, or a box of text."""
        texts = [" ".join(text.split()) for text in cell.split("\n") if text.strip()]
        if self.section not in ASKING:
            for text in texts:
                self._paragraph(Line(Kind.PARAGRAPH, text))
        elif line.number is not None:
            for text in texts:
                self._ask(text, line.number, 0)
        else:
            title, _, aim = re.sub(r"\s[–—-]\s", "\n", texts[0], count=1).partition(
                "\n"
            )
            opened = self._open(title, 0, of_table=True)
            opened.aim += [text for text in (aim, *texts[1:]) if text]

    def _cell(self, column: Column | None, text: str) -> None:
        """One text of a table whose columns are named."""
        if column is Column.OBJECTIVE:
            if self.objective is None or self.objective.title != text:
                self._open(text, 0, of_table=True)
        elif column is Column.PRIORITY:
            number, words = marks.counted(text)
            self._ask(words, number, 0)
        elif column is Column.COMMITMENT:
            self.sketch.commitments.append(("", text))
        elif column is Column.OUTCOME:
            self.sketch.add("outcomes", text)
        else:
            self.sketch.unplaced.append(text)


def _names(text: str, section: Section | None) -> bool:
    """Whether a heading at the front is the strategy's name."""
    return section is None or "strategy" in text.lower()
