"""What was found in a file: column by column, and what becomes of it.

Plain values, so that a release can keep it and page and command say the same.
"""

from dataclasses import asdict, dataclass, field
from typing import Any

CHANGES_MAX = 100


@dataclass(slots=True)
class Line:
    """What becomes of one measure."""

    measure: int
    title: str
    added: int = 0
    changed: int = 0
    same: int = 0
    kept: int = 0  # for a newer release says something else
    why_not: str = ""


@dataclass(slots=True)
class Lacking:
    """A column that a measure needs and that the file does not have."""

    column: str
    role: str
    measure: int
    title: str


@dataclass(slots=True)
class Change:
    """A value that is published differently now."""

    title: str
    area: str
    period: str
    was: str
    now: str


@dataclass(slots=True)
class Report:
    """Everything there is to say about a file."""

    rows: int = 0
    lines: list[Line] = field(default_factory=list)
    lacking: list[Lacking] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    not_understood: list[dict[str, Any]] = field(default_factory=list)
    not_understood_count: int = 0
    new_areas: list[str] = field(default_factory=list)
    renamed_areas: list[str] = field(default_factory=list)
    unknown_areas: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    @property
    def added(self) -> int:
        """How many values are new."""
        return sum(one.added for one in self.lines)

    @property
    def changed(self) -> int:
        """How many values are other than they were."""
        return sum(one.changed for one in self.lines)

    @property
    def writes(self) -> bool:
        """Whether anything is not here yet."""
        return bool(self.added or self.changed or self.new_areas or self.renamed_areas)

    @property
    def is_complete(self) -> bool:
        """Whether every measure was found in its columns."""
        return not self.lacking and not any(one.why_not for one in self.lines)

    def as_json(self) -> dict[str, Any]:
        """As a release keeps it."""
        return asdict(self)

    def told(self) -> list[str]:
        """Line by line, as the command prints it."""
        return [
            *self._columns(),
            *self._measures(),
            *self._areas(),
            *(
                f"{one.title}, {one.area}, {one.period}: {one.was} is now {one.now}."
                for one in self.changes
            ),
        ]

    def _columns(self) -> list[str]:
        found = [
            f"The column “{one.column}” ({one.role} of “{one.title}”) is not in this "
            "file. Nothing is imported for this measure until somebody says which "
            "column it is."
            for one in self.lacking
        ]
        found += [f"The column “{name}” is new and not used." for name in self.new]
        found += [
            f"The column “{name}” was in the last release and is gone."
            for name in self.gone
        ]
        if self.unused:
            names = ", ".join(f"“{name}”" for name in self.unused)
            found.append(f"Columns that no measure uses: {names}.")
        return found

    def _measures(self) -> list[str]:
        return [
            f"{one.title}: {one.why_not}"
            if one.why_not
            else f"{one.title}: {one.added:,} new, {one.changed:,} changed, "
            f"{one.same:,} the same"
            + (f", {one.kept:,} left as a newer release has them" if one.kept else "")
            + "."
            for one in self.lines
        ]

    def _areas(self) -> list[str]:
        found = [
            f"Row {one['row']}, {one['column']}: “{one['found']}” was not understood."
            for one in self.not_understood
        ]
        if (more := self.not_understood_count - len(self.not_understood)) > 0:
            found.append(f"And {more:,} more were not understood.")
        if self.new_areas:
            found.append(f"New areas: {', '.join(self.new_areas)}.")
        found += [f"{name}." for name in self.renamed_areas]
        if self.unknown_areas:
            found.append(
                f"Areas that are not known here: {', '.join(self.unknown_areas)}. "
                "Import a file with figures of all areas first."
            )
        return found


def of_json(kept: dict[str, Any]) -> Report:
    """A report that a release kept."""
    said = dict(kept)
    for name, kind in (("lines", Line), ("lacking", Lacking), ("changes", Change)):
        said[name] = [kind(**one) for one in said.get(name, ())]
    return Report(**said)
