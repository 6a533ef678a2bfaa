"""What a document says beside what the portal holds, row by row. Saves nothing."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any

from privacy import identifiers
from response_tool.word.cells import date_in
from response_tool.word.matching import Bag, Match, likeness
from response_tool.word.shapes import NOT_RELEVANT, Document, ReadAction, Row
from response_tool.word.statuses import is_empty

# From how alike on an action in Word is taken for a rewording of one in the portal.
REWORDED = 0.55
# Beyond these the page could not be read, nor sent.
ITEMS_MAX, ROWS_MAX = 150, 100
UNPLACED, CHANGED, NEW, SAME = "unplaced", "changed", "new", "same"
TEXTS = ("progress", "difference")


@dataclass(frozen=True, slots=True)
class HeldAction:
    """An action as the portal held it when the document was compared."""

    pk: int
    what: str
    who: str
    by_when: str  # as ISO, so that it can travel
    status: str


@dataclass(frozen=True, slots=True)
class Held:
    """An answer as the portal held it when the document was compared."""

    number: int
    relevance: str = ""
    because: str = ""
    progress: str = ""
    difference: str = ""
    actions: Sequence[HeldAction] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was answered yet."""
        return not (self.actions or self.progress or self.difference or self.because)


@dataclass(slots=True)
class Item:
    """An action in Word, and the one in the portal that it seems to be."""

    key: str
    said: ReadAction
    held: HeldAction | None = None
    is_same_text: bool = False
    is_in_progress: bool = False  # its words stand under “what you have done” already
    longest: int = 300

    @property
    def kind(self) -> str:
        """Whether it is new, changed or the same."""
        if self.is_in_progress:
            return SAME
        if self.held is None:
            return NEW
        return SAME if self.is_same_text and not self._differs else CHANGED

    @property
    def _differs(self) -> bool:
        """Whether its status, who or by when say something else."""
        held = self.held
        if held is None:
            return False
        if self.status and self.status != held.status:
            return True
        if not (is_empty(self.said.written) or self.status or held.status):
            return True
        return (self.who or held.who, self.by_when or held.by_when) != (
            held.who,
            held.by_when,
        )

    @property
    def status(self) -> str:
        """One of the six statuses, or empty."""
        meaning = self.said.understood
        return "" if meaning == NOT_RELEVANT else meaning

    @property
    def who(self) -> str:
        """Who does it, where the document says so."""
        who = " ".join(self.said.who.split())
        return "" if len(who) > 120 or identifiers.find(who) else who

    @property
    def by_when(self) -> str:
        """By when, as ISO, where the document names one full date."""
        found = date_in(self.said.by_when)
        return found.isoformat() if found else ""

    @property
    def does_not_fit(self) -> str:
        """Why it cannot be an action as it is, or empty."""
        if len(self.said.text) > self.longest:
            return (
                f"This is longer than an action can be ({self.longest} characters), so "
                "it can stand under ‘What you have done’."
            )
        if found := identifiers.find(self.said.text):
            return (
                f"It holds {found[0].words[:1].lower()}{found[0].words[1:]}, so it "
                "cannot be an action. Under ‘What you have done’ you can change it "
                "before you submit."
            )
        return ""


@dataclass(slots=True)
class Text:
    """“What you have done” or “what difference”, in Word and in the portal."""

    key: str
    name: str
    said: str
    held: str

    @property
    def is_same(self) -> bool:
        """Whether the portal holds all these words already, however they are spaced.

        It may hold more, written since the document was taken away; that stays.
        """
        return _stands_in(self.said.split(), self.held.split())


@dataclass(slots=True)
class Placed:
    """A row of the document beside the priority that it is about."""

    key: str
    row: Row
    match: Match
    held: Held | None
    items: list[Item] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    becomes_not_relevant: bool = False
    named: Set[int] = frozenset()  # actions of the portal that any row names

    @property
    def kind(self) -> str:
        """Whether it needs a place, is changed, new or the same."""
        if self.held is None:
            return UNPLACED
        kinds = {item.kind for item in self.items}
        if CHANGED in kinds or self.becomes_not_relevant or self.rewritten:
            return CHANGED
        if NEW in kinds:
            return NEW if self.held.is_empty else CHANGED
        return SAME

    @property
    def rewritten(self) -> list[Text]:
        """The texts that differ."""
        return [text for text in self.texts if not text.is_same]

    @property
    def stays(self) -> list[HeldAction]:
        """Actions of the portal that the document does not name; they stay."""
        actions = self.held.actions if self.held else ()
        return [one for one in actions if one.pk not in self.named]


