"""The text that says what each file and each column of a copy is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ui.tables import Column, Table

BEFORE = (
    "Each table is there twice, with the same rows, in UTF-8: as CSV, to open in a",
    "spreadsheet, and as JSON, to read into another system.",
    "In CSV, a text that begins with = + - or @ has an apostrophe before it, so that",
    "no spreadsheet takes it for a formula. In JSON it stands as it was typed.",
    "Times in CSV are those of the United Kingdom; in JSON each says its time zone.",
    "Names of columns are given as in JSON; in CSV they are written as words.",
    "A column whose name ends in _id holds the number (“id”) of a row elsewhere.",
)
MISSING = "MISSING: it could not be found when this copy was made."


@dataclass(frozen=True, slots=True)
class Named:
    """A file of the copy, as the text names it."""

    path: str
    about: str
    columns: tuple[Column, ...] = ()


@dataclass(slots=True)
class Readme:
    """Grows with every file that is written."""

    title: str
    notes: tuple[str, ...]
    files: list[Named] = field(default_factory=list)

    def add_table(self, table: Table, count: int) -> None:
        """A table, with all its columns."""
        path = f"tables/{table.name}.csv and tables/{table.name}.json"
        about = f"{table.about} {'1 row' if count == 1 else f'{count} rows'}."
        self.files.append(Named(path, about, tuple(table.columns)))

    def add_paper(self, path: str, about: str, *, is_there: bool) -> None:
        """A document; one that is missing is named all the same."""
        self.files.append(Named(path, about if is_there else f"{about} {MISSING}"))

    def text(self) -> str:
        """All of it, in lines."""
        lines = [self.title, "=" * len(self.title), ""]
        lines += [*self.notes, "", *BEFORE, "", "README.txt", "    This text.", ""]
        for one in self.files:
            lines += [one.path, f"    {one.about}", *_columns(one.columns), ""]
        return "\n".join(lines)


def _columns(columns: Iterable[Column]) -> Iterator[str]:
    for column in columns:
        yield f"    - {column.name} (“{column.heading}”): {column.about}"
