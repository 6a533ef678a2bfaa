"""What a document says beside what the portal holds, row by row. Saves nothing."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from response_tool.word.beside import (
    CHANGED,
    NEW,
    SAME,
    Held,
    HeldAction,
    Item,
    Text,
    stands_in,
)
from response_tool.word.matching import Bag, Match, likeness
from response_tool.word.shapes import NOT_RELEVANT, Document, Row

# From how alike on an action in Word is taken for a rewording of one in the portal.
REWORDED = 0.55
# Beyond these the page could not be read, nor sent.
ITEMS_MAX, ROWS_MAX = 150, 100
UNPLACED = "unplaced"
TEXTS = ("progress", "difference")
NO_REASON = ("", "n/a", "na", "not applicable", "not relevant")


@dataclass(slots=True)
class Placed:
    """A row of the document beside the priority that it is about."""

    key: str
    row: Row
    match: Match
    held: Held | None
    items: list[Item] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    is_called_not_relevant: bool = False  # with something to decide about
    named: Set[int] = frozenset()  # actions of the portal that any row names

    @property
    def kind(self) -> str:
        """Whether it needs a place, is changed, new or the same."""
        if self.held is None:
            return UNPLACED
        kinds = {item.kind for item in self.items}
        if CHANGED in kinds or self.is_called_not_relevant or self.rewritten:
            return CHANGED
        if NEW in kinds:
            return NEW if self.held.is_empty else CHANGED
        return SAME

    @property
    def reason(self) -> str:
        """Why it is not relevant, unless that only says once more that it is not."""
        because = self.row.because
        return "" if because.lower().strip(" .") in NO_REASON else because

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


def _placed(
    row: Row, match: Match, held: Held | None, taken: set[int], longest: int
) -> Placed:
    placed = Placed(f"r{row.number}", row, match, held, named=taken)
    placed.texts = _texts(placed)
    if row.is_not_relevant:
        if held is None:
            placed.items = _items(row, longest)
        elif held.relevance != NOT_RELEVANT:
            placed.is_called_not_relevant = True
        elif placed.reason:
            known = stands_in(placed.reason, held.because)
            placed.is_called_not_relevant = not known
        return placed
    placed.items = _items(row, longest)
    _pair(placed.items, held.actions if held else (), taken)
    done = held.progress if held else ""
    for item in placed.items:
        item.is_in_progress = item.held is None and stands_in(item.said.text, done)
    return placed


def _texts(placed: Placed) -> list[Text]:
    row, held = placed.row, placed.held
    return [
        Text(f"{placed.key}{name}", name, said, getattr(held, name) if held else "")
        for name in TEXTS
        if (said := getattr(row, name))
    ]


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
