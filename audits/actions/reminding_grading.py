"""Reminding agencies that the grades of an audit are due, or were.

A week and a day before, and once a week for four weeks after.
"""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Count

from audits.actions.telling import tell_due
from audits.models import Audit, Part
from partnership.locking import locked
from partnership.models import Agency

AHEAD, BEHIND = timedelta(days=7), timedelta(days=28)


@transaction.atomic
def remind_of_grading(*, on: date, at: datetime) -> list[Audit]:
    """Remind whoever has not finished; gives the audits. May run many times a day.

    What was told is told once, as its key says; a day that was missed is made up for.
    """
    rows = Audit.objects.filter(
        state=Audit.State.COLLECTING, collect_by__range=(on - BEHIND, on + AHEAD)
    ).select_related("partnership")
    found = []
    for audit in locked(rows.order_by("pk")):
        left = _left(audit)
        if left:
            tell_due(audit, left, (audit.collect_by - on).days, at=at)
            found.append(audit)
    return found


def _left(audit: Audit) -> list[tuple[Agency, int]]:
    parts = Part.objects.filter(case__audit=audit).unfinished().order_by("agency")
    counts = dict(parts.values_list("agency").annotate(many=Count("pk")))
    agencies = Agency.objects.filter(pk__in=counts).order_by("pk")
    return [(one, counts[one.pk]) for one in agencies]
