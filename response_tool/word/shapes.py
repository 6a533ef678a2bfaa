"""What was read in a Word document, as plain values."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

NOT_RELEVANT = "not_relevant"


@dataclass(slots=True)
class Kept:
    """Words that were not understood, with where they stood."""

    where: str
    text: str


@dataclass(slots=True)
class ReadAction:
    """One action, and its status as written and as understood (empty where not)."""

    text: str
    written: str = ""
    understood: str = ""
    who: str = ""
    by_when: str = ""


@dataclass(slots=True)
class Row:
    """What the table says about one priority."""

    number: int  # counted through the whole document, as a person would find it
    objective: str = ""
    reference: str = ""  # as written: R1, 3, Priority 3
    tag: str = ""  # of the content control around the priority, if any
    priority: str = ""
    actions: list[ReadAction] = field(default_factory=list)
    written: str = ""  # the status where no action carries it
    understood: str = ""
    progress: str = ""
    difference: str = ""
    kept: list[Kept] = field(default_factory=list)

    @property
    def is_not_relevant(self) -> bool:
        """Whether the agency says that the priority is not theirs."""
        said = [action.understood for action in self.actions] or [self.understood]
        return set(said) == {NOT_RELEVANT}

    @property
    def because(self) -> str:
        """Why it is not relevant, where that is what the row says."""
        return (
            " ".join(one.text for one in self.actions) if self.is_not_relevant else ""
        )

    @property
    def is_blank(self) -> bool:
        """Whether nothing was filled in."""
        return not (
            self.actions
            or self.written
            or self.progress
            or self.difference
            or self.kept
        )


@dataclass(slots=True)
class Document:
    """Everything that a document says."""

    rows: list[Row] = field(default_factory=list)
    objectives: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)  # of columns and details
    organisation: str = ""
    contact: str = ""
    date: str = ""
    kept: list[Kept] = field(default_factory=list)

    def not_understood(self) -> Iterator[Kept]:
        """Everything that found no place, in the rows and outside them."""
        for row in self.rows:
            for one in row.kept:
                yield Kept(f"row {row.number}, {one.where}", one.text)
            if row.written and not (row.actions or row.is_not_relevant):
                yield Kept(f"row {row.number}, a status without an action", row.written)
        yield from self.kept


def restored(values: dict[str, Any]) -> Document:
    """A document from the plain values that `dataclasses.asdict` made of it."""
    rows = [
        Row(
            **{
                **row,
                "actions": [ReadAction(**one) for one in row["actions"]],
                "kept": [Kept(**one) for one in row["kept"]],
            }
        )
        for row in values["rows"]
    ]
    return Document(
        **{**values, "rows": rows, "kept": [Kept(**k) for k in values["kept"]]}
    )
