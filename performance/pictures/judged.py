"""What control charts and run charts share: points judged, and lines across."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from performance.pictures.charts import Show, floats, padded, shown
from performance.pictures.paints import (
    BENCHMARKS,
    DATA,
    DOT,
    INK,
    KINDS,
    RING,
    TARGET,
    Kind,
    Stroke,
)
from performance.pictures.plans import Across, Name, Plan
from performance.pictures.scales import ticks, unit_of, written
from performance.spc import Judged


@dataclass(frozen=True, slots=True)
class Reference:
    """A benchmark that holds over the whole picture: “Neighbours”, 21.2."""

    name: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Judgement:
    """The points of a chart, how each is labelled, and the lines across it."""

    points: Sequence[Judged]
    labels: Sequence[str]
    show: Show
    given: Sequence[str]  # symbols; periods at the end may have none
    target: Decimal | None
    benchmarks: Sequence[Reference]

    @property
    def symbols(self) -> list[str]:
        """One for each period, where it has no value."""
        return padded(self.given, len(self.points))

    @property
    def kinds(self) -> list[Kind]:
        """The kinds of marks that are drawn, special ones first."""
        drawn = {KINDS[one.variation] for one in self.points if _known(one)}
        return [*sorted(drawn - {DOT, RING}, key=lambda kind: kind.word)[::-1]] + [
            kind for kind in (DOT, RING) if kind in drawn
        ]

    @property
    def references(self) -> list[tuple[Stroke, str, Decimal]]:
        """How each line across is drawn, what it is called, and where it is."""
        found = []
        if self.target is not None:
            found.append((TARGET, f"Target {self.show(self.target)}", self.target))
        for at, one in enumerate(self.benchmarks):
            stroke = BENCHMARKS[at % len(BENCHMARKS)]
            found.append((stroke, f"{one.name} {self.show(one.value)}", one.value))
        return found

    @property
    def key(self) -> list[tuple[Stroke, str]]:
        """The lines across, for the key."""
        return [(stroke, words) for stroke, words, _ in self.references]

    def plan(
        self, heights: Sequence[Decimal], names: Sequence[Name], **parts: Any
    ) -> Plan:
        """All that is drawn; `heights` are other values that must be in sight."""
        values = [one.point.value for one in self.points]
        known = [value for value in values if value is not None]
        references = self.references
        marks = ticks(
            [*known, *heights, *(value for _, _, value in references)], unit_of(known)
        )
        return Plan(
            labels=self.labels,
            ticks=[float(tick) for tick in marks],
            tick_words=written(marks, self.show),
            values=floats(values),
            kinds=[KINDS[one.variation] for one in self.points],
            symbols=self.symbols,
            across=[Across(float(value), stroke) for stroke, _, value in references],
            names=[
                *self._latest(),
                *names,
                *(
                    Name(words, float(at), how.colour, kept=f" {self.show(at)}")
                    for how, words, at in references
                ),
            ],
            **parts,
        )

    def _latest(self) -> list[Name]:
        """The last point in words, none where it has no value."""
        last = self.points[-1] if self.points else None
        if last is None or last.point.value is None:
            return []
        fill = KINDS[last.variation].fill
        colour = INK if fill in (DATA, "#ffffff") else fill
        value = last.point.value
        return [Name(f"Latest {self.show(value)}", float(value), colour, bold=True)]

    def rows(self) -> list[tuple[str, ...]]:
        """Each period, its figure and what it shows."""
        return [
            (
                label,
                shown(one.point.value, symbol, self.show),
                KINDS[one.variation].word if _known(one) else "Not judged",
            )
            for one, label, symbol in zip(
                self.points, self.labels, self.symbols, strict=True
            )
        ]


def _known(one: Judged) -> bool:
    return one.point.value is not None
