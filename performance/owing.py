"""What agencies are asked for and have still to send, period by period."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from partnership.models import Agency, Partnership
from performance.models import Asked, Return
from performance.periods import Frequency, Period, latest_ended
from performance.sent import NOTHING_SENT, SentSoFar, due_on, sent_of


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
    unsent: int = field(compare=False, default=0)
    changed: int = field(compare=False, default=0)

    @property
    def was_sent(self) -> bool:
        """Whether the agency has sent it, whatever came after."""
        return bool(self.data_return and self.data_return.submitted_at)

    @property
    def is_sent(self) -> bool:
        """Whether it was sent, and nothing in it waits for the agency."""
        return self.was_sent and not (self.queried or self.unsent or self.changed)


def owed(agencies: Iterable[int], *, on: date, back: int = 4) -> list[Owed]:
    """The latest periods that are over, of each agency and frequency; latest first.

    `back` is how many periods of each; older ones about which something is asked come
    with them. Three queries, however many there are.
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
    asked = {row.agency_id for row in rows}
    returns = _returns_of(asked, {key[1] for key in found})
    sent = sent_of(asked, {key[1] for key in found})
    all_owed = [
        _owed(key[1], some, returns.get(key), sent.get(key, NOTHING_SENT))
        for key, some in found.items()
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


def _owed(
    period: Period, some: Sequence[Asked], data_return: Return | None, sent: SentSoFar
) -> Owed:
    partnerships = {
        one.commission.partnership_id: one.commission.partnership for one in some
    }
    measures = {one.commission.measure_id for one in some}
    was_sent = bool(data_return and data_return.submitted_at)
    return Owed(
        due_on=due_on(period, some, sent),
        period=period,
        agency=some[0].agency,
        partnerships=list(partnerships.values()),
        measures=len(measures),
        data_return=data_return,
        queried=data_return.asked_about if data_return else 0,
        unsent=len(measures - sent.ever) if was_sent else 0,
        changed=len(measures & sent.changed) if was_sent else 0,
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
