"""Charts as dataclasses, drawn by the SVG templates in templates/components/charts.

Every chart is shown with its table. Colours carry a word or a shape as well, and are
presentation attributes, so that one picture serves page, PDF and Word alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass

# In per cent of the bar: where a word fits on a wide page, a number on a narrow one.
WORD_FITS_ABOVE = 11.0
NUMBER_FITS_ABOVE = 6.0


@dataclass(frozen=True, slots=True)
class Paint:
    """How a tone is painted: its fill, its outline, and text on top of it."""

    fill: str
    stroke: str
    ink: str
    dashed: bool = False


# Contrast of ink on fill is 4.5 or more everywhere (tests/ui/test_charts.py).
TONES = {
    "embedded": Paint("#1a65a6", "#0f385c", "#ffffff"),
    "complete": Paint("#a9cbe8", "#1a65a6", "#0b0c0c"),
    "on_track": Paint("#8fc7b0", "#2f6b55", "#0b0c0c"),
    "not_started": Paint("#dfe3e6", "#5c6770", "#0b0c0c"),
    "slipping": Paint("#ffd75e", "#7a5a00", "#0b0c0c"),
    "off_track": Paint("#a62b1f", "#651b1b", "#ffffff"),
    "no_action": Paint("#ffffff", "#0b0c0c", "#0b0c0c", dashed=True),
}


@dataclass(frozen=True, slots=True)
class Table:
    """What a picture shows, as texts: the first of each row is its heading."""

    headings: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Slice:
    """One part of a bar: how many, in which tone, called what."""

    tone: str
    word: str
    count: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A slice with its place on the bar, in per cent of the bar's width."""

    slice: Slice
    x: float
    width: float

    @property
    def paint(self) -> Paint:
        """How it is painted."""
        return TONES[self.slice.tone]

    @property
    def middle(self) -> float:
        """Where its text stands."""
        return round(self.x + self.width / 2, 3)

    @property
    def word_fits(self) -> bool:
        """Whether the word stands beside the number on a wide page."""
        return self.width > WORD_FITS_ABOVE

    @property
    def number_fits(self) -> bool:
        """Whether the number fits even on a phone."""
        return self.width > NUMBER_FITS_ABOVE


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a stacked bar chart."""

    label: str
    note: str
    slices: Sequence[Slice]

    @property
    def total(self) -> int:
        """What the whole bar stands for."""
        return sum(one.count for one in self.slices)

    @property
    def segments(self) -> list[Segment]:
        """The slices that are not empty, side by side."""
        found, x = [], 0.0
        for one in self.slices:
            if one.count:
                width = 100 * one.count / self.total
                found.append(Segment(one, round(x, 3), round(width, 3)))
                x += width
        return found

    @property
    def description(self) -> str:
        """The bar in words, for those who do not see it."""
        parts = [f"{one.count} {one.word.lower()}" for one in self.slices if one.count]
        return f"{self.label}: {', '.join(parts) or 'nothing yet'}."


@dataclass(frozen=True, slots=True)
class StackedBars:
    """Bars of one length each, cut by share; with its key and its table."""

    title: str
    bars: Sequence[Bar]

    @property
    def key(self) -> list[tuple[str, Paint]]:
        """Each word once, with how it is painted."""
        words = {one.tone: one.word for bar in self.bars for one in bar.slices}
        return [(word, TONES[tone]) for tone, word in words.items()]

    @property
    def table(self) -> Table:
        """The counts of every bar, and all of them together."""
        words = [one.word for one in self.bars[0].slices] if self.bars else []
        rows = [
            (bar.label, *(str(one.count) for one in bar.slices), str(bar.total))
            for bar in self.bars
        ]
        return Table(("", *words, "All"), rows)
