"""Rows that were understood: leaving some out, and those that say a thing twice."""

from collections.abc import Iterable

from ui.sheets.found import Entry, Key, Reading


def keep(reading: Reading[Key], *, drop: Iterable[Entry[Key]]) -> None:
    """Take entries out of a reading."""
    gone = {one.row for one in drop}
    reading.entries = [one for one in reading.entries if one.row not in gone]


def refuse_twice(reading: Reading[Key], column: str, expected: str) -> None:
    """Take none of the rows that are about one thing, unless they say the same.

    `expected` says so, of {others}, which {have} it too.
    """
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
            text = expected.format(others=_listed(others), have=have)
            reading.refuse(one, column, one.title, text)


def _listed(others: list[str]) -> str:
    text = ", ".join(others[:5])
    return f"{text[:1].upper()}{text[1:]}"
