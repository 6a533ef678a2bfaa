"""Control charts and run charts: points judged, and what they are judged by."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from performance.pictures.charts import SeriesChart, Show, series_chart
from performance.pictures.judged import Judgement, Reference
from performance.pictures.paints import LIMIT, MEAN, SECONDARY, Stroke
from performance.pictures.plans import Band, Break, Level, Name
from performance.runs import RunChart
from performance.spc import Chart, Group
from ui.charts import Table

BY_POINT = ("Period", "Figure", "What it shows")


def control(
    chart: Chart,
    *,
    title: str,
    labels: Sequence[str],
    show: Show,
    sentence: str,
    symbols: Sequence[str] = (),
    benchmarks: Sequence[Reference] = (),
    rebases: Mapping[date, str] | None = None,
    ceiling: Decimal | None = None,
) -> SeriesChart:
    """A control chart. Labels and symbols have one for each period, “Sep 2026” and “c”.

    `rebases` says why a group begins, by the day of its start. `ceiling` is what the
    measure cannot pass: limits are drawn, though not judged, from 0 to there.
    """
    judged = Judgement(chart.points, labels, show, symbols, chart.target, benchmarks)
    reaches = list(_reaches(chart, ceiling))
    last = reaches[-1] if chart.limits else None
    drawn = [one for one in reaches if one.group.limits]
    why = rebases or {}
    plan = judged.plan(
        [height for one in drawn for height in (one.low, one.mean, one.high)],
        _names(last, show),
        bands=[one.band for one in drawn],
        levels=[level for one in drawn for level in one.levels],
        breaks=[
            Break(one.first, why.get(one.group.start.on, "")) for one in reaches[1:]
        ],
    )
    return series_chart(
        plan,
        Table(
            (*BY_POINT, "Mean", "Expected range"), _rows(judged.rows(), reaches, show)
        ),
        title=title,
        sentence=sentence,
        key=[*_key(last, show), *judged.key],
        kinds=judged.kinds,
    )


def run(
    chart: RunChart,
    *,
    title: str,
    labels: Sequence[str],
    show: Show,
    sentence: str,
    symbols: Sequence[str] = (),
    benchmarks: Sequence[Reference] = (),
    target: Decimal | None = None,
) -> SeriesChart:
    """A run chart: as a control chart, with a median and no limits."""
    judged = Judgement(chart.points, labels, show, symbols, target, benchmarks)
    # A median of whole numbers is a float or a whole number itself in some Pythons.
    middle = [] if chart.median is None else [Decimal(chart.median)]
    words = [f"Median {show(value)}" for value in middle]
    plan = judged.plan(
        middle,
        [Name(one, float(at)) for one, at in zip(words, middle, strict=True)],
        levels=[Level(float(at), 0, len(chart.points) - 1, MEAN) for at in middle],
    )
    return series_chart(
        plan,
        Table(BY_POINT, judged.rows()),
        title=title,
        sentence=sentence,
        key=[*((MEAN, one) for one in words), *judged.key],
        kinds=judged.kinds,
    )


@dataclass(frozen=True, slots=True)
class Reach:
    """A group, from which period to which it goes, and its limits as they are drawn."""

    group: Group
    first: int
    last: int
    mean: Decimal
    low: Decimal
    high: Decimal

    @property
    def band(self) -> Band:
        """What is expected."""
        words = "Trial limits" if self.group.on_trial else ""
        return Band(float(self.low), float(self.high), self.first, self.last, words)

    @property
    def levels(self) -> list[Level]:
        """Its mean and both limits."""
        drawn = ((self.mean, MEAN), (self.high, LIMIT), (self.low, LIMIT))
        return [Level(float(at), self.first, self.last, how) for at, how in drawn]

    @property
    def limit(self) -> str:
        """What its limits are called."""
        return "trial limit" if self.group.on_trial else "limit"


def _reaches(chart: Chart, ceiling: Decimal | None) -> Iterator[Reach]:
    first = 0
    for group in chart.groups:
        last = first + len(group.points) - 1
        yield Reach(group, first, last, *drawn_limits(group, ceiling))
        first = last + 1


def drawn_limits(
    group: Group, ceiling: Decimal | None
) -> tuple[Decimal, Decimal, Decimal]:
    """Mean and limits as drawn: not below 0, unless there are figures below 0."""
    limits = group.limits
    if limits is None:
        return Decimal(0), Decimal(0), Decimal(0)
    low, high = limits.drawn(ceiling)
    values = (one.point.value for one in group.points)
    below = any(value is not None and value < 0 for value in values)
    return limits.mean, limits.lower if below else low, high


def _names(last: Reach | None, show: Show) -> list[Name]:
    if last is None:
        return []
    return [
        Name(f"Upper {last.limit} {show(last.high)}", float(last.high), SECONDARY),
        Name(f"Mean {show(last.mean)}", float(last.mean)),
        Name(f"Lower {last.limit} {show(last.low)}", float(last.low), SECONDARY),
    ]


def _key(last: Reach | None, show: Show) -> list[tuple[Stroke, str]]:
    if last is None:
        return []
    trial = " (trial limits)" if last.group.on_trial else ""
    span = f"Expected range {show(last.low)} to {show(last.high)}{trial}"
    return [(MEAN, f"Mean {show(last.mean)}"), (LIMIT, span)]


def _rows(
    rows: Sequence[tuple[str, ...]], reaches: Sequence[Reach], show: Show
) -> list[tuple[str, ...]]:
    """Beside each period, the mean and the range of its group."""
    found: list[tuple[str, ...]] = []
    for one in reaches:
        beside = ("", "")
        if one.group.limits:
            trial = ", on trial" if one.group.on_trial else ""
            span = f"{show(one.low)} to {show(one.high)}{trial}"
            beside = (show(one.mean), span)
        found.extend((*row, *beside) for row in rows[one.first : one.last + 1])
    return found
