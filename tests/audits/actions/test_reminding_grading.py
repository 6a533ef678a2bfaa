"""Agencies are reminded of what they have not graded."""

from datetime import timedelta

import pytest

from audits.actions.reminding_grading import remind_of_grading
from audits.tasks import remind
from notices.models import Kind, Mail, Notice
from tests.audits import steps
from tests.factories import NOW, TODAY


def remind_on(audit, before):
    on = audit.collect_by - timedelta(days=before)
    return remind_of_grading(on=on, at=NOW)


@pytest.fixture
def audit(northshire, hopewell, cast):
    return steps.audit(northshire, hopewell, cases=["A1", "A2"])


def test_a_week_and_a_day_before_each_is_told_once(audit, cast):
    for before in (8, 7, 6, 2, 1, 0):
        remind_on(audit, before)
        remind_on(audit, before)
    told = Notice.objects.filter(person=cast.lead, kind=Kind.AUDIT_DUE)
    first, last = told.order_by("pk")
    assert first.text == "You have 2 cases left to grade."
    assert last.title == "Grades for “Neglect in early years” are due tomorrow"
    assert Mail.objects.filter(person=cast.lead).count() == 1


def test_those_who_are_late_are_told_once_a_week_for_four_weeks(audit, cast):
    for late in range(1, 40):
        remind_on(audit, -late)
    told = Notice.objects.filter(person=cast.lead, kind=Kind.AUDIT_DUE)
    assert told.count() == 4
    assert told[0].title.startswith("Grades for “Neglect in early years” were due on")


def test_other_days_remind_anew(audit, cast):
    remind_on(audit, 7)
    audit.collect_by += timedelta(days=7)
    audit.save()
    remind_on(audit, 7)
    assert Notice.objects.filter(person=cast.lead).count() == 2


def test_nobody_is_reminded_who_has_finished_or_is_not_asked(audit):
    audit.state = "moderating"
    audit.save()
    assert remind_on(audit, 3) == []
    audit.state = "collecting"
    audit.save()
    assert remind_on(audit, 3) == [audit]
    steps.judge_all(audit)
    assert remind_on(audit, 3) == []


def test_a_self_assessment_is_not_counted_in_cases(northshire, hopewell, cast):
    audit = steps.audit(northshire, hopewell, kind="self", cases=["Self-assessment"])
    remind_on(audit, 7)
    text = Notice.objects.get(person=cast.lead).text
    assert text == "You have not said yet that your assessment is finished."


def test_the_queue_reminds_as_at_today(audit, cast, today):
    shift = today - TODAY
    audit.collect_by = today + timedelta(days=3)
    audit.moderate_by += shift
    audit.report_by += shift
    audit.save()
    remind()
    assert Notice.objects.filter(person=cast.lead).count() == 1
