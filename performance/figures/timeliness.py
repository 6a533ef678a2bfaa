"""Which agencies send their figures, and which in time."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date

from django.utils import timezone

from performance.figures.shapes import AgencyFigure
from performance.models import Asked, Commission, Return
from performance.periods import Period, latest_ended

BACK = 4  # periods of each frequency
ALIKE = ("frequency", "first_on", "ended_on", "due_days")


def timeliness(partnership_id: int, *, on: date) -> list[AgencyFigure]:
    """Each agency that is asked, and its latest returns that were due. Two queries.

    A return is in time when it was first sent by its due day.
    """
    due: dict[tuple[int, Period], date] = {}
    names: dict[int, str] = {}
    for name, row in _asked(partnership_id):
        commission = row.commission
        period = latest_ended(commission.every, on)
        names[row.agency_id] = name
        for _ in range(BACK):
            day = commission.due_on(period)
            if row.is_about(period) and day < on:
                key = (row.agency_id, period)
                due[key] = min(day, due.get(key, day))
            period = period.before
    sent = _sent(partnership_id, {period.starts_on for _, period in due})
    counts: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
    for (agency, period), day in due.items():
        came = sent.get((agency, period))
        place = 2 if came is None else int(came > day)
        counts[agency][place] += 1
    return [AgencyFigure(names[pk], *counts[pk]) for pk in names]


def _asked(partnership_id: int) -> Iterator[tuple[str, Asked]]:
    """Each agency by name, once for all measures that it is asked for alike."""
    rows = (
        Asked.objects.filter(commission__partnership=partnership_id)
        .order_by("agency__name", "agency_id", "from_on")
        .values_list(
            "agency__name",
            "agency_id",
            "from_on",
            *(f"commission__{name}" for name in ALIKE),
        )
    )
    for name, agency, from_on, *terms in rows.distinct():
        commission = Commission(**dict(zip(ALIKE, terms, strict=True)))
        yield name, Asked(agency_id=agency, from_on=from_on, commission=commission)


def _sent(
    partnership_id: int, days: Collection[date]
) -> dict[tuple[int, Period], date]:
    rows = Return.objects.filter(
        points__received__partnership=partnership_id,
        starts_on__in=days,
        first_submitted_at__isnull=False,
    )
    return {
        (one.agency_id, one.period): timezone.localdate(one.first_submitted_at)
        for one in rows.distinct().order_by("pk")
        if one.first_submitted_at
    }
