"""The sweep asks for exactly what a nudge did not reach."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.conf import settings

from dashboards import tasks
from dashboards.models import Snapshot
from neglect_portal.celery import app
from tests.factories import AdoptionFactory

# Eight in the morning of British summer time: midnight was at 23:00 UTC.
NOW = datetime(2026, 7, 1, 7, 0, tzinfo=UTC)
MARK = NOW - timedelta(hours=1)
SECOND = timedelta(seconds=1)
MIDNIGHT = datetime(2026, 6, 30, 23, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _eight_in_the_morning(monkeypatch):
    monkeypatch.setattr(
        tasks,
        "timezone",
        SimpleNamespace(now=lambda: NOW, localtime=tasks.timezone.localtime),
    )


@pytest.fixture
def asked(monkeypatch):
    """The numbers of the adoptions that were asked for."""
    numbers = []
    monkeypatch.setattr(
        tasks.compile_dashboard,
        "delay",
        lambda *, adoption_id: numbers.append(adoption_id),
    )
    return numbers


def adopted(*, changed_at=MARK):
    return AdoptionFactory(evidence_changed_at=changed_at)


def with_snapshot(*, changed_at=MARK, **fields):
    """An adoption whose snapshot is up to date but for what is given."""
    one = adopted(changed_at=changed_at)
    up_to_date = {"as_at": NOW, "compiled_at": NOW, "evidence_seen_at": MARK}
    Snapshot.objects.create(adoption=one, **up_to_date | fields)
    return one


def held_until(moment) -> dict:
    return {"claim": uuid4(), "claimed_until": moment}


ASKED_FOR = {
    "no snapshot": adopted,
    "no snapshot and no evidence": lambda: adopted(changed_at=None),
    "never compiled": lambda: with_snapshot(
        as_at=None, compiled_at=None, evidence_seen_at=None
    ),
    "newer mark": lambda: with_snapshot(evidence_seen_at=MARK - SECOND),
    # Two machines' clocks may differ, so an older mark is another one too.
    "older mark": lambda: with_snapshot(evidence_seen_at=MARK + SECOND),
    "first mark": lambda: with_snapshot(evidence_seen_at=None),
    "yesterday": lambda: with_snapshot(as_at=MIDNIGHT - SECOND),
    "yesterday, without evidence": lambda: with_snapshot(
        changed_at=None, evidence_seen_at=None, as_at=MIDNIGHT - SECOND
    ),
    "its worker died": lambda: with_snapshot(
        evidence_seen_at=None, **held_until(NOW - SECOND)
    ),
}
LEFT_ALONE = {
    "up to date": with_snapshot,
    "since midnight": lambda: with_snapshot(as_at=MIDNIGHT),
    "without evidence": lambda: with_snapshot(changed_at=None, evidence_seen_at=None),
    "being compiled": lambda: with_snapshot(
        evidence_seen_at=None, **held_until(NOW + SECOND)
    ),
    "being compiled for the first time": lambda: with_snapshot(
        as_at=None, compiled_at=None, evidence_seen_at=None, **held_until(NOW + SECOND)
    ),
    "of yesterday, being compiled": lambda: with_snapshot(
        as_at=MIDNIGHT - SECOND, **held_until(NOW + SECOND)
    ),
}


@pytest.mark.parametrize("case", ASKED_FOR)
def test_the_sweep_asks_for_what_is_behind(asked, case):
    behind = ASKED_FOR[case]()
    tasks.sweep()
    assert asked == [behind.pk]


@pytest.mark.parametrize("case", LEFT_ALONE)
def test_the_sweep_leaves_alone_what_is_not_behind_or_is_in_hand(asked, case):
    LEFT_ALONE[case]()
    tasks.sweep()
    assert asked == []


def test_the_sweep_asks_for_exactly_those_behind_among_many(asked):
    behind = {make().pk for make in ASKED_FOR.values()}
    for make in LEFT_ALONE.values():
        make()
    tasks.sweep()
    assert set(asked) == behind
    assert len(asked) == len(behind)


def test_what_has_waited_longest_comes_first(asked):
    waits = [with_snapshot(changed_at=MARK - n * SECOND) for n in range(1, 4)]
    tasks.sweep()
    assert asked == [one.pk for one in reversed(waits)]


def test_sweeping_twice_asks_twice_and_does_no_harm(asked):
    one = adopted()
    tasks.sweep()
    tasks.sweep()
    assert asked == [one.pk, one.pk]
    for pk in asked:
        tasks.compile_dashboard(adoption_id=pk)
    snapshot = Snapshot.objects.get()
    assert snapshot.revision == 1
    assert snapshot.evidence_seen_at == MARK
    assert snapshot.as_at == NOW


def test_after_every_compile_the_sweep_finds_nothing_more(asked):
    for make in ASKED_FOR.values():
        make()
    tasks.sweep()
    for pk in asked:
        tasks.compile_dashboard(adoption_id=pk)
    asked.clear()
    tasks.sweep()
    assert asked == []


def test_a_message_about_an_adoption_that_is_gone_does_nothing():
    tasks.compile_dashboard(adoption_id=987_654_321)
    assert not Snapshot.objects.exists()


def test_the_sweep_takes_one_query_however_much_there_is(
    asked, django_assert_num_queries
):
    for _ in range(3):
        adopted()
    with django_assert_num_queries(1):
        tasks.sweep()
    assert len(asked) == 3


def test_the_sweep_runs_every_minute_and_an_old_one_is_dropped():
    entries = settings.CELERY_BEAT_SCHEDULE.values()
    (entry,) = [one for one in entries if one["task"] == tasks.sweep.name]
    assert entry["schedule"] == 60
    assert entry["options"]["expires"] < 60


def test_a_task_is_only_done_when_it_has_ended():
    assert {tasks.sweep.name, tasks.compile_dashboard.name} <= set(app.tasks)
    for task in (tasks.sweep, tasks.compile_dashboard):
        assert task.acks_late
        assert task.reject_on_worker_lost
