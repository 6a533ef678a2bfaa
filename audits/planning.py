"""How far audits are, in counts: nothing of what anybody graded."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from audits import states
from audits.models import Audit, CaseReview, Part, Programme, TakingPart
from partnership.models import Agency

FINISHED = Q(finished_at__isnull=False)


@dataclass(frozen=True, slots=True)
class Row:
    """One audit in a list: how far it is, and by when."""

    audit: Audit
    due_on: date | None
    agencies: int
    cases: int
    parts: int
    finished: int

    @property
    def is_self(self) -> bool:
        """Whether each agency assesses itself."""
        return self.audit.kind == Audit.Kind.SELF


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one agency is."""

    agency: Agency
    finished: int
    parts: int

    @property
    def is_finished(self) -> bool:
        """Whether nothing is left, of something."""
        return self.parts > 0 and self.finished == self.parts


def rows(audits: "QuerySet[Audit]") -> list[Row]:
    """A list of audits, the soonest report first. One query."""
    found = audits.in_order().select_related("tool")  # type: ignore[attr-defined]
    return [_row(one) for one in counted(found)]


def counted(audits: "QuerySet[Audit]", agency: Agency | None = None) -> Any:
    """Audits with how many agencies, cases and parts; of one agency’s where named."""
    parts = Part.objects.filter(case__audit=OuterRef("pk"))
    parts = parts.filter(agency=agency) if agency else parts
    return audits.annotate(
        many_agencies=_many(TakingPart.objects.filter(audit=OuterRef("pk")), "audit"),
        many_cases=_many(CaseReview.objects.filter(audit=OuterRef("pk")), "audit"),
        many_parts=_many(parts, "case__audit"),
        many_finished=_many(parts.filter(FINISHED), "case__audit"),
    )


def progress(audit: Audit) -> list[Progress]:
    """How far each agency is, by name. Two queries."""
    parts = Part.objects.filter(case__audit=audit).order_by()
    found = parts.values_list("agency").annotate(
        finished=Count("pk", filter=FINISHED), total=Count("pk")
    )
    counts = {agency: (finished, total) for agency, finished, total in found}
    agencies = audit.agencies.order_by("name", "pk")
    return [Progress(one, *counts.get(one.pk, (0, 0))) for one in agencies]


def not_finished(audit: Audit) -> list[Agency]:
    """The agencies that have a part left. One query."""
    left = Part.objects.filter(case__audit=audit).unfinished().order_by()
    return list(Agency.objects.filter(pk__in=left.values("agency")).order_by("pk"))


def with_progress(cases: "QuerySet[CaseReview]") -> "QuerySet[CaseReview]":
    """Cases with how many of their parts are finished, in their order."""
    return cases.annotate(
        many_parts=Count("parts"),
        many_finished=Count("parts", filter=Q(parts__finished_at__isnull=False)),
    ).order_by("position", "pk")


def current(programmes: Sequence[Programme], on: date) -> Programme | None:
    """The programme that is on, else the last that began, else the next."""
    on_now = [one for one in programmes if one.starts_on <= on <= one.ends_on]
    begun = [one for one in programmes if one.starts_on <= on]
    for some in (on_now, begun):
        if some:
            return max(some, key=lambda one: (one.starts_on, one.pk))
    return min(programmes, key=lambda one: (one.starts_on, one.pk), default=None)


def by_state(found: Iterable[Row]) -> list[tuple[str, list[Row]]]:
    """In the order of work: what is under way first, then planned, then closed."""
    order = (
        *(states.State.REPORTING, states.State.MODERATING, states.State.COLLECTING),
        *(states.State.PLANNED, states.State.CLOSED),
    )
    found = list(found)
    groups = (
        (str(state.label), [row for row in found if row.audit.state == state])
        for state in order
    )
    return [(label, some) for label, some in groups if some]


def _row(audit: Any) -> Row:
    return Row(
        audit=audit,
        due_on=states.due_on(audit),
        agencies=audit.many_agencies,
        cases=audit.many_cases,
        parts=audit.many_parts,
        finished=audit.many_finished,
    )


def _many(found: Any, of: str) -> Coalesce:
    counted_ = found.order_by().values(of).annotate(many=Count("pk")).values("many")
    return Coalesce(Subquery(counted_), 0)
