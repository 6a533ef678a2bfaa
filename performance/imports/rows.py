"""The rows of a table, each either understood or named with what is wrong with it."""

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

from performance.imports.cells import figure
from performance.imports.found import Entry, Reading, said
from performance.imports.tables import Row, Table
from performance.models import Measure

Key = TypeVar("Key", bound=Hashable)
Whose = Callable[[Row], tuple[Key, Measure] | None]
TWICE = "each figure once. {others} {have} this one too, and none of them was taken"


def read_rows(table: Table, whose: Whose[Key]) -> Reading[Key]:
    """Every row in which something was filled in.

    `whose` says what a row is about, or puts on the row what is wrong with it.
    """
    reading: Reading[Key] = Reading(table.sheet.name, table.letters)
    for row in table.rows():
        found = whose(row)
        values = figure(row, found[1]) if found else {}
        if row.problems or found is None:
            title = found[1].title if found else _called(row)
            reading.leave(row.number, row.problems, title)
            continue
        entry = Entry(row.number, found[0], found[1].title, values)
        reading.entries.append(entry)
    reading.told = table.told
    refuse_twice(reading, "measure")
    return reading


def _called(row: Row) -> str:
    """What a row is about by its own words, where that is nothing we know."""
    value = row.get("measure")
    return "" if value is None else said(value)


def refuse_twice(reading: Reading[Key], column: str) -> None:
    """Take none of the rows that are about one figure, unless they say the same."""
    found: dict[Key, list[Entry[Key]]] = {}
    for entry in reading.entries:
        found.setdefault(entry.key, []).append(entry)
    for some in found.values():
        if len(some) == 1:
            continue
        if all(one.values == some[0].values for one in some):
            keep(reading, drop=some[1:])
            continue
        keep(reading, drop=some)
        for one in some:
            others = [f"row {other.row}" for other in some if other is not one]
            have = "has" if len(others) == 1 else "have"
            text = TWICE.format(others=_listed(others), have=have)
            reading.refuse(one, column, one.title, text)


def keep(reading: Reading[Key], *, drop: Iterable[Entry[Key]]) -> None:
    """Take entries out of a reading."""
    gone = {one.row for one in drop}
    reading.entries = [one for one in reading.entries if one.row not in gone]


def _listed(others: list[str]) -> str:
    text = ", ".join(others[:5])
    return f"{text[:1].upper()}{text[1:]}"
