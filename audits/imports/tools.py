"""A spreadsheet of domains and questions: a tool, or what is wrong with its cells."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from openpyxl.utils import get_column_letter

from audits.laid import LaidDomain, LaidQuestion
from audits.models.tools import (
    ABOUT_MAX,
    CRITERIA_MAX,
    DOMAINS_MAX,
    GUIDANCE_MAX,
    NAME_MAX,
    TEXT_MAX,
)
from audits.tool_columns import COLUMNS, NEEDED, SHEET, names
from privacy.forms import refuse_identifiers
from ui.characters import meant
from ui.sheets.files import ABOVE, read_file
from ui.sheets.found import Problem, Refused, said
from ui.tables import unmarked
from ui.workbooks import Bounds, Sheet

MOST = Bounds(rows=400, columns=60)
PROBLEMS_MAX = 100
MORE = f"There are more problems than the first {PROBLEMS_MAX}, which are shown."
A_DAY = 24 * 60 * 60
LONGEST = {
    "domain": NAME_MAX,
    "about": ABOUT_MAX,
    "question": TEXT_MAX,
    "guidance": GUIDANCE_MAX,
}


@dataclass(slots=True)
class Reading:
    """Everything that a file says about a tool."""

    domains: tuple[LaidDomain, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Table:
    """The sheet with the questions, by the headings that were found."""

    sheet: Sheet
    head: int
    places: dict[str, int]


@dataclass(slots=True)
class _Reader:
    """Goes through the rows and gathers what they say."""

    table: _Table
    reading: Reading
    domains: dict[str, LaidDomain] = field(default_factory=dict)
    last: str = ""

    def row(self, number: int, values: dict[int, Any]) -> None:
        """One row below the headings."""
        said = {
            name: self.text(number, name, values.get(at))
            for name, at in self.table.places.items()
        }
        if not any(said.values()):
            return
        title = said["domain"]
        if title:
            self.last = title.casefold()
        elif not self.last:
            self.refuse(number, "domain", "", "the domain that the question is in")
            return
        about = said.get("about", "")
        domain = self.domains.setdefault(self.last, LaidDomain(title, about))
        self.ask(number, domain, said["question"], said.get("guidance", ""))

    def ask(self, number: int, domain: LaidDomain, text: str, guidance: str) -> None:
        """The question of a row, under its domain."""
        if not text:
            self.refuse(number, "question", "", "a question")
            return
        key = text.casefold()
        if any(one.text.casefold() == key for one in domain.questions):
            expected = f"a question that “{domain.title}” does not ask already"
            self.refuse(number, "question", text, expected)
            return
        asked = (*domain.questions, LaidQuestion(text, guidance))
        self.domains[self.last] = LaidDomain(domain.title, domain.about, asked)

    def text(self, number: int, name: str, value: Any) -> str:
        """What a cell says; what is wrong with it is gathered."""
        formula = (number, self.table.places[name]) in self.table.sheet.formulas
        if value is None and formula:
            expected = "words: the file holds a formula here without its result"
            self.refuse(number, name, "", expected)
        text = _words(value, one_line=name in ("domain", "question"))
        if len(text) > LONGEST[name]:
            most, has = LONGEST[name], len(text)
            expected = f"at most {most:,} characters. It has {has:,}"
            self.refuse(number, name, text, expected)
        try:
            refuse_identifiers(text)
        except ValidationError as error:
            expected = f"nothing about a person. {error.messages[0]}"
            self.refuse(number, name, text, expected)
        return text

    def refuse(self, number: int, name: str, found: str, expected: str) -> None:
        """Name what is wrong with a cell."""
        where = f"{get_column_letter(self.table.places[name])}{number}"
        problem = Problem(self.table.sheet.name, where, said(found), expected, number)
        if len(self.reading.problems) < PROBLEMS_MAX:
            self.reading.problems.append(problem)
        elif MORE not in self.reading.told:
            self.reading.told.append(MORE)


def read_tool(content: bytes) -> Reading:
    """What a file says about a tool. Raises Refused."""
    sheets = read_file(content, MOST)
    table, reading = _table_of(sheets), Reading()
    reader = _Reader(table, reading)
    for number, values in table.sheet.rows.items():
        if number > table.head:
            reader.row(number, values)
    reading.domains = tuple(reader.domains.values())
    _tell(table, sheets, reading)
    if not (reading.domains or reading.problems):
        raise Refused("Nothing is filled in below the headings of the file")
    _refuse_too_many(reading)
    return reading


def sealed(reading: Reading, *, salt: str) -> str:
    """What was read, on its way from the preview to being saved, signed."""
    plain = [
        [
            one.title,
            one.about,
            [[asked.text, asked.guidance] for asked in one.questions],
        ]
        for one in reading.domains
    ]
    return signing.dumps(plain, salt=salt, compress=True)


def unsealed(text: str, *, salt: str) -> tuple[LaidDomain, ...] | None:
    """What a page sent on; None where it was tampered with, or is a day old."""
    try:
        plain = signing.loads(text, salt=salt, max_age=A_DAY)
    except signing.BadSignature:
        return None
    return tuple(
        LaidDomain(title, about, tuple(LaidQuestion(*one) for one in asked))
        for title, about, asked in plain
    )


def _table_of(sheets: Sequence[Sheet]) -> _Table:
    """The sheet and the row with most of the headings. Raises Refused."""
    known, best = names(), None
    for sheet in sorted(sheets, key=lambda one: (one.name != SHEET, one.is_hidden)):
        for number, values in list(sheet.rows.items())[:ABOVE]:
            places: dict[str, int] = {}
            for at, value in values.items():
                name = known.get(_words(value, one_line=True).casefold())
                if name:
                    places.setdefault(name, at)
            if best is None or len(places) > len(best.places):
                best = _Table(sheet, number, places)
    gone = [c.heading for c in NEEDED if best is None or c.name not in best.places]
    if best is None or gone:
        headings = " and ".join(f"“{one}”" for one in gone)
        raise Refused(
            f"No row of the file has the heading{'s' * (len(gone) > 1)} {headings}. "
            "Fill in the template, and keep its headings"
        )
    return best


def _tell(table: _Table, sheets: Sequence[Sheet], reading: Reading) -> None:
    """Say what is there and not read, and what is hidden and read."""
    sheet = table.sheet
    head, read = sheet.rows[table.head], set(table.places.values())
    for at in sorted(set(head) - read):
        name = f"{get_column_letter(at)}, “{said(head[at])}”,"
        reading.told.append(f"Column {name} is not one of ours and was not read.")
    for column in COLUMNS:
        if column.name not in table.places:
            reading.told.append(f"There is no column “{column.heading}”.")
    if sheet.is_hidden or sheet.hidden_rows or sheet.hidden_columns & read:
        reading.told.append("Some of it is hidden. It was read all the same.")
    others = [one.name for one in sheets if one is not sheet and one.name != "About"]
    reading.told += [f"The sheet “{name}” was not read." for name in others]


def _refuse_too_many(reading: Reading) -> None:
    if len(reading.domains) > DOMAINS_MAX:
        raise Refused(
            f"A tool has at most {DOMAINS_MAX} domains. The file has "
            f"{len(reading.domains)}"
        )
    asked = sum(len(one.questions) for one in reading.domains)
    if asked > CRITERIA_MAX:
        raise Refused(
            f"A tool asks at most {CRITERIA_MAX} questions. The file has {asked}"
        )


def _words(value: Any, *, one_line: bool) -> str:
    """A cell as a text: on one line, or with its lines kept."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = meant(unmarked(str(value)))
    if one_line:
        return " ".join(text.split())
    return "\n".join(line.rstrip() for line in text.splitlines()).strip()
