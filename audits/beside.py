"""Agencies’ own grades beside the moderated ones, small numbers of cases hidden.

The same judgements stand in the table of grades, so the two are hidden together:

- Whoever knows that every grade was moderated, or that there can be no more of them
  than the domain has, knows what a row here comes to. So it is hidden as if its total
  were shown, although it is not.
- Nothing that was moved up is of the worst grade, and nothing moved down of the best.
  A number here that is larger than all the grades shown there can hold would narrow
  what is hidden there; then nothing of that domain is shown here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from audits.spread import Cell, Graded, Spread
from privacy.disclosure import Count, Policy, Symbol, Table, mask
from privacy.tables import Place


@dataclass(frozen=True, slots=True)
class Differing:
    """How often the moderator saw a domain as the agencies did, and otherwise."""

    title: str
    same: Cell
    better: Cell  # moderated to a better grade
    worse: Cell
    known: frozenset[int] = frozenset()  # places that hold a grade of the reader’s own

    @property
    def cells(self) -> tuple[Cell, Cell, Cell]:
        """The three, in order."""
        return self.same, self.better, self.worse


@dataclass(frozen=True, slots=True)
class Beside:
    """One domain: how often the moderator agreed, and went up or down."""

    title: str
    same: Count
    better: Count
    worse: Count

    @property
    def cells(self) -> tuple[Count, Count, Count]:
        """The three, in order."""
        return self.same, self.better, self.worse


def beside(
    rows: Sequence[Differing], shown: Spread, of: Graded, *, raw: bool
) -> list[Beside]:
    """Self against moderated; nothing where no more than a few cases were graded."""
    left_out = of.insider.left_out if of.insider else ()
    kept = [
        row
        for row in rows
        if row.title not in left_out and any(cell.judgements for cell in row.cells)
    ]
    if shown.few:
        return []
    if raw or not of.of_children:
        return [Beside(row.title, *_numbers(row)) for row in kept]
    table = _masked(kept, of.policy)
    return [
        Beside(row.title, *_beside(cells, row.title, shown, of.policy.symbol))
        for row, cells in zip(kept, table.cells, strict=True)
    ]


def _numbers(row: Differing) -> tuple[int, int, int]:
    return row.same.judgements, row.better.judgements, row.worse.judgements


def _masked(rows: Sequence[Differing], policy: Policy) -> Table:
    numbers = tuple(_numbers(row) for row in rows)
    few = [
        Place(number, place)
        for number, row in enumerate(rows)
        for place, cell in enumerate(row.cells)
        if policy.hides(cell.cases)
    ]
    table = Table(numbers, row_totals=tuple(sum(row) for row in numbers))
    knows = [Place(number, one) for number, row in enumerate(rows) for one in row.known]
    readers = [knows] if knows else ()
    return mask(table, policy, hidden_before=few, readers=readers).table


def _beside(
    cells: Sequence[Count], title: str, shown: Spread, symbol: Symbol
) -> Sequence[Count]:
    """The numbers, or symbols for all of them where they would narrow hidden grades."""
    row = shown.row(title)
    if row is None or not any(isinstance(one, Symbol) for one in row.cells):
        return cells
    room = sum(one for one in row.cells if not isinstance(one, Symbol))
    moved = [one for one in cells[1:] if not isinstance(one, Symbol)]
    if not isinstance(row.total, Symbol) and all(one <= room for one in moved):
        return cells
    return [symbol if one else one for one in cells]
