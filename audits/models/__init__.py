"""Audits: tools and scales, cases and judgements, findings and what became of them."""

from audits.models.audits import Audit, Programme, TakingPart
from audits.models.briefings import Briefing, Shared
from audits.models.cases import SELF_ASSESSMENT, CaseReview, Judgement, Part
from audits.models.findings import (
    Finding,
    Milestone,
    Proof,
    Recommendation,
    Step,
)
from audits.models.tools import Criterion, Domain, Grade, Scale, Tool

__all__ = [
    "SELF_ASSESSMENT",
    "Audit",
    "Briefing",
    "CaseReview",
    "Criterion",
    "Domain",
    "Finding",
    "Grade",
    "Judgement",
    "Milestone",
    "Part",
    "Programme",
    "Proof",
    "Recommendation",
    "Scale",
    "Shared",
    "Step",
    "TakingPart",
    "Tool",
]
