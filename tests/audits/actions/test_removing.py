"""What was planned by mistake is removed, as long as nothing of it would be lost."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from activity.models import Event
from audits.actions.moving import move_back, move_on
from audits.actions.removing import remove_audit, remove_programme
from audits.models import Audit, CaseReview, Programme
from notices.models import Notice
from partnership.access import Forbidden
from tests.audits import steps
from tests.factories import ANYBODY, NOW, TODAY, access


@pytest.fixture
def planned(northshire, hopewell):
    return steps.audit(northshire, hopewell, state="planned")


def remove(audit, *, seen=1, cases=1, by=ANYBODY):
    remove_audit(audit=audit, seen=seen, cases=cases, by=by, at=NOW)


def test_a_planned_audit_goes_and_the_history_keeps_its_plan(planned, northshire):
    remove(planned)
    assert not Audit.objects.exists()
    assert not CaseReview.objects.exists()
    event = Event.objects.get()
    assert event.before["title"] == "Neglect in early years"
    assert event.thread_id == northshire.pk


@pytest.mark.parametrize("state", ["collecting", "moderating", "reporting"])
def test_an_audit_that_has_begun_stays(planned, state):
    Audit.objects.update(state=state)
    with pytest.raises(ValidationError, match="has begun"):
        remove(planned)


@pytest.mark.parametrize("state", ["planned", "collecting", "moderating"])
def test_what_was_graded_stays_however_far_the_audit_is(planned, state):
    Audit.objects.update(state=state)
    part = planned.cases.get().parts.get()
    type(part).objects.update(note="Two visits were missed.")
    with pytest.raises(ValidationError, match="has graded"):
        remove(planned)


def test_what_was_written_up_before_steps_back_stays(planned):
    steps.finding(planned)
    with pytest.raises(ValidationError, match="written up"):
        remove(planned)


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
        remove(planned)


@pytest.mark.parametrize(("seen", "cases"), [(0, 1), (1, 0), (1, 2)])
def test_what_changed_since_it_was_read_is_looked_at_first(planned, seen, cases):
    with pytest.raises(ValidationError, match="Something changed here meanwhile"):
        remove(planned, seen=seen, cases=cases)
    assert Audit.objects.exists()


def test_agencies_that_were_asked_before_are_told(planned, cast, harbour):
    asked = move_on(audit=planned, to="collecting", by=ANYBODY, at=NOW)
    back = {"to": "planned", "because": "Too soon.", "by": ANYBODY, "at": NOW}
    again = move_back(audit=asked, **back)
    again.agencies.add(harbour)
    before = set(Notice.objects.values_list("pk", flat=True))
    remove(again, seen=again.version)
    asking = Notice.objects.filter(pk__in=before, title__contains="asks you to grade")
    assert asking.exists()
    assert not asking.unread().exists()
    told = Notice.objects.exclude(pk__in=before)
    assert {one.title for one in told} == {
        "“Neglect in early years” is no longer planned"
    }
    assert {one.href for one in told} == {"/agencies/hopewell/audits/"}
    assert set(told.values_list("person_id", flat=True)) == {
        cast.lead.pk,
        cast.contributor.pk,
    }


def test_agencies_that_were_never_asked_are_told_nothing(planned, cast):
    remove(planned)
    assert not Notice.objects.exists()


def test_a_year_without_audits_goes(northshire):
    year = steps.programme(northshire)
    remove_programme(programme=year, by=ANYBODY, at=NOW)
    assert not Programme.objects.exists()
    assert Event.objects.get().before["title"] == "2026 to 2027"


def test_a_year_with_audits_stays(planned):
    with pytest.raises(ValidationError, match="audits in this programme"):
        remove_programme(programme=planned.programme, by=ANYBODY, at=NOW)


def test_only_those_who_plan_audits_remove_them(planned, cast):
    for person in (cast.board, cast.lead):
        with pytest.raises(Forbidden):
            remove(planned, by=access(person))
        with pytest.raises(Forbidden):
            remove_programme(programme=planned.programme, by=access(person), at=NOW)
