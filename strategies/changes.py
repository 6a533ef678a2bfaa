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


@dataclass(frozen=True, slots=True)
class Told:
    """One priority on one side, its words cut where they differ."""

    number: int
    title: list[Piece]
    text: list[Piece]
    guidance: list[Piece]


@dataclass(frozen=True, slots=True)
class Became:
    """What became of a priority, or of several, with both sides to read."""

    step: Step
    before: list[Told]
    after: list[Told]

    @property
    def fate(self) -> str:
        """Kept, reworded, split, merged, dropped or new."""
        return self.step.fate.value


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
        kept=[one for one in steps if one.step.fate is Fate.KEPT],
        became=[one for one in steps if one.step.fate is not Fate.KEPT],
        sections=[one for one in _sections(earlier, later) if one.changes],
    )
    found.counts = {
        fate.value: sum(one.step.fate is fate for one in steps) for fate in Fate
    }
    return found


def _steps(earlier: Strategy, later: Strategy) -> list[Step]:
    after = list(later.priorities.prefetch_related("predecessors"))
    links = {one.pk: [old.pk for old in one.predecessors.all()] for one in after}
    before = list(earlier.priorities.all())
    return lineage(_entries(before), _entries(after), links)


def _entries(priorities: Sequence[Priority]) -> list[Entry]:
    return [
        Entry(one.pk, one.number, one.title, one.text, one.guidance)
        for one in priorities
    ]


def _became(step: Step) -> Became:
    """Both sides, each compared with the other where that has one priority."""
    return Became(
        step=step,
        before=[_told(one, step.after, _left) for one in step.before],
        after=[_told(one, step.before, _right) for one in step.after],
    )


def _told(
    one: Entry, others: Sequence[Entry], side: Callable[[str, str], list[Piece]]
) -> Told:
    other = others[0] if len(others) == 1 else one
    return Told(
        number=one.number,
        title=side(one.title, other.title),
        text=side(one.text, other.text),
        guidance=side(one.guidance, other.guidance)
        if one.guidance != other.guidance
        else [],
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
