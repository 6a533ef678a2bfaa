"""The columns of a spreadsheet, for whoever writes it and whoever reads it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name here, its heading, what else people call it, and help."""

    name: str
    heading: str
    also: tuple[str, ...] = ()
    width: int = 12
    about: str = ""
    is_needed: bool = False


def folded(text: object) -> str:
    """A heading or a name without what nobody sees: case, doubled spaces, curls."""
    plain = " ".join(str(text).split()).casefold().replace("’", "'")
    return plain.removesuffix(":").strip()


def named(columns: Sequence[Column]) -> dict[str, str]:
    """What each heading, and each other name for it, is the heading of."""
    other = {one: column.name for column in columns for one in column.also}
    return other | {folded(column.heading): column.name for column in columns}
