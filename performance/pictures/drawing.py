"""A plan in one size: paths and texts, ready to be written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from performance.pictures.paints import DATA, INK, LINE, Kind, Stroke
from performance.pictures.plans import Plan, Values
from performance.pictures.scales import (
    APART,
    TEXT,
    Scale,
    fitted,
    places,
    shown_every,
    spread,
    width_of,
)

EDGE = 10  # from the frame to the first and the last point
ROOMY = 11  # pixels between periods, below which marks shrink
NAMES = (196, 320)  # the least and the most that the names beside a picture take
LEADER = 22


@dataclass(frozen=True, slots=True)
class Size:
    """How large a picture is, what it is called in the style sheet, and what fits."""

    width: int
    height: int
    name: str
    named: bool  # whether lines are named beside the picture, or in a key under it
    marks: float


WIDE = Size(1200, 440, "wide", named=True, marks=1.0)
NARROW = Size(330, 300, "narrow", named=False, marks=0.8)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the plot stands, and every period in it."""

    left: float
    right: float
    top: float
    bottom: float
    xs: Sequence[float]
    scale: Scale

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
class Line:
    """A path and how it is drawn."""

    path: str
    stroke: Stroke


@dataclass(frozen=True, slots=True)
class Marks:
    """All marks of one kind."""

    path: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Text:
    """Words at a place."""

    x: str
    y: str
    words: str
    anchor: str = "start"
    colour: str = INK
    weight: str = "400"


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture, in pixels."""

    name: str
    width: str
    height: str
    grid: str
    axis: str
    tick_x: str
    ticks: Sequence[tuple[str, str]]
    dates: Sequence[tuple[str, str, str]]
    date_y: str
    year_y: str
    band: str
    lines: Sequence[Line]
    breaks: str
    data: Line
    marks: Sequence[Marks]
    notes: Sequence[Text]
    leaders: str
    names: Sequence[Text]


def draw(plan: Plan, size: Size) -> Picture:
    """The plan in one size."""
    frame = _frame(plan, size)
    names, leaders = _names(plan, frame) if size.named else ([], "")
    rows = [frame.scale.y(tick) for tick in plan.ticks]
    shown = _shown(plan, frame)
    return Picture(
        name=size.name,
        width=str(size.width),
        height=str(size.height),
        grid="".join(f"M{frame.left:.1f} {y:.1f}H{frame.right:.1f}" for y in rows),
        axis=f"M{frame.left:.1f} {frame.bottom:.1f}H{frame.right:.1f}"
        + "".join(f"M{frame.xs[at]:.1f} {frame.bottom:.1f}v5" for at in shown),
        tick_x=f"{frame.left - 8:.1f}",
        ticks=[
            (f"{y + 5:.1f}", words)
            for y, words in zip(rows, plan.tick_words, strict=True)
        ],
        dates=list(_dates(plan, frame, shown, size.width)),
        date_y=f"{frame.bottom + 21:.1f}",
        year_y=f"{frame.bottom + 40:.1f}",
        band=_bands(plan, frame),
        lines=_lines(plan, frame),
        breaks=_breaks(plan, frame),
        data=Line(broken(frame, plan.values), LINE),
        marks=marks_of(plan.kinds, frame, plan.values, size.marks),
        notes=[*_reasons(plan, frame), *_trials(plan, frame), *_gaps(plan, frame)],
        leaders=leaders,
        names=names,
    )


def _frame(plan: Plan, size: Size) -> Frame:
    left = 16 + max(map(width_of, plan.tick_words))
    right = size.width - 8.0
    if size.named:
        widest = max((width_of(name.words) for name in plan.names), default=0)
        right = size.width - min(max(NAMES[0], widest + LEADER + 8), NAMES[1])
    top = 14.0 + APART * bool(plan.breaks)
    bottom = size.height - 48.0
    xs = places(len(plan.labels), left + EDGE, right - EDGE)
    scale = Scale(plan.ticks[0], plan.ticks[-1], top, bottom)
    return Frame(left, right, top, bottom, xs, scale)


def broken(frame: Frame, values: Values) -> str:
    """A line through all values, broken where there is none."""
    parts, pen = [], "M"
    for x, value in zip(frame.xs, values, strict=True):
        if value is None:
            pen = "M"
        else:
            parts.append(f"{pen}{x:.1f} {frame.scale.y(value):.1f}")
            pen = "L"
    return "".join(parts)


def marks_of(
    kinds: Sequence[Kind], frame: Frame, values: Values, most: float
) -> list[Marks]:
    """The marks of each kind, smaller where periods are close."""
    size = most * min(1.0, max(0.6, 2 * frame.half / ROOMY))
    paths: dict[Kind, list[str]] = {}
    for kind, x, value in zip(kinds, frame.xs, values, strict=True):
        if value is not None:
            paths.setdefault(kind, []).append(kind.path(x, frame.scale.y(value), size))
    return [Marks("".join(some), kind) for kind, some in paths.items()]


def _shown(plan: Plan, frame: Frame) -> range:
    """The periods that are written on the axis, the latest always."""
    parts = [part for label in plan.labels for part in label.rsplit(" ", 1)]
    widest = max(map(width_of, parts), default=0)
    step = shown_every(widest, 2 * frame.half)
    last = len(plan.labels) - 1
    return range(last % step, last + 1, step) if last >= 0 else range(0)


def _dates(
    plan: Plan, frame: Frame, shown: Iterable[int], width: float
) -> Iterable[tuple[str, str, str]]:
    """Each label in two rows: the year under it only where it is another."""
    year = ""
    for at in shown:
        head, _, tail = plan.labels[at].rpartition(" ")
        head, tail = (head, tail) if head else (tail, "")
        half = max(width_of(head), width_of(tail)) / 2
        x = min(max(frame.xs[at], half), width - half)
        yield f"{x:.1f}", head, "" if tail == year else tail
        year = tail


def _bands(plan: Plan, frame: Frame) -> str:
    parts = []
    for band in plan.bands:
        begin, end = frame.span(band.first, band.last)
        high, low = frame.scale.y(band.high), frame.scale.y(band.low)
        parts.append(f"M{begin:.1f} {high:.1f}H{end:.1f}V{low:.1f}H{begin:.1f}z")
    return "".join(parts)


def _lines(plan: Plan, frame: Frame) -> list[Line]:
    """Levels, lines across and other series, one path for each way of drawing."""
    paths: dict[Stroke, list[str]] = {}
    for level in plan.levels:
        begin, end = frame.span(level.first, level.last)
        path = f"M{begin:.1f} {frame.scale.y(level.value):.1f}H{end:.1f}"
        paths.setdefault(level.stroke, []).append(path)
    for one in plan.across:
        path = f"M{frame.left:.1f} {frame.scale.y(one.value):.1f}H{frame.right:.1f}"
        paths.setdefault(one.stroke, []).append(path)
    for other in plan.others:
        path = broken(frame, other.values) + _alone(frame, other.values)
        paths.setdefault(other.stroke, []).append(path)
    return [Line("".join(some), stroke) for stroke, some in paths.items()]


def _alone(frame: Frame, values: Values) -> str:
    """A short stroke where a value has no neighbour to be joined with."""
    parts = []
    for at, value in enumerate(values):
        around = [*values[max(at - 1, 0) : at], *values[at + 1 : at + 2]]
        if value is not None and all(one is None for one in around):
            parts.append(f"M{frame.xs[at] - 4:.1f} {frame.scale.y(value):.1f}h8")
    return "".join(parts)


def _breaks(plan: Plan, frame: Frame) -> str:
    return "".join(
        f"M{frame.xs[one.at] - frame.half:.1f} {frame.top - 12:.1f}V{frame.bottom:.1f}"
        for one in plan.breaks
    )


def _reasons(plan: Plan, frame: Frame) -> Iterable[Text]:
    """Why the mean begins again, above the frame, up to the next such line."""
    lines = [frame.xs[one.at] - frame.half for one in plan.breaks]
    ends = [0.0, *lines, frame.right]
    for at, one in enumerate(plan.breaks):
        x, before, after = lines[at], ends[at], ends[at + 2]
        need = width_of(one.words)
        left = after - x < need and at == 0 and x - before > after - x
        words = fitted(one.words, (x - before if left else after - x) - TEXT)
        anchor, moved = ("end", -6) if left else ("start", 6)
        if words:
            yield Text(f"{x + moved:.1f}", f"{frame.top - 6:.1f}", words, anchor)


def _trials(plan: Plan, frame: Frame) -> Iterable[Text]:
    """Words on a band, above it or, where it reaches the top, in it."""
    for band in plan.bands:
        begin, end = frame.span(band.first, band.last)
        if band.words and width_of(band.words) + 12 <= end - begin:
            y = frame.scale.y(band.high) - 6
            y = y + 22 if y - TEXT < frame.top else y
            yield Text(f"{begin + 6:.1f}", f"{y:.1f}", band.words)


def _gaps(plan: Plan, frame: Frame) -> Iterable[Text]:
    """The symbol of a period without a value, just above the axis."""
    y = f"{frame.bottom - 6:.1f}"
    for x, symbol, value in zip(frame.xs, plan.symbols, plan.values, strict=True):
        if symbol and value is None:
            yield Text(f"{x:.1f}", y, symbol, "middle", DATA, "700")


def _names(plan: Plan, frame: Frame) -> tuple[list[Text], str]:
    """The names of lines beside the picture, apart, each led to its line."""
    wanted = [frame.scale.y(name.value) for name in plan.names]
    stand = spread(wanted, frame.top, frame.bottom)
    x = frame.right + LEADER
    texts = [
        Text(
            f"{x:.1f}",
            f"{y + 5:.1f}",
            fitted(name.words, NAMES[1] - LEADER),
            colour=name.colour,
            weight="700" if name.bold else "400",
        )
        for name, y in zip(plan.names, stand, strict=True)
    ]
    return texts, "".join(
        f"M{frame.right + 2:.1f} {line:.1f}L{x - 5:.1f} {y:.1f}"
        for line, y in zip(wanted, stand, strict=True)
    )