@dataclass(slots=True)
class Comparison:
    """Every row of a document, and the priorities that it does not name."""

    rows: list[Placed]
    absent: list[int]

    def of(self, kind: str) -> list[Placed]:
        """The rows of one kind."""
        return [row for row in self.rows if row.kind == kind]

    @property
    def has_news(self) -> bool:
        """Whether there is anything to decide or to save."""
        return any(row.kind != SAME for row in self.rows)

    @property
    def items(self) -> list[Item]:
        """Every action of every row."""
        return [item for row in self.rows for item in row.items]


def compare(
    document: Document,
    matches: Sequence[Match],
    held: Mapping[int, Held],
    *,
    longest: int,
) -> Comparison:
    """Set a document beside what is held. Blank rows are not among the rows."""
    rows: list[Placed] = []
    taken: set[int] = set()
    for row, match in zip(document.rows, matches, strict=True):
        answer = held.get(match.number) if match.number is not None else None
        if row.is_blank and (answer or not row.priority):
            continue
        rows.append(_placed(row, match, answer, taken, longest))
    named = {row.held.number for row in rows if row.held}
    return Comparison(rows, [number for number in sorted(held) if number not in named])


def names_another(said: str, agency: str) -> bool:
    """Whether the organisation in a document seems not to be the agency."""
    one, other = Bag.of(said), Bag.of(agency)
    said_words, known = set(one.words), set(other.words)
    if not one.words or said_words <= known or known <= said_words:
        return False
    return likeness(one, other) < 0.5


def held_of(values: Mapping[str, Any]) -> Held:
    """What was held, from the plain values that `dataclasses.asdict` made of it."""
    actions = [HeldAction(**one) for one in values["actions"]]
    return Held(**{**values, "actions": actions})


def _placed(
    row: Row, match: Match, held: Held | None, taken: set[int], longest: int
) -> Placed:
    placed = Placed(f"r{row.number}", row, match, held, named=taken)
    if row.is_not_relevant:
        placed.becomes_not_relevant = (
            held is not None and held.relevance != NOT_RELEVANT
        )
        if held is None:
            placed.items = _items(row, longest)
        return placed
    placed.items = _items(row, longest)
    _pair(placed.items, held.actions if held else (), taken)
    done = held.progress.split() if held else []
    for item in placed.items:
        words = item.said.text.split()
        item.is_in_progress = item.held is None and _stands_in(words, done)
    placed.texts = [
        Text(f"{placed.key}{name}", name, said, getattr(held, name) if held else "")
        for name in TEXTS
        if (said := getattr(row, name))
    ]
    return placed


def _items(row: Row, longest: int) -> list[Item]:
    return [
        Item(f"r{row.number}a{place}", said, longest=longest)
        for place, said in enumerate(row.actions)
    ]


def _pair(
    items: Sequence[Item], actions: Sequence[HeldAction], taken: set[int]
) -> None:
    """Find for each action in Word the one it is: the same words first, then alike."""
    known = {one.pk: Bag.of(one.what) for one in actions}
    said = {item.key: Bag.of(item.said.text) for item in items}
    scored = sorted(
        (
            (-likeness(said[item.key], known[one.pk], REWORDED), place, other)
            for place, item in enumerate(items)
            for other, one in enumerate(actions)
        ),
    )
    for score, place, other in scored:
        item, one = items[place], actions[other]
        if item.held or one.pk in taken or -score < REWORDED:
            continue
        item.held, item.is_same_text = one, score == -1.0
        taken.add(one.pk)


def _stands_in(words: Sequence[str], text: Sequence[str]) -> bool:
    """Whether words stand in a text as they are."""
    length = len(words)
    return length > 0 and any(
        list(text[at : at + length]) == list(words)
        for at in range(len(text) - length + 1)
    )
