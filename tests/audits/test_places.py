"""Pages of the room's other parts, and who is led to them."""

from audits import places
from tests.audits import steps
from tests.cast import seated


def test_an_audit_leads_to_what_it_found(northshire):
    audit = steps.audit(northshire)
    here = f"/partnerships/northshire/audits/{audit.pk}/"
    assert places.of_audit(audit, "northshire") == [
        (f"{here}findings/", "Findings and recommendations"),
        (f"{here}report/", "Report"),
        (f"{here}briefing/", "Learning briefing"),
        (
            "/partnerships/northshire/audits/recommendations/",
            "Recommendations of every audit",
        ),
    ]


def test_an_agency_is_led_to_where_it_grades_and_to_what_it_reads(northshire):
    school = seated("School", "school", northshire)
    assert places.of_agency(school, 7) == "/agencies/school/audits/7/"
    assert places.of_closed(school, 7) == [
        ("/agencies/school/audits/7/report/", "Report"),
        ("/agencies/school/audits/7/briefing/", "Learning briefing"),
    ]
