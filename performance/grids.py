"""What an agency is asked for about a period, and what it says and said before."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch

from partnership.models import Agency, Partnership
from performance.arithmetic import value
from performance.checks import Problem, check
from performance.earlier import Before, earlier_figures, numbers_of
from performance.lines import SAID, Line, Past, Plain, received_of
from performance.models import (
    Commission,
    DataPoint,
    Measure,
    Received,
    Return,
    Revision,
)
from performance.models.returns import Figure
from performance.periods import Period
from performance.policies import hidden_up_to

__all__ = ["SAID", "Grid", "Line", "commissions_of", "grid", "worth"]


@dataclass(frozen=True)
class Grid:
    """Everything that an agency is asked for about one period, or said of it before."""

    agency: Agency
    period: Period
    due_on: date
    lines: Sequence[Line]
    data_return: Return | None = None
    commissions: Sequence[Commission] = field(default=())
    past: Sequence[Past] = field(default=())

    @property
    def partnerships(self) -> list[Partnership]:
        """Who asks, each once, by name."""
        found = {one.partnership_id: one.partnership for one in self.commissions}
        return sorted(found.values(), key=lambda one: one.name)

    @property
    def hidden_up_to(self) -> int:
        """The largest number of children that boards do not see, if any."""
        return hidden_up_to(line.measure for line in self.lines)

    @property
    def open_lines(self) -> list[Line]:
        """Those that can be changed."""
        return [line for line in self.lines if not line.is_locked]

    @property
    def problems(self) -> list[Problem]:
        """What stands in the way of sending, judged beside what is accepted."""
        still = {line.measure.pk for line in self.open_lines}
        return [
            one for one in check([line.row for line in self.lines]) if one.key in still
        ]

    @property
    def said(self) -> int:
        """How many say something: a figure, or why there is none."""
        return sum(not line.point.is_blank for line in self.lines)

    @property
    def queries(self) -> list[tuple[Line, Received]]:
        """Everything that was queried or opened again."""
        return [(line, one) for line in self.lines for one in line.queries]


def commissions_of(agency: Agency, period: Period) -> list[Commission]:
    """What is asked of an agency about a period, as partnerships numbered it."""
    asked = Commission.objects.about(period).filter(
        asked__agency=agency, asked__from_on__lte=period.starts_on
    )
    return list(
        asked.select_related("measure", "partnership").order_by(
            "position", "measure__title", "partnership__name", "pk"
        )
    )


def grid(agency: Agency, period: Period) -> Grid | None:
    """The grid of a period; nothing where the agency is asked for nothing.

    Seven queries, however many measures there are.
    """
    commissions = commissions_of(agency, period)
    data_return = Return.objects.of(agency, period).first()
    if not commissions and data_return is None:
        return None
    points = {one.measure_id: one for one in _points(data_return)}
    measures = [one.measure_id for one in commissions]
    earlier = earlier_figures(agency.pk, period, measures)
    lines: dict[int, Line] = {}
    for one in commissions:
        asking = [
            other.partnership
            for other in commissions
            if other.measure_id == one.measure_id
        ]
        if one.measure_id not in lines:
            point = points.get(one.measure_id) or DataPoint(measure=one.measure)
            position = len(lines) + 1
            before = earlier.get(one.measure_id, {})
            lines[one.measure_id] = _line(one, position, asking, point, period, before)
    due = min((one.due_on(period) for one in commissions), default=period.ends_on)
    return Grid(
        agency,
        period,
        due,
        list(lines.values()),
        data_return,
        commissions,
        _past(points, lines),
    )


def _past(points: Mapping[int, DataPoint], but: Container[int]) -> list[Past]:
    """What was said of measures that nobody asks for any more, by title."""
    found = [Past(point) for pk, point in points.items() if pk not in but]
    told = [one for one in found if one.revisions or not one.point.is_blank]
    return sorted(told, key=lambda one: (one.measure.title, one.measure.pk))


def _line(
    commission: Commission,
    position: int,
    asking: Sequence[Partnership],
    point: DataPoint,
    period: Period,
    before: Before,
) -> Line:
    measure = commission.measure
    point.measure = measure
    return Line(
        measure=measure,
        position=position,
        partnerships=asking,
        point=point,
        before=before.get(period.before.starts_on),
        year_before=before.get(period.year_before.starts_on),
        earlier=numbers_of(before),
        received=received_of(point),
    )


def _points(data_return: Return | None) -> Iterable[DataPoint]:
    if data_return is None:
        return ()
    received = Received.objects.select_related("partnership").order_by(
        "partnership__name", "pk"
    )
    revisions = Revision.objects.order_by("number", "pk")
    points = data_return.points.select_related("measure").order_by("pk")
    return points.prefetch_related(
        Prefetch("received", received), Prefetch("revisions", revisions)
    )


def worth(measure: Measure, figure: Figure | Plain) -> Decimal | int | None:
    """The value of a figure as far as an agency’s own numbers give it.

    A rate is out of the children of an area, so an agency alone has only a number.
    None where there is nothing, or nothing to divide by.
    """
    if figure.numerator is None:
        return None
    if not measure.has_denominator:
        return figure.numerator
    if not figure.denominator:
        return None
    return value(
        figure.numerator,
        figure.denominator,
        multiplier=measure.multiplier,
        places=measure.places,
    )
