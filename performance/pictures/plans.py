"""What a chart over periods holds, in the unit of its values, before it has a size."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from performance.pictures.paints import INK, Kind, Stroke

Values = Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Level:
    """A line at one value from one period to another, as far as the group goes."""

    value: float
    first: int
    last: int
    stroke: Stroke


@dataclass(frozen=True, slots=True)
class Band:
    """What is expected, from one period to another; with words where there are any."""

    low: float
    high: float
    first: int
    last: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class Across:
    """A line at one value over the whole picture: a target or a benchmark."""

    value: float
    stroke: Stroke


@dataclass(frozen=True, slots=True)
class Other:
    """Another series, without marks but where a value stands alone."""

    values: Values
    stroke: Stroke


@dataclass(frozen=True, slots=True)
class Break:
    """Before which period the mean and the range begin again, and why."""

    at: int
    words: str


@dataclass(frozen=True, slots=True)
class Name:
    """What is written beside the picture, at the height of a value.

    Where it is too long, its end, `kept`, is not cut: that is its number.
    """

    words: str
    value: float
    colour: str = INK
    bold: bool = False
    kept: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is drawn. Labels, values, kinds and symbols have one for each period."""

    labels: Sequence[str]
    ticks: Sequence[float]
    tick_words: Sequence[str]
    values: Values
    kinds: Sequence[Kind]
    symbols: Sequence[str]
    others: Sequence[Other] = field(default_factory=tuple)
    bands: Sequence[Band] = field(default_factory=tuple)
    levels: Sequence[Level] = field(default_factory=tuple)
    across: Sequence[Across] = field(default_factory=tuple)
    breaks: Sequence[Break] = field(default_factory=tuple)
    names: Sequence[Name] = field(default_factory=tuple)
