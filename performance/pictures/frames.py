"""Where a plan stands in one size: the frame, and every period in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from performance.pictures.paints import INK
from performance.pictures.plans import Plan
from performance.pictures.scales import APART, TEXT, Scale, places, width_of

EDGE = 10  # from the frame to the first and the last point
NAMES = (196, 340)  # the least and the most that the names beside a picture take
LEADER = 22
LARGEST = 17.5  # pixels that words take where the style sheet enlarges them


@dataclass(frozen=True, slots=True)
class Size:
    """How large a picture is, what it is called in the style sheet, and what fits."""

    width: int
    height: int
    name: str
    named: bool  # whether lines are named beside the picture, or in a key under it
    marks: float
    text: float  # pixels that words may come to be high


WIDE = Size(1200, 440, "wide", named=True, marks=1.0, text=LARGEST)
NARROW = Size(330, 300, "narrow", named=False, marks=0.8, text=TEXT)
SIZES = (WIDE, NARROW)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the plot stands, and every period in it."""

    left: float
    right: float
    top: float
    bottom: float
    xs: Sequence[float]
    scale: Scale
    text: float = TEXT

    @property
    def half(self) -> float:
        """Half the way from one period to the next."""
        return (self.xs[1] - self.xs[0]) / 2 if len(self.xs) > 1 else EDGE

    def span(self, first: int, last: int) -> tuple[float, float]:
        """From where to where a group goes: halfway to its neighbours."""
        begin = self.xs[first] - (self.half if first else 0)
        end = self.xs[last] + (self.half if last < len(self.xs) - 1 else 0)
        return begin, end


@dataclass(frozen=True, slots=True)
class Text:
    """Words at a place."""

    x: str
    y: str
    words: str
    anchor: str = "start"
    colour: str = INK
    weight: str = "400"


def framed(plan: Plan, size: Size) -> Frame:
    """Room for what is written around the plot, and the plot in what is left."""
    left = 16 + max(map(width_of, plan.tick_words))
    right = size.width - 8.0
    if size.named:
        widest = max(
            (width_of(name.words, size.text) for name in plan.names), default=0
        )
        right = size.width - min(max(NAMES[0], widest + LEADER + 8), NAMES[1])
    top = 14.0 + APART * bool(plan.breaks)
    bottom = size.height - 48.0
    xs = places(len(plan.labels), left + EDGE, right - EDGE)
    scale = Scale(plan.ticks[0], plan.ticks[-1], top, bottom)
    return Frame(left, right, top, bottom, xs, scale, size.text)
