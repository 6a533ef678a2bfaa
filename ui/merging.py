"""Two people, one answer: what each changed, put together without losing a word.

A page sends with every text the text it began from. What only one person changed is
saved; what two people changed differently is a clash, shown side by side.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Edit:
    """What somebody made of one field, and what it was when they began."""

    field: str
    was: Any
    now: Any


@dataclass(frozen=True, slots=True)
class Clash:
    """One field that a colleague changed meanwhile, differently."""

    field: str
    theirs: Any
    mine: Any
    saved_by: str = ""
    saved_at: Any = None
    row: int | None = None


@dataclass(slots=True)
class Merge:
    """What a save would change, and what it must not."""

    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    clashes: list[Clash] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.after)


def merge(row: object, edits: Iterable[Edit]) -> Merge:
    """Put edits on a row, not yet saved, and say what changed and what clashed."""
    found = Merge()
    for edit in edits:
        stands = getattr(row, edit.field)
        if edit.now in (edit.was, stands):
            continue
        if edit.was != stands:
            found.clashes.append(Clash(edit.field, theirs=stands, mine=edit.now))
            continue
        found.before[edit.field] = stands
        found.after[edit.field] = edit.now
        setattr(row, edit.field, edit.now)
    return found
