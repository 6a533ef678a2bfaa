"""What opening a return costs beside a bare page: its list, and one priority."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from bench.client import BACKEND, Browser, sign_in
from bench.clock import Timed, medians
from bench.pages import BARE
from bench.report import Row
from bench.saving import draft_of, path_of
from bench.stage import HOST, Web

QUERIES = 16


def rows(server: Web, lead: User, where: str, times: int) -> list[Row]:
    """The two pages that an agency lead opens most, and their queries."""
    answer = draft_of(lead)
    paths = {
        "Task list of a return": reverse(
            "response_tool:tasks", args=[answer.response_id]
        ),
        "Page of a priority": path_of(answer),
    }
    browser = sign_in(server.port, lead)
    bare = _reading(browser, reverse("bench_bare"))
    found = []
    for name, path in paths.items():
        took, plain = medians(_reading(browser, path), bare, times=times)
        found += [
            Row(f"{name}{where}", "ms", took, BARE, plain, goal=1.5),
            Row(
                f"Queries: {name[0].lower()}{name[1:]}{where}",
                "queries",
                _queries(lead, path),
                goal=QUERIES,
            ),
        ]
    browser.close()
    return found


def _reading(browser: Browser, path: str) -> Timed:
    request = browser.request("GET", path)
    return lambda: browser.send(request, 200).seconds


def _queries(lead: User, path: str) -> int:
    client = Client(SERVER_NAME=HOST)
    client.force_login(lead, backend=BACKEND)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    return len(seen)
