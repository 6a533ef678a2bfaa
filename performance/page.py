"""The page of one measure in words and rows, all of it as it may be shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from performance.benchmarks import Line
from performance.drawing import draw, draw_agencies
from performance.figures.board import moved
from performance.measuring import Measured
from performance.periods import Period
from performance.pictures import Multiples, SeriesChart
from performance.series import Moment, Series
from performance.showing import written
from privacy.disclosure import Symbol
from ui.templatetags.words import day

HELD = "First shown on {}; a later correction is not shown"
STAYS = "it was hidden when it was first shown, on {}, and stays so"
WHY_HELD = (
    "it is shown as it was before a correction, which would give a small number away "
    "beside it"
)


@dataclass(frozen=True, slots=True)
class Row:
    """One period: its value, what it was worked out from, and the change."""

    period: str
    value: str
    counted: str
    change: str
    given: int
    asked: int
    symbol: Symbol | None = None
    held: str = ""  # when it was first shown, where a correction is not


@dataclass(frozen=True, slots=True)
class Hidden:
    """One figure that readers do not see, and why."""

    period: Period
    agency: str  # nothing for all together
    why: str


@dataclass(frozen=True)
class MeasurePage:
    """Everything the page of a measure says."""

    one: Measured
    published: Sequence[Line] = ()

    @property
    def series(self) -> Series:
        """Its figures over time."""
        return self.one.series

    @property
    def rows(self) -> list[Row]:
        """Every period, the latest first."""
        moments = self.series.moments
        places = range(len(moments))
        return [self._row(moments[max(0, at - 1) : at + 1]) for at in places][::-1]

    @property
    def said(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Words, period by period, the latest first, with who said them."""
        found: dict[date, list[tuple[str, str]]] = {}
        names = {}
        for period, agency, words in self.one.words:
            if words:
                names[period.starts_on] = period.words
                name = self.one.agencies.get(agency, "An agency")
                found.setdefault(period.starts_on, []).append((name, words))
        return [(names[on], found[on]) for on in sorted(found, reverse=True)]

    def picture(self) -> SeriesChart | None:
        """The chart that fits, and nothing where there is too little to draw."""
        return draw(self.one, self.published) if self.series.moments else None

    def multiples(self) -> Multiples | None:
        """Each agency’s own course on one scale, where several are asked."""
        return draw_agencies(self.one) if len(self.one.agencies) > 1 else None

    @property
    def compared(self) -> list[tuple[str, str, str]]:
        """What is published last about each area: whose, the period, the value."""
        measure = self.one.commission.measure
        return [
            (
                f"{line.name}{f', {mark.note}' if mark.note else ''}",
                mark.period.short,
                written(measure, mark.value),
            )
            for line in self.published
            if (mark := line.latest)
        ]

    def hidden(self) -> list[Hidden]:
        """Every figure that is hidden and the rule, the latest first.

        Only for those who may see the numbers.
        """
        return [
            Hidden(
                moment.period,
                "" if agency is None else self.one.agencies.get(agency, "An agency"),
                why,
            )
            for moment in reversed(self.series.moments)
            for agency, why in _whys(moment)
        ]

    def _row(self, moments: Sequence[Moment]) -> Row:
        now = moments[-1]
        measure = self.one.commission.measure
        counted = ""
        if now.denominator is not None:
            counted = f"{_count(now.numerator)} of {_count(now.denominator)}"
        return Row(
            period=now.period.words,
            value=written(measure, now.value),
            counted=counted,
            change=moved(moments, measure.places),
            given=now.given,
            asked=now.asked,
            symbol=now.value if isinstance(now.value, Symbol) else None,
            held=HELD.format(day(now.held_since)) if now.held_since else "",
        )


def page_of(one: Measured, published: Sequence[Line] = ()) -> MeasurePage:
    """The page of a measure, with what is published beside it."""
    return MeasurePage(one, published)


def _whys(moment: Moment) -> list[tuple[int | None, str]]:
    """Whose figure is hidden, and why; where a correction is not shown, why it stays.

    What a correction made of a small number need not be small any more.
    """
    if moment.held_since is None:
        return [(agency, rule.words) for agency, rule in moment.why.items()]
    stays = STAYS.format(day(moment.held_since))
    whys: list[tuple[int | None, str]] = [(agency, stays) for agency in moment.why]
    return whys if None in moment.why else [*whys, (None, WHY_HELD)]


def _count(count: int | Symbol) -> str:
    return str(count.value) if isinstance(count, Symbol) else f"{count:,}"
