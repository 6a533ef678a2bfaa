"""A real browser on the portal as it runs in production."""

import os
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.cache import cache
from django.urls import resolve
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Download,
    Page,
    sync_playwright,
)

from scripts.browser import find_chromium
from tests.factories import PASSWORD
from tests.journeys.portal import running_portal

CHROMIUM = find_chromium()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What passed is not told, and the portal has neither frames nor styles from elsewhere.
ASKED = {
    "runOnly": RULES,
    "resultTypes": ["violations"],
    "iframes": False,
    "preload": False,
}

PHONE = 320
TOO_WIDE = "document.scrollingElement.scrollWidth - window.innerWidth"

# What stands in what, by names, classes and what a screen reader is told.
STANDS_IN = """() => {
  const told = name => /^(role|type|scope|for|aria-.*)$/.test(name);
  const what = one => [
    one.tagName, ...[...one.classList].sort(), ...one.getAttributeNames().filter(told)
  ].join(" ");
  const all = [...document.body.querySelectorAll("*")];
  return [...new Set(all.map(one => `${what(one.parentElement)} > ${what(one)}`))];
}"""
# What axe has looked at so far; it takes most of the time of a journey.
EXAMINED: set[str] = set()


# One test each, and minutes long.
LONGEST = ("tests/journeys/test_every_page.py", "tests/bench/", "tests/journeys/")


def pytest_collection_modifyitems(items):
    """Mark the journeys; without a browser skip them loudly, or fail in CI.

    The longest come first, so that no worker is left with one at the end.
    """
    items.sort(key=how_soon)
    for item in items:
        if "tests/journeys" in str(item.path):
            item.add_marker(pytest.mark.journey)
            if CHROMIUM is None and not os.environ.get("CI"):
                item.add_marker(
                    pytest.mark.skip(reason="NO BROWSER: no journey was made")
                )


def how_soon(item) -> int:
    """The place of what takes long among all the tests; the rest comes after."""
    found = [place for place, path in enumerate(LONGEST) if path in str(item.path)]
    return min(found, default=len(LONGEST))


@pytest.fixture(scope="package")
def browser():
    """A browser without windows.

    It ends with the journeys: while it runs, nothing else of its worker can wait
    for anything asynchronous.
    """
    if CHROMIUM is None:
        pytest.fail("No Chromium was found: run python scripts/browser.py")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )


@pytest.fixture(scope="package")
def portal(django_db_setup, django_db_blocker, tmp_path_factory):
    """The address of a running portal.

    It ends with the journeys: its worker would take the messages of other tests.
    """
    with (
        django_db_blocker.unblock(),
        running_portal(tmp_path_factory.mktemp("portal")) as address,
    ):
        yield address


@pytest.fixture
def queue(transactional_db):
    """With this the nudge to the queue is real; see tests/conftest.py."""
    cache.clear()


class Visitor:
    """Somebody at a browser, whose every page is checked with axe."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.address = address
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._listen)
        self.warnings: list[str] = []
        self.page.on("dialog", self._leave)

    def _listen(self, message) -> None:
        if message.type == "error" and "status of 4" not in message.text:
            self.complaints.append(message.text)

    def _leave(self, dialog) -> None:
        """Note that the page warned of leaving, and leave all the same."""
        self.warnings.append(dialog.type)
        dialog.accept()

    def goes_to(self, path: str) -> "Visitor":
        self.page.goto(self.address + path)
        return self

    def signs_in(self, person) -> "Visitor":
        self.goes_to("/sign-in/")
        self.page.get_by_label("E-mail address").fill(person.email)
        self.page.get_by_label("Password", exact=True).fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in", exact=True).click()
        self.page.wait_for_url(self.address + "/")
        return self

    def presses(self, name: str) -> "Visitor":
        """Press what sends a form, and wait for the page that answers."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, exact=True).click()
        return self

    def follows(self, name: str) -> "Visitor":
        """Follow a link, and wait for the page it leads to."""
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=name).first.click()
        return self

    def takes(self, name: str) -> Download:
        """Follow a link to a file, and wait for the file."""
        with self.page.expect_download() as taken:
            self.page.get_by_role("link", name=name).first.click()
        return taken.value

    def sees(self, text: str) -> "Visitor":
        self.page.get_by_text(text).first.wait_for()
        return self

    def checks_the_page(self) -> "Visitor":
        """axe finds nothing, and it fits the window and a phone.

        axe is asked about each kind of page, and again where something stands in one
        that it has not seen.
        """
        kind = resolve(urlsplit(self.page.url).path).view_name
        there = {kind, *self.page.evaluate(STANDS_IN)}
        if there <= EXAMINED:
            return self.fits_the_window()
        found = Axe().run(self.page, options=ASKED).response
        problems = [
            (one["id"], [node["target"] for node in one["nodes"]])
            for one in found["violations"]
        ]
        assert problems == [], self.page.url
        EXAMINED.update(there)
        return self.fits_the_window()

    def fits_the_window(self) -> "Visitor":
        """Nothing scrolls sideways, here or on a phone, and nothing complained."""
        self._does_not_scroll_sideways()
        own = self.page.viewport_size
        if own["width"] != PHONE:
            self.page.set_viewport_size({**own, "width": PHONE})
            self._does_not_scroll_sideways()
            self.page.set_viewport_size(own)
        assert self.complaints == [], self.page.url
        return self

    def _does_not_scroll_sideways(self) -> None:
        wide = self.page.evaluate(TOO_WIDE)
        where = f"{self.page.url} at {self.page.viewport_size['width']} px"
        assert wide <= 0, f"{where} scrolls sideways"


@pytest.fixture
def visitor(browser: Browser, portal, queue):
    """visitor() opens a browser window; visitor(javascript=False) one without."""
    contexts = []

    def open_window(*, javascript: bool = True, width: int = 1280) -> Visitor:
        context = browser.new_context(
            java_script_enabled=javascript, viewport={"width": width, "height": 900}
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        return Visitor(context, portal)

    yield open_window
    for context in contexts:
        context.close()
