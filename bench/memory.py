"""What a web worker holds in memory once it has served every kind of page."""

import subprocess
from itertools import cycle, islice
from pathlib import Path

from django.urls import reverse

from bench.client import sign_in
from bench.pages import address
from bench.report import Row
from bench.saving import changed, draft_of, path_of
from bench.shape import Cast
from bench.stage import Web

MB = 1024  # of the kibibytes that the system counts in


def rows(server: Web, cast: Cast, *, times: int) -> list[Row]:
    """The larger of the workers after what went before and some mixed requests."""
    _visit(server, cast, times)
    workers = _children(server.pid)
    rss, pss = max(map(_rss, workers)), [_pss(pid) for pid in workers]
    shared_fairly = None if None in pss else max(filter(None, pss)) / MB
    return [
        Row("Memory of a web worker, resident", "MB", rss / MB),
        Row("Memory of a web worker, its share", "MB", shared_fairly),
    ]


def _visit(server: Web, cast: Cast, times: int) -> None:
    lead = cast.leads[0]
    reader, writer = sign_in(server.port, cast.board), sign_in(server.port, lead)
    answer = draft_of(lead)
    priority, pk = path_of(answer), [answer.response_id]
    visits = [
        (reader, "/"),
        (reader, address(cast.main)),
        (reader, reverse("dashboards:boards")),
        (writer, "/"),
        (writer, reverse("response_tool:tasks", args=pk)),
        (writer, reverse("response_tool:which", args=pk)),
        (writer, priority),
        (writer, reverse("response_tool:answers", args=pk)),
        (writer, reverse("response_tool:check", args=pk)),
        (writer, ""),
    ]
    for turn, (browser, path) in enumerate(islice(cycle(visits), times)):
        # A new connection each time, so that every worker gets its share.
        browser.connect()
        if path:
            browser.get(path)
        else:
            browser.post(priority, changed(browser.form(priority), turn // 10 % 2))


def _children(pid: int) -> list[int]:
    found = subprocess.run(
        ["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True
    )
    pairs = [map(int, line.split()) for line in found.stdout.splitlines()]
    return [child for child, parent in pairs if parent == pid]


def _rss(pid: int) -> int:
    found = subprocess.run(
        ["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=True
    )
    return int(found.stdout)


def _pss(pid: int) -> int | None:
    """Memory with what is shared counted by halves; Linux alone tells it."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return None
    return int(rollup.partition("\nPss:")[2].split()[0])
