"""A real worker, from submitting to a fresh dashboard, and what becomes of a kill."""

import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from celery import current_app
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction

from dashboards import tasks
from dashboards.models import Snapshot
from strategies.models import Adoption
from tests.conftest import submit
from tests.processes import another

PATIENCE = 30  # seconds; a worker takes about four to come up
(SWEEP,) = {
    entry["task"]
    for entry in settings.CELERY_BEAT_SCHEDULE.values()
    if entry["task"].startswith("dashboards.")
}

pytestmark = [
    # Another process sees neither SQLite's test database, which is in memory, nor
    # what a transaction holds back.
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="another process needs PostgreSQL"
    ),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def queue() -> Iterator[None]:
    """An empty queue; the name keeps the real nudge on (tests/conftest.py).

    Redis is this test worker's own, and clearing the cache empties all of it: also
    the messages that a killed worker leaves unacknowledged.
    """
    cache.clear()
    yield
    cache.clear()


@contextmanager
def worker(log: Path) -> Iterator[subprocess.Popen]:
    """A Celery worker on the test database."""
    alone = ["--pool", "solo", "--without-mingle", "--without-gossip"]
    celery = ["-m", "celery", "-A", "neglect_portal", "worker", *alone]
    with another(*celery, log=log) as process:
        yield process


def until(true: Callable[[], object], log: Path) -> None:
    """Wait for something to become true; else show what the worker said."""
    deadline = time.monotonic() + PATIENCE
    while not true():
        if time.monotonic() > deadline:
            pytest.fail(
                f"Waited {PATIENCE} seconds. The worker said: {log.read_text()}"
            )
        time.sleep(0.05)


def snapshot_of(adoption: Adoption) -> Snapshot | None:
    return Snapshot.objects.select_related("adoption").filter(adoption=adoption).first()


def is_fresh(adoption: Adoption) -> bool:
    snapshot = snapshot_of(adoption)
    return snapshot is not None and snapshot.is_up_to_date


def returns(adoption: Adoption) -> int:
    return snapshot_of(adoption).sections["response_tool"]["totals"]["returns"]


def test_submitting_makes_both_dashboards_fresh_without_a_command(
    queue, adoption, neighbour, response, tmp_path
):
    log = tmp_path / "worker.log"
    with worker(log):
        # Opening the round asked for both already: empty boards come first.
        until(lambda: is_fresh(adoption) and is_fresh(neighbour), log)
        assert returns(adoption) == returns(neighbour) == 0
        began = time.monotonic()
        submit(response)
        until(lambda: returns(adoption) and returns(neighbour), log)
        until(lambda: is_fresh(adoption) and is_fresh(neighbour), log)
        assert time.monotonic() - began < 10


def test_a_killed_worker_leaves_the_last_snapshot_and_the_sweep_brings_the_next(
    queue, adoption, neighbour, response, tmp_path
):
    tasks.compile_dashboard(adoption_id=adoption.pk)
    last = snapshot_of(adoption)
    cache.clear()  # what opening the round asked for
    submit(response)

    killed, second = tmp_path / "killed.log", tmp_path / "second.log"
    with transaction.atomic(), worker(killed) as process:
        hold_up_figures()
        until(lambda: snapshot_of(adoption).claim, killed)
        process.kill()
        process.wait()
    stuck = snapshot_of(adoption)
    assert stuck.claim is not None
    assert not stuck.is_up_to_date
    assert (stuck.revision, stuck.as_at) == (last.revision, last.as_at)
    assert stuck.sections == last.sections

    # Three quarters of a minute later, when the dead worker's lease has run out:
    Snapshot.objects.filter(pk=last.pk).update(claimed_until=last.as_at)
    cache.clear()  # and the nudges were lost with it
    current_app.send_task(SWEEP)  # beat's next one
    with worker(second):
        until(lambda: is_fresh(adoption) and is_fresh(neighbour), second)
    assert returns(adoption) == returns(neighbour) == 1
    assert snapshot_of(adoption).claim is None


def hold_up_figures() -> None:
    """Until this transaction ends nobody reads answers, though leases can be taken.

    So a worker stops half-way through a compile, as in a slow database.
    """
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE response_tool_answer IN ACCESS EXCLUSIVE MODE")
