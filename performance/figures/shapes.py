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
    # What a small picture is drawn from: each period’s first day and value, nothing
    # where none is shown; which way is better from when; where a mean begins anew.
    points: list[list[str | None]]
    better_from: list[list[str | int]]
    starts: list[list[str | int | None]]
    wanted: str  # the target, as a plain number
    ceiling: str


@dataclass(frozen=True, slots=True)
class OtherFigure:
    """One measure without figures over time: words, yes or no, or nothing yet."""

    commission: int
    title: str
    is_told: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class AgencyFigure:
    """How complete and how timely one agency’s returns of the latest periods are.

    All are 0 for an agency that is asked and none of whose returns was due yet.
    """

    agency: str
    on_time: int
    late: int
    missing: int


@dataclass(frozen=True, slots=True)
class VoiceFigure:
    """How often a theme came up within a year, from how many people, and from whom.

    Numbers of children or families from 1 to 5 are hidden: those entries are counted
    in `small` and add nothing to `people`, so that no hidden one can be worked out.
    """

    theme: str
    entries: int
    people: int
    small: int
    by_whom: list[str]  # who spoke of it most often comes first


@dataclass(frozen=True, slots=True)
class PerformanceFigures:
    """A partnership’s measures, who sends figures in time, and what people said."""

    measures: list[MeasureFigure] = field(default_factory=list)
    others: list[OtherFigure] = field(default_factory=list)
    agencies: list[AgencyFigure] = field(default_factory=list)
    up_to: date | None = None
    voices: list[VoiceFigure] = field(default_factory=list)
