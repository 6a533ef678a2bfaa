"""What this room gives to dashboards: plain values, as they may be shown to a board."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class MeasureFigure:
    """One measure: what it comes to now, and what its past says about it.

    Everything is as it may be shown: hidden numbers are symbols, and changes, icons
    and sentences are made of what is shown.
    """

    commission: int
    title: str
    objectives: list[str]
    latest: str  # as in “21.9%” or “c”
    latest_period: str
    is_hidden: bool
    is_missing: bool
    target: str
    target_side: str  # “or more”, “or less” or nothing
    variation: str
    assurance: str
    change: str  # from the period before, as in “up 2.1”
    sentence: str
    shown: list[str | None]  # values for a small picture, a gap where there is none
    marks: list[str]
    agencies_given: int
    agencies_asked: int


@dataclass(frozen=True, slots=True)
class AgencyFigure:
    """How complete and how timely one agency’s returns of the latest periods are."""

    agency: str
    on_time: int
    late: int
    missing: int


@dataclass(frozen=True, slots=True)
class PerformanceFigures:
    """The measures of one partnership, and who sends their figures in time."""

    measures: list[MeasureFigure] = field(default_factory=list)
    agencies: list[AgencyFigure] = field(default_factory=list)
    up_to: date | None = None

    @property
    def worse(self) -> int:
        """How many show a change for the worse."""
        return sum(one.variation.startswith("concern") for one in self.measures)
