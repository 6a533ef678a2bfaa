"""The chart that fits a measure, from its figures as they may be shown."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from performance import runs
from performance.benchmarks import Beside, Line
from performance.figures.board import yearly
from performance.measuring import Measured
from performance.models import Commission, Measure
from performance.periods import Frequency, Period
from performance.pictures import (
    DRAWN,
    Compared,
    Multiple,
    Multiples,
    Reference,
    SeriesChart,
    control,
    multiples,
    run,
    trend,
)
from performance.sentences import assurance, change
from performance.series import Moment, Shown, number
from performance.showing import written
from performance.spc import Point
from privacy.disclosure import Symbol


def draw(one: Measured, published: Sequence[Line]) -> SeriesChart | None:
    """A control chart, a run chart or a yearly trend; nothing with too few figures.

    All periods judge, the last of them are drawn.
    """
    series, measure = one.series, one.commission.measure
    each = one.commission.every.each
    published = [line for line in published if _beside(one.commission, line)]
    chart, moments = series.chart, series.moments[-DRAWN:]
    kind = runs.fitting(series.points, yearly=one.commission.every.months == 12)
    show = _show(one)
    said: dict[str, Any] = {
        "title": measure.title,
        "labels": [moment.period.short for moment in moments],
        "show": show,
        "symbols": [_symbol(moment.value) for moment in moments],
    }
    if kind is runs.Kind.TREND:
        return _trend(one, published, said)
    lines = [
        Reference(line.name, mark.value)
        for line in published
        if (mark := line.latest) and not isinstance(mark.value, Symbol)
    ]
    if kind is runs.Kind.TABLE:
        return None
    if isinstance(chart, runs.RunChart):
        return run(
            chart.last(DRAWN),
            sentence=change(chart, each=each),
            benchmarks=lines,
            target=series.target,
            **said,
        )
    sentences = [
        change(chart, each=each),
        assurance(chart, each=each, show=show),
    ]
    return control(
        chart.last(DRAWN),
        sentence=" ".join(filter(None, sentences)),
        benchmarks=lines,
        rebases={rebase.from_on: rebase.because for rebase in one.rebases},
        ceiling=measure.ceiling,
        **said,
    )


def _trend(
    one: Measured, published: Sequence[Line], said: dict[str, Any]
) -> SeriesChart:
    """Years, each beside the same year of what is published."""
    moments = one.series.moments[-DRAWN:]
    return trend(
        Compared(
            one.commission.partnership.short_name,
            [number(moment.value) for moment in moments],
            said.pop("symbols"),
        ),
        sentence=yearly(one),
        benchmarks=[
            Compared(line.name, [_at(line, moment.period) for moment in moments])
            for line in published
            if any(_at(line, moment.period) is not None for moment in moments)
        ],
        target=one.series.target,
        # Each of the compared has its own.
        **{name: what for name, what in said.items() if name != "symbols"},
    )


def _beside(commission: Commission, line: Line) -> bool:
    """Whether a line belongs on the chart: a country's number dwarfs an area's."""
    far = line.kind in (Beside.REGION, Beside.ENGLAND)
    dwarfs = far and commission.measure.unit == Measure.Unit.COUNT
    return not dwarfs and is_alike(commission, line.frequency)


def is_alike(commission: Commission, frequency: Frequency) -> bool:
    """Whether values of this length of period can stand beside the measure’s own.

    What happened in a quarter is about a quarter of what happens in a year; a share,
    or how it was on one day, is the same however long the period.
    """
    measure = commission.measure
    adds_up = measure.unit in (Measure.Unit.RATE, Measure.Unit.COUNT)
    if measure.kind == Measure.Kind.SNAPSHOT or not adds_up:
        return True
    return frequency.months == commission.every.months


def draw_agencies(one: Measured) -> Multiples | None:
    """Small pictures of every agency; a hidden one has none, and says why."""
    moments = one.series.moments
    # An agency has a number and no rate: the children live in the whole area.
    if len(moments) < 2 or one.commission.measure.is_of_population:
        return None
    some = [
        _small(
            name,
            [moment.by_agency.get(pk, Symbol.UNAVAILABLE) for moment in moments],
            moments,
            one,
        )
        for pk, name in one.agencies.items()
    ]
    return multiples(
        some,
        title=f"{one.commission.measure.title}, by agency",
        labels=[moment.period.short for moment in moments[-DRAWN:]],
        show=_show(one),
        sentence="Every picture has the same scale; the latest figure is marked.",
    )


def _small(
    name: str, values: Sequence[Shown], moments: Sequence[Moment], one: Measured
) -> Multiple:
    points = [
        Point(moment.period.starts_on, number(value))
        for moment, value in zip(moments, values, strict=True)
    ]
    yearly_ones = one.commission.every.months == 12
    chart = (
        runs.unjudged(points)
        if yearly_ones
        else runs.judge(
            points, direction=one.series.direction, starts=one.series.starts
        )
    ).last(DRAWN)
    latest = values[-1]
    symbols = [_symbol(value) for value in values[-DRAWN:]]
    if isinstance(latest, Symbol) and latest.is_hidden:
        words = latest.words.capitalize()
        return Multiple(name, chart, symbols, hidden=words, symbol=latest.value)
    return Multiple(name, chart, symbols)


def _at(line: Line, period: Period) -> Decimal | None:
    mark = line.at(period)
    return None if mark is None or isinstance(mark.value, Symbol) else mark.value


def _symbol(value: Shown) -> str:
    return str(value.value) if isinstance(value, Symbol) else ""


def _show(one: Measured) -> Callable[[Decimal], str]:
    def show(value: Decimal) -> str:
        return written(one.commission.measure, value)

    return show
