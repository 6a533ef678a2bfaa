"""Owners are reminded before the day a recommendation is due, and after it."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from audits import tasks
from audits.actions.reminding import remind_owners
from notices.models import Notice
from tests.audits import steps
from tests.factories import TODAY

DAY = timedelta(days=1)


@pytest.fixture
def recommendation(cast, northshire, hopewell):
    return steps.recommendation(steps.audit(northshire, hopewell), hopewell)


def remind(on) -> None:
    remind_owners(at=timezone.make_aware(datetime.combine(on, time(7, 15))))


def told(person) -> list[str]:
    rows = Notice.objects.filter(person=person, kind="recommendation_due")
    return [one.title for one in rows.order_by("pk")]


def test_each_reminder_is_told_once_to_those_who_answer(recommendation, cast):
    due = recommendation.due_on
    for many in range(40, -20, -1):
        remind(due - many * DAY)
        remind(due - many * DAY)
    titles = told(cast.lead)
    assert len(titles) == 5
    assert [one.split(" on ")[0] for one in titles] == ["Due"] * 3 + ["Was due"] * 2
    assert told(cast.contributor) == titles
    assert told(cast.viewer) == told(cast.coordinator) == []


@pytest.mark.parametrize("state", ["draft", "asked", "closed"])
def test_nobody_is_reminded_of_what_does_not_wait_for_the_owner(
    cast, northshire, hopewell, state
):
    audit = steps.audit(northshire, hopewell)
    one = steps.recommendation(audit, hopewell, state=state)
    remind(one.due_on)
    remind(one.due_on + DAY)
    assert told(cast.lead) == []


def test_a_missed_reminder_is_made_up_for_but_not_for_ever(recommendation, cast):
    remind(recommendation.due_on - 13 * DAY)
    assert len(told(cast.lead)) == 1
    remind(recommendation.due_on - 10 * DAY)
    assert len(told(cast.lead)) == 1


def test_what_is_sent_today_is_not_reminded_of_today(recommendation, cast):
    recommendation.due_on = TODAY + 14 * DAY
    recommendation.save()
    remind(TODAY)
    assert told(cast.lead) == []


def test_the_task_reminds(recommendation, cast, today):
    recommendation.due_on = today + 3 * DAY
    recommendation.opened_at -= 30 * DAY
    recommendation.save()
    tasks.remind()
    assert len(told(cast.lead)) == 1
