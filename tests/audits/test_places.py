"""Pages of the room’s other parts are linked once they exist."""

from audits import places
from tests.audits import steps
from tests.cast import seated


def test_a_page_that_does_not_exist_is_left_out(northshire, monkeypatch):
    named = (
        ("audits:cases", "Cases", True),
        ("audits:no_such_page", "Nowhere", False),
        ("audits:plan", "Plan", False),
    )
    monkeypatch.setattr(places, "OF_AUDIT", named)
    audit = steps.audit(northshire)
    here = "/partnerships/northshire/audits/"
    plan = (f"{here}plan/", "Plan")
    assert places.of_audit(audit, "northshire", raw=False) == [plan]
    cases = (f"{here}{audit.pk}/cases/", "Cases")
    assert places.of_audit(audit, "northshire", raw=True) == [cases, plan]


def test_a_partnerships_pages_are_found_by_its_name(monkeypatch):
    named = (("audits:plan", "Plan"), ("audits:no_such_page", "Nowhere"))
    monkeypatch.setattr(places, "OF_PARTNERSHIP", named)
    plan = ("/partnerships/northshire/audits/plan/", "Plan")
    assert places.of_partnership("northshire") == [plan]


def test_an_agency_is_led_to_where_it_grades(northshire):
    school = seated("School", "school", northshire)
    assert places.of_agency(school, 7).startswith("/agencies/school/audits/")
