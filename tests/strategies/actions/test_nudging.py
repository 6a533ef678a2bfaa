"""Asking the queue for a compile: promptly, after the commit, and never in the way."""

import logging
import time
from contextlib import suppress

import pytest
from celery import Celery
from django.conf import settings
from django.db import transaction

from neglect_portal.celery import app as portal_queue
from strategies.actions import adoption as actions
from strategies.actions import evidence_changed
from strategies.models import Adoption
from tests.factories import NOW, AdoptionFactory, published_strategy

pytestmark = pytest.mark.usefixtures("queue", "transactional_db")


@pytest.fixture
def queue(monkeypatch):
    """What was sent to the queue; the name keeps the real nudge on."""
    sent = []
    monkeypatch.setattr(
        portal_queue, "send_task", lambda name, **rest: sent.append((name, rest))
    )
    return sent


@pytest.fixture
def adoptions():
    strategy = published_strategy()
    return [AdoptionFactory(strategy=strategy) for _ in range(2)]


def change(adoptions) -> None:
    evidence_changed(
        strategy_id=adoptions[0].strategy_id,
        partnership_ids=[one.partnership_id for one in adoptions],
        at=NOW,
    )


def marks() -> set:
    return set(Adoption.objects.values_list("evidence_changed_at", flat=True))


def test_every_marked_dashboard_is_asked_for_by_name(queue, adoptions):
    change(adoptions)
    assert queue == [
        ("dashboards.tasks.compile_dashboard", {"kwargs": {"adoption_id": one.pk}})
        for one in adoptions
    ]


def test_nothing_is_sent_before_the_commit(queue, adoptions):
    with transaction.atomic():
        change(adoptions)
        assert queue == []
    assert len(queue) == 2


def test_nothing_is_sent_when_the_save_is_rolled_back(queue, adoptions):
    with transaction.atomic():
        change(adoptions)
        transaction.set_rollback(True)
    assert queue == []
    assert marks() == {None}


def test_the_name_is_that_of_a_task():
    portal_queue.loader.import_default_modules()
    assert actions.COMPILE_TASK in portal_queue.tasks


def test_a_queue_that_refuses_is_logged_and_the_save_stands(
    monkeypatch, caplog, adoptions
):
    def refuse(*args, **kwargs):
        raise ConnectionError("the queue is down")

    monkeypatch.setattr(portal_queue, "send_task", refuse)
    with transaction.atomic():
        change(adoptions)
    assert marks() == {NOW}
    assert "the queue is down" in logged(caplog)


@pytest.fixture
def unreachable(monkeypatch, tmp_path):
    """The portal's own queue, configured as it is, at an address nobody answers."""
    app = Celery("unreachable", set_as_current=False)
    app.config_from_object("django.conf:settings", namespace="CELERY")
    if settings.REDIS_URL:
        app.conf.broker_url = "redis://127.0.0.1:1/0"
    else:
        nowhere = str(tmp_path / "a file, not a folder")
        (tmp_path / "a file, not a folder").touch()
        app.conf.broker_transport_options = {
            **settings.CELERY_BROKER_TRANSPORT_OPTIONS,
            "data_folder_in": nowhere,
            "data_folder_out": nowhere,
        }
    monkeypatch.setattr(actions, "current_app", app)
    return app


def test_a_queue_that_cannot_be_reached_is_logged_and_the_save_stands(
    unreachable, caplog, adoptions
):
    with transaction.atomic():
        change(adoptions[:1])
    assert Adoption.objects.get(pk=adoptions[0].pk).evidence_changed_at == NOW
    assert logged(caplog)


def test_a_queue_that_cannot_be_reached_does_not_keep_people_waiting(
    unreachable, adoptions
):
    began = time.monotonic()
    # Whether the failure stays hidden is the test above; here only time matters.
    with suppress(Exception):
        change(adoptions[:1])
    # One save may nudge for many partnerships, and a web worker has 30 seconds.
    assert time.monotonic() - began < 2.5


def logged(caplog) -> str:
    """What an operator would find in the log, the causes included."""
    bad = [one for one in caplog.records if one.levelno >= logging.WARNING]
    return "\n".join(f"{one.getMessage()} {one.exc_text or ''}" for one in bad)
