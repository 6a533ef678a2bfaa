"""A browser without JavaScript: what a page says, its form, and sending that form.

A box can be filled in only where the page has one, and a button pressed only where it
stands, so that a test cannot do what a person could not.
"""

from typing import Any

from bs4 import BeautifulSoup, Tag
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

Sent = dict[str, list[str]]


def address(name: str, *args: object) -> str:
    """Where a page of the Response Tool is."""
    return reverse(f"response_tool:{name}", args=args)


def query_count(client: Client, url: str) -> int:
    """How many queries a page needs, the second time it is opened."""
    assert client.get(url).status_code == 200
    with CaptureQueriesContext(
        connection,
    ) as captured:
        client.get(url)
    return len(captured)


def day(name: str, typed: str) -> dict[str, str]:
    """A date typed into its three boxes: day("by_when", "31 2 2027")."""
    parts = zip(("day", "month", "year"), typed.split(), strict=True)
    return {f"{name}-{part}": text for part, text in parts}


class Page:
    """One page, as a person reads it."""

    def __init__(self, answer: HttpResponse) -> None:
        self.status = answer.status_code
        self.path = answer.wsgi_request.path
        self.html = answer.content.decode()
        self.soup = BeautifulSoup(self.html, "html.parser")
        self.main = self.soup.main or self.soup

    @property
    def title(self) -> str:
        return _plain(self.soup.title)

    @property
    def heading(self) -> str:
        return _plain(self.main.h1)

    @property
    def text(self) -> str:
        return _plain(self.main)

    @property
    def problems(self) -> list[str]:
        """The error summary; every one of its links must land on something."""
        links = self.main.select(".govuk-error-summary a")
        lost = [a["href"] for a in links if not self.soup.find(id=a["href"][1:])]
        assert not lost, f"the error summary links to nothing: {lost}"
        return [_plain(link) for link in links]

    @property
    def links(self) -> dict[str, str]:
        return {_plain(a): str(a["href"]) for a in self.main.select("a[href]")}

    @property
    def buttons(self) -> dict[str, Tag]:
        found = self.main.select("form[method=post] button")
        return {_plain(button): button for button in found}

    @property
    def form(self) -> Tag:
        found = self.main.select_one("form[method=post]")
        assert found, f"{self.path} has no form: {self.text[:200]}"
        return found

    @property
    def fields(self) -> Sent:
        """What the form would send as it stands."""
        return _fields(self.form)

    def field(self, name: str) -> str:
        """What stands in one box."""
        return self.fields[name][0]

    def boxes(self) -> set[str]:
        return _boxes(self.form)


class Visitor:
    """A person at a browser. Two visitors may hold the same page open."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.page: Page

    def open(self, name: str, *args: object) -> Page:
        return self.go(address(name, *args))

    def go(self, url: str) -> Page:
        self.page = Page(self.client.get(url, follow=True))
        return self.page

    def follow(self, words: str) -> Page:
        """Follow a link of the page."""
        return self.go(self.page.links[words])

    def press(self, words: str, typed: dict[str, Any] | None = None) -> Page:
        """Fill in boxes of the page, then press one of its buttons."""
        page, button = self.page, self.page.buttons[words]
        form = button.find_parent("form")
        sent = _fields(form)
        for name, value in (typed or {}).items():
            assert name in _boxes(form), f"{page.path} has no box “{name}”"
            sent[name] = value if isinstance(value, list) else [value]
        if button.get("name"):
            sent[str(button["name"])] = [str(button["value"])]
        # As browsers do, also for hidden fields.
        sent = {k: [v.replace("\n", "\r\n") for v in vs] for k, vs in sent.items()}
        action = button.get("formaction") or form.get("action")
        url = str(action or page.path)
        self.page = Page(self.client.post(url, sent, follow=True))
        return self.page


def _boxes(form: Tag) -> set[str]:
    return {str(one["name"]) for one in form.select("input, select, textarea")}


def _fields(form: Tag) -> Sent:
    sent: Sent = {}
    for control in form.select("input, select, textarea"):
        value = _value(control)
        if value is not None:
            sent.setdefault(str(control["name"]), []).append(value)
    return sent


def _value(control: Tag) -> str | None:
    if control.name == "textarea":
        # The first line end after the tag is not part of the text.
        return control.get_text().removeprefix("\r").removeprefix("\n")
    if control.name == "select":
        chosen = control.select_one("option[selected]") or control.select_one("option")
        return str(chosen["value"]) if chosen else None
    ticked = (
        control.get("type") not in ("radio", "checkbox") or "checked" in control.attrs
    )
    return str(control.get("value", "")) if ticked else None


def _plain(tag: Tag | None) -> str:
    return " ".join(tag.get_text(" ").split()) if tag else ""
