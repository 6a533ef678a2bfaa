"""Rows that were understood: leaving some out, and those that say a thing twice."""

from collections.abc import Iterable, Sequence

from ui.sheets.found import Entry, Key, Reading


def keep(reading: Reading[Key], *, drop: Iterable[Entry[Key]]) -> None:
    """Take entries out of a reading."""
    gone = {one.row for one in drop}
    reading.entries = [one for one in reading.entries if one.row not in gone]


def refuse_twice(reading: Reading[Key], column: str, expected: str) -> None:
    """Take none of the rows that are about one thing, unless they say the same.

    A row that was left out for a mistake is about a thing too (`Reading.about`).
    `expected` says so, of {others}, which {have} it too.
    """
    found: dict[Key, list[Entry[Key]]] = {}
    for entry in reading.entries:
        found.setdefault(entry.key, []).append(entry)
    for key, some in found.items():
        if left := reading.about.get(key):
            keep(reading, drop=some)
            for one in some:
                rows = sorted({*left, *(other.row for other in some)} - {one.row})
                _refuse(reading, one, column, expected, rows)
            continue
        if len(some) == 1:
            continue
        if all(one.values == some[0].values for one in some):
            keep(reading, drop=some[1:])
            continue
        keep(reading, drop=some)
        for one in some:
            rows = [other.row for other in some if other is not one]
            _refuse(reading, one, column, expected, rows)


def _refuse(
    reading: Reading[Key],
    one: Entry[Key],
    column: str,
    expected: str,
    others: Sequence[int],
) -> None:
    have = "has" if len(others) == 1 else "have"
    text = expected.format(others=_listed(others), have=have)
    reading.refuse(one, column, one.title, text)


def _listed(others: Sequence[int]) -> str:
    text = ", ".join(f"row {row}" for row in others[:5])
    return f"{text[:1].upper()}{text[1:]}"
