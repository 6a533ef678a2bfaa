"""What waits for a person in audits: parts to grade, and steps to take."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from audits.models import Audit, Part
from audits.places import of_agency
from partnership.access import Access
from partnership.models import Agency
from partnership.roles import Permission
from ui.templatetags.words import count
from ui.worklist import Done, Waiting

BEFORE_BEGIN = timedelta(days=30)
FINISHED = Q(finished_at__isnull=False)
State = Audit.State
SHOWN = 6


def waiting(*, access: Access, today: date) -> list[Waiting]:
    """An agency’s grades, and the steps of a partnership’s audits. Four queries."""
    return [*_to_grade(access), *_to_move(access, today)]


def _to_grade(access: Access) -> Iterable[Waiting]:
    mine = access.agencies_with(Permission.AUDIT_GRADE)
    if not mine:
        return
    parts = Part.objects.visible_to(access).filter(
        agency__in=mine, case__audit__state=State.COLLECTING
    )
    rows = list(
        parts.order_by("case__audit", "agency")
        .values_list("case__audit", "agency")
        .annotate(finished=Count("pk", filter=FINISHED), total=Count("pk"))
    )
    left = [row for row in rows if row[2] < row[3]]
    if not left:
        return
    seen = Audit.objects.visible_to(access).select_related("partnership")
    audits = seen.in_bulk([row[0] for row in left])
    agencies = Agency.objects.visible_to(access).in_bulk([row[1] for row in left])
    for audit_pk, agency_pk, finished, total in left:
        whom = f", {agencies[agency_pk]}" if len(mine) > 1 else ""
        yield _grading(audits[audit_pk], agencies[agency_pk], whom, finished, total)


def _grading(
    audit: Audit, agency: Agency, whom: str, finished: int, total: int
) -> Waiting:
    if audit.kind == Audit.Kind.SELF:
        title = f"Assess your agency: {audit}"
        done, of = None, None
    else:
        verb = "Go on grading" if finished else "Grade"
        title = f"{verb} {count(total - finished, 'case')}: {audit}"
        done, of = finished, total
    return Waiting(
        kind=f"Audit{whom}",
        title=title,
        href=of_agency(agency, audit.pk),
        note=f"For {audit.partnership.short_name}.",
        due_on=audit.collect_by,
        done=done,
        total=of,
    )


def _to_move(access: Access, today: date) -> Iterable[Waiting]:
    mine = access.partnerships_with(Permission.AUDIT_CONFIGURE)
    if not mine:
        return
    soon = Q(state=State.PLANNED, collect_by__lte=today + BEFORE_BEGIN)
    under_way = Q(state__in=[State.COLLECTING, State.MODERATING, State.REPORTING])
    rows = Audit.objects.visible_to(access).filter(soon | under_way)
    left = Count("cases__parts", filter=Q(cases__parts__finished_at=None))
    found: Any = rows.filter(partnership__in=mine).select_related("partnership")
    for audit in found.annotate(left=left).in_order():
        if one := _step(audit, audit.left, today):
            yield one


def _step(audit: Audit, left: int, today: date) -> Waiting | None:
    """What its coordinator or auditor has to do; nothing while agencies grade."""
    if audit.state == State.PLANNED:
        title, due = "Ask agencies to grade", audit.collect_by
        note = "It is planned, and agencies are to have graded by then."
    elif audit.state == State.COLLECTING:
        if left and audit.collect_by >= today:
            return None
        title, due = "Begin moderating", audit.moderate_by
        note = "Every agency has finished."
        if left:
            note = f"The day for grading is past; {_parts(left)} finished."
    elif audit.state == State.MODERATING:
        title, due = "Moderate", audit.moderate_by
        note = "Agencies have graded."
    else:
        title, due = "Write up and close", audit.report_by
        note = "It is moderated."
    return Waiting(
        kind=f"Audit, {audit.partnership.short_name}",
        title=f"{title}: {audit}",
        href=reverse("audits:audit", args=[audit.partnership.slug, audit.pk]),
        note=note,
        due_on=due,
    )


def _parts(left: int) -> str:
    return f"{count(left, 'part')} {'is' if left == 1 else 'are'} not"


def done(*, access: Access, since: date) -> list[Done]:
    """Audits that were closed lately: of a person’s partnerships and agencies."""
    readers = access.partnerships_with(Permission.AUDIT_READ)
    seen = Audit.objects.visible_to(access).filter(
        state=State.CLOSED, closed_at__date__gte=since, partnership__in=readers
    )
    return [
        Done(
            on=timezone.localdate(one.closed_at),
            text="An audit was closed.",
            link=str(one),
            href=reverse("audits:audit", args=[one.partnership.slug, one.pk]),
        )
        for one in seen.select_related("partnership").order_by("-closed_at", "pk")[
            :SHOWN
        ]
        if one.closed_at
    ]
