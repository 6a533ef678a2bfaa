"""Every address × every role × GET and POST, against the one written table."""

from types import SimpleNamespace

import pytest
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from response_tool.models import Response
from tests.conftest import submit
from tests.rules.access_table import ROLES, TABLE
from tests.rules.laid_out import lay_out

BACKEND = "django.contrib.auth.backends.ModelBackend"

# Pages of Django's admin have rules of their own: administrators, and nobody else.
NOT_OURS = {"admin"}

# Pages about a draft that Northshire writes, which revises a version of its own.
OF_A_DRAFT = {
    f"strategies:{name}"
    for name in (
        *("add_part", "change_part", "changes", "delete", "edit", "edit_text"),
        *("move_part", "number", "publish", "remove_part", "revise"),
    )
}

# Pages about a round and not about a response.
OF_A_ROUND = {
    f"response_tool:{name}"
    for name in (
        *("round", "round_sheet", "chase", "change_dates", "extend", "put_in"),
        *("own_questions", "change_own_question"),
    )
}


# Pages about figures that were sent, about a measure that may be asked for, about an
# area, and about what somebody said.
OF_FIGURES = {
    "performance:area": "coverage_pk",
    "performance:remove_area": "coverage_pk",
    "performance:review": "figures_pk",
    "performance:ask": "asked_for_pk",
    "performance:change_voice": "voice_pk",
    "performance:remove_voice": "voice_pk",
}

# Pages about what is published, which is the same for all.
OF_PUBLISHED_FIGURES = {
    f"performance:{name}" for name in ("benchmarks", "columns", "dataset", "release")
}

# Pages about what came of an audit, which most people read once it is closed.
OF_A_CLOSED_AUDIT = {
    f"audits:{name}"
    for name in (
        *("report", "report_word", "report_pdf", "agency_report"),
        *("briefing", "briefing_pdf", "edit_briefing", "share_briefing"),
        *("agency_briefing", "agency_briefing_pdf", "remove_shared"),
    )
}


def addresses(resolver: URLResolver | None = None, space: str = "") -> set[str]:
    """The name of every address, with its namespace; unnamed ones by their pattern."""
    found: set[str] = set()
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            found.add(f"{space}{pattern.name or pattern.pattern}")
        elif pattern.namespace not in NOT_OURS:
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            found |= addresses(pattern, inner)
    return found


def rows() -> list[tuple[str, str, dict[str, str]]]:
    """The table: address, method, and what each role gets."""
    found, address = [], ""
    for line in TABLE.strip().splitlines():
        if line.startswith(" "):
            method, *statuses = line.split()
            expected = dict(zip(ROLES, statuses, strict=True))
            found.append((address, method, expected))
        else:
            address = line
    return found


def answer_of(client: Client, method: str, url: str) -> str:
    """The status, or “in” where the answer is to sign in first."""
    response = getattr(client, method.lower())(url)
    if response.streaming:
        # A file that is handed over is closed once it is read to its end.
        b"".join(response.streaming_content)
    location = response.headers.get("Location", "")
    return "in" if location.startswith("/sign-in/?next=") else str(response.status_code)


@pytest.fixture(scope="module")
def laid_out(around):
    """Everything that the addresses are about, laid out once for all the tests."""
    with around():
        cast, kwargs = lay_out()
        yield SimpleNamespace(cast=cast, kwargs=kwargs, sessions=sessions(cast))


def sessions(cast) -> dict[str, str]:
    """The session of each role, signed in once; a test starts again from it."""
    found = {}
    for role in ROLES[1:]:
        client = Client()
        client.force_login(getattr(cast, role), backend=BACKEND)
        found[role] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return found


@pytest.fixture
def world(laid_out, db, monkeypatch):
    """What the addresses need, by the name that they need it by."""
    # No worker runs here; what /health/ says without one has its own test.
    monkeypatch.setattr("health_check.contrib.celery.Ping.run", lambda self: None)
    return laid_out.kwargs


@pytest.fixture
def browser_of(laid_out):
    """browser_of(role) is a browser of its own, in which that role is signed in."""

    def browser_of(role: str) -> Client:
        client = Client()
        if role != "stranger":
            client.cookies[settings.SESSION_COOKIE_NAME] = laid_out.sessions[role]
        return client

    return browser_of


def url_of(address: str, world: dict[str, object]) -> str:
    """The address with what it needs filled in."""
    name = address.removesuffix(" sent")
    needs = next((found[0][1] for found in _patterns(name)), [])
    kwargs = {need: world[need] for need in needs}
    if name in OF_A_DRAFT:
        kwargs["slug"] = world["draft"]
    if name.startswith("evidence:") and "pk" in kwargs:
        kwargs["pk"] = world["file_pk"]
    if name.startswith("performance:") and "pk" in kwargs:
        kwargs["pk"] = world[OF_FIGURES.get(name, "commission_pk")]
    if name in OF_PUBLISHED_FIGURES:
        there = {"pk": world["release_pk"], "key": world["dataset"]}
        kwargs |= {need: there[need] for need in there.keys() & kwargs.keys()}
    if name in OF_A_CLOSED_AUDIT:
        kwargs["audit_pk"] = world["closed_pk"]
    if name in OF_A_ROUND:
        kwargs["pk"] = world["round"]
    if name in ("ui:help", "ui:accessibility", "ui:privacy", "ui:cookies"):
        kwargs = {}
    return reverse(name, kwargs=kwargs)


def _patterns(name: str) -> list[list[tuple[str, list[str]]]]:
    resolver = get_resolver()
    *spaces, last = name.split(":")
    for space in spaces:
        resolver = resolver.namespace_dict[space][1]
    return [
        [(template, needs) for template, needs in possibilities]
        for possibilities, *_ in resolver.reverse_dict.getlist(last)
    ]


@pytest.mark.parametrize(
    ("address", "method", "expected"),
    rows(),
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_role_gets_what_the_table_says(
    address, method, expected, world, browser_of
):
    if address.endswith(" sent"):
        submit(Response.objects.with_round().get(pk=world["pk"]))
    url = url_of(address, world)
    got = {}
    for role in ROLES:
        with transaction.atomic():
            got[role] = answer_of(browser_of(role), method, url)
            transaction.set_rollback(True)
    assert got == expected


def unlisted(listed: set[str], existing: set[str]) -> set[str]:
    """Addresses that the table does not know, or that no longer exist."""
    return listed ^ existing


def test_every_address_is_in_the_table():
    listed = {address.removesuffix(" sent") for address, *_ in rows()}
    assert unlisted(listed, addresses()) == set()


def test_every_address_has_both_methods():
    asked = {(address, method) for address, method, _ in rows()}
    assert asked == {
        (address, method) for address, _ in asked for method in ("GET", "POST")
    }


def test_the_rule_notices_an_address_that_nobody_listed():
    assert unlisted({"a:page"}, {"a:page", "a:new_page"}) == {"a:new_page"}


def test_the_admin_is_for_administrators_alone(laid_out, db, browser_of):
    for role in ROLES[1:]:
        status = browser_of(role).get("/admin/", follow=True).status_code
        is_staff = getattr(laid_out.cast, role).is_staff
        assert (role, status) == (role, 200 if is_staff else 403)


def test_strangers_are_sent_to_sign_in_and_hold_no_session(world):
    client = Client()
    client.get(url_of("response_tool:tasks", world))
    assert SESSION_KEY not in client.session
