"""What a partnership has received, and what it still waits for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from partnership.models import Agency, Partnership
from performance.checks import unusual
from performance.earlier import Before, earlier_figures, numbers_of
from performance.models import Asked, Measure, Received, Return, Revision
from performance.periods import Period, latest_ended
from performance.sent import NOTHING_SENT, SentSoFar, due_on, sent_of

BACK = 4  # periods


@dataclass(frozen=True)
class Sent:
    """One figure as it was sent last, beside what was sent before."""

    received: Received
    last: Revision
    revisions: Sequence[Revision]
    before: Revision | None = None
    year_before: Revision | None = None
    unusual: tuple[str, int, int] | None = None

    @property
    def measure(self) -> Measure:
        """What it is of."""
        return self.received.point.measure

    @property
    def waits(self) -> bool:
        """Whether the partnership has still to look at it."""
        return self.received.state == Received.State.WAITING


def sent_to(data_return: Return, partnership: Partnership) -> list[Sent]:
    """Every figure of a return that a partnership received. Three queries."""
    rows = Received.objects.of(data_return, partnership).with_revisions()
    found = list(rows)
    measures = [one.point.measure_id for one in found]
    period = data_return.period
    earlier = earlier_figures(data_return.agency_id, period, measures)
    return [_sent(one, period, earlier.get(one.point.measure_id, {})) for one in found]


def _sent(row: Received, period: Period, before: Before) -> Sent:
    revisions = list(row.point.revisions.all())
    last = revisions[-1]
    return Sent(
        received=row,
        last=last,
        revisions=revisions,
        before=before.get(period.before.starts_on),
        year_before=before.get(period.year_before.starts_on),
        unusual=None
        if last.numerator is None or not row.point.measure.is_number
        else unusual(last.numerator, numbers_of(before)),
    )


@dataclass(frozen=True)
class Arrival:
    """One agency's return of a period, as far as one partnership waits for it."""

    agency: Agency
    period: Period
    due_on: date
    asked: int
    data_return: Return | None = None
    waiting: int = 0
    queried: int = 0
    accepted: int = 0

    @property
    def has_come(self) -> bool:
        """Whether anything was sent."""
        return bool(self.waiting or self.queried or self.accepted)

    @property
    def is_done(self) -> bool:
        """Whether everything that is asked was accepted."""
        return self.accepted >= self.asked

    def urgency(self, on: date) -> int:
        """What waits for the partnership first, then what it waits for itself."""
        if self.waiting:
            return 0
        if self.queried or (not self.has_come and self.due_on < on):
            return 1
        return 2


def arrivals(partnership: Partnership, *, on: date) -> list[Arrival]:
    """The latest periods of every agency that is asked, the most urgent first.

    Older ones in which something waits come with them. Three queries, however many
    there are.
    """
    rows = list(
        Asked.objects.filter(commission__partnership=partnership)
        .select_related("commission", "agency")
        .order_by("agency__name", "pk")
    )
    found: dict[tuple[Period, int], list[Asked]] = {}
    for row in rows:
        period = latest_ended(row.commission.every, on)
        for _ in range(BACK):
            if row.is_about(period):
                found.setdefault((period, row.agency_id), []).append(row)
            period = period.before
    periods = {period for period, _ in found}
    come = _come(partnership, periods)
    sent = sent_of({pk for _, pk in found}, periods)
    arrived = [
        _arrival(
            period, some, come.get((period, pk)), sent.get((pk, period), NOTHING_SENT)
        )
        for (period, pk), some in found.items()
    ]
    arrived += [
        _older(one) for key, one in come.items() if key not in found and one.waiting
    ]
    return sorted(
        arrived,
        key=lambda one: (
            one.urgency(on),
            -one.period.ends_on.toordinal(),
            one.agency.name,
        ),
    )


def _come(
    partnership: Partnership, periods: Iterable[Period]
) -> dict[tuple[Period, int], Return]:
    """What was sent about these periods, and any return in which something waits."""
    latest = Q(starts_on__in={period.starts_on for period in periods})
    rows = Return.objects.received_by(partnership).filter(latest | Q(waiting__gt=0))
    named = rows.select_related("agency").order_by("pk")
    return {(one.period, one.agency_id): one for one in named}


def _older(come: Return) -> Arrival:
    """A return of long ago in which something waits all the same."""
    period = come.period
    return Arrival(
        come.agency, period, period.ends_on, come.figures, come, **_how_far(come)
    )


def _arrival(
    period: Period, some: Sequence[Asked], come: Return | None, sent: SentSoFar
) -> Arrival:
    return Arrival(
        agency=some[0].agency,
        period=period,
        due_on=due_on(period, some, sent),
        asked=len(some),
        data_return=come,
        **(_how_far(come) if come else {}),
    )


def _how_far(come: Return) -> dict[str, int]:
    return {
        "waiting": come.waiting,
        "queried": come.asked_about,
        "accepted": come.accepted,
    }
