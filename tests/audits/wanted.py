"""What a writer enters about findings and recommendations, for tests."""

from datetime import timedelta

from audits.actions.findings import Found
from audits.actions.recommending import Stone, Wanted
from audits.models import Finding
from partnership.models import Agency
from tests.factories import TODAY


def found(**more) -> Found:
    """A finding as it is entered."""
    fields = {
        "kind": "improve",
        "theme": "Chronology",
        "text": "Histories were not drawn together.",
        "severity": 3,
    }
    return Found(**(fields | more))


def wanted(agency: Agency, *findings: Finding, **more) -> Wanted:
    """A recommendation as it is entered."""
    fields = {
        "owner": "Head of service",
        "text": "Bring in a shared chronology.",
        "change": "policy",
        "due_on": TODAY + timedelta(days=90),
        "milestones": [Stone("Agree a template", TODAY + timedelta(days=30))],
    }
    return Wanted(findings=list(findings), agency=agency, **(fields | more))
