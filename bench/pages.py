"""What the board's page costs beside a bare one, and how many queries it makes."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench.client import BACKEND, Browser, sign_in
from bench.clock import Timed, medians
from bench.compiling import compile_now
from bench.report import Row
from bench.shape import Cast
from bench.stage import HOST, Web
from strategies.models import Adoption

BARE = "bare page"
QUERIES = 8


class Often(Protocol):
    """How often pages are asked for."""

    @property
    def requests(self) -> int:
        """Times a page is read warm."""

    @property
    def cold(self) -> int:
        """Times it is read for the first time after a compile."""


def rows(server: Web, cast: Cast, where: str, times: Often) -> list[Row]:
    """The board's page beside the bare one."""
    browser = sign_in(server.port, cast.board)
    path, bare = address(cast.main), reading(browser, reverse("bench_bare"))
    warm, plain = medians(reading(browser, path), bare, times=times.requests)
    new = partial(compile_now, cast.main)
    first = reading(browser, path, first=new)
    cold, plain_too = medians(first, bare, times=times.cold)
    browser.close()
    return [
        Row(f"Board page{where}", "ms", warm, BARE, plain, goal=1.5),
        Row(f"Board page, just compiled{where}", "ms", cold, BARE, plain_too),
        Row(
            f"Queries of the board page{where}",
            "queries",
            queries(cast, path),
            goal=QUERIES,
        ),
    ]


def address(adoption: Adoption) -> str:
    """Where the board's page of an adoption is."""
    slugs = (adoption.partnership.slug, adoption.strategy.slug)
    return reverse("dashboards:board", args=slugs)


def reading(
    browser: Browser, path: str, first: Callable[[], object] | None = None
) -> Timed:
    """Opening a page, after something that is not counted."""
    request = browser.request("GET", path)

    def once() -> float:
        if first:
            first()
        return browser.send(request, 200).seconds

    return once


def queries(cast: Cast, path: str) -> int:
    """How many queries the page makes at most: just compiled, and read again."""
    client = Client(SERVER_NAME=HOST)
    client.force_login(cast.board, backend=BACKEND)
    compile_now(cast.main)
    found = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as seen:
            assert client.get(path).status_code == 200
        found.append(len(seen))
    return max(found)
