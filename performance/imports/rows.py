"""The rows of a table, each either understood or named with what is wrong with it."""

from collections.abc import Callable, Hashable
from typing import TypeVar

from performance.imports.cells import figure
from performance.models import Measure
from ui.sheets.found import Entry, Reading, said
from ui.sheets.rows import refuse_twice
from ui.sheets.tables import Row, Table

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
            if found:
                reading.about.setdefault(found[0], []).append(row.number)
            continue
        entry = Entry(row.number, found[0], found[1].title, values)
        reading.entries.append(entry)
    reading.told = table.told
    refuse_twice(reading, "measure", TWICE)
    return reading


def _called(row: Row) -> str:
    """What a row is about by its own words, where that is nothing we know."""
    value = row.get("measure")
    return "" if value is None else said(value)
