"""Everything this room holds of an agency or a partnership, as tables to take away.

An agency has its own parts in it, and what it is to change; a partnership has all of
its audits. Tools and scales go with those whose audits use them, or who made them.
"""

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from activity.models import Event
from audits.models import (
    Audit,
    Briefing,
    CaseReview,
    Finding,
    Judgement,
    Part,
    Programme,
    Recommendation,
    Scale,
    Shared,
    TakingPart,
    Tool,
)
from audits.tables.following import briefings, findings, recommendations, shared
from audits.tables.grading import (
    audits,
    cases,
    judgements,
    moderated,
    parts,
    programmes,
    taking_part,
)
from audits.tables.tools import tools
from partnership.models import Agency, Partnership
from partnership.tables import history
from ui.tables import Table

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from activity.models import EventQuerySet


def of_agency(agency: Agency) -> list[Table]:
    """Its own parts and grades, what it is to change, and what it told its staff.

    Nothing of an audit that is only planned, no moderated grade before the audit is
    closed, and nothing that others said.
    """
    part_in = Audit.objects.filter(agencies=agency).exclude(state=Audit.State.PLANNED)
    begun = part_in.order_by()
    own = Part.objects.filter(agency=agency, case__audit__in=begun)
    judged = Judgement.objects.filter(part__in=own.order_by())
    closed = judged.filter(part__case__audit__state=Audit.State.CLOSED)
    to_do = Recommendation.objects.filter(agency=agency)
    to_do = to_do.exclude(state=Recommendation.State.DRAFT)
    used = Tool.objects.filter(audits__in=begun).distinct()
    seen = CaseReview.objects.filter(audit__in=begun, parts__agency=agency)
    done = Event.objects.in_threads(own) | _since_sent(to_do)
    return [
        *tools(used),
        audits(part_in),
        cases(seen.distinct()),
        parts(own),
        judgements(judged, without_moderated=True),
        moderated(closed),
        *recommendations(to_do, for_owner=True),
        shared(Shared.objects.filter(agency=agency)),
        history("audit_history", "What was done to its parts and changes.", done),
    ]


def _since_sent(rows: "QuerySet[Recommendation]") -> "EventQuerySet":
    """What was done to recommendations once their owner had them, and no draft."""
    sent = rows.order_by().filter(
        pk=OuterRef("thread_id"), opened_at__lte=OuterRef("at")
    )
    return Event.objects.in_threads(rows).filter(Exists(sent))


def of_partnership(partnership: Partnership) -> list[Table]:
    """Its tools, programmes and audits, what agencies said, and what followed.

    Nothing of a part that its agency is not done with: nobody outside reads that yet.
    """
    own = Audit.objects.filter(partnership=partnership)
    held = own.order_by()
    scales = Scale.objects.filter(partnership=partnership)
    used = Tool.objects.filter(Q(partnership=partnership) | Q(audits__in=held))
    to_do = Recommendation.objects.filter(partnership=partnership)
    every = Part.objects.finished().filter(case__audit__in=held)
    done = Event.objects.in_threads(own) | Event.objects.in_threads(every)
    done |= Event.objects.in_threads(to_do)
    made = Event.objects.in_threads(Tool.objects.filter(partnership=partnership))
    made |= Event.objects.in_threads(scales)
    return [
        *tools(used.distinct(), scales),
        programmes(Programme.objects.filter(partnership=partnership)),
        audits(own),
        taking_part(TakingPart.objects.filter(audit__in=held)),
        cases(CaseReview.objects.filter(audit__in=held)),
        parts(every),
        judgements(Judgement.objects.filter(part__in=every.order_by())),
        findings(Finding.objects.filter(audit__in=held)),
        *recommendations(to_do),
        briefings(Briefing.objects.filter(audit__in=held)),
        shared(Shared.objects.filter(briefing__audit__in=held)),
        history("audit_tool_history", "How tools and scales were built.", made),
        history("audit_history", "What was done to audits and what followed.", done),
    ]
