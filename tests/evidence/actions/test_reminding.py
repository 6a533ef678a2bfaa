"""An agency is reminded 30 and 7 days before a file expires, and on the day."""

from datetime import timedelta

import pytest

from activity.models import Event
from evidence.actions import remind_of_expiry
from evidence.models import REMINDED
from notices.models import Kind, Notice
from tests.factories import ANYBODY, NOW, TODAY


def remind(days_before: int, file) -> list[int | None]:
    on = file.expires_on - timedelta(days=days_before)
    return [one.reminded for one in remind_of_expiry(on=on, by=ANYBODY, at=NOW)]


@pytest.fixture
def file(keep):
    return keep(expires_on=TODAY + timedelta(days=90))


def test_each_reminder_is_given_once(file):
    told = {days: remind(days, file) for days in range(40, -5, -1)}
    assert {days for days, given in told.items() if given} == set(REMINDED)
    assert Event.objects.filter(verb__startswith="reminded").count() == len(REMINDED)


def test_running_twice_on_a_day_reminds_once(file):
    assert remind(30, file) == [30]
    assert remind(30, file) == []


def test_a_reminder_that_was_missed_is_given_late_and_only_the_nearest(file):
    assert remind(5, file) == [7]
    assert remind(5, file) == []
    assert remind(0, file) == [0]


def test_what_has_expired_is_removed_or_has_no_date_is_left_alone(file, keep):
    keep("Without a date")
    assert remind(-1, file) == []
    file.removed_at = NOW
    file.save()
    assert remind(7, file) == []


def test_those_who_answer_for_the_agency_are_told_and_led_to_the_file(file, cast):
    remind(7, file)
    remind(0, file)
    told = Notice.objects.order_by("pk").filter(kind=Kind.FILE_EXPIRING)
    lead = told.filter(person=cast.lead)
    assert [one.href for one in lead] == [f"/files/{file.pk}/"] * 2
    assert "expires today" in lead[1].title
    assert {one.person for one in told} == {cast.lead, cast.contributor}
