"""Audits, their cases, and what agencies graded, as tables."""

from typing import TYPE_CHECKING

from partnership.tables import AGENCY
from ui.copies import Beside, table_of
from ui.tables import Table

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from audits.models import (
        Audit,
        CaseReview,
        Finding,
        Judgement,
        Part,
        Programme,
        TakingPart,
    )

AUDIT = Beside("audit", "the audit’s title", "audit.title")
MODERATED = Beside("moderated_to", "the moderated grade", "moderated.label")


def programmes(rows: "QuerySet[Programme]") -> Table:
    """The years of audits."""
    return table_of(
        rows.order_by("starts_on", "pk"),
        name="audit_programmes",
        about="The years of audits.",
    )


def audits(rows: "QuerySet[Audit]") -> Table:
    """Audits, and how far they are."""
    named = rows.select_related("tool", "programme", "partnership")
    return table_of(
        named.prefetch_related("objectives").order_by("report_by", "pk"),
        name="audits",
        about="Audits of practice, and how far they are.",
        beside=(
            Beside("tool", "what was looked at with", "tool.title"),
            Beside("tool_version", "which version of that", "tool.number"),
            Beside("programme", "in which year", "programme.title"),
            Beside("partnership", "whose audit it is", "partnership.name"),
            Beside("objectives", "which objectives it tests", objectives),
        ),
    )


def objectives(one: "Audit | Finding") -> list[str]:
    """The objectives that something bears on, by name."""
    return sorted(objective.title for objective in one.objectives.all())


def taking_part(rows: "QuerySet[TakingPart]") -> Table:
    """Who takes part in which audit."""
    return table_of(
        rows.select_related("audit", "agency").order_by("audit_id", "pk"),
        name="audit_agencies",
        about="Which agencies take part in which audit.",
        beside=(AUDIT, AGENCY),
    )


def cases(rows: "QuerySet[CaseReview]") -> Table:
    """Cases by their references."""
    return table_of(
        rows.select_related("audit").order_by("audit_id", "position", "pk"),
        name="audit_cases",
        about="Cases, by a reference from which nobody can be told.",
        beside=(AUDIT,),
    )


def parts(rows: "QuerySet[Part]") -> Table:
    """What agencies saw in cases."""
    return table_of(
        rows.select_related("case__audit", "agency").order_by("case_id", "pk"),
        name="audit_parts",
        about="What each agency saw in a case.",
        beside=(
            AGENCY,
            Beside("audit", "the audit’s title", "case.audit.title"),
            Beside("reference", "the case’s reference", "case.reference"),
        ),
    )


def judgements(
    rows: "QuerySet[Judgement]", *, without_moderated: bool = False
) -> Table:
    """How agencies graded."""
    without = ("moderated", "moderated_reason", "moderated_at", "moderated_by")
    reason = "it is in “Moderated grades” once the audit is closed"
    return table_of(
        _with_names(rows),
        name="audit_judgements",
        about="How each agency graded each question, and why.",
        beside=(
            *_of_judgement(),
            Beside("graded", "the agency’s grade", "grade.label"),
            *(() if without_moderated else (MODERATED,)),
        ),
        without=dict.fromkeys(without, reason) if without_moderated else None,
    )


def moderated(rows: "QuerySet[Judgement]") -> Table:
    """What moderators graded otherwise."""
    return table_of(
        _with_names(rows.filter(moderated__isnull=False)),
        name="moderated_grades",
        about="Where a moderator graded otherwise in an audit that is closed, and why.",
        beside=(*_of_judgement(), MODERATED),
    )


def _with_names(rows: "QuerySet[Judgement]") -> "QuerySet[Judgement]":
    return rows.select_related(
        "part__case", "part__agency", "criterion__domain", "grade", "moderated"
    ).order_by("part_id", "criterion_id", "pk")


def _of_judgement() -> tuple[Beside, ...]:
    return (
        Beside("reference", "the case’s reference", "part.case.reference"),
        Beside("agency", "who graded", "part.agency.name"),
        Beside("domain", "in which domain", "criterion.domain.title"),
        Beside("question", "what was asked", "criterion.text"),
    )
