"""The words in a picture and beside it."""

from collections.abc import Iterable, Sequence

from performance.pictures.frames import EDGE, LEADER, NAMES, Frame, Text
from performance.pictures.paints import DATA
from performance.pictures.plans import Name, Plan
from performance.pictures.scales import TEXT, fitted, spread, width_of


def notes(plan: Plan, frame: Frame) -> list[Text]:
    """What is written in the picture."""
    return [*_reasons(plan, frame), *_trials(plan, frame), *_gaps(plan, frame)]


def _reasons(plan: Plan, frame: Frame) -> Iterable[Text]:
    """Why the mean begins again, above the frame, up to the next such line.

    The first may stand before its line, where there is more room.
    """
    lines = [frame.xs[one.at] - frame.half for one in plan.breaks]
    ends = [*lines[1:], frame.right][: len(lines)]
    for at, (one, x, end) in enumerate(zip(plan.breaks, lines, ends, strict=True)):
        room, before = end - x, x - frame.left
        back = (
            at == 0 and room < width_of(one.words, frame.text) + TEXT and before > room
        )
        words = fitted(one.words, (before if back else room) - TEXT, frame.text)
        place = x - 6 if back else x + 6
        if words:
            anchor = "end" if back else "start"
            yield Text(f"{place:.1f}", f"{frame.top - 6:.1f}", words, anchor)


def _trials(plan: Plan, frame: Frame) -> Iterable[Text]:
    """Words above a band or under it, where they cover no figure; else none."""
    for band in plan.bands:
        begin, end = frame.span(band.first, band.last)
        wide = width_of(band.words, frame.text) + 2 * EDGE
        rows = (frame.scale.y(band.high) - 6, frame.scale.y(band.low) + TEXT + 2)
        near = [
            frame.scale.y(value)
            for x, value in zip(frame.xs, plan.values, strict=True)
            if value is not None and begin - 2 * frame.half <= x <= begin + wide
        ]
        free = (y for y in rows if _free(y, near, frame))
        y = next(free, None)
        if band.words and y is not None and wide <= end - begin:
            yield Text(f"{begin + 6:.1f}", f"{y:.1f}", band.words)


def _free(y: float, near: Sequence[float], frame: Frame) -> bool:
    """Whether words on this line stay in the frame and off the line through figures."""
    if y - TEXT < frame.top or y + 4 > frame.bottom:
        return False
    return all(one < y - TEXT - 4 for one in near) or all(one > y + 8 for one in near)


def _gaps(plan: Plan, frame: Frame) -> Iterable[Text]:
    """The symbol of a period without a value, just above the axis."""
    y = f"{frame.bottom - 6:.1f}"
    for x, symbol, value in zip(frame.xs, plan.symbols, plan.values, strict=True):
        if symbol and value is None:
            yield Text(f"{x:.1f}", y, symbol, "middle", DATA, "700")


def names_beside(plan: Plan, frame: Frame) -> tuple[list[Text], str]:
    """The names of lines beside the picture, apart, each led to its line."""
    wanted = [frame.scale.y(name.value) for name in plan.names]
    stand = spread(wanted, frame.top, frame.bottom)
    x = frame.right + LEADER
    texts = [
        Text(
            f"{x:.1f}",
            f"{y + 5:.1f}",
            _cut(name, NAMES[1] - LEADER, frame.text),
            colour=name.colour,
            weight="700" if name.bold else "400",
        )
        for name, y in zip(plan.names, stand, strict=True)
    ]
    return texts, "".join(
        f"M{frame.right + 2:.1f} {line:.1f}L{x - 5:.1f} {y:.1f}"
        for line, y in zip(wanted, stand, strict=True)
    )


def _cut(name: Name, room: float, size: float) -> str:
    """A name with its number; where there is no room for all, less of the name."""
    first = name.words.removesuffix(name.kept)
    return fitted(first, room - width_of(name.kept, size), size) + name.kept
