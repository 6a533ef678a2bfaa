"""Handing a recommendation over, in the browser."""

import pytest

from partnership.models import PartnershipMember
from tests.audits import steps
from tests.cast import seated


@pytest.fixture
def sent(northshire, hopewell):
    audit = steps.audit(northshire, hopewell, state="closed")
    return steps.recommendation(audit, hopewell)


@pytest.fixture
def coordinator(cast, visit):
    return visit(cast.coordinator)


def test_it_is_given_to_another_agency(coordinator, northshire, sent):
    school = seated("Hill School", "hill", northshire)
    coordinator.go(f"/recommendations/{sent.pk}/")
    coordinator.follow("Give it to another agency")
    typed = {"agency": str(school.pk), "owner": "Head", "because": ""}
    page = coordinator.press("Give it to them", typed)
    assert page.problems == ["Say why"]
    assert page.field("owner") == "Head"
    coordinator.press("Give it to them", typed | {"because": "They run it."})
    sent.refresh_from_db()
    assert sent.agency == school


def test_it_is_no_longer_needed(coordinator, sent):
    coordinator.go(f"/recommendations/{sent.pk}/")
    coordinator.follow("say that it is no longer needed")
    because = {"because": "The team was closed."}
    page = coordinator.press("It is no longer needed", because)
    assert "No longer needed" in page.text
    assert "Was it sent wrongly?" not in page.text


def test_it_says_where_nobody_can_check_it(coordinator, cast, sent):
    warning = "Nobody can check this"
    assert warning not in coordinator.go(f"/recommendations/{sent.pk}/").text
    others = PartnershipMember.objects.exclude(user=cast.coordinator)
    others.filter(role__in=["coordinator", "auditor"]).delete()
    sent.written_by = [cast.coordinator.pk]
    sent.save()
    assert warning in coordinator.go(f"/recommendations/{sent.pk}/").text
