"""What changed between a version and the one before, ready to be shown."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from strategies.kinds import KINDS
from strategies.lineage import Entry, Fate, Step, lineage, pair
from strategies.models import Objective, Oversight, Part, Priority, Resource, Strategy
from ui.difference import Piece, pieces
from ui.templatetags.words import day

TEXTS = (
    ("title", "Title"),
    ("summary", "Summary"),
    ("definition", "Definition of neglect"),
    ("governance", "Governance"),
    ("starts_on", "Starts"),
    ("ends_on", "Ends"),
    ("dates_note", "A note about the dates"),
    ("written_by", "Whose document it is written from"),
)

Side = Callable[[str, str], list[Piece]]


@dataclass(frozen=True, slots=True)
class Told:
    """One priority on one side, its words cut where they differ.

    Its short title and guidance only where they changed, its objective where it moved.
    """

    number: int
    title: list[Piece]
    text: list[Piece]
    guidance: list[Piece]
    short_title: list[Piece]
    objective: str


@dataclass(frozen=True, slots=True)
class Became:
    """What became of a priority, or of several, with both sides to read."""

    step: Step
    before: list[Told]
    after: list[Told]

    @property
    def fate(self) -> str:
        """Kept, moved, reworded, split, merged, dropped or new."""
        return self.step.fate.value

    @property
    def as_it_was(self) -> bool:
        """Whether there is nothing to read side by side."""
        return self.step.fate is Fate.KEPT and not self.step.reguided

    @property
    def moved(self) -> tuple[str, str] | None:
        """The objectives that one priority moved from and to, if it did."""
        before, after = self.step.before, self.step.after
        if not self.step.moved or not len(before) == len(after) == 1:
            return None
        return before[0].objective, after[0].objective


@dataclass(frozen=True, slots=True)
class TextChange:
    """One other text: what happened to it, and both sides to read."""

    how: str
    before: list[Piece]
    after: list[Piece]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """The changes of one kind of part, or of the text."""

    heading: str
    changes: list[TextChange]


@dataclass(slots=True)
class Comparison:
    """Everything that changed; what stayed as it was is only counted."""

    kept: list[Became] = field(default_factory=list)
    became: list[Became] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)


def compare(earlier: Strategy, later: Strategy) -> Comparison:
    """A version beside the one before. A fixed number of queries."""
    steps = [_became(step) for step in _steps(earlier, later)]
    found = Comparison(
        kept=[one for one in steps if one.as_it_was],
        became=[one for one in steps if not one.as_it_was],
        sections=[one for one in _sections(earlier, later) if one.changes],
    )
    found.counts = {
        fate.value: sum(one.step.fate is fate for one in steps) for fate in Fate
    }
    return found


def _steps(earlier: Strategy, later: Strategy) -> list[Step]:
    rows = later.priorities.select_related("objective")
    after = list(rows.prefetch_related("predecessors"))
    links = {one.pk: [old.pk for old in one.predecessors.all()] for one in after}
    before = list(earlier.priorities.select_related("objective"))
    return lineage(_entries(before), _entries(after), links)


def _entries(priorities: Sequence[Priority]) -> list[Entry]:
    return [
        Entry(
            pk=one.pk,
            number=one.number,
            title=one.title,
            text=one.text,
            guidance=one.guidance,
            short_title=one.short_title,
            objective=one.objective.title,
        )
        for one in priorities
    ]


def _became(step: Step) -> Became:
    """Both sides, each compared with the other where that has one priority."""
    return Became(
        step=step,
        before=[_told(one, step.after, step, _left) for one in step.before],
        after=[_told(one, step.before, step, _right) for one in step.after],
    )


def _told(one: Entry, others: Sequence[Entry], step: Step, side: Side) -> Told:
    other = others[0] if len(others) == 1 else one

    def where_changed(mine: str, its: str) -> list[Piece]:
        return side(mine, its) if mine != its else []

    return Told(
        number=one.number,
        title=side(one.title, other.title),
        text=side(one.text, other.text),
        guidance=where_changed(one.guidance, other.guidance),
        short_title=where_changed(one.short_title, other.short_title),
        objective=one.objective if step.moved else "",
    )


def _left(mine: str, other: str) -> list[Piece]:
    return pieces(mine, other)[0]


def _right(mine: str, other: str) -> list[Piece]:
    return pieces(other, mine)[1]


def _sections(earlier: Strategy, later: Strategy) -> Iterator[Section]:
    texts = [
        _change(_said(getattr(earlier, name)), _said(getattr(later, name)), label)
        for name, label in TEXTS
        if getattr(earlier, name) != getattr(later, name)
    ]
    yield Section("The text", texts)
    for kind in KINDS.values():
        if kind.model is Priority:
            continue
        before, after = (
            [_words(part) for part in getattr(one, kind.related).all()]
            for one in (earlier, later)
        )
        pairs = [one for one in pair(before, after) if one.before != one.after]
        heading = "Objectives" if kind.model is Objective else kind.heading
        yield Section(heading, [_change(one.before, one.after) for one in pairs])


def _change(before: str, after: str, name: str = "") -> TextChange:
    left, right = pieces(before, after)
    how = "added" if not before else "changed" if after else "removed"
    return TextChange(how, left, right, name)


def _said(value: Any) -> str:
    return value if isinstance(value, str) else day(value)


def _words(part: Part) -> str:
    """Everything that a part says, as one text."""
    if isinstance(part, Resource | Oversight):
        first = f"{part} ({part.get_kind_display().lower()})"
    else:
        first = str(part)
    more = ("group", "aim", "note", "url", "purpose", "taking_part")
    return "\n".join([first, *filter(None, (getattr(part, n, "") for n in more))])
