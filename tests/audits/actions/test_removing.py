"""What was planned by mistake is taken away, as long as nothing of it would be lost."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from activity.models import Event
from audits.actions.removing import remove_audit, remove_programme
from audits.models import Audit, CaseReview, Programme
from partnership.access import Forbidden
from tests.audits import steps
from tests.factories import ANYBODY, NOW, TODAY, access


@pytest.fixture
def planned(northshire, hopewell):
    return steps.audit(northshire, hopewell, state="planned")


def test_a_planned_audit_goes_and_the_history_keeps_its_plan(planned, northshire):
    remove_audit(audit=planned, by=ANYBODY, at=NOW)
    assert not Audit.objects.exists()
    assert not CaseReview.objects.exists()
    event = Event.objects.get()
    assert event.before["title"] == "Neglect in early years"
    assert event.thread_id == northshire.pk


@pytest.mark.parametrize("state", ["collecting", "moderating", "reporting"])
def test_an_audit_that_has_begun_stays(planned, state):
    Audit.objects.update(state=state)
    with pytest.raises(ValidationError, match="has begun"):
        remove_audit(audit=planned, by=ANYBODY, at=NOW)


def test_what_was_graded_before_a_step_back_stays(planned):
    part = planned.cases.get().parts.get()
    type(part).objects.update(note="Two visits were missed.")
    with pytest.raises(ValidationError, match="has graded"):
        remove_audit(audit=planned, by=ANYBODY, at=NOW)


def test_what_was_written_up_before_steps_back_stays(planned):
    steps.finding(planned)
    with pytest.raises(ValidationError, match="written up"):
        remove_audit(audit=planned, by=ANYBODY, at=NOW)


def test_an_audit_that_another_one_repeats_stays(planned, northshire, hopewell):
    steps.audit(
        northshire,
        hopewell,
        using=planned.tool,
        title="A year on",
        period_to=TODAY - timedelta(days=1),
        again_of=planned,
    )
    with pytest.raises(ValidationError, match="repeats this one"):
        remove_audit(audit=planned, by=ANYBODY, at=NOW)


def test_a_year_without_audits_goes(northshire):
    year = steps.programme(northshire)
    remove_programme(programme=year, by=ANYBODY, at=NOW)
    assert not Programme.objects.exists()
    assert Event.objects.get().before["title"] == "2026 to 2027"


def test_a_year_with_audits_stays(planned):
    with pytest.raises(ValidationError, match="audits in this programme"):
        remove_programme(programme=planned.programme, by=ANYBODY, at=NOW)


def test_only_those_who_plan_audits_take_them_away(planned, cast):
    for person in (cast.board, cast.lead):
        with pytest.raises(Forbidden):
            remove_audit(audit=planned, by=access(person), at=NOW)
        with pytest.raises(Forbidden):
            remove_programme(programme=planned.programme, by=access(person), at=NOW)
