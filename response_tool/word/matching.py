"""Which priority each row is about: by reference, by content control, by its words.

Where that is not plain a person is asked.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from math import log

from response_tool.word.columns import number_of
from response_tool.word.shapes import Document, Row

# How alike words must be, and how far ahead of the next, to be taken for the same.
ALIKE = 0.6
AHEAD = 0.12
# A reference is not believed where the words are plainly those of another priority.
PLAINLY = 0.85
UNLIKE = 0.5
WORD = re.compile(r"\w+")
# The same for the words that carry the meaning, where it is put in another way.
ALIKE_IN_GIST = 0.4
AHEAD_IN_GIST = 0.15
# With fewer words that carry meaning, chance would decide.
TELLING = 4
STEM = 5
# Words that stand in every sentence.
LITTLE = frozenset(
    re.findall(
        r"\w+",
        """a across all also an and any are as at be by can ensure ensuring for from has
        have help how if in into is it its make makes may no not of on or our so that
        the their them they this to up what when where whether which who will with""",
    )
)
UNKNOWN = "It is no priority of this strategy that we know."
TAG = re.compile(r"response-tool:(?P<strategy>[\w-]+):R(?P<number>\d{1,3})")
REFERENCE, CONTROL, WORDS = "reference", "content control", "words"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A priority of the strategy, as matching knows it."""

    number: int
    title: str
    text: str = ""
    objective: str = ""


@dataclass(frozen=True, slots=True)
class Bag:
    """The words of a text, without capitals and punctuation, and how often each is."""

    words: list[str]
    counts: Counter[str]

    @classmethod
    def of(cls, text: str) -> "Bag":
        """The words of a text; of a very long one, those it begins with."""
        words = WORD.findall(text.lower())[:400]
        return cls(words, Counter(words))

    @property
    def stems(self) -> Iterator[str]:
        """The beginnings of the words that carry meaning."""
        return (word[:STEM] for word in self.words if word not in LITTLE)


@dataclass(frozen=True, slots=True)
class Scores:
    """How alike a row is to each priority: word for word, and in what it is about."""

    words: dict[int, float]
    gist: dict[int, float]

    @property
    def both(self) -> dict[int, float]:
        """The better of the two."""
        return {n: max(score, self.gist[n]) for n, score in self.words.items()}


@dataclass(frozen=True, slots=True)
class Scale:
    """The priorities of a strategy, ready for rows to be held against them.

    A strategy is often put in other words than the form that agencies filled in. What
    a row is about is told by the beginnings of its words; those that few priorities
    share weigh most.
    """

    bags: dict[int, list[Bag]]
    stems: dict[int, set[str]]
    weights: dict[str, float]
    whole: dict[int, float]  # what the stems of each priority weigh together

    @classmethod
    def of(cls, wanted: Sequence[Wanted]) -> "Scale":
        """A scale for these priorities."""
        bags = {one.number: [Bag.of(one.title), Bag.of(one.text)] for one in wanted}
        stems = {
            number: {stem for bag in both for stem in bag.stems}
            for number, both in bags.items()
        }
        often = Counter(stem for own in stems.values() for stem in own)
        weights = {stem: log(1 + len(stems) / times) for stem, times in often.items()}
        whole = {n: sum(weights[stem] for stem in own) for n, own in stems.items()}
        return cls(bags, stems, weights, whole)

    def scores(self, text: str) -> Scores:
        """How alike a text is to each priority."""
        bag = Bag.of(text)
        stems = set(bag.stems)
        words = {
            number: max(likeness(bag, one, UNLIKE - AHEAD) for one in both)
            for number, both in self.bags.items()
        }
        return Scores(words, self._gist(stems))

    def _gist(self, stems: set[str]) -> dict[int, float]:
        """How much of what a text is about is what each priority is about."""
        if len(stems) < TELLING:
            return dict.fromkeys(self.bags, 0.0)
        rare = log(1 + len(self.stems))
        about = sum(self.weights.get(stem, rare) for stem in stems)
        found = {}
        for number, known in self.stems.items():
            whole = min(about, self.whole[number])
            shared = sum(self.weights[stem] for stem in stems & known)
            found[number] = shared / whole if whole else 0.0
        return found


