"""Small pictures of a measure, drawn from its figures as they may be shown."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from performance.figures.lead import SAME, kind_of
from performance.pictures import (
    DRAWN,
    Icon,
    Sparkline,
    assurance_icon,
    sparkline,
    variation_icon,
)
from performance.runs import RunChart, judge
from performance.spc import Chart, Direction, Point, Start, Variation


@dataclass(frozen=True, slots=True)
class Pictured:
    """A measure in one line: its figures, two icons and the course of it."""

    figure: Mapping[str, Any]
    variation: Icon
    assurance: Icon
    spark: Sparkline


TALLIED = (
    ("concern", Variation.CONCERN_HIGH, "getting worse"),
    ("improvement", Variation.IMPROVEMENT_HIGH, "improving"),
    (SAME, Variation.COMMON, "no real change"),
    ("", Variation.NOT_JUDGED, "neutral or not judged"),
)


def tally(figures: Collection[Mapping[str, Any]]) -> list[tuple[int, str, Icon]]:
    """How many measures stand how: a number, its words and its icon."""
    named = Counter(kind_of(one) for one in figures)
    left = len(figures) - sum(named[kind] for kind, *_ in TALLIED[:-1])
    return [
        (named[kind] if kind else left, words, variation_icon(icon, ""))
        for kind, icon, words in TALLIED
    ]


def pictured(figure: Mapping[str, Any]) -> Pictured:
    """The pictures of a `MeasureFigure`, from its fields."""
    chart = chart_of(figure).last(DRAWN)
    judged = Variation(figure["variation"])
    unjudged = judged is Variation.NOT_JUDGED
    note = None
    if figure["is_hidden"]:
        note = "the latest is hidden"
    elif figure["is_missing"]:
        note = "no latest figure"
    return Pictured(
        figure=figure,
        variation=variation_icon(judged, note if unjudged else None),
        assurance=assurance_icon(
            chart
            if figure["assurance"] and isinstance(chart, Chart)
            else Chart((), chart.direction, _number(figure["wanted"]))
        ),
        spark=sparkline(
            [one.point for one in chart.points] if unjudged else chart,
            ceiling=_number(figure["ceiling"]),
        ),
    )


def chart_of(figure: Mapping[str, Any]) -> Chart | RunChart:
    """The chart that judged it, of all that is shown."""
    return judge(
        [Point(_day(on), _number(value)) for on, value in figure["points"]],
        direction=[(_day(on), Direction(way)) for on, way in figure["better_from"]],
        target=_number(figure["wanted"]),
        starts=[Start(_day(on), baseline) for on, baseline in figure["starts"]],
    )


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _number(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None
