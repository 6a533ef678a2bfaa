"""Reminding many people: memory that does not grow, and no duplicate after a kill."""

import os
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from django.db import connection
from django.utils import timezone

from accounts.models import User
from bench.databases import ONE, using
from bench.report import Row
from bench.shape import Filler
from bench.stage import PATIENCE, NotStarted, running
from notices.models import LEASE, Mail
from partnership.models import Agency, AgencyMember, Partnership, Seat
from response_tool.models import Recipient, Response, Round
from tests.services import Home

PEOPLE = {False: (200, 2000), True: (20, 200)}  # by whether it is a quick run
EACH = 2  # people of an agency
MB = 1024  # of the kibibytes that the system counts in
TO = re.compile(r"^To: (\S+)", re.MULTILINE)
MINUTES = 10 * PATIENCE


def rows(home: Home, *, quick: bool) -> list[Row]:
    """Peaks of few and of many, and what arrived twice after a kill -9 halfway.

    Begins from a database in which nobody is owed anything yet.
    """
    few, many = PEOPLE[quick]
    peaks = {number: _peak(home, f"remind_{number}", number) for number in (few, many)}
    twice, lost = _killed(home, f"killed_{many}", many)
    after = f"of {many:,} people after a kill -9 halfway"
    return [
        Row(
            f"Peak memory reminding {many:,} people",
            "MB",
            peaks[many] / MB,
            f"reminding {few:,}",
            peaks[few] / MB,
            1.1,
        ),
        Row(f"Reminders sent twice, {after}", "e-mails", twice, goal=0),
        Row(f"Reminders lost, {after}", "e-mails", lost, goal=0),
    ]


def _peak(home: Home, database: str, people: int) -> int:
    with _filled(home, database, people) as folder:
        _finish(home, database)
        sent = _arrived(folder)
        if len(sent) != people:
            raise NotStarted(f"{len(sent)} of {people} people were reminded.")
    return int(home.said(database).rpartition("/")[2])


def _killed(home: Home, database: str, people: int) -> tuple[int, int]:
    """How many arrived twice, and how many neither arrived nor are in doubt."""
    with _filled(home, database, people) as folder:
        with running(home, _program(), database) as process:
            until = time.monotonic() + MINUTES
            while Mail.objects.exclude(sent_at=None).count() < people // 2:
                if time.monotonic() > until or process.poll() is not None:
                    raise NotStarted(f"Not half were sent: {home.said(database)}")
                time.sleep(0.01)
            process.kill()
            process.wait()
        # As if the lease of the dead process had run out meanwhile.
        gone = timezone.now() - LEASE
        Mail.objects.exclude(claim=None).update(claimed_until=gone)
        _finish(home, database)
        sent = _arrived(folder)
        doubtful = Mail.objects.doubtful(timezone.now())
        known = {*sent, *(one.address for one in doubtful)}
        return sum(many - 1 for many in sent.values()), people - len(known)


def _finish(home: Home, database: str) -> None:
    with running(home, _program(), database) as process:
        if process.wait(MINUTES):
            raise NotStarted(f"Reminding failed: {home.said(database)}")


def _program() -> list[str]:
    return [sys.executable, "-m", "bench.owed"]


@contextmanager
def _filled(home: Home, database: str, people: int) -> Iterator[Path]:
    """A database of its own with people to remind, for us and for what we start."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {database} TEMPLATE {ONE}")
    given = {name: os.environ[name] for name in ("DATABASE_URL", "DATA_DIR")}
    folder = home.folder / database
    folder.mkdir()
    server = given["DATABASE_URL"].rpartition("/")[0]
    os.environ.update(DATABASE_URL=f"{server}/{database}", DATA_DIR=str(folder))
    try:
        with using(database):
            _fill(people)
            yield folder / "mail"
    finally:
        os.environ.update(given)


def _fill(people: int) -> None:
    """A round that is due tomorrow, which nobody has answered."""
    now = timezone.now()
    today = timezone.localdate(now)
    strategy = Filler(now).strategy
    partnership = Partnership.objects.create(name="Many", short_name="M", slug="m")
    asked = Round.objects.create(
        strategy=strategy,
        name="many",
        opens_on=today - timedelta(days=30),
        due_on=today + timedelta(days=1),
        closes_on=today + timedelta(days=20),
    )
    asked.partnerships.add(partnership)
    agencies = Agency.objects.bulk_create(
        Agency(name=f"Agency {n:04}", slug=f"agency-{n}", sector="charity")
        for n in range(people // EACH)
    )
    Seat.objects.bulk_create(
        Seat(partnership=partnership, agency=one, from_on=asked.opens_on)
        for one in agencies
    )
    responses = Response.objects.bulk_create(
        Response(round=asked, agency=one) for one in agencies
    )
    Recipient.objects.bulk_create(
        Recipient(response=one, partnership=partnership) for one in responses
    )
    users = User.objects.bulk_create(
        User(email=f"person{n}@bench.example", name=f"Person {n}")
        for n in range(people)
    )
    AgencyMember.objects.bulk_create(
        AgencyMember(user=user, agency=agencies[n // EACH], role="lead")
        for n, user in enumerate(users)
    )


def _arrived(folder: Path) -> Counter[str]:
    """How often each address was written to."""
    found: Counter[str] = Counter()
    for path in folder.glob("*.log"):
        found.update(TO.findall(path.read_text()))
    return found
