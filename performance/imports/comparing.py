"""What a spreadsheet says, beside what the portal holds: what would change, and how.

Nothing here is saved. What is sent on to be saved is what was shown.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from performance.checks import Problem as Fault
from performance.checks import Weight, check
from performance.columns import FIELDS
from performance.grids import Grid, Line
from performance.lines import Plain
from performance.models.returns import Figure
from ui.merging import Edit
from ui.sheets.found import Entry, Reading
from ui.sheets.rows import keep

NEW, CHANGED, SAME = "new", "changed", "same"
LOCKED = (
    "no change: this figure has been accepted. Ask the coordinators to open it again"
)
TO_OPEN = (
    "no change: this figure has been accepted. It can be put in once it is opened "
    "again under “Figures received”"
)
BLANK = Plain()
# What each box of a check stands for in a figure.
ROW = {"number": "numerator", "out_of": "denominator"}


@dataclass(slots=True)
class Shown:
    """One good row, beside what the portal holds."""

    entry: Entry[Any]
    line: Line
    was: Plain
    edits: list[Edit]
    now: Plain
    asks: list[str] = field(default_factory=list)
    earlier: Sequence[int] | None = None  # where it is not the line’s own

    @property
    def kind(self) -> str:
        """Whether it says something new."""
        if not self.edits:
            return SAME
        return NEW if self.line.point.is_blank else CHANGED


def edits_of(was: Plain, values: Mapping[str, Any]) -> list[Edit]:
    """What filled cells change; a figure takes the place of a reason, or a reason its.

    An empty cell changes nothing.
    """
    now = dict(values)
    if now.get("missing"):
        now |= {"numerator": None, "words": ""}
    elif "numerator" in now or "words" in now:
        now["missing"] = ""
    return [
        Edit(name, before, to)
        for name, to in now.items()
        if (before := getattr(was, name)) != to
    ]


def plain(point: Figure) -> Plain:
    """What a figure says now."""
    return Plain(
        point.numerator, point.denominator, point.words, point.missing, point.note
    )


def _shown(entry: Entry[Any], line: Line) -> Shown:
    was = plain(line.point) if line.point.pk else BLANK
    edits = edits_of(was, entry.values)
    changes = {edit.field: edit.now for edit in edits}
    now = Plain(**changes) if was is BLANK else replace(was, **changes)
    return Shown(entry, line, was, edits, now)


def compare(grid: Grid, reading: Reading[int]) -> list[Shown]:
    """The good rows beside the grid; what stands in the way is put on the reading."""
    lines = {line.measure.pk: line for line in grid.lines}
    shown = beside(reading, lines)
    judge(reading, shown, grid.lines)
    return standing(reading, shown)


def standing(reading: Reading[Any], shown: Iterable[Shown]) -> list[Shown]:
    """Those whose rows were not left out."""
    return [one for one in shown if one.entry.row not in reading.left]


def beside(
    reading: Reading[Any], lines: Mapping[Any, Line], locked: str = LOCKED
) -> list[Shown]:
    """Every entry beside its line; what was accepted stays, as `locked` tells."""
    found, stay = [], []
    for entry in reading.entries:
        line = lines[entry.key]
        one = _shown(entry, line)
        if line.is_locked and one.edits:
            stay.append(entry)
            first = one.edits[0]
            reading.refuse(entry, _column(first.field), first.now, locked)
        else:
            found.append(one)
    keep(reading, drop=stay)
    return found


def judge(
    reading: Reading[Any],
    shown: Sequence[Shown],
    lines: Sequence[Line],
    *,
    to_send: bool = False,
) -> None:
    """Check the figures as they would be together; leave out what cannot stand.

    What is still missing only asks for it, unless they are `to_send` as they are.
    """
    left = [one for one in shown if one.edits]
    while faults := _faults(left, lines, to_send=to_send):
        wrong = [one for one in left if one.line.measure.pk in faults]
        for one in wrong:
            _refuse(reading, one, faults[one.line.measure.pk])
        keep(reading, drop=[one.entry for one in wrong])
        left = [one for one in left if one.line.measure.pk not in faults]


def _faults(
    some: Sequence[Shown], lines: Sequence[Line], *, to_send: bool
) -> dict[int, list[Fault]]:
    """What stands in the way, by measure; what only asks is put on the row."""
    changed = {one.line.measure.pk: one for one in some}
    rows = [
        one.line.row_with(one.now, one.earlier)
        if (one := changed.get(line.measure.pk))
        else line.row
        for line in lines
    ]
    found: dict[int, list[Fault]] = {}
    for one in some:
        one.asks = []
    for fault in check(rows):
        if fault.key not in changed:
            continue
        one = changed[fault.key]
        asks = fault.weight is Weight.ASKS or _at(one, fault) in (None, "")
        if asks and not to_send:
            one.asks.append(fault.text)
        else:
            found.setdefault(fault.key, []).append(fault)
    return found


def _refuse(reading: Reading[Any], one: Shown, faults: Sequence[Fault]) -> None:
    for fault in faults:
        text = f"{fault.text[:1].lower()}{fault.text[1:]}"
        reading.refuse(one.entry, fault.box, _at(one, fault), text)


def _at(one: Shown, fault: Fault) -> Any:
    """What stands in the box that a check is about."""
    return getattr(one.now, ROW.get(fault.box, fault.box))


def _column(name: str) -> str:
    return next(column for column, field in FIELDS.items() if field == name)
