"""What audits found and what followed, as tables."""

from typing import TYPE_CHECKING

from audits.models import Milestone, Proof, Step
from audits.tables.grading import AUDIT, objectives
from partnership.tables import AGENCY
from ui.copies import Beside, table_of
from ui.tables import Table

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from audits.models import Briefing, Finding, Recommendation, Shared

OF_RECOMMENDATION = Beside("recommendation", "what is to change", "recommendation.text")
NO_PERSON = {
    "asked_by_person": "the number of a person is of no use outside the portal",
    "written_by": "the numbers of people are of no use outside the portal",
    "closed_by_person": "the number of a person is of no use outside the portal",
}


def findings(rows: "QuerySet[Finding]") -> Table:
    """What audits found."""
    named = rows.select_related("audit").prefetch_related(
        "objectives", "agencies", "judgements"
    )
    return table_of(
        named.order_by("audit_id", "position", "pk"),
        name="audit_findings",
        about="What audits found.",
        beside=(
            AUDIT,
            Beside("objectives", "which objectives it bears on", objectives),
            Beside("agencies", "whom it concerns", _agencies),
            Beside("judgements", "the numbers of what it rests on", _rests_on),
        ),
    )


def _agencies(one: "Finding") -> list[str]:
    return sorted(agency.name for agency in one.agencies.all())


def _rests_on(one: "Finding") -> list[int]:
    return sorted(judgement.pk for judgement in one.judgements.all())


def recommendations(
    rows: "QuerySet[Recommendation]", *, for_owner: bool = False
) -> list[Table]:
    """What is to change, with its milestones, what happened, and what shows it.

    Its owner reads nothing of what audits found before they are closed.
    """
    own = rows.order_by()
    named = rows.select_related("audit", "agency").prefetch_related(
        "findings", "tested_by"
    )
    milestones = Milestone.objects.filter(recommendation__in=own)
    steps = Step.objects.filter(recommendation__in=own)
    proofs = Proof.objects.filter(recommendation__in=own)
    return [
        table_of(
            named.order_by("due_on", "pk"),
            name="recommendations",
            about="What is to change because of audits, and how far it is.",
            beside=(
                AUDIT,
                AGENCY,
                Beside(
                    "findings",
                    "the findings that it follows from",
                    _closed_follows if for_owner else _follows,
                ),
                Beside(
                    "tested_by",
                    "later audits that tested it",
                    _closed_tested if for_owner else _tested,
                ),
            ),
            without=NO_PERSON,
        ),
        table_of(
            milestones.select_related("recommendation").order_by(
                "recommendation_id", "position", "pk"
            ),
            name="recommendation_milestones",
            about="Steps on the way, and when they are due.",
            beside=(OF_RECOMMENDATION,),
        ),
        table_of(
            steps.select_related("recommendation").order_by(
                "recommendation_id", "at", "pk"
            ),
            name="recommendation_updates",
            about="What was said and decided about them.",
            beside=(OF_RECOMMENDATION,),
        ),
        table_of(
            proofs.select_related("recommendation", "file").order_by("pk"),
            name="recommendation_evidence",
            about="Which files show what became of them.",
            beside=(OF_RECOMMENDATION, Beside("file", "the file’s name", "file.name")),
        ),
    ]


def _follows(one: "Recommendation") -> list[str]:
    return sorted(str(finding) for finding in one.findings.all())


def _closed_follows(one: "Recommendation") -> list[str]:
    return _follows(one) if one.audit.is_closed else []


def _tested(one: "Recommendation") -> list[str]:
    return sorted(audit.title for audit in one.tested_by.all())


def _closed_tested(one: "Recommendation") -> list[str]:
    return sorted(audit.title for audit in one.tested_by.all() if audit.is_closed)


def briefings(rows: "QuerySet[Briefing]") -> Table:
    """What staff are to learn."""
    return table_of(
        rows.select_related("audit").order_by("audit_id", "pk"),
        name="learning_briefings",
        about="What staff are to learn from each audit.",
        beside=(AUDIT,),
    )


def shared(rows: "QuerySet[Shared]") -> Table:
    """With whom briefings were shared."""
    return table_of(
        rows.select_related("agency", "briefing__audit").order_by("shared_on", "pk"),
        name="briefings_shared",
        about="With whom a learning briefing was shared.",
        beside=(
            AGENCY,
            Beside("audit", "the audit that it is about", "briefing.audit.title"),
        ),
    )
