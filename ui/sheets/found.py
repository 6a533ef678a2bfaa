"""What is told about a spreadsheet: where, what was found, what was expected."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Generic, TypeVar

SHOWN_MAX = 60
Key = TypeVar("Key", bound=Hashable)


class Refused(ValueError):
    """The whole file is not read; the message is for the person who brought it."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row is not taken: the cell, what was found and what was expected."""

    sheet: str
    cell: str
    found: str
    expected: str
    row: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """What was read all the same, or not read, and takes nothing away."""

    sheet: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry(Generic[Key]):
    """One row that was understood: whose it is, and the fields that it fills."""

    row: int
    key: Key
    title: str
    values: dict[str, Any]


@dataclass(slots=True)
class Reading(Generic[Key]):
    """Everything that a file says."""

    sheet: str = ""
    letters: Mapping[str, str] = field(default_factory=dict)  # of each column
    entries: list[Entry[Key]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    left: dict[int, str] = field(default_factory=dict)  # rows with a problem, and whose
    about: dict[Key, list[int]] = field(default_factory=dict)  # of those, by their key

    def leave(self, row: int, problems: Iterable[Problem], title: str = "") -> None:
        """Leave out a row for its problems; what several rows share is said once."""
        self.left[row] = title or self.left.get(row, "")
        self.problems += [one for one in problems if one not in self.problems[-20:]]

    def refuse(self, entry: Entry[Key], column: str, found: Any, expected: str) -> None:
        """Leave out a row that was understood, for one of its cells."""
        letter = self.letters.get(column)
        where = f"{letter}{entry.row}" if letter else f"Row {entry.row}"
        one = Problem(self.sheet, where, said(found), expected, entry.row)
        self.leave(entry.row, [one], entry.title)


def said(value: Any) -> str:
    """A cell as its reader knows it, cut where it is long."""
    if isinstance(value, datetime | date):
        text = f"{value.day}/{value.month}/{value.year}"
    elif isinstance(value, bool):
        text = "TRUE" if value else "FALSE"
    elif isinstance(value, float) and value.is_integer():
        text = f"{value:.0f}"
    elif isinstance(value, time | timedelta):
        text = str(value)
    else:
        text = "" if value is None else " ".join(str(value).split())
    if not text:
        return "nothing"
    return text if len(text) <= SHOWN_MAX else f"{text[: SHOWN_MAX - 1]}…"
