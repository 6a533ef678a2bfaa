"""What of each return was sent, when it was due, and what says something else now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef

from performance.lines import says_else
from performance.models import Asked, Received, Revision
from performance.periods import Period


@dataclass(frozen=True, slots=True)
class SentSoFar:
    """The measures of one return of which a figure was sent, by their number.

    `first` are those that came when it was first sent, `changed` those of which the
    agency has changed the figure since, and may send it again.
    """

    first: set[int] = field(default_factory=set)
    ever: set[int] = field(default_factory=set)
    changed: set[int] = field(default_factory=set)


NOTHING_SENT = SentSoFar()


def sent_of(
    agencies: Iterable[int], periods: Iterable[Period]
) -> dict[tuple[int, Period], SentSoFar]:
    """What agencies sent about these periods. One query."""
    accepted = Received.objects.filter(
        point=OuterRef("point"), state=Received.State.ACCEPTED
    )
    rows = (
        Revision.objects.filter(
            point__data_return__agency__in=list(agencies),
            point__data_return__starts_on__in={one.starts_on for one in periods},
        )
        .select_related("point__data_return")
        .annotate(is_accepted=Exists(accepted))
        .order_by("point", "number", "pk")
    )
    found: dict[tuple[int, Period], SentSoFar] = {}
    for one in rows:
        point, whole = one.point, one.point.data_return
        sent = found.setdefault((whole.agency_id, whole.period), SentSoFar())
        sent.ever.add(point.measure_id)
        began = whole.first_submitted_at
        if began and one.sent_at <= began:
            sent.first.add(point.measure_id)
        # The last one that was sent has the last word.
        sent.changed.discard(point.measure_id)
        if not one.is_accepted and says_else(one, point):
            sent.changed.add(point.measure_id)
    return found


def due_on(period: Period, some: Sequence[Asked], sent: SentSoFar) -> date:
    """The day by which a return is in time: the first of those of what it holds.

    What was asked for once it had been sent does not make it late.
    """
    held = [one for one in some if one.commission.measure_id in sent.first]
    return min(one.commission.due_on(period) for one in held or some)
