"""What opening a return costs beside a bare page: its list, and one priority."""

from functools import partial

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from activity.actions import record
from bench.client import BACKEND, sign_in
from bench.clock import medians
from bench.pages import BARE, Often, reading
from bench.report import Row
from bench.saving import draft_of, path_of
from bench.stage import HOST, Web
from partnership.membership import access_of
from response_tool.models import Answer

QUERIES = 6
QUERIES_ANEW = 15


def rows(server: Web, lead: User, where: str, often: Often) -> list[Row]:
    """The two pages that an agency lead opens most, and their queries."""
    answer = draft_of(lead)
    paths = {
        "Task list of a return": reverse(
            "response_tool:tasks", args=[answer.response_id]
        ),
        "Page of a priority": path_of(answer),
    }
    browser = sign_in(server.port, lead)
    bare = reading(browser, reverse("bench_bare"))
    found = []
    for name, path in paths.items():
        took, plain = medians(reading(browser, path), bare, times=often.requests)
        anew = reading(browser, path, first=partial(_change, answer, lead))
        first, plain_too = medians(anew, bare, times=often.cold)
        shown, drawn = _queries(lead, answer, path)
        queries = f"Queries: {name[0].lower()}{name[1:]}"
        found += [
            Row(f"{name}{where}", "ms", took, BARE, plain, goal=1.5),
            Row(f"{name}, just changed{where}", "ms", first, BARE, plain_too),
            Row(f"{queries}{where}", "queries", shown, goal=QUERIES),
            Row(f"{queries}, just changed{where}", "queries", drawn, goal=QUERIES_ANEW),
        ]
    browser.close()
    return found


def _change(answer: Answer, lead: User) -> None:
    """Something happens to the response, so that its pages are drawn anew."""
    record(
        by=access_of(lead),
        at=timezone.now(),
        verb="changed",
        subject=answer,
        thread=answer.response,
    )


def _queries(lead: User, answer: Answer, path: str) -> tuple[int, int]:
    """How many the page makes when it is read again, and when it is drawn anew."""
    client = Client(SERVER_NAME=HOST)
    client.force_login(lead, backend=BACKEND)
    counted = []
    _change(answer, lead)
    for _ in range(2):
        with CaptureQueriesContext(connection) as seen:
            assert client.get(path).status_code == 200
        counted.append(len(seen))
    drawn, shown = counted
    return shown, drawn
