"""Good rows on their way from the preview to being saved, signed, in the page itself.

With each travels what the portal held when it was shown, so that what a colleague
changes meanwhile is not written over.
"""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from django.core import signing

from performance.imports.comparing import BLANK, Shown, edits_of
from performance.lines import SAID, Plain
from performance.periods import Frequency, Period
from ui.merging import Edit
from ui.sheets.found import Entry, Reading, Refused

STATE_MAX = 1_500_000
A_DAY = 24 * 60 * 60
TOO_MUCH = "The file holds more than can be shown at once. Bring it in parts"
Key: TypeAlias = "int | tuple[int, Period, int]"


@dataclass(frozen=True, slots=True)
class Row:
    """A good row, and what the portal held when it was shown."""

    entry: Entry[Any]
    was: Plain

    @property
    def edits(self) -> list[Edit]:
        """What it changes of that."""
        return edits_of(self.was, self.entry.values)


@dataclass(frozen=True, slots=True)
class Carried:
    """What a page sends on: the file, its good rows, and the titles of the others."""

    name: str
    sheet: str
    letters: Mapping[str, str]
    rows: list[Row]
    left: dict[int, str]

    def reading(self, keys: Container[Any]) -> Reading[Any]:
        """The good rows of some keys, to be compared once more.

        The rows that were left out stay so: they are not saved either.
        """
        entries = [row.entry for row in self.rows if row.entry.key in keys]
        return Reading(self.sheet, self.letters, entries, left=dict(self.left))


def sealed(
    name: str, reading: Reading[Any], shown: Iterable[Shown], *, salt: str
) -> str:
    """The rows that say something new, as a page carries them. Raises Refused."""
    rows = [
        [
            one.entry.row,
            _plain(one.entry.key),
            one.entry.title,
            one.entry.values,
            # Of what the portal holds only what these values are measured against.
            _filled(one.was),
        ]
        for one in shown
        if one.edits
    ]
    left = list(reading.left.items())
    state = [name, reading.sheet, dict(reading.letters), rows, left]
    return signed(state, salt=salt)


def unsealed(text: str, *, salt: str) -> Carried | None:
    """What a page sent on; None where it was tampered with, or is a day old."""
    state = taken_up(text, salt=salt)
    if state is None:
        return None
    name, sheet, letters, rows, left = state
    return Carried(
        name,
        sheet,
        letters,
        [
            Row(Entry(number, _key(key), title, values), Plain(**was))
            for number, key, title, values, was in rows
        ],
        dict(left),
    )


def signed(state: Any, *, salt: str) -> str:
    """Plain values as a page carries them. Raises Refused where they are too many."""
    text = signing.dumps(state, salt=salt, compress=True)
    if len(text) > STATE_MAX:
        raise Refused(TOO_MUCH)
    return text


def taken_up(text: str, *, salt: str) -> Any:
    """The same values; None where they were tampered with, or are a day old."""
    try:
        return signing.loads(text, salt=salt, max_age=A_DAY)
    except signing.BadSignature:
        return None


def _filled(was: Plain) -> dict[str, Any]:
    if was == BLANK:
        return {}
    some = ((name, getattr(was, name)) for name in SAID)
    return {name: value for name, value in some if value not in (None, "")}


def _plain(key: Any) -> Any:
    if isinstance(key, int):
        return key
    agency, period, measure = key
    return [agency, period.frequency.value, period.starts_on.isoformat(), measure]


def _key(plain: Any) -> Key:
    if isinstance(plain, int):
        return plain
    agency, frequency, starts_on, measure = plain
    return agency, Period(Frequency(frequency), date.fromisoformat(starts_on)), measure
