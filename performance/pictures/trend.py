"""Yearly trends: a series beside others, each line named at its end."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from performance.pictures.charts import (
    SeriesChart,
    Show,
    floats,
    padded,
    series_chart,
    shown,
)
from performance.pictures.paints import BENCHMARKS, DOT, INK, LINE, TARGET, Stroke
from performance.pictures.plans import Across, Name, Other, Plan
from performance.pictures.scales import ticks, unit_of, written
from ui.charts import Table

Values = Sequence[Decimal | None]


@dataclass(frozen=True, slots=True)
class Compared:
    """A series with a name, and the symbols that stand where it has no value."""

    name: str
    values: Values
    symbols: Sequence[str] = ()


def trend(
    main: Compared,
    *,
    title: str,
    labels: Sequence[str],
    show: Show,
    sentence: str,
    benchmarks: Sequence[Compared] = (),
    target: Decimal | None = None,
) -> SeriesChart:
    """A series, and each benchmark with dashes of its own. One value for each label."""
    series = [main, *benchmarks]
    dashes = [BENCHMARKS[at % len(BENCHMARKS)] for at in range(len(benchmarks))]
    strokes = [LINE, *dashes]
    targets = [] if target is None else [target]
    known = [value for one in series for value in one.values if value is not None]
    marks = ticks([*known, *targets], unit_of(known))
    aim = [f"Target {show(value)}" for value in targets]
    ends = [_end(one, labels, show) for one in series]
    names = [
        Name(
            words,
            float(value),
            strokes[at].colour if at else INK,
            bold=not at,
            kept=words.removeprefix(series[at].name),
        )
        for at, (words, value) in enumerate(ends)
        if value is not None
    ]
    plan = Plan(
        labels=labels,
        ticks=[float(tick) for tick in marks],
        tick_words=written(marks, show),
        values=floats(main.values),
        kinds=[DOT] * len(labels),
        symbols=padded(main.symbols, len(labels)),
        others=[
            Other(floats(one.values), dash)
            for one, dash in zip(benchmarks, dashes, strict=True)
        ],
        across=[Across(float(value), TARGET) for value in targets],
        names=[
            *names,
            *(
                Name(words, float(value), TARGET.colour)
                for words, value in zip(aim, targets, strict=True)
            ),
        ],
    )
    key: list[tuple[Stroke, str]] = [
        (stroke, words) for stroke, (words, _) in zip(strokes, ends, strict=True)
    ]
    return series_chart(
        plan,
        _table(series, labels, show),
        title=title,
        sentence=sentence,
        key=[*key, *((TARGET, words) for words in aim)],
        kinds=(),
    )


def _end(
    one: Compared, labels: Sequence[str], show: Show
) -> tuple[str, Decimal | None]:
    """A line’s name and last value, with when that was if not in the last period."""
    pairs = list(zip(labels, one.values, strict=True))
    for label, value in reversed(pairs):
        if value is not None:
            when = "" if label == labels[-1] else f" ({label})"
            return f"{one.name} {show(value)}{when}", value
    return f"{one.name}: no figures", None


def _table(series: Sequence[Compared], labels: Sequence[str], show: Show) -> Table:
    columns = [
        [
            shown(value, symbol, show)
            for value, symbol in zip(
                one.values, padded(one.symbols, len(labels)), strict=True
            )
        ]
        for one in series
    ]
    rows = list(zip(labels, *columns, strict=True))
    return Table(("Period", *(one.name for one in series)), rows)
