"""Small multiples: one small picture for each of many, all on one scale."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from performance.pictures.charts import Show, floats, padded, shown
from performance.pictures.drawing import Marks, broken, marks_of
from performance.pictures.frames import EDGE, Frame
from performance.pictures.icons import WORDS
from performance.pictures.paints import KINDS, Kind
from performance.pictures.scales import (
    Scale,
    places,
    ticks,
    unit_of,
    width_of,
    written,
)
from performance.runs import RunChart
from performance.spc import Chart, Judged
from ui.charts import Table

WIDTH, HEIGHT = 282, 124


@dataclass(frozen=True, slots=True)
class Multiple:
    """One of many. `hidden` says why it is not drawn: its symbol alone is shown."""

    name: str
    chart: Chart | RunChart
    symbols: Sequence[str] = ()
    hidden: str = ""
    symbol: str = "c"


@dataclass(frozen=True, slots=True)
class Panel:
    """One small picture, or why there is none."""

    name: str
    value: str
    words: str
    boxed: bool
    kind: Kind
    description: str
    line: str = ""
    marks: Sequence[Marks] = ()


@dataclass(frozen=True, slots=True)
class Multiples:
    """Small pictures on one scale, and all their figures in one table."""

    template: ClassVar[str] = "components/charts/multiples.html"

    title: str
    description: str
    panels: Sequence[Panel]
    left: str
    grid: str
    axis: str
    level: str
    ticks: Sequence[tuple[str, str]]
    tick_x: str
    first: str
    last: str
    table: Table


def multiples(
    some: Sequence[Multiple],
    *,
    title: str,
    labels: Sequence[str],
    show: Show,
    sentence: str,
    level: Decimal | None = None,
) -> Multiples:
    """Many on one scale, of the same periods; `level` is a dotted line through all."""
    values = [value for one in some if not one.hidden for value in _values(one)]
    known = [value for value in values if value is not None]
    levels = [] if level is None else [level]
    marks = ticks([*known, *levels], unit_of(known), least=2, most=4)
    words = written(marks, show)
    frame = _frame([float(tick) for tick in marks], max(map(width_of, words)), labels)
    rows = [frame.scale.y(float(tick)) for tick in marks]
    across = f"H{frame.right:.1f}"
    return Multiples(
        title=title,
        description=sentence,
        panels=[_panel(one, labels, show, frame) for one in some],
        left=f"{frame.left:.1f}",
        grid="".join(f"M{frame.left:.1f} {y:.1f}{across}" for y in rows[1:]),
        axis=f"M{frame.left:.1f} {frame.bottom:.1f}{across}",
        level="".join(
            f"M{frame.left:.1f} {frame.scale.y(float(one)):.1f}{across}"
            for one in levels
        ),
        ticks=[(f"{y + 5:.1f}", one) for y, one in zip(rows, words, strict=True)],
        tick_x=f"{frame.left - 6:.1f}",
        first=labels[0] if len(labels) > 1 else "",
        last=labels[-1] if labels else "",
        table=_table(some, labels, show),
    )


def _values(one: Multiple) -> list[Decimal | None]:
    return [judged.point.value for judged in one.chart.points]


def _frame(marks: Sequence[float], widest: float, labels: Sequence[str]) -> Frame:
    left, right, top, bottom = widest + 10, WIDTH - 4.0, 10.0, HEIGHT - 26.0
    xs = places(len(labels), left + EDGE, right - EDGE)
    return Frame(left, right, top, bottom, xs, Scale(marks[0], marks[-1], top, bottom))


def _panel(one: Multiple, labels: Sequence[str], show: Show, frame: Frame) -> Panel:
    last = one.chart.points[-1] if one.chart.points else None
    kind = KINDS[one.chart.variation]
    if one.hidden or last is None:
        value, words = (one.symbol, one.hidden) if one.hidden else ("", "No figures")
        return Panel(one.name, value, words, bool(one.hidden), kind, words)
    symbols = padded(one.symbols, len(labels))
    value, missing = shown(last.point.value, symbols[-1], show), _missing(last)
    words = WORDS[one.chart.variation][0]
    values = floats(_values(one))
    line = broken(frame, values)
    end = [*[None] * (len(values) - 1), values[-1]]
    return Panel(
        name=one.name,
        value=value,
        words=words,
        boxed=missing,
        kind=kind,
        description=f"{value} in {labels[-1]}. {words}.",
        line=line,
        marks=marks_of([kind] * len(values), frame, end, 1.0),
    )


def _missing(last: Judged) -> bool:
    return last.point.value is None


def _table(some: Sequence[Multiple], labels: Sequence[str], show: Show) -> Table:
    columns = [
        [one.symbol] * len(labels)
        if one.hidden
        else [
            shown(value, symbol, show)
            for value, symbol in zip(
                _values(one), padded(one.symbols, len(labels)), strict=True
            )
        ]
        for one in some
    ]
    return Table(
        ("Period", *(one.name for one in some)),
        list(zip(labels, *columns, strict=True)),
    )
