"""The cast: two neighbouring partnerships that share a strategy and an open round.

Hopewell sits in both, Harbour in Castlebourne alone; Elsewhere belongs to neither.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date, datetime, timedelta

import pytest
from django.core.cache import caches
from django.db import connection, transaction
from django.test import Client, override_settings
from django.utils import timezone
from xdist.scheduler import LoadScopeScheduling

from dashboards import drawing
from response_tool.actions import (
    Choice,
    choose_priorities,
    open_round,
    save_answer,
    save_contact,
    submit_response,
)
from response_tool.actions.plans import add_action
from response_tool.models import Action, Answer, Response, Round
from tests.cast import adopting, everybody, seated
from tests.factories import (
    ANYBODY,
    access,
    published_strategy,
)
from tests.response_tool.pages import Visitor
from tests.threads import overtaking
from ui.merging import Edit

# One worker loads the demonstration for all of these.
STANDING = "tests/demonstration/standing/"
QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_collection_modifyitems(items):
    """Mark what is about pages; the Makefile says on which database it is tested."""
    for item in items:
        if {"views", "forms"} & set(item.path.parts):
            item.add_marker(pytest.mark.page)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Give a worker whole files, as told, and the standing demonstration whole."""
    return ByFile(config, log) if config.option.dist == "loadscope" else None


class ByFile(LoadScopeScheduling):
    """Parts the tests among the workers."""

    def _split_scope(self, nodeid: str) -> str:
        return STANDING if nodeid.startswith(STANDING) else super()._split_scope(nodeid)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The tests' database; before it is removed, whoever still uses it is sent away.

    A browser test runs inside an event loop, where Django opens a connection that
    nobody closes, and a portal that was stopped may linger for a moment.
    """
    yield
    if connection.vendor != "postgresql":
        return
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        others = "datname = current_database() AND pid <> pg_backend_pid()"
        until = time.monotonic() + 10
        while time.monotonic() < until:
            cursor.execute(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "  # noqa: S608
                f"WHERE {others}"
            )
            if cursor.fetchone() == (0,):
                break
            time.sleep(0.1)


@pytest.fixture(autouse=True)
def _quick_passwords(settings, request):
    """Hash passwords quickly, except where a real portal is to check them."""
    if "portal" not in request.fixturenames:
        settings.PASSWORD_HASHERS = QUICK


@pytest.fixture(autouse=True)
def _no_queue(monkeypatch, request):
    """Keep nudges off the queue, except where a test is about them."""
    if "queue" not in request.fixturenames:
        monkeypatch.setattr(
            "strategies.actions.adoption._nudge", lambda adoption_id: None
        )
        monkeypatch.setattr("notices.actions.telling._nudge", lambda: None)


@pytest.fixture(autouse=True)
def _nothing_drawn_before():
    """Forget pages of earlier tests, whose rows may have had the same numbers."""
    drawing.body.cache_clear()
    caches["drawn"].clear()


@pytest.fixture(autouse=True)
def _check_what_was_drawn(settings):
    """Draw again whatever was kept, and fail where it is no longer so."""
    settings.CHECK_DRAWN = True


@pytest.fixture(scope="session")
def around(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest
) -> Callable[[], AbstractContextManager[None]]:
    """A transaction around all the tests of a file or folder; it is never committed.

    Each test has its own inside it, so none sees what another one changed.
    """

    @contextmanager
    def around() -> Iterator[None]:
        with (
            django_db_blocker.unblock(),
            override_settings(PASSWORD_HASHERS=QUICK),
            transaction.atomic(),
        ):
            yield
            transaction.set_rollback(True)

    return around


@pytest.fixture
def today() -> date:
    """The day on which pages are opened in these tests: the real one."""
    return timezone.localdate()


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def strategy(db):
    return published_strategy()


@pytest.fixture
def northshire(strategy):
    return adopting(strategy, "Northshire")


@pytest.fixture
def castlebourne(strategy):
    return adopting(strategy, "Castlebourne")


@pytest.fixture
def hopewell(northshire, castlebourne):
    return seated("Hopewell Family Support", "hopewell", northshire, castlebourne)


@pytest.fixture
def harbour(castlebourne):
    return seated("Harbour Service", "harbour", castlebourne)


@pytest.fixture
def cast(northshire, castlebourne, hopewell, harbour):
    return everybody(northshire, hopewell, harbour)


@pytest.fixture
def round_(strategy, northshire, castlebourne, hopewell, harbour, today) -> Round:
    """A round that opened three weeks ago and is due in twelve days."""
    return make_round(strategy, [northshire, castlebourne], today)


@pytest.fixture
def response(round_, hopewell) -> Response:
    return Response.objects.with_round().get(round=round_, agency=hopewell)


@pytest.fixture
def answer(response) -> Answer:
    return response.answers.select_related("priority", "response").get(
        priority__number=1
    )


@pytest.fixture
def signed_in():
    """signed_in(person) gives a browser in which that person is signed in."""

    def sign_in(user) -> Client:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


@pytest.fixture
def visit(signed_in):
    """visit(person) is that person at a browser without JavaScript."""
    return lambda person: Visitor(signed_in(person))


def make_round(
    strategy, partnerships, today, *, ago=21, name="autumn 2026", length=33
) -> Round:
    opens_on = today - timedelta(days=ago)
    return open_round(
        strategy=strategy,
        partnerships=partnerships,
        name=name,
        opens_on=opens_on,
        due_on=opens_on + timedelta(days=length),
        closes_on=opens_on + timedelta(days=length + 20),
        by=ANYBODY,
        at=timezone.now() - timedelta(days=ago),
    )


def complete(response: Response, *, by=ANYBODY, status=Action.Status.ON_TRACK) -> None:
    """Answer everything in a response, with one action for each priority."""
    at = timezone.now()
    answers = response.answers.select_related("priority", "response__round")
    choose_priorities(
        response=response,
        choices=[
            Choice(a.priority.number, Edit("relevance", "", "ours"), Edit(*NO_REASON))
            for a in answers
        ],
        by=by,
        at=at,
    )
    for one in answers:
        add_action(
            answer=one,
            what=f"Action for {one.priority.number}",
            who="Team manager",
            by_when=response.round.opens_on + timedelta(days=90),
            status=status,
            by=by,
            at=at,
        )
        save_answer(
            answer=one,
            edits=[
                Edit("progress", "", f"Progress on {one.priority.number}."),
                Edit("difference", "", f"Children notice {one.priority.number}."),
            ],
            by=by,
            at=at,
        )
    save_contact(
        response=response,
        edits=[
            Edit("contact_role", "", "Safeguarding lead"),
            Edit("contact_email", "", "team@agency.example"),
        ],
        by=by,
        at=at,
    )


def submit(response: Response, *, by=ANYBODY) -> Response:
    """Answer everything and submit it."""
    complete(response)
    return submit_response(response=response, by=by, at=timezone.now())


NO_REASON = ("not_relevant_because", "", "")

__all__ = ["access", "complete", "make_round", "overtaking", "submit"]
