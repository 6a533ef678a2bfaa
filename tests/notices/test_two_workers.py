"""Two workers at once, on a database where that is possible."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core import mail as outbox
from django.db import connection
from django.utils import timezone

from notices.actions import owe_week, send_owed, tell
from notices.models import Mail
from tests.factories import UserFactory, member_of

PEOPLE = 40
PATIENCE = 10

pytestmark = [
    # SQLite's test database lives in one connection's memory: nothing to race on.
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="two connections need PostgreSQL"
    ),
    pytest.mark.django_db(transaction=True),
]


def race(work) -> list[int]:
    """Do the same in two threads that begin together."""
    together = threading.Barrier(2, timeout=PATIENCE)

    def begin() -> int:
        try:
            together.wait()
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return [one.result() for one in [pool.submit(begin), pool.submit(begin)]]


def test_two_workers_share_what_is_owed_and_send_nothing_twice(urgent):
    people = UserFactory.create_batch(PEOPLE)
    now = timezone.now()
    tell(people=people, message=urgent, at=now)
    until = now + timedelta(minutes=1)
    tried = race(lambda: send_owed(now=timezone.now, until=until))
    assert sum(tried) == PEOPLE
    sent = Counter(one.to[0] for one in outbox.outbox)
    assert sent == Counter(one.email for one in people)
    assert not Mail.objects.filter(sent_at=None).exists()


def test_two_workers_owe_each_person_one_email_a_week(message, hopewell):
    people = [member_of(hopewell, "lead") for _ in range(PEOPLE)]
    tell(people=people, message=message, at=timezone.now() - timedelta(days=8))
    now = timezone.now()
    race(lambda: owe_week(at=now))
    assert Mail.objects.count() == PEOPLE
