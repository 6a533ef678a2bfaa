"""A chart over periods: two pictures of one plan, with keys, words and a table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from performance.pictures.drawing import Picture, draw
from performance.pictures.frames import SIZES
from performance.pictures.paints import Kind, Stroke
from performance.pictures.plans import Plan
from ui.charts import Table

Show = Callable[[Decimal], str]
DRAWN = 60  # periods at most, the latest; of more, marks would touch


@dataclass(frozen=True, slots=True)
class SeriesChart:
    """A control chart, a run chart or a trend."""

    template: ClassVar[str] = "components/charts/series.html"

    title: str
    description: str
    kinds: Sequence[Kind]
    key: Sequence[tuple[Stroke, str]]
    pictures: Sequence[Picture]
    table: Table


def series_chart(
    plan: Plan,
    table: Table,
    *,
    title: str,
    sentence: str,
    key: Sequence[tuple[Stroke, str]],
    kinds: Sequence[Kind],
) -> SeriesChart:
    """A plan in both sizes, with what it shows in words."""
    return SeriesChart(
        title,
        _description(sentence, plan.labels, [words for _, words in key]),
        kinds,
        key,
        [draw(plan, size) for size in SIZES] if any_value(plan) else (),
        table,
    )


def any_value(plan: Plan) -> bool:
    """Whether there is anything to draw."""
    series = [plan.values, *(other.values for other in plan.others)]
    return any(value is not None for values in series for value in values)


def _description(sentence: str, labels: Sequence[str], lines: Sequence[str]) -> str:
    """The sentence; then over what time, and the lines that are drawn."""
    parts = [sentence]
    if labels:
        one = len(labels) == 1
        parts.append(
            f"In {labels[0]}." if one else f"From {labels[0]} to {labels[-1]}."
        )
    parts.extend(f"{line}." for line in lines)
    return " ".join(part for part in parts if part)


def shown(value: Decimal | None, symbol: str, show: Show) -> str:
    """A value as it is read, or the symbol that stands for it."""
    return symbol or "No figure" if value is None else show(value)


def padded(symbols: Sequence[str], count: int) -> list[str]:
    """A symbol for each period, none for those that are not named."""
    return [*symbols, *[""] * (count - len(symbols))]


def floats(values: Sequence[Decimal | None]) -> list[float | None]:
    """Values as they are drawn."""
    return [None if value is None else float(value) for value in values]
