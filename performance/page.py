"""The page of one measure in words and rows, all of it as it may be shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from performance.figures.board import moved
from performance.measuring import Measured
from performance.periods import Period
from performance.series import Moment, Series
from performance.showing import written
from privacy.disclosure import Symbol


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


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """One agency’s latest figures."""

    name: str
    latest: str
    before: str
    symbol: Symbol | None = None


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

    @property
    def series(self) -> Series:
        """Its figures over time."""
        return self.one.series

    @property
    def rows(self) -> list[Row]:
        """Every period, the latest first."""
        moments = self.series.moments
        return [self._row(moments[: place + 1]) for place in range(len(moments))][::-1]

    @property
    def agencies(self) -> list[AgencyRow]:
        """Each agency’s latest figure beside the one before."""
        moments = self.series.moments
        if not moments or len(self.one.agencies) < 2:
            return []
        latest = moments[-1]
        before = moments[-2] if len(moments) > 1 else None
        measure = self.one.commission.measure
        rows = []
        for pk, name in self.one.agencies.items():
            value = latest.by_agency.get(pk)
            earlier = before.by_agency.get(pk) if before else None
            rows.append(
                AgencyRow(
                    name,
                    written(measure, value),
                    written(measure, earlier),
                    value if isinstance(value, Symbol) else None,
                )
            )
        return rows

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

    def hidden(self) -> list[Hidden]:
        """Every figure that is hidden and the rule, the latest first.

        Only for those who may see the numbers.
        """
        return [
            Hidden(
                moment.period,
                "" if agency is None else self.one.agencies.get(agency, "An agency"),
                rule.words,
            )
            for moment in reversed(self.series.moments)
            for agency, rule in moment.why.items()
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
        )


def page_of(one: Measured) -> MeasurePage:
    """The page of a measure."""
    return MeasurePage(one)


def _count(count: int | Symbol) -> str:
    return str(count.value) if isinstance(count, Symbol) else f"{count:,}"
