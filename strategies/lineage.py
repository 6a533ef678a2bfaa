"""What became of each priority from one version to the next. Pure functions.

A priority knows its predecessors, so nothing is guessed: it is kept, moved to another
objective, reworded, split off, merged from several, or new; one that nothing carries
on was dropped. The other parts know no predecessors: they are paired by the words they
share.
"""

import enum
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

# Two texts that share half of their words are one text, reworded.
ALIKE = 0.5
WORD = re.compile(r"\w+")


class Fate(enum.Enum):
    """What became of a priority."""

    KEPT = "kept"
    MOVED = "moved"
    REWORDED = "reworded"
    SPLIT = "split"
    MERGED = "merged"
    NEW = "new"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Entry:
    """A priority as one version has it."""

    pk: int
    number: int
    title: str
    text: str
    guidance: str = ""
    short_title: str = ""
    objective: str = ""

    @property
    def words(self) -> tuple[str, str, str]:
        """What it is called and asks for, apart from its number and place."""
        return (self.title, self.short_title, self.text)


@dataclass(frozen=True, slots=True)
class Step:
    """What became of one priority, or of several that belong together.

    `moved` says that their objectives differ, other than by a new name.
    """

    fate: Fate
    before: tuple[Entry, ...]
    after: tuple[Entry, ...]
    moved: bool = False

    @property
    def renumbered(self) -> bool:
        """Whether one priority goes on under another number."""
        one_each = len(self.before) == len(self.after) == 1
        return one_each and self.before[0].number != self.after[0].number

    @property
    def reguided(self) -> bool:
        """Whether one priority goes on with other words on what a good answer is."""
        one_each = len(self.before) == len(self.after) == 1
        return one_each and self.before[0].guidance != self.after[0].guidance


Links = Mapping[int, Iterable[int]]
# Names of objectives that changed: as it was, and as it is.
Renamed = frozenset[tuple[str, str]]


def lineage(
    before: Sequence[Entry], after: Sequence[Entry], links: Links
) -> list[Step]:
    """What became of every priority: later ones by number, then those dropped.

    links: for each later priority the numbers of the rows that it carries on. What
    they name beside the earlier version counts for nothing.
    """
    earlier = {entry.pk: entry for entry in _by_number(before)}
    sources = {
        entry.pk: tuple(
            one for pk, one in earlier.items() if pk in set(links.get(entry.pk, ()))
        )
        for entry in after
    }
    heirs = Counter(one.pk for found in sources.values() for one in found)
    renamed = _renamed(before, after, sources)
    steps: list[Step] = []
    told: set[int] = set()
    for entry in _by_number(after):
        step = _step(entry, sources[entry.pk], heirs, renamed)
        if step.fate is not Fate.SPLIT:
            steps.append(step)
        elif step.before[0].pk not in told:
            told.add(step.before[0].pk)
            steps.append(_whole_split(step, _by_number(after), sources, renamed))
    dropped = [one for pk, one in earlier.items() if not heirs[pk]]
    return [*steps, *(Step(Fate.DROPPED, (one,), ()) for one in dropped)]


def _step(
    entry: Entry, before: tuple[Entry, ...], heirs: Counter[int], renamed: Renamed
) -> Step:
    if not before:
        return Step(Fate.NEW, (), (entry,))
    moved = _moved(before, (entry,), renamed)
    if len(before) > 1:
        return Step(Fate.MERGED, before, (entry,), moved)
    if heirs[before[0].pk] > 1:
        return Step(Fate.SPLIT, before, (entry,), moved)
    if before[0].words != entry.words:
        return Step(Fate.REWORDED, before, (entry,), moved)
    return Step(Fate.MOVED if moved else Fate.KEPT, before, (entry,), moved)


def _moved(before: Iterable[Entry], after: Iterable[Entry], renamed: Renamed) -> bool:
    pairs = {(one.objective, other.objective) for one in before for other in after}
    return any(old != new for old, new in pairs - renamed)


def _renamed(
    before: Sequence[Entry],
    after: Sequence[Entry],
    sources: Mapping[int, tuple[Entry, ...]],
) -> Renamed:
    """The objectives that only have another name, as it was and as it is.

    Objectives know no predecessors. One went and one came, and all that is carried on
    from the one stands under the other: that is the same objective.
    """
    went = {one.objective for one in before} - {one.objective for one in after}
    came = {one.objective for one in after} - {one.objective for one in before}
    pairs = {(old.objective, new.objective) for new in after for old in sources[new.pk]}
    leads = Counter(old for old, _ in pairs)
    stems = Counter(new for _, new in pairs)
    return frozenset(
        (old, new)
        for old, new in pairs
        if old in went and new in came and leads[old] == stems[new] == 1
    )


def _whole_split(
    step: Step,
    after: Sequence[Entry],
    sources: Mapping[int, tuple[Entry, ...]],
    renamed: Renamed,
) -> Step:
    """Everything that carries on this one priority, told together.

    One of them may carry on others too: it is told again as merged.
    """
    parts = tuple(one for one in after if step.before[0] in sources[one.pk])
    return Step(Fate.SPLIT, step.before, parts, _moved(step.before, parts, renamed))


def _by_number(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: (entry.number, entry.pk))


@dataclass(frozen=True, slots=True)
class Pair:
    """A text before and after; one side is empty where it was added or removed."""

    before: str
    after: str

    @property
    def how(self) -> str:
        """What happened to it, in a word."""
        if self.before == self.after:
            return "unchanged"
        if not self.before:
            return "added"
        return "changed" if self.after else "removed"


def pair(before: Sequence[str], after: Sequence[str]) -> list[Pair]:
    """The texts of one kind, put side by side, in the order of the later version.

    The same text first, then the most alike; what is left was added or removed.
    """
    matched = _same(before, after)
    matched |= _alike(before, after, matched)
    left = set(range(len(before))) - set(matched.values())
    pairs = [
        Pair(before[matched[place]] if place in matched else "", text)
        for place, text in enumerate(after)
    ]
    return [*pairs, *(Pair(before[place], "") for place in sorted(left))]


def _same(before: Sequence[str], after: Sequence[str]) -> dict[int, int]:
    """The places of equal texts: later place to earlier place."""
    free: dict[str, list[int]] = {}
    for place, text in enumerate(before):
        free.setdefault(text, []).append(place)
    return {
        place: free[text].pop(0) for place, text in enumerate(after) if free.get(text)
    }


def _alike(
    before: Sequence[str], after: Sequence[str], taken: Mapping[int, int]
) -> dict[int, int]:
    """The places of texts that share most of their words, the most alike first."""
    used = set(taken.values())
    olds = {at: _bag(text) for at, text in enumerate(before) if at not in used}
    news = {at: _bag(text) for at, text in enumerate(after) if at not in taken}
    scored = sorted(
        (-_shared(old, new), n, o)
        for n, new in news.items()
        for o, old in olds.items()
        if _shared(old, new) >= ALIKE
    )
    found: dict[int, int] = {}
    for _, n, o in scored:
        if n not in found and o not in found.values():
            found[n] = o
    return found


def _bag(text: str) -> Counter[str]:
    return Counter(WORD.findall(text.lower()))


def _shared(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0
