"""Which agencies send their figures, and which in time."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Case, F, When
from django.utils import timezone

from performance.figures.shapes import AgencyFigure
from performance.models import Asked, Commission, Return
from performance.periods import Frequency, Period, latest_ended

BACK = 4  # periods of each frequency
ALIKE = ("frequency", "first_on", "ended_on", "due_days")


@dataclass(frozen=True, slots=True)
class Came:
    """When a return first came, and how many days each thing in it had to come in."""

    on: date
    due_days: set[int | None] = field(default_factory=set)

    def is_late(self, period: Period, due: Collection[date]) -> bool:
        """Whether it came after the first of those due days that it could know of."""
        held = [day for day in due if (day - period.ends_on).days in self.due_days]
        return bool(held) and self.on > min(held)


def timeliness(partnership_id: int, *, on: date) -> list[AgencyFigure]:
    """Each agency that is asked, and its latest returns that were due. Two queries.

    A return is in time when it was first sent by the due day of what it then held:
    what was asked for after that does not make it late.
    """
    due: dict[tuple[int, Period], set[date]] = defaultdict(set)
    names: dict[int, str] = {}
    for name, row in _asked(partnership_id):
        commission = row.commission
        period = latest_ended(commission.every, on)
        names[row.agency_id] = name
        for _ in range(BACK):
            day = commission.due_on(period)
            if row.is_about(period) and day < on:
                due[row.agency_id, period].add(day)
            period = period.before
    sent = _sent(partnership_id, {period.starts_on for _, period in due})
    counts: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
    for (agency, period), days in due.items():
        came = sent.get((agency, period))
        place = 2 if came is None else int(came.is_late(period, days))
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
) -> dict[tuple[int, Period], Came]:
    """When each return first came, and by when what it then held was due."""
    held = {
        "points__measure__commissions__frequency": F("frequency"),
        "points__revisions__sent_at__lte": F("first_submitted_at"),
    }
    rows = (
        Return.objects.filter(
            points__received__partnership=partnership_id,
            points__measure__commissions__partnership=partnership_id,
            starts_on__in=days,
            first_submitted_at__isnull=False,
        )
        .annotate(
            due_days=Case(
                When(**held, then=F("points__measure__commissions__due_days"))
            )
        )
        .order_by("pk", "due_days")
        .values_list(
            "agency_id", "frequency", "starts_on", "first_submitted_at", "due_days"
        )
    )
    found: dict[tuple[int, Period], Came] = {}
    for agency, frequency, starts_on, at, due_days in rows.distinct():
        if at:
            period = Period(Frequency(frequency), starts_on)
            came = Came(timezone.localdate(at))
            found.setdefault((agency, period), came).due_days.add(due_days)
    return found
