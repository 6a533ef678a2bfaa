"""Which grades count."""

from audits.figures.spreads import graded
from audits.models import Part
from tests.audits import steps


def test_an_agency_that_was_not_involved_never_counts(northshire, hopewell, harbour):
    audit = steps.audit(northshire, hopewell, harbour, cases=["A1", "A2"])
    steps.judge_all(audit)
    parts = Part.objects.filter(case__reference="A2")
    parts.update(not_involved="Not known to us.")
    found = graded([audit])[audit.pk]
    assert found.cases == 1
    assert found.domains["Domain 1"][0].judgements == 4
