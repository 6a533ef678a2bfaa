"""Two workers at once, on a database where that is possible."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from django.db import connection

from dashboards import actions
from dashboards.actions import compile_dashboard
from dashboards.models import Snapshot
from tests.conftest import submit

SECTION = actions.SECTIONS[0]
PATIENCE = 10

pytestmark = [
    # SQLite's test database lives in one connection's memory: nothing to race on.
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="two connections need PostgreSQL"
    ),
    pytest.mark.django_db(transaction=True),
]


def race(adoption, now) -> list[bool]:
    """Compile it in two threads that begin together."""
    together = threading.Barrier(2, timeout=PATIENCE)

    def work() -> bool:
        try:
            together.wait()
            return compile_dashboard(adoption=adoption, now=lambda: now)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return sorted(
            future.result() for future in [pool.submit(work), pool.submit(work)]
        )


@pytest.fixture
def readings(monkeypatch):
    """The figures that were read; whoever reads waits until the other gave up."""
    read, gave_up = [], threading.Event()
    claim = actions._claim

    def figures(**subject):
        read.append(subject)
        assert gave_up.wait(PATIENCE)
        return SECTION.figures(**subject)

    def claiming(snapshot, at):
        won = claim(snapshot, at)
        if won is None:
            gave_up.set()
        return won

    monkeypatch.setattr(actions, "_claim", claiming)
    monkeypatch.setattr(actions, "SECTIONS", (replace(SECTION, figures=figures),))
    return read


def test_of_two_workers_one_compiles(adoption, response, readings, now):
    submit(response)
    adoption.refresh_from_db()
    assert race(adoption, now) == [False, True]
    assert len(readings) == 1
    snapshot = Snapshot.objects.get()
    assert snapshot.revision == 1
    assert snapshot.claim is None
    assert snapshot.evidence_seen_at == adoption.evidence_changed_at


def test_of_two_workers_one_takes_over_from_a_third_that_died(
    adoption, response, readings, now
):
    Snapshot.objects.create(
        adoption=adoption, claim="0" * 32, claimed_until=now - 2 * actions.LEASE
    )
    assert race(adoption, now) == [False, True]
    assert len(readings) == 1
    assert Snapshot.objects.get().is_compiled
