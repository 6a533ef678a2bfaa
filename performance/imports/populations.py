"""A spreadsheet of populations: how many children live in an area, year by year."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from performance import typed
from performance.actions.populations import CODE, Counted
from performance.columns import BOUNDS, CHILDREN, FIGURES, NOTES, OF_POPULATIONS
from performance.imports.rows import TWICE
from performance.models import Population
from performance.models.areas import (
    CHILDREN_MAX,
    ESTIMATES,
    FIRST_YEAR,
    NAME_MAX,
    SOURCE_MAX,
)
from privacy.forms import refuse_identifiers
from ui.merging import Edit
from ui.sheets.columns import folded
from ui.sheets.files import read_file
from ui.sheets.found import Entry, Reading, Refused, said
from ui.sheets.rows import refuse_twice
from ui.sheets.tables import Row, Shape, Table, table_of
from ui.templatetags.words import and_list

SHAPE = Shape(FIGURES, NOTES, OF_POPULATIONS, [CHILDREN])
Key = tuple[str, int]  # the code of an area, the year
Stands = Mapping[Key, tuple[int, str]]  # how many, and where that is published
NAMED = re.compile(r"(?:mid)?[ -]*(?:year)?[ -]*([0-9]{4})\Z")
MIDDLE = (6, 30)  # the day of a year that the estimates are about
SHOWN = 5
NEAR = 3  # years that are set beside each other
FAR = 1.25  # times as many as in such a year are asked about


@dataclass(frozen=True, slots=True)
class Beside:
    """A good row beside what the portal holds."""

    entry: Entry[Key]
    name: str
    was: tuple[int, str] | None
    asks: str = ""

    @property
    def now(self) -> tuple[int, str]:
        """What it would be once saved; a source that is not given stays."""
        source = self.entry.values["source"]
        return self.entry.values["children"], source or (
            self.was[1] if self.was else ESTIMATES
        )

    @property
    def is_new(self) -> bool:
        """Whether it says something that the portal does not hold."""
        return self.was != self.now

    @property
    def counted(self) -> Counted:
        """As it is saved."""
        code, year = self.entry.key
        return counted(code, year, self.was, self.now, self.name)


def counted(
    code: str,
    year: int,
    was: tuple[int, str] | None,
    now: tuple[int, str],
    name: str = "",
) -> Counted:
    """The children of a year, as edits of what was shown."""
    before = was or (None, "")
    edits = [
        Edit(field_, old, new)
        for field_, old, new in zip(("children", "source"), before, now, strict=True)
    ]
    return Counted(code, year, edits, name)


@dataclass(slots=True)
class _Reader:
    """Reads rows about areas: those that are known, or any where `any_area` is set."""

    areas: Mapping[str, str]  # names by codes
    on: date
    any_area: bool
    others: dict[str, list[int]] = field(default_factory=dict)

    def read(self, row: Row) -> Entry[Key] | None:
        """What a row says; what is wrong with it is put on the row.

        Nothing for a row about an area that others look after.
        """
        code = folded(row.get("code") or "").upper()
        name = self._name(row)
        if not CODE.match(code):
            row.refuse("code", "the code of an area, as in E06000001")
        elif not self._knows(row, code, name):
            return None
        values = {
            "children": self._children(row),
            "source": _text(row, "source", SOURCE_MAX),
            "name": name,
        }
        year = self._year(row)
        if row.problems or year is None:
            return None
        title = f"Children aged 0 to 17, {self.areas.get(code, name)}"
        return Entry(row.number, (code, year), title, values)

    def _knows(self, row: Row, code: str, name: str) -> bool:
        """Whether the row is one to read; a code that is not the name’s is refused."""
        ours = {folded(known): its for its, known in self.areas.items()}
        meant = ours.get(folded(name))
        if meant is not None and meant != code:
            row.refuse("code", f"{meant}, which is the code of {self.areas[meant]}")
        elif code in self.areas:
            return True
        elif self.any_area:
            if not name:
                row.refuse("area", "the name of the area, which is not known here yet")
        else:
            self.others.setdefault(name or code, []).append(row.number)
            return False
        return True

    def _name(self, row: Row) -> str:
        return _text(row, "area", NAME_MAX)

    def _children(self, row: Row) -> int | None:
        try:
            number = typed.count(row.get("number"))
        except typed.NotANumber as error:
            row.refuse("number", f"a whole number, such as 21,400. {error}")
            return None
        if number is not None and not 1 <= number <= CHILDREN_MAX:
            row.refuse("number", f"a number from 1 to {CHILDREN_MAX:,}")
        return number

    def _year(self, row: Row) -> int | None:
        match = NAMED.match(folded(said(row.get("year"))))
        year = int(match[1]) if match else 0
        if not match or year < FIRST_YEAR:
            row.refuse("year", f"a year from {FIRST_YEAR} on, as in 2024")
        elif year > latest(self.on):
            row.refuse("year", f"{latest(self.on)} or an earlier year")
        else:
            return year
        return None


def latest(on: date) -> int:
    """The last year whose middle is over."""
    return on.year if (on.month, on.day) > MIDDLE else on.year - 1


def read_populations(
    content: bytes, areas: Mapping[str, str], *, on: date, any_area: bool = False
) -> Reading[Key]:
    """What a file says of some areas, given by their codes. Raises Refused.

    A row without a number says nothing; one about an area that is not among them is
    left alone, unless `any_area` is set.
    """
    table = table_of(read_file(content, BOUNDS), SHAPE)
    reader = _Reader(areas, on, any_area)
    reading: Reading[Key] = Reading(table.sheet.name, table.letters)
    for row in table.rows():
        entry = reader.read(row)
        if row.problems:
            reading.leave(row.number, row.problems, _called(row))
        elif entry is not None:
            reading.entries.append(entry)
    _tell_of_others(table, reader.others)
    reading.told = table.told
    refuse_twice(reading, "year", TWICE)
    if not (reading.entries or reading.problems):
        raise Refused(_nothing(reader.others))
    return reading


def beside(reading: Reading[Key], areas: Mapping[str, str]) -> list[Beside]:
    """Every good row beside what the portal holds. One query."""
    stands = standing(entry.key[0] for entry in reading.entries)
    numbers = {key: number for key, (number, _) in stands.items()}
    numbers |= {entry.key: entry.values["children"] for entry in reading.entries}
    return [
        Beside(
            entry,
            areas.get(entry.key[0], entry.values["name"]),
            stands.get(entry.key),
            _unlike(entry.key, numbers),
        )
        for entry in reading.entries
    ]


def standing(codes: Iterable[str]) -> Stands:
    """What the portal holds of some areas. One query."""
    rows = Population.objects.filter(area__code__in=set(codes)).order_by("pk")
    found = rows.values_list("area__code", "year", "children", "source")
    return {(code, year): (children, source) for code, year, children, source in found}


def _unlike(key: Key, numbers: Mapping[Key, int]) -> str:
    """What to ask where a number is far from that of the nearest year."""
    code, year = key
    near = (year + step for far in range(1, NEAR + 1) for step in (-far, far))
    other = next((one for one in near if (code, one) in numbers), None)
    if other is None:
        return ""
    now, then = numbers[key], numbers[code, other]
    if then <= now * FAR and now <= then * FAR:
        return ""
    return f"Far from the {then:,} of mid-{other}. Is it right?"


def _text(row: Row, name: str, longest: int) -> str:
    """A line of words, about nobody."""
    value = row.get(name)
    text = "" if value is None else " ".join(str(value).split())
    if len(text) > longest:
        row.refuse(name, f"at most {longest} characters. It has {len(text)}")
        return ""
    try:
        refuse_identifiers(text)
    except ValidationError:
        row.refuse(name, "nothing that could identify a child or family")
        return ""
    return text


def _called(row: Row) -> str:
    value: Any = row.get("area") or row.get("code")
    return "" if value is None else said(value)


def _tell_of_others(table: Table, others: Mapping[str, Collection[int]]) -> None:
    if not others:
        return
    rows = sum(len(numbers) for numbers in others.values())
    what = "One row is" if rows == 1 else f"{rows:,} rows are"
    left = "was" if rows == 1 else "were"
    table.tell(
        f"{what} about areas that your partnership does not look after, and {left} "
        f"left alone: {_listed(list(others))}."
    )


def _nothing(others: Mapping[str, Collection[int]]) -> str:
    if not others:
        return "Nothing is filled in below the headings of the file"
    return (
        "The file says nothing about areas that your partnership looks after. It is "
        f"about {_listed(list(others))}"
    )


def _listed(names: Sequence[str]) -> str:
    more = len(names) - SHOWN
    some = [*names[:SHOWN], *([f"{more:,} more"] if more > 0 else [])]
    return and_list(some)
