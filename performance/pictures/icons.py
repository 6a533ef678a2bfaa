"""Icons for variation and assurance, in a square of 40; words stand beside each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from performance.pictures.paints import BETTER, DATA, NEUTRAL, WORSE
from performance.spc import Assurance, Chart, Direction, Variation

WHITE = "#ffffff"
GREY = "#8a949c"


@dataclass(frozen=True, slots=True)
class Shape:
    """A path, filled or drawn."""

    path: str
    fill: str = "none"
    stroke: str = "none"
    width: str = "2.5"
    dash: str = ""


@dataclass(frozen=True, slots=True)
class Icon:
    """A picture with its words; the note is smaller, under them."""

    template: ClassVar[str] = "components/charts/icon.html"

    words: str
    note: str
    shapes: Sequence[Shape]


WORDS = {
    Variation.IMPROVEMENT_HIGH: ("Improving", "rising"),
    Variation.IMPROVEMENT_LOW: ("Improving", "falling"),
    Variation.CONCERN_HIGH: ("Getting worse", "rising"),
    Variation.CONCERN_LOW: ("Getting worse", "falling"),
    Variation.NEUTRAL_HIGH: ("Rising", "not good or bad"),
    Variation.NEUTRAL_LOW: ("Falling", "not good or bad"),
    Variation.COMMON: ("No real change", "ups and downs"),
    Variation.NOT_JUDGED: ("Not judged", ""),
}

_SQUARE = "M5 3H35a2 2 0 0 1 2 2V35a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2z"
_DIAMOND = "M20 0L40 20L20 40L0 20z"
_HEXAGON = "M11 2H29L39 20L29 38H11L1 20z"
_RING = "M2 20a18 18 0 1 0 36 0a18 18 0 1 0-36 0z"
_UP = "M11 26L17.5 19.5L21.5 23L28.5 15M22 14.5H29V21.5"
_DOWN = "M11 14L17.5 20.5L21.5 17L28.5 25M22 25.5H29V18.5"
_WAVE = "M9 21C11.5 12 15 12 18.5 19.5C22 28 26 30 30.5 17"
_BODIES = {
    "Improving": Shape(_SQUARE, BETTER),
    "Getting worse": Shape(_DIAMOND, WORSE),
    "Rising": Shape(_HEXAGON, NEUTRAL),
    "Falling": Shape(_HEXAGON, NEUTRAL),
}
_NOT_JUDGED = (Shape(_RING, WHITE, DATA, "2", "5 3.6"), Shape("M13 20H27", stroke=DATA))
_HIGH = {
    Variation.IMPROVEMENT_HIGH,
    Variation.CONCERN_HIGH,
    Variation.NEUTRAL_HIGH,
}

_ABOVE, _BELOW = "M11 9H29V17H11z", "M11 23H29V31H11z"
_ACROSS = "M11 12H29V17.5H11zM11 22.5H29V28H11z"
_TARGET = Shape("M6 20H34", stroke=NEUTRAL, width="2", dash="5 2.6")


def variation_icon(variation: Variation, note: str | None = None) -> Icon:
    """What the latest figure shows; with a note of its own, or the usual one."""
    words, usual = WORDS[variation]
    shapes: Sequence[Shape]
    if variation is Variation.NOT_JUDGED:
        shapes = _NOT_JUDGED
    elif variation is Variation.COMMON:
        shapes = (Shape(_RING, WHITE, DATA), Shape(_WAVE, stroke=DATA))
    else:
        arrow = Shape(_UP if variation in _HIGH else _DOWN, stroke=WHITE, width="3")
        shapes = (_BODIES[words], arrow)
    return Icon(words, usual if note is None else note, shapes)


def assurance_icon(chart: Chart, note: str | None = None) -> Icon:
    """Whether chance alone lets the target be met: what is expected, beside it.

    The band stands where it is: above the target or below it, whichever is better.
    Where there is nothing to compare there are words alone.
    """
    verdict = chart.assurance
    if verdict is None:
        words = "No target" if chart.target is None else "Not judged"
        return Icon(words, note or "", ())
    return _assured(verdict, chart.direction, note)


def _assured(
    verdict: Assurance, direction: Direction | None, note: str | None = None
) -> Icon:
    if verdict is Assurance.HIT_AND_MISS:
        words, usual, colour, band = "Hit and miss", "by chance", DATA, _ACROSS
    else:
        met = verdict is Assurance.PASSING
        words, usual = ("Meets" if met else "Misses") + " target", "consistently"
        colour = BETTER if met else WORSE
        band = _ABOVE if met == (direction is Direction.HIGHER) else _BELOW
    fill = GREY if band == _ACROSS else colour
    shapes = (Shape(_RING, WHITE, colour), Shape(band, fill), _TARGET)
    return Icon(words, usual if note is None else note, shapes)


def legend() -> list[tuple[Icon, str]]:
    """What each icon means, in plain words."""
    change = [
        (
            variation_icon(Variation.CONCERN_HIGH, "or falling"),
            "It has moved by more than chance explains, and not the way it should.",
        ),
        (
            variation_icon(Variation.IMPROVEMENT_HIGH, "or falling"),
            "It has moved by more than chance explains, the way it should.",
        ),
        (
            variation_icon(Variation.NEUTRAL_HIGH, "or falling"),
            "It has moved by more than chance explains, and no way is the better one.",
        ),
        (
            variation_icon(Variation.COMMON),
            "It varies as expected. One step up or down is no news.",
        ),
        (
            variation_icon(Variation.NOT_JUDGED),
            "There are too few figures to judge, or the latest is missing or hidden.",
        ),
    ]
    high = Direction.HIGHER
    target = [
        (
            _assured(Assurance.PASSING, high),
            "All that is expected is on the good side of the target.",
        ),
        (
            _assured(Assurance.HIT_AND_MISS, high),
            "The target is within what is expected: chance decides if it is met.",
        ),
        (
            _assured(Assurance.FAILING, high),
            "All that is expected is on the wrong side, unless something changes.",
        ),
    ]
    return [*change, *target]