@dataclass(frozen=True, slots=True)
class Match:
    """The priority that a row is about, how that is known, and how alike the words are.

    Without a number nothing was plain, and `why` says so.
    """

    number: int | None = None
    how: str = ""
    likeness: float = 0.0
    why: str = ""


def tag(strategy: str, number: int) -> str:
    """What the content control around a priority is tagged with."""
    return f"response-tool:{strategy}:R{number}"


def match_rows(
    document: Document, wanted: Sequence[Wanted], *, strategy: str = ""
) -> list[Match]:
    """A match for every row of a document, in order.

    Rows that are not plain at first are compared once more, with only the priorities
    that no other row is plainly about.
    """
    scale = Scale.of(wanted)
    rows = [(row, scale.scores(row.priority)) for row in document.rows]
    found = [_match(row, scores, strategy) for row, scores in rows]
    plain = {match.number for match in found}
    for at, (_, scores) in enumerate(rows):
        if found[at].why == UNKNOWN:
            left = {n: score for n, score in scores.gist.items() if n not in plain}
            found[at] = _ahead(left, ALIKE_IN_GIST, AHEAD_IN_GIST) or found[at]
    return found


def is_of_another(document: Document, matches: Sequence[Match], strategy: str) -> bool:
    """Whether most rows of a document are about priorities that are not asked here."""
    rows = list(zip(document.rows, matches, strict=True))
    tags = [found for row, _ in rows if (found := TAG.fullmatch(row.tag))]
    if tags and all(found["strategy"] != strategy for found in tags):
        return True
    # A row that says nothing but its reference cannot tell.
    telling = [match for row, match in rows if WORD.search(row.priority)]
    alike = sum(match.likeness >= ALIKE_IN_GIST for match in telling)
    return len(telling) > 1 and alike * 2 < len(telling)


def is_known(objective: str, titles: Iterable[str]) -> bool:
    """Whether a band of the document is an objective of the strategy."""
    said = Bag.of(objective)
    for bag in map(Bag.of, titles):
        begins = said.words[: len(bag.words)] == bag.words
        if begins or likeness(said, bag) >= ALIKE:
            return True
    return False


def likeness(one: Bag, other: Bag, least: float = 0.0) -> float:
    """How alike two texts are, from 0 to 1; below `least` it is not worked out."""
    if one.words == other.words:
        return 1.0 if one.words else 0.0
    whole = len(one.words) + len(other.words)
    mine, theirs = one.counts, other.counts
    both = mine.keys() & theirs.keys()
    shared = sum(min(mine[word], theirs[word]) for word in both)
    if not shared or 2 * shared / whole < least:
        return 0.0
    return SequenceMatcher(None, one.words, other.words, autojunk=False).ratio()


def _match(row: Row, scores: "Scores", strategy: str) -> Match:
    best, score = _best(scores.both)
    found = TAG.fullmatch(row.tag)
    tagged = int(found["number"]) if found and found["strategy"] == strategy else None
    for said, how in ((number_of(row.reference), REFERENCE), (tagged, CONTROL)):
        if said not in scores.both:
            continue
        alike = scores.both[said]
        if said != best and score >= PLAINLY and alike < UNLIKE:
            if _is_bare(row.reference) and how == REFERENCE:
                continue
            return Match(
                why=f"Its {how} is that of priority {said}, but its words are those of "
                f"priority {best}."
            )
        return Match(said, how, round(alike, 2))
    if match := _ahead(scores.words, ALIKE, AHEAD):
        return match
    if _best(scores.words)[1] >= ALIKE:
        return Match(why="Its words could be those of more than one priority.")
    return _ahead(scores.gist, ALIKE_IN_GIST, AHEAD_IN_GIST) or Match(why=UNKNOWN)


def _ahead(scores: Mapping[int, float], least: float, ahead: float) -> Match | None:
    """The priority that is alike enough and well ahead of every other."""
    best, score = _best(scores)
    second = max((one for n, one in scores.items() if n != best), default=0.0)
    if best is None or score < least or score - second < ahead:
        return None
    return Match(best, WORDS, round(score, 2))


def _best(scores: Mapping[int, float]) -> tuple[int | None, float]:
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    return ranked[0] if ranked else (None, 0.0)


def _is_bare(reference: str) -> bool:
    """A number without its R may count rows, not priorities."""
    return not re.match(r"\s*(?:priority\s+)?r", reference, re.IGNORECASE)
