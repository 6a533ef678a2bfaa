"""How grades are spread: never averaged, and small numbers of cases hidden.

Grades are in an order and no numbers, so what is shown is how many of each there are,
how many say that practice has to change; `movement` says how that moved since an audit
that looked at the same before.

What a reader is taken to know: the report, and that a hidden number is at least 1. How
many cases there were is told where it is more than five; how they were graded is not. A
re-audit looks at other cases, and what moved is made of shown numbers alone.

An agency that took part knows its own grades. Where one other agency graded a domain,
whatever is left of a number is that one’s, so it is shown no number of it, whether of
cases or of what agencies say of themselves. Where several did, numbers are hidden for
it as if it knew every number that holds a grade of its own; of a shown one, which rests
on more than five cases, it learns how many of those the others gave together. It knows
those cases, and moderating talks them through with all who took part, so this is
accepted. Nobody else is given the grades by agency.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from privacy.disclosure import DFE, NOT_CHILDREN, Count, Policy, Symbol, Table, mask
from privacy.tables import Place

FEW = (
    "This audit looked at {most} cases or fewer, so how they were graded is not shown: "
    "it could tell who a child is."
)
TWO = (
    "Beside your agency, one other graded each domain, so the numbers are not shown to "
    "you: what is not your agency’s would be theirs."
)
LEFT_OUT = "Left out, because one other agency alone graded it: {titles}."
HIDDEN = (
    "{symbol} stands for a number that is hidden, because it rests on {most} cases or "
    "fewer, or because it would give away one that does."
)


@dataclass(frozen=True, slots=True)
class Cell:
    """How many judgements gave one grade, and how many cases they are about."""

    judgements: int = 0
    cases: int = 0


@dataclass(frozen=True, slots=True)
class Column:
    """One grade: what it is called, and whether it says that practice has to change."""

    label: str
    is_concern: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One domain: a count for each grade, all of them, and those of concern."""

    title: str
    cells: tuple[Count, ...]
    total: Count
    concerns: Count

    @property
    def worst(self) -> int | None:
        """The place of the worst grade given; None where none was or it is hidden.

        What stands left of a hidden number is not the worst, and the hidden one is
        not named: it may be about a single child.
        """
        given = [place for place, count in enumerate(self.cells) if count != 0]
        place = max(given, default=None)
        if place is None or isinstance(self.cells[place], Symbol):
            return None
        return place

    @property
    def is_worst_hidden(self) -> bool:
        """Whether the worst grade given is one whose number is hidden."""
        return self.worst is None and any(count != 0 for count in self.cells)


@dataclass(frozen=True, slots=True)
class Spread:
    """The grades of one audit by domain, as somebody may see them."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...] = ()
    few: str = ""  # why nothing is shown at all
    hidden: str = ""  # what the symbol stands for, where one is shown

    @property
    def is_empty(self) -> bool:
        """Whether nothing was graded."""
        return not self.rows and not self.few

    def row(self, title: str) -> Row | None:
        """The row of a domain, by its title."""
        return next((one for one in self.rows if one.title == title), None)


@dataclass(frozen=True, slots=True)
class Insider:
    """What readers know whose agency took part."""

    left_out: tuple[str, ...] = ()  # domains that one other agency alone graded
    knows: frozenset[Place] = frozenset()  # numbers that hold a grade of theirs


@dataclass(frozen=True, slots=True)
class Graded:
    """The raw grades of one audit: for each domain a cell for each grade."""

    columns: tuple[Column, ...]
    domains: Mapping[str, Sequence[Cell]]
    cases: int = 0  # that were graded at all
    of_children: bool = True  # no agency's assessment of itself is about a child
    insider: Insider | None = None  # for whom it is read, where they took part

    @property
    def policy(self) -> Policy:
        """Which small numbers are hidden."""
        return DFE if self.of_children else NOT_CHILDREN


def spread(graded: Graded, *, raw: bool) -> Spread:
    """The grades as they are, or as they may be shown to a board or an agency."""
    insider = graded.insider
    left_out = _left_out(insider)
    if left_out and not graded.domains:
        return Spread(graded.columns, few=TWO)
    if raw or not graded.of_children:
        return Spread(graded.columns, _rows(graded, _table(graded)), hidden=left_out)
    most = graded.policy.largest_hidden
    if 0 < graded.cases <= most:
        return Spread(graded.columns, few=FEW.format(most=_five(most)))
    masked = mask(
        _table(graded),
        graded.policy,
        hidden_before=few_cases(graded),
        readers=[insider.knows] if insider else (),
    )
    rows = _rows(graded, masked.table)
    note = hidden_note(graded.policy) if masked.reasons else ""
    said = " ".join(filter(None, (note, left_out)))
    return Spread(graded.columns, rows, hidden=said)


def _left_out(insider: Insider | None) -> str:
    """Which domains are not shown, and why."""
    titles = insider.left_out if insider else ()
    return LEFT_OUT.format(titles="; ".join(titles)) if titles else ""


def hidden_note(policy: Policy) -> str:
    """What the symbol of a hidden number stands for, in a sentence."""
    most = _five(policy.largest_hidden)
    return HIDDEN.format(symbol=policy.symbol, most=most)


def few_cases(graded: Graded) -> list[Place]:
    """Where a number of judgements is large but rests on few cases.

    A total rests on no fewer than the grade with the most; where that has few, every
    grade is hidden, and the total, which may be of the same few cases, is hidden too.
    """
    found: list[Place] = []
    for number, cells in enumerate(graded.domains.values()):
        cases = [cell.cases for cell in cells]
        few = [graded.policy.hides(one) for one in cases]
        found += [Place(number, column) for column, one in enumerate(few) if one]
        if graded.policy.hides(max(cases, default=0)):
            found.append(Place(number, None))
    return found


def _table(graded: Graded) -> Table:
    rows = tuple(
        tuple(cell.judgements for cell in cells) for cells in graded.domains.values()
    )
    return Table(rows, row_totals=tuple(sum(row) for row in rows))


def _rows(graded: Graded, table: Table) -> tuple[Row, ...]:
    totals = table.row_totals or ()
    return tuple(
        Row(title, cells, total, _concerns(graded.columns, cells))
        for title, cells, total in zip(graded.domains, table.cells, totals, strict=True)
    )


def _concerns(columns: Sequence[Column], cells: Sequence[Count]) -> Count:
    """How many say that practice has to change; hidden if any of them is."""
    found = 0
    for column, count in zip(columns, cells, strict=True):
        if column.is_concern:
            if isinstance(count, Symbol):
                return count
            found += count
    return found


def _five(number: int) -> str:
    return {5: "five", 7: "seven"}.get(number, str(number))
