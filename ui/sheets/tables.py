"""Finding the table in a sheet: its headings, its rows, and what stands beside."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

from openpyxl.utils import get_column_letter

from ui.sheets.columns import Column, folded, named
from ui.sheets.files import ABOVE
from ui.sheets.found import Problem, Refused, Told, said
from ui.tables import unmarked
from ui.workbooks import Sheet

MERGED = "one value in each cell. These are merged, so it is not clear whose it is"
NO_RESULT = "the value itself: the file holds a formula here without its result"


@dataclass(slots=True)
class Row:
    """One row of a table; problems are gathered on it."""

    table: "Table"
    number: int
    cells: dict[str, Any]
    problems: list[Problem] = field(default_factory=list)

    def get(self, name: str) -> Any:
        """What a column holds here; None for an empty cell."""
        value = self.cells.get(name)
        if not isinstance(value, str):
            return value
        return unmarked(value) if value.strip() else None

    def where(self, name: str) -> str:
        """The cell of a column, as in “C7”."""
        place = self.table.places.get(name)
        return f"{_letter(place)}{self.number}" if place else f"Row {self.number}"

    def refuse(self, name: str, expected: str) -> None:
        """Name what is wrong with a cell."""
        self.problems.append(
            Problem(
                self.table.sheet.name,
                self.where(name),
                said(self.get(name)),
                expected,
                self.number,
            )
        )

    @property
    def is_entered(self) -> bool:
        """Whether anything was filled in, a formula without a result among it."""
        return any(
            self.cells[name] is None or self.get(name) is not None
            for name in self.table.shape.entered
            if name in self.cells
        )


@dataclass(frozen=True)
class Shape:
    """What a table should look like: its columns, and which of them are filled in.

    `name` is the sheet that it stands on, `notes` a sheet that nobody reads.
    """

    name: str
    notes: str
    columns: Sequence[Column]
    entries: Sequence[Column]

    @cached_property
    def entered(self) -> list[str]:
        """The names of the columns that are filled in."""
        return [column.name for column in self.entries]


@dataclass(slots=True)
class Table:
    """The table of a sheet, by the headings that were found."""

    shape: Shape
    sheet: Sheet
    head: int
    places: dict[str, int]
    told: list[Told] = field(default_factory=list)

    @property
    def letters(self) -> dict[str, str]:
        """The letter of each column."""
        return {name: _letter(place) for name, place in self.places.items()}

    def rows(self) -> Iterator[Row]:
        """The rows below the headings in which something was filled in."""
        merged = self._merged()
        names = {place: name for name, place in self.places.items()}
        for number, values in self.sheet.rows.items():
            if number <= self.head:
                continue
            cells = {names[at]: value for at, value in values.items() if at in names}
            row = Row(self, number, cells)
            if number in merged:
                row.problems.append(merged[number])
            if row.is_entered or row.problems:
                self._formulas(row)
                yield row

    def tell(self, text: str) -> None:
        """Say something that takes nothing away."""
        self.told.append(Told(self.sheet.name, text))

    def _merged(self) -> dict[int, Problem]:
        """What to say of each row with merged cells among those that are read."""
        places, found = set(self.places.values()), dict[int, Problem]()
        for one in self.sheet.merged:
            read = any(one.left <= at <= one.right for at in places)
            if not read or one.bottom <= self.head:
                continue
            where = f"{_letter(one.left)}{one.top}:{_letter(one.right)}{one.bottom}"
            value = said(self.sheet.rows.get(one.top, {}).get(one.left))
            problem = Problem(self.sheet.name, where, value, MERGED, one.top)
            # A block may be said to be of any height; only rows with cells matter.
            for number in self.sheet.rows:
                if self.head < number and one.top <= number <= one.bottom:
                    found.setdefault(number, problem)
        return found

    def _formulas(self, row: Row) -> None:
        for name, place in self.places.items():
            if (row.number, place) not in self.sheet.formulas:
                continue
            if row.cells.get(name) is None:
                row.refuse(name, NO_RESULT)
            elif name in self.shape.entered:
                self.tell(
                    f"{row.where(name)} holds a formula. The result that the file "
                    f"gives for it was read: {said(row.get(name))}."
                )


def table_of(sheets: Sequence[Sheet], shape: Shape) -> Table:
    """The table in a file, and what in it is not read.

    Raises Refused where no sheet has its headings.
    """
    columns = shape.columns
    names, best = named(columns), None
    for sheet in sorted(
        sheets, key=lambda one: (one.name != shape.name, one.is_hidden)
    ):
        for number, values in list(sheet.rows.items())[:ABOVE]:
            places = _places(values, names)
            if best is None or len(places) > len(best.places):
                best = Table(shape, sheet, number, places)
    needed = [one.heading for one in columns if one.is_needed]
    if best is None or len(best.places) < 2:
        raise Refused(
            f"No row of the file has the headings {_listed(needed)}. Fill in the "
            "template, and keep its headings"
        )
    _require(best)
    _tell(best, sheets)
    return best


def _places(values: dict[int, Any], names: dict[str, str]) -> dict[str, int]:
    """Where each column is; its own heading goes before another name for it."""
    found: dict[str, int] = {}
    for place, value in values.items():
        name = names.get(folded(value))
        if name and name not in found:
            found[name] = place
    return found


def _require(table: Table) -> None:
    columns = table.shape.columns
    gone = [c.heading for c in columns if c.is_needed and c.name not in table.places]
    if not gone:
        return
    others = [f"“{said(value)}”" for value in _unknown(table).values()]
    instead = f" It has {', '.join(others[:5])}, which it does not know." * bool(others)
    raise Refused(
        f"Row {table.head} of sheet “{table.sheet.name}” has no heading "
        f"{_listed(gone)}.{instead} Give the column its heading again and bring the "
        "file once more"
    )


def _unknown(table: Table) -> dict[int, Any]:
    known = set(table.places.values())
    head = table.sheet.rows[table.head]
    return {at: value for at, value in head.items() if at not in known}


def _tell(table: Table, sheets: Sequence[Sheet]) -> None:
    """Say what is there and not read, and what is hidden and read."""
    sheet = table.sheet
    for column in table.shape.entries:
        if column.name not in table.places:
            table.tell(f"There is no column “{column.heading}”, so none of it changes.")
    _tell_of_others(table)
    body = {number for number in sheet.rows if number > table.head}
    hidden = [f"Row {number}" for number in sorted(sheet.hidden_rows & body)]
    read = set(table.places.values())
    hidden += [f"Column {_letter(at)}" for at in sorted(sheet.hidden_columns & read)]
    hidden += ["The sheet"] * sheet.is_hidden
    for what in hidden:
        table.tell(f"{what} is hidden. It was read all the same.")
    for other in sheets:
        if other is not sheet and other.name != table.shape.notes:
            table.told.append(Told(other.name, "This sheet was not read."))


def _tell_of_others(table: Table) -> None:
    """Name the columns that hold something and are none of ours."""
    unknown, rows = _unknown(table), table.sheet.rows
    filled = {at for n, values in rows.items() if n > table.head for at in values}
    for at in sorted(filled - set(table.places.values())):
        name = f", “{said(unknown[at])}”," if at in unknown else ", without a heading,"
        table.tell(f"Column {_letter(at)}{name} is not one of ours and was not read.")


@cache
def _letter(place: int) -> str:
    return str(get_column_letter(place))


def _listed(headings: Sequence[str]) -> str:
    """“Agency”, “Measure” and “Number”."""
    *others, last = [f"“{heading}”" for heading in headings]
    return f"{', '.join(others)} and {last}" if others else last
