"""What waits for people in audits, on their home page."""

from datetime import timedelta

import pytest

from audits.figures import done, waiting
from audits.models import Audit, Part
from tests.audits import steps
from tests.factories import NOW, TODAY, access, member_of


def waits(user, today=TODAY):
    return waiting(access=access(user), today=today)


@pytest.mark.parametrize("who", ["lead", "contributor"])
def test_cases_to_grade_wait_for_those_who_grade(cast, northshire, hopewell, who):
    audit = steps.audit(northshire, hopewell, cases=["A1", "A2", "A3"])
    (item,) = waits(getattr(cast, who))
    assert item.title == "Grade 3 cases: Neglect in early years"
    assert (item.done, item.total, item.due_on) == (0, 3, audit.collect_by)
    Part.objects.filter(case__reference="A1").update(finished_at=NOW)
    (item,) = waits(getattr(cast, who))
    assert item.title == "Go on grading 2 cases: Neglect in early years"
    assert (item.done, item.total) == (1, 3)
    Part.objects.update(finished_at=NOW)
    assert waits(getattr(cast, who)) == []


@pytest.mark.parametrize("who", ["viewer", "other_lead", "board", "analyst", "nobody"])
def test_nothing_waits_for_others(cast, northshire, hopewell, who):
    steps.audit(northshire, hopewell, state="collecting")
    Part.objects.update(finished_at=NOW)
    steps.audit(northshire, hopewell, using=steps.Tool.objects.get(), title="B")
    assert waits(getattr(cast, who)) == []


@pytest.mark.parametrize("state", ["planned", "moderating", "reporting", "closed"])
def test_an_agency_waits_only_while_it_may_grade(cast, northshire, hopewell, state):
    steps.audit(northshire, hopewell, state=state)
    assert waits(cast.lead) == []


def test_a_self_assessment_is_asked_for_as_such(cast, northshire, hopewell):
    steps.audit(northshire, hopewell, kind="self", cases=["Self-assessment"])
    (item,) = waits(cast.lead)
    assert item.title == "Assess your agency: Neglect in early years"
    assert item.done is None


def test_who_grades_for_two_agencies_is_told_which(cast, northshire, hopewell, harbour):
    person = member_of(hopewell, "lead")
    harbour.members.create(user=person, role="lead")
    steps.audit(northshire, hopewell, harbour)
    assert {one.kind for one in waits(person)} == {
        "Audit, Hopewell Family Support",
        "Audit, Harbour Service",
    }


@pytest.mark.parametrize("who", ["coordinator", "auditor"])
@pytest.mark.parametrize(
    ("state", "title", "day"),
    [
        ("planned", "Ask agencies to grade: ", "collect_by"),
        ("moderating", "Moderate: ", "moderate_by"),
        ("reporting", "Write up and close: ", "report_by"),
    ],
)
def test_each_state_asks_for_its_own_step(
    cast, northshire, hopewell, who, state, title, day
):
    audit = steps.audit(northshire, hopewell, state=state)
    (item,) = waits(getattr(cast, who))
    assert item.title == f"{title}Neglect in early years"
    assert item.due_on == getattr(audit, day)


def test_a_plan_waits_only_once_its_day_is_near(cast, northshire, hopewell):
    steps.audit(northshire, hopewell, state="planned")
    assert waits(cast.auditor, TODAY - timedelta(days=17)) == []
    assert len(waits(cast.auditor, TODAY - timedelta(days=16))) == 1


def test_moderating_waits_once_all_have_finished_or_the_day_is_past(
    cast, northshire, hopewell
):
    audit = steps.audit(northshire, hopewell)
    assert waits(cast.auditor) == []
    past = audit.collect_by + timedelta(days=1)
    (item,) = waits(cast.auditor, past)
    assert item.note == "The day for grading is past; 1 part is not finished."
    Part.objects.update(finished_at=NOW)
    (item,) = waits(cast.auditor)
    assert item.title == "Begin moderating: Neglect in early years"
    assert item.note == "Every agency has finished."


def test_audits_that_were_closed_lately_are_done(cast, northshire, hopewell):
    steps.audit(northshire, hopewell, state="closed")
    since = TODAY - timedelta(days=30)
    (item,) = done(access=access(cast.board), since=since)
    assert (item.on, item.link) == (TODAY, "Neglect in early years")
    assert done(access=access(cast.lead), since=since) == []
    Audit.objects.update(closed_at=NOW - timedelta(days=60))
    assert done(access=access(cast.board), since=since) == []
