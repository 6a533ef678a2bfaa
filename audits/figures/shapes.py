"""What this room gives to dashboards: plain values, as they may be shown to a board."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class StateFigure:
    """How many audits stand at one step."""

    state: str
    label: str
    number: int


@dataclass(frozen=True, slots=True)
class ComingFigure:
    """An audit that is not closed, and when it is to report."""

    audit: int
    title: str
    label: str
    report_by: date
    is_late: bool


@dataclass(frozen=True, slots=True)
class DomainFigure:
    """One domain of a closed audit: a count or a symbol for each grade.

    `concerns` of `total` are not good enough; `moved` says how that stands beside the
    audit before: better, worse, same, or nothing where none can be told.
    """

    title: str
    cells: list[str]
    total: str
    concerns: str
    moved: str


@dataclass(frozen=True, slots=True)
class SpreadFigure:
    """How a closed audit was graded, small numbers of cases hidden."""

    audit: int
    title: str
    closed_on: date
    grades: list[str]
    is_concern: list[bool]
    domains: list[DomainFigure]
    few: str  # why nothing is shown
    hidden: str  # what a symbol stands for, where one is shown


@dataclass(frozen=True, slots=True)
class ThemeFigure:
    """How often a theme was found, by what was said of it, in closed audits."""

    theme: str
    to_change: int
    strengths: int


@dataclass(frozen=True, slots=True)
class OverdueFigure:
    """A recommendation whose day is past."""

    recommendation: int
    text: str
    agency: str
    due_on: date


@dataclass(frozen=True, slots=True)
class AgeFigure:
    """How many recommendations that are not closed were sent so long ago."""

    label: str
    number: int


@dataclass(frozen=True, slots=True)
class RecommendedFigure:
    """Recommendations by how they stand; `oldest` is in days since they were sent."""

    open: int = 0
    asked: int = 0
    verified: int = 0
    overdue: int = 0
    oldest: int | None = None
    ages: list[AgeFigure] = field(default_factory=list)
    late: list[OverdueFigure] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ObjectiveFigure:
    """What audits say about one objective, beside what agencies say of themselves."""

    title: str
    audits: int
    to_change: int
    strengths: int
    open: int
    overdue: int
    verified: int


@dataclass(frozen=True, slots=True)
class AuditFigures:
    """A partnership’s audits: where they are, what they found, what became of it."""

    states: list[StateFigure] = field(default_factory=list)
    coming: list[ComingFigure] = field(default_factory=list)
    spreads: list[SpreadFigure] = field(default_factory=list)
    themes: list[ThemeFigure] = field(default_factory=list)
    recommended: RecommendedFigure = field(default_factory=RecommendedFigure)
    objectives: list[ObjectiveFigure] = field(default_factory=list)
