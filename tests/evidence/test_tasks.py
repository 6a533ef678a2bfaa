"""What beat asks for by name is there, and may be asked for twice."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from evidence import tasks
from evidence.models import File
from neglect_portal import celery_app
from tests.evidence.conftest import PERSONAL


def test_beat_sweeps_every_hour_and_reminds_several_times_a_day():
    asked = {
        entry["task"]: entry["schedule"]
        for entry in settings.CELERY_BEAT_SCHEDULE.values()
    }
    assert asked[tasks.sweep.name] == 60 * 60
    assert asked[tasks.remind.name] <= 12 * 60 * 60
    assert {tasks.sweep.name, tasks.remind.name} <= set(celery_app.tasks)


def test_a_reminder_is_noted_once(keep):
    file = keep(expires_on=timezone.localdate() + timedelta(days=7))
    for _ in range(2):
        tasks.remind()
    file.refresh_from_db()
    assert file.reminded == 7


def test_what_nobody_decided_about_goes(keep):
    held = keep("Held", findings=PERSONAL)
    for _ in range(2):
        tasks.sweep()
    assert not File.objects.filter(pk=held.pk).exists()
