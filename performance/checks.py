"""What is looked at before figures are sent: what must change, what needs a word.

Pure. A row is one measure of a return; what blocks must be put right, what asks wants a
note that says why.
"""

import enum
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from performance.causes import yardstick

ENOUGH = 4  # earlier periods, below which nothing is usual
PARTS_OF = "It is part of “{whole}” ({most:,}), so it cannot be larger."


class Weight(enum.Enum):
    """Whether figures can be sent as they are."""

    BLOCKS = "must change"
    ASKS = "needs a note"


@dataclass(frozen=True, slots=True)
class Row:
    """One measure: what the agency gives now, and what it gave before."""

    key: int
    title: str
    number: int | None = None
    out_of: int | None = None
    words: str = ""
    missing: str = ""
    note: str = ""
    wants_out_of: bool = False
    wants_words: bool = False
    is_share: bool = False
    part_of: int | None = None
    earlier: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a row, in words, and which box it is about."""

    key: int
    box: str
    weight: Weight
    text: str


def check(rows: Sequence[Row]) -> list[Problem]:
    """Everything that stands in the way of sending these rows, in their order."""
    by_key = {row.key: row for row in rows}
    return [problem for row in rows for problem in _about(row, by_key)]


def _about(row: Row, by_key: Mapping[int, Row]) -> Iterator[Problem]:
    if row.wants_words:
        if not (row.words.strip() or row.missing):
            yield _blocks(row, "words", "Write something, or choose why there is none")
        return
    if row.number is None:
        if not row.missing:
            text = "Enter a number, or choose why there is none"
            yield _blocks(row, "number", text)
        return
    yield from _out_of(row)
    yield from _part(row, by_key)
    if not row.note.strip() and (usual := unusual(row.number, row.earlier)):
        how, low, high = usual
        text = (
            f"Much {how} than usual for you ({low:,} to {high:,}). Check it, and say "
            "why in the note"
        )
        yield Problem(row.key, "note", Weight.ASKS, text)


def _out_of(row: Row) -> Iterator[Problem]:
    if not row.wants_out_of or row.number is None:
        return
    if row.out_of is None:
        yield _blocks(row, "out_of", "Enter out of how many")
    elif row.is_share and row.number > row.out_of:
        text = (
            f"The number ({row.number:,}) cannot be larger than ‘out of’ "
            f"({row.out_of:,})"
        )
        yield _blocks(row, "number", text)
    elif row.out_of == 0 and row.number:
        yield _blocks(row, "out_of", "Enter out of how many: it cannot be 0")


def _part(row: Row, by_key: Mapping[int, Row]) -> Iterator[Problem]:
    whole = by_key.get(row.part_of) if row.part_of is not None else None
    if whole is None or whole.number is None or row.number is None:
        return
    if row.number > whole.number:
        text = PARTS_OF.format(whole=whole.title, most=whole.number)
        yield _blocks(row, "number", text)


def _blocks(row: Row, box: str, text: str) -> Problem:
    return Problem(row.key, box, Weight.BLOCKS, text)


def unusual(number: int, earlier: Sequence[int]) -> tuple[str, int, int] | None:
    """Whether a number is outside what the earlier ones lead to expect, and what is.

    By the limits of a control chart of the agency’s own history, at least four numbers
    long; never when it is inside the range that was met before.
    """
    if len(earlier) < ENOUGH or min(earlier) <= number <= max(earlier):
        return None
    found = yardstick(list(earlier), None, screened=True)
    if found is None:
        return None
    limits = found.limits(0)
    low = min(*earlier, max(int(limits.lower.to_integral_value()), 0))
    high = max(*earlier, int(limits.upper.to_integral_value()))
    if low <= Decimal(number) <= high:
        return None
    return ("higher" if number > high else "lower"), low, high
