"""What an agency is asked for about a period, and what it says and said before."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch, Q

from partnership.models import Agency, Partnership
from performance.arithmetic import value
from performance.checks import Problem, check
from performance.earlier import Before, earlier_figures, numbers_of
from performance.lines import SAID, Line, Past, Plain, received_of
from performance.models import (
    Asked,
    Commission,
    DataPoint,
    Measure,
    Received,
    Return,
    Revision,
)
from performance.models.returns import Figure
from performance.periods import Frequency, Period, latest_ended
from performance.policies import hidden_up_to

__all__ = ["SAID", "Grid", "Line", "Owed", "commissions_of", "grid", "owed", "worth"]


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


@dataclass(frozen=True, order=True)
class Owed:
    """A return that is asked for, and how far it is."""

    due_on: date
    period: Period
    agency: Agency = field(compare=False)
    partnerships: Sequence[Partnership] = field(compare=False, default=())
    measures: int = field(compare=False, default=0)
    data_return: Return | None = field(compare=False, default=None)
    queried: int = field(compare=False, default=0)

    @property
    def is_sent(self) -> bool:
        """Whether it was sent, and nothing in it waits for the agency."""
        return bool(self.data_return and self.data_return.submitted_at) and (
            not self.queried
        )


def owed(agencies: Iterable[int], *, on: date, back: int = 4) -> list[Owed]:
    """The latest periods that are over, of each agency and frequency; latest first.

    `back` is how many periods of each; older ones about which something is asked come
    with them. Two queries, however many there are.
    """
    rows = list(
        Asked.objects.filter(agency__in=list(agencies))
        .select_related("commission__partnership", "agency")
        .order_by("agency__name", "commission__position", "pk")
    )
    if not rows:
        return []
    found: dict[tuple[int, Period], list[Asked]] = {}
    for row in rows:
        for period in _periods(row, on, back):
            found.setdefault((row.agency_id, period), []).append(row)
    returns = _returns_of({row.agency_id for row in rows}, {key[1] for key in found})
    all_owed = [
        _owed(period, some, returns.get((pk, period)))
        for (pk, period), some in found.items()
    ]
    all_owed += [
        _asked_about(one)
        for key, one in returns.items()
        if key not in found and one.asked_about
    ]
    return sorted(all_owed, key=lambda one: (one.due_on, one.agency.name), reverse=True)


def _periods(row: Asked, on: date, back: int) -> Iterable[Period]:
    period = latest_ended(Frequency(row.commission.frequency), on)
    for _ in range(back):
        if row.is_about(period):
            yield period
        period = period.before


def _returns_of(
    agencies: Iterable[int], periods: Iterable[Period]
) -> dict[tuple[int, Period], Return]:
    """Their returns of these periods, and any about which something is asked."""
    latest = Q(starts_on__in={period.starts_on for period in periods})
    rows = Return.objects.filter(agency__in=list(agencies)).with_asked_about()
    wanted = rows.filter(latest | Q(asked_about__gt=0)).select_related("agency")
    return {(one.agency_id, one.period): one for one in wanted.order_by("pk")}


def _owed(period: Period, some: Sequence[Asked], data_return: Return | None) -> Owed:
    partnerships = {
        one.commission.partnership_id: one.commission.partnership for one in some
    }
    return Owed(
        due_on=min(one.commission.due_on(period) for one in some),
        period=period,
        agency=some[0].agency,
        partnerships=list(partnerships.values()),
        measures=len({one.commission.measure_id for one in some}),
        data_return=data_return,
        queried=data_return.asked_about if data_return else 0,
    )


def _asked_about(data_return: Return) -> Owed:
    """A return of long ago about which something is asked all the same."""
    return Owed(
        due_on=data_return.period.ends_on,
        period=data_return.period,
        agency=data_return.agency,
        measures=data_return.figures,
        data_return=data_return,
        queried=data_return.asked_about,
    )
