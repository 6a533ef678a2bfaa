"""Counts in rows and columns, with totals, and the symbols that stand for numbers."""

import enum
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import NamedTuple


class Symbol(enum.StrEnum):
    """What stands in place of a number, as the department and the NHS write it."""

    HIDDEN = "c"
    UNAVAILABLE = "x"
    NOT_APPLICABLE = "z"
    UNRELIABLE = "u"
    LOW = "low"
    SMALL = "*"

    @property
    def is_hidden(self) -> bool:
        """Whether a number is kept from the reader, rather than missing."""
        return self in (Symbol.HIDDEN, Symbol.SMALL)

    @property
    def words(self) -> str:
        """What the symbol means, for everyone."""
        return _WORDS[self]


_WORDS = {
    Symbol.HIDDEN: "hidden so that no child can be recognised",
    Symbol.SMALL: "hidden so that no child can be recognised",
    Symbol.UNAVAILABLE: "not available",
    Symbol.NOT_APPLICABLE: "does not apply",
    Symbol.UNRELIABLE: "not reliable enough to show",
    Symbol.LOW: "more than 0, but 0 when rounded",
}

Count = int | Symbol


class Place(NamedTuple):
    """Where a number stands, from 0; None is the total of a row, a column or all."""

    row: int | None
    column: int | None

    @property
    def is_total(self) -> bool:
        """Whether other numbers of the table add up to it."""
        return self.row is None or self.column is None


@dataclass(frozen=True, slots=True)
class Table:
    """Counts in rows and columns, with the totals that are shown beside them.

    `row_totals` holds one for each row, `column_totals` one for each column and `total`
    is that of all; None where the table does not show them. A cell with a symbol that
    is not a hidden one adds nothing to its totals. Raises ValueError for a ragged
    table, a count below 0, or a total of all with no other totals beside it.
    """

    cells: tuple[tuple[Count, ...], ...]
    row_totals: tuple[Count, ...] | None = None
    column_totals: tuple[Count, ...] | None = None
    total: Count | None = None

    def __post_init__(self) -> None:
        widths = {len(row) for row in self.cells} or {0}
        if self.column_totals is not None:
            widths.add(len(self.column_totals))
        if self.row_totals is not None and len(self.row_totals) != len(self.cells):
            raise ValueError("A table has one total for each row")
        if len(widths) > 1:
            raise ValueError("Every row of a table has a cell for each column")
        if self.total is not None and not (self.row_totals or self.column_totals):
            raise ValueError("A total of all needs the totals of rows or columns")
        if any(isinstance(count, int) and count < 0 for _, count in self.items()):
            raise ValueError("A count is 0 or more")

    @classmethod
    def row(cls, cells: Collection[Count], total: Count | None = None) -> "Table":
        """One row, with its total if that is shown."""
        return cls((tuple(cells),), None if total is None else (total,))

    @classmethod
    def summed(cls, cells: Collection[Collection[Count]]) -> "Table":
        """Rows and columns with all their totals; missing cells add nothing.

        Raises ValueError where a cell is hidden, as its sum is not known.
        """
        rows = tuple(tuple(row) for row in cells)
        across = tuple(_sum(row) for row in rows)
        down = tuple(_sum(column) for column in zip(*rows, strict=True))
        return cls(rows, across, down, sum(across))

    def items(self) -> Iterator[tuple[Place, Count]]:
        """Every number with its place, each row before its total."""
        for number, row in enumerate(self.cells):
            for column, count in enumerate(row):
                yield Place(number, column), count
            if self.row_totals is not None:
                yield Place(number, None), self.row_totals[number]
        for column, count in enumerate(self.column_totals or ()):
            yield Place(None, column), count
        if self.total is not None:
            yield Place(None, None), self.total

    def map(self, change: Callable[[Place, Count], Count]) -> "Table":
        """The same table with every number changed."""
        made = {place: change(place, count) for place, count in self.items()}
        rows, columns = range(len(self.cells)), range(len(self.cells and self.cells[0]))
        return Table(
            tuple(tuple(made[Place(row, col)] for col in columns) for row in rows),
            self.row_totals and tuple(made[Place(row, None)] for row in rows),
            self.column_totals and tuple(made[Place(None, col)] for col in columns),
            None if self.total is None else made[Place(None, None)],
        )


def _sum(counts: Collection[Count]) -> int:
    if any(isinstance(count, Symbol) and count.is_hidden for count in counts):
        raise ValueError("The sum of hidden numbers is not known")
    return sum(count for count in counts if not isinstance(count, Symbol))
