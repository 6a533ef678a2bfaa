"""Sparklines: the course of a measure beside its name, for the eye alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from performance.pictures.charts import floats
from performance.pictures.control import drawn_limits
from performance.pictures.drawing import Marks, broken, marks_of
from performance.pictures.frames import Frame
from performance.pictures.paints import DOT, KINDS
from performance.pictures.scales import Scale, places
from performance.runs import RunChart
from performance.spc import Chart, Point

WIDTH, HEIGHT, EDGE = 168, 44, 6


@dataclass(frozen=True, slots=True)
class Sparkline:
    """Bands, middles, the line, the marks that count, and a cross where there is none.

    Without a line there is nothing to see: a page says so in words.
    """

    template: ClassVar[str] = "components/charts/sparkline.html"

    band: str
    middle: str
    line: str
    marks: Sequence[Marks]
    crosses: str


@dataclass(frozen=True, slots=True)
class _Stretch:
    """From one period to another: a middle, and what is expected around it."""

    first: int
    last: int
    low: float
    middle: float
    high: float


def sparkline(
    of: Chart | RunChart | Sequence[Point], *, ceiling: Decimal | None = None
) -> Sparkline:
    """A sparkline of a chart, or of points not judged, on a scale of its own."""
    if isinstance(of, Chart | RunChart):
        points = [one.point for one in of.points]
        kinds = [KINDS[one.variation] for one in of.points]
    else:
        points, kinds = list(of), [DOT] * len(of)
    values = floats([point.value for point in points])
    stretches = _stretches(of, ceiling)
    around = [at for one in stretches for at in (one.low, one.high)]
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return Sparkline("", "", "", (), "")
    frame = _frame([*known, *around], len(values))
    last = len(values) - 1
    marked = [
        value if kind.corners or at == last else None
        for at, (kind, value) in enumerate(zip(kinds, values, strict=True))
    ]
    return Sparkline(
        band="".join(_box(frame, one) for one in stretches if one.high > one.low),
        middle="".join(_middle(frame, one) for one in stretches),
        line=broken(frame, values),
        marks=marks_of(kinds, frame, marked, 0.75),
        crosses="".join(
            f"M{x - 2.5:.1f} {HEIGHT - 8}l5 5m0 -5l-5 5"
            for x, value in zip(frame.xs, values, strict=True)
            if value is None
        ),
    )


def _frame(heights: Sequence[float], count: int) -> Frame:
    low, high = min(heights), max(heights)
    if low == high:
        low, high = low - 1, high + 1
    left, right, top, bottom = EDGE, WIDTH - EDGE, EDGE, HEIGHT - EDGE
    scale = Scale(low, high, top, bottom)
    return Frame(left, right, top, bottom, places(count, left, right), scale)


def _stretches(
    of: Chart | RunChart | Sequence[Point], ceiling: Decimal | None
) -> list[_Stretch]:
    if isinstance(of, RunChart) and of.median is not None:
        middle = float(of.median)
        return [_Stretch(0, len(of.points) - 1, middle, middle, middle)]
    if not isinstance(of, Chart):
        return []
    found, first = [], 0
    for group in of.groups:
        last = first + len(group.points) - 1
        if group.limits:
            middle, low, high = map(float, drawn_limits(group, ceiling))
            found.append(_Stretch(first, last, low, middle, high))
        first = last + 1
    return found


def _box(frame: Frame, one: _Stretch) -> str:
    begin, end = frame.span(one.first, one.last)
    high, low = frame.scale.y(one.high), frame.scale.y(one.low)
    return f"M{begin:.1f} {high:.1f}H{end:.1f}V{low:.1f}H{begin:.1f}z"


def _middle(frame: Frame, one: _Stretch) -> str:
    begin, end = frame.span(one.first, one.last)
    return f"M{begin:.1f} {frame.scale.y(one.middle):.1f}H{end:.1f}"
