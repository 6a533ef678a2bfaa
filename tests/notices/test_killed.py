"""What becomes of owed e-mails when the worker that sends them is killed."""

import time
from collections import Counter
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from notices import tasks
from notices.actions import tell
from notices.models import LEASE, Mail
from tests.factories import UserFactory
from tests.processes import another

PEOPLE = 200
PATIENCE = 30  # seconds
SWEEP = "import django; django.setup(); from notices.tasks import sweep; sweep()"
BETWEEN = b"-" * 79 + b"\n"

pytestmark = [
    # Another process does not see SQLite's test database, which is in memory.
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="another process needs PostgreSQL"
    ),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def folder(tmp_path, settings) -> Path:
    """Where e-mails are written, by this process and by the other."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    return tmp_path / "mail"


def arrived(folder: Path) -> Counter[str]:
    """How often each address was written to."""
    found: Counter[str] = Counter()
    for path in folder.glob("*.log"):
        for raw in path.read_bytes().split(BETWEEN):
            if raw.strip():
                found[message_from_bytes(raw, policy=policy.default)["to"]] += 1
    return found


def until_half_is_sent(log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while Mail.objects.exclude(sent_at=None).count() < PEOPLE // 2:
        assert time.monotonic() < deadline, log.read_text()
        time.sleep(0.005)


def test_a_kill_halfway_sends_nothing_twice_and_loses_nothing(
    message, urgent, folder, tmp_path
):
    people = UserFactory.create_batch(PEOPLE)
    tell(people=people, message=urgent, at=timezone.now())
    log = tmp_path / "killed.log"
    with another("-c", SWEEP, log=log, environment={"DATA_DIR": str(tmp_path)}) as it:
        until_half_is_sent(log)
        it.kill()  # -9
        it.wait()
    assert Mail.objects.filter(sent_at=None).count() > 1  # it was not done

    # Some minutes later, when the dead worker's lease has run out:
    gone = timezone.now() - LEASE
    Mail.objects.exclude(claim=None).update(claimed_until=gone)
    tasks.sweep()

    found = arrived(folder)
    doubtful = Mail.objects.doubtful(timezone.now() + timedelta(seconds=1))
    in_doubt = {one.address for one in doubtful}
    assert set(found.values()) == {1}
    assert len(in_doubt) <= 1
    assert {one.email for one in people} - set(found) <= in_doubt
    assert Mail.objects.exclude(sent_at=None).count() == PEOPLE - len(in_doubt)
