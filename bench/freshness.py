"""How long after a submission the board's dashboard shows it."""

import json
import sys
import time
from collections.abc import Sequence
from random import Random
from statistics import median

from django.utils import timezone

from bench.report import Row
from bench.shape import BY
from bench.stage import Home, NotStarted, running
from dashboards.models import Snapshot
from response_tool.actions import submit_response
from response_tool.models import Response
from strategies.models import Adoption

GOAL = 60_000  # ms: within a minute
PATIENCE = 60  # seconds
POLL = 0.005


class NotFresh(RuntimeError):
    """Nobody compiled the dashboard."""


def rows(delays: Sequence[float], how: str) -> list[Row]:
    """The median and the longest of several submissions."""
    name = f"Submission to fresh dashboard, {how}"
    return [
        Row(name, "ms", 1000 * median(delays), goal=GOAL),
        Row(f"{name}, longest", "ms", 1000 * max(delays), goal=GOAL),
    ]


def measure(main: Adoption, times: int) -> list[float]:
    """Submit one response again and again while a worker runs."""
    draft = (
        Response.objects.filter(recipients__partnership_id=main.partnership_id)
        .filter(state=Response.State.DRAFT)
        .order_by("-round__opens_on", "pk")[0]
    )
    waits, delays = Random(1), []
    for _ in range(times + 1):
        # At odd moments, lest we keep step with a worker that looks every 100 ms.
        time.sleep(waits.uniform(0, 0.2))
        delays.append(_delay(main, draft))
        Response.objects.filter(pk=draft.pk).update(
            state=Response.State.DRAFT, submitted_at=None, submitted_by=""
        )
    return delays[1:]  # the first waited for the worker to start


def _delay(main: Adoption, draft: Response) -> float:
    began = time.perf_counter()
    submit_response(response=draft, by=BY, at=timezone.now())
    main.refresh_from_db(fields=["evidence_changed_at"])
    fresh = Snapshot.objects.filter(
        adoption=main, evidence_seen_at=main.evidence_changed_at
    )
    while not fresh.exists():
        if time.perf_counter() - began > PATIENCE:
            raise NotFresh(f"No dashboard within {PATIENCE} seconds")
        time.sleep(POLL)
    return time.perf_counter() - began


def embedded(home: Home, *, quick: bool, times: int) -> list[float]:
    """The same on SQLite and a queue of files, in a process of its own."""
    folder, found = home.folder / "embedded", home.folder / "delays.json"
    command = [sys.executable, "-m", "bench.embedded", str(folder), str(found)]
    command += [str(times), *(["--quick"] if quick else [])]
    with running(home, command, "embedded") as process:
        if process.wait(3 * PATIENCE):
            raise NotStarted(f"The embedded run failed: {home.said('embedded')}")
    return [float(delay) for delay in json.loads(found.read_text())]
