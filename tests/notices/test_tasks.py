"""The tasks, by the names that beat and nudges call them by."""

import pytest
from celery import current_app
from django.conf import settings
from django.core import mail as outbox
from django.db import transaction

from notices import tasks
from notices.actions import tell, telling
from notices.models import Mail, Notice
from tests.factories import UserFactory


def test_beat_asks_for_tasks_that_exist():
    current_app.loader.import_default_modules()  # as a worker does
    wanted = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert wanted <= set(current_app.tasks)
    assert {"notices.tasks.sweep", "notices.tasks.owe_week"} <= wanted
    assert "response_tool.tasks.remind" in wanted


def test_the_sweep_sends_what_is_owed(cast, urgent, now):
    tell(people=[cast.lead, cast.contributor], message=urgent, at=now)
    tasks.sweep()
    assert len(outbox.outbox) == 2
    tasks.sweep()
    assert len(outbox.outbox) == 2


def test_one_email_is_sent_by_its_number(cast, urgent, now):
    tell(people=[cast.lead], message=urgent, at=now)
    for _ in range(2):
        tasks.send_mail(mail_id=Mail.objects.get().pk)
    tasks.send_mail(mail_id=0)
    assert len(outbox.outbox) == 1


def test_the_week_is_owed_by_its_task(cast, message, now):
    tell(people=[cast.lead], message=message, at=now.replace(year=2025))
    tasks.owe_week()
    assert Mail.objects.get().person == cast.lead


@pytest.mark.django_db(transaction=True)
def test_a_queue_that_is_down_does_not_fail_what_was_done(
    queue, cast, urgent, now, monkeypatch
):
    def down(*_args, **_kwargs):
        raise ConnectionError("no queue")

    monkeypatch.setattr(current_app, "send_task", down)
    with transaction.atomic():
        tell(people=[cast.lead], message=urgent, at=now)
    assert Notice.objects.exists()
    assert Mail.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_worker_is_asked_once_what_is_owed_is_there(
    queue, cast, urgent, now, monkeypatch
):
    seen = []
    monkeypatch.setattr(
        current_app, "send_task", lambda name: seen.append((name, Mail.objects.count()))
    )
    with transaction.atomic():
        tell(people=[cast.lead], message=urgent, at=now)
        assert seen == []
    assert seen == [(telling.SWEEP_TASK, 1)]
    assert tasks.sweep.name == telling.SWEEP_TASK


@pytest.mark.django_db(transaction=True)
def test_many_at_once_wait_for_the_sweep(queue, urgent, now, monkeypatch):
    seen = []
    monkeypatch.setattr(current_app, "send_task", seen.append)
    tell(people=UserFactory.create_batch(telling.PROMPT + 1), message=urgent, at=now)
    assert Mail.objects.count() == telling.PROMPT + 1
    assert seen == []


@pytest.fixture
def queue():
    """The name keeps the real nudge on (tests/conftest.py)."""
