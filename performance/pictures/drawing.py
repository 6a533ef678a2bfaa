"""A plan in one size: paths and texts, ready to be written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from performance.pictures.frames import Frame, Size, Text, framed
from performance.pictures.notes import names_beside, notes
from performance.pictures.paints import LINE, Kind, Stroke
from performance.pictures.plans import Plan, Values
from performance.pictures.scales import shown_every, width_of

ROOMY = 11  # pixels between periods, below which marks shrink


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
    frame = framed(plan, size)
    names, leaders = names_beside(plan, frame) if size.named else ([], "")
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
        notes=notes(plan, frame),
        leaders=leaders,
        names=names,
    )


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
    paths: dict[str, list[str]] = {}
    met: dict[str, Kind] = {}
    for kind, x, value in zip(kinds, frame.xs, values, strict=True):
        if value is not None:
            path = kind.path(x, frame.scale.y(value), size)
            paths.setdefault(kind.word, []).append(path)
            met[kind.word] = kind
    return [Marks("".join(some), met[word]) for word, some in paths.items()]


def _shown(plan: Plan, frame: Frame) -> range:
    """The periods that are written on the axis, the latest always."""
    parts = [part for label in plan.labels for part in label.rsplit(" ", 1)]
    widest = max((width_of(part, frame.text) for part in parts), default=0)
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
