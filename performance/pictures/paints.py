"""What lines and marks look like. A colour never stands without a shape or a dash."""

from dataclasses import dataclass

from performance.spc import Variation

INK, SECONDARY, DATA = "#0b0c0c", "#484949", "#4a5560"
BETTER, WORSE, NEUTRAL = "#1a65a6", "#b84300", "#54319f"


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a line is drawn; without a dash it is solid."""

    colour: str
    width: str
    dash: str = ""


LINE = Stroke(DATA, "1.75")
MEAN = Stroke(INK, "1.5")
LIMIT = Stroke("#5c6770", "1.5", "6 4")
TARGET = Stroke("#54319f", "2", "12 4")
BENCHMARKS = (
    Stroke("#0b6468", "2.5", "2 4"),
    Stroke("#0b6468", "2", "9 3 2 3"),
    Stroke("#0b6468", "2", "5 3"),
    Stroke("#0b6468", "2", "14 3 2 3 2 3"),
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A mark: its word, its colours, and its corners around 0 unless it is round."""

    word: str
    fill: str
    stroke: str = "#ffffff"
    corners: tuple[tuple[float, float], ...] = ()

    def path(self, x: float, y: float, size: float = 1.0) -> str:
        """The mark around a place."""
        if not self.corners:
            r = 3.9 * size
            arc = f"a{r:.2f} {r:.2f} 0 1 0 "
            return f"M{x - r:.1f} {y:.1f}{arc}{2 * r:.2f} 0{arc}{-2 * r:.2f} 0z"
        around = (f"{x + a * size:.1f} {y + b * size:.1f}" for a, b in self.corners)
        return f"M{'L'.join(around)}z"

    @property
    def swatch(self) -> str:
        """The mark in the middle of a square of 16 pixels, for the key."""
        return self.path(8, 8)


DOT = Kind("Expected ups and downs", DATA)
RING = Kind("Not judged", "#ffffff", DATA)
SQUARE = Kind(
    "Change for the better", BETTER, corners=((-5, -5), (5, -5), (5, 5), (-5, 5))
)
DIAMOND = Kind(
    "Change for the worse",
    WORSE,
    corners=((0, -6.75), (6.75, 0), (0, 6.75), (-6.75, 0)),
)
HEXAGON = Kind(
    "Change, neither better nor worse",
    NEUTRAL,
    corners=((-3, -5.5), (3, -5.5), (6, 0), (3, 5.5), (-3, 5.5), (-6, 0)),
)
KINDS = {
    Variation.COMMON: DOT,
    Variation.NOT_JUDGED: RING,
    Variation.IMPROVEMENT_HIGH: SQUARE,
    Variation.IMPROVEMENT_LOW: SQUARE,
    Variation.CONCERN_HIGH: DIAMOND,
    Variation.CONCERN_LOW: DIAMOND,
    Variation.NEUTRAL_HIGH: HEXAGON,
    Variation.NEUTRAL_LOW: HEXAGON,
}
