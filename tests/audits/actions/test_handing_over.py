"""A recommendation that was sent wrongly goes to another agency, or is ended."""

import pytest
from django.core.exceptions import ValidationError

from activity.models import Event
from audits.actions.closing import reopen
from audits.actions.handing_over import end_recommendation, give_to
from audits.models import Recommendation
from notices.models import Kind, Notice
from partnership.access import Forbidden
from tests.audits import steps
from tests.cast import seated
from tests.factories import ANYBODY, NOW, TODAY, access, member_of


@pytest.fixture
def school(northshire):
    return seated("Hill School", "hill", northshire)


@pytest.fixture
def asked(northshire, hopewell):
    audit = steps.audit(northshire, hopewell, state="closed")
    return steps.recommendation(audit, hopewell, state="asked")


def give(one, agency, by=ANYBODY, because="They run the service."):
    doing = {"owner": "Head", "because": because, "seen": one.version}
    give_to(recommendation=one, agency=agency, by=by, at=NOW, **doing)
    one.refresh_from_db()


def end(one, by=ANYBODY, because="The team was closed."):
    doing = {"because": because, "seen": one.version, "at": NOW}
    end_recommendation(recommendation=one, by=by, **doing)
    one.refresh_from_db()


def code(job, *args, **more):
    with pytest.raises(ValidationError) as refused:
        job(*args, **more)
    return refused.value.code


def test_another_agency_has_it_and_both_are_told(asked, school, hopewell, cast):
    steps.proof(asked)
    teacher = member_of(school, "lead", email="teacher@school.example")
    give(asked, school)
    assert (asked.agency, asked.owner, asked.state) == (school, "Head", "open")
    assert (asked.output, asked.proofs.count()) == ("", 0)
    said = "From Hopewell Family Support to Hill School: They run the service."
    assert asked.steps.get(kind="given").text == said
    assert Event.objects.get().before["output"]
    told = Notice.objects.filter(kind=Kind.RECOMMENDED)
    assert told.get(person=teacher).href == f"/recommendations/{asked.pk}/"
    lost = told.get(person=cast.lead)
    assert lost.href == "/agencies/hopewell/recommendations/"
    seen = Recommendation.objects.visible_to(access(cast.lead))
    assert not seen.filter(pk=asked.pk).exists()


def test_it_goes_to_an_agency_with_a_seat_and_for_a_reason(
    asked, hopewell, harbour, school
):
    assert code(give, asked, hopewell) == "same_agency"
    assert code(give, asked, harbour) == "no_seat"
    assert code(give, asked, school, because=" ") == "no_reason"
    assert code(end, asked, because=" ") == "no_reason"


def test_what_is_no_longer_needed_is_neither_due_nor_closed(asked, cast):
    end(asked)
    assert (asked.state, asked.closed_at) == ("ended", None)
    rows = Recommendation.objects.all()
    assert not rows.to_do().exists()
    assert not rows.overdue(TODAY.replace(year=2099)).exists()
    notice = Notice.objects.get(person=cast.lead)
    assert "no longer needed" in notice.title
    assert "The team was closed." in notice.text
    assert code(end, asked) == "moved"


def test_it_can_be_opened_again(asked, cast):
    end(asked)
    doing = {"because": "It is.", "seen": asked.version, "at": NOW}
    reopen(recommendation=asked, by=access(cast.coordinator), **doing)
    asked.refresh_from_db()
    assert asked.state == "open"


@pytest.mark.parametrize("who", ["board", "analyst", "lead"])
def test_only_those_who_moderate_do_it(asked, school, cast, who):
    by = access(getattr(cast, who))
    with pytest.raises(Forbidden):
        give(asked, school, by=by)
    with pytest.raises(Forbidden):
        end(asked, by=by)
