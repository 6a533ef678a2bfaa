"""Whether web, database, queue and worker are well, and which of them is not."""

import asyncio
import json
import time

import pytest
from bs4 import BeautifulSoup
from django.db import OperationalError, connections
from django.test import Client
from health_check.checks import Database
from health_check.contrib.celery import Ping

from neglect_portal import celery_app
from neglect_portal.health import Queue
from tests.evidence.clamd import clamd

NOWHERE = "redis://127.0.0.1:1/0"  # nothing ever listens on port 1


@pytest.fixture(autouse=True)
def _close_the_connections_of_other_threads(db, monkeypatch):
    # Checks run in threads of their own, whose connections nobody would close.
    run = Database.run

    def run_and_close(self):
        try:
            run(self)
        finally:
            connections.close_all()

    monkeypatch.setattr(Database, "run", run_and_close)


@pytest.fixture
def worker(monkeypatch):
    """A worker that answers."""
    monkeypatch.setattr(Ping, "run", lambda self: None)


@pytest.fixture
def no_queue(monkeypatch):
    connect = celery_app.connection_for_write
    monkeypatch.setattr(
        celery_app,
        "connection_for_write",
        lambda **wishes: connect(NOWHERE, transport_options={}, **wishes),
    )


def named(answer) -> dict[str, str]:
    """What JSON says of each check, by the first word of its name."""
    return {
        name.partition("(")[0]: said for name, said in json.loads(answer.text).items()
    }


def test_a_stranger_can_ask_and_all_is_well(worker):
    answer = Client().get("/health/?format=json")
    assert answer.status_code == 200
    assert named(answer) == {"Database": "OK", "Queue": "OK", "Worker": "OK"}


def test_the_answer_in_plain_text_has_a_line_for_each(worker):
    answer = Client().get("/health/?format=text")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/plain")
    lines = answer.text.strip().splitlines()
    assert len(lines) == 3
    assert all(line.endswith(": OK") for line in lines)


def test_the_page_says_it_in_words(worker):
    answer = Client().get("/health/")
    soup = BeautifulSoup(answer.text, "html.parser")
    assert (answer.status_code, soup.h1.text) == (200, "Health")
    said = [one.text for one in soup.select("dd")]
    assert said == ["Working"] * 3


def test_the_page_names_what_is_checked_in_plain_words(worker):
    names = BeautifulSoup(Client().get("/health/").text, "html.parser").select("dt")
    for name in names:
        # Not as Python writes it down: “Ping(app=<Celery neglect_portal at 0x7f…>)”.
        assert not {"(", "<", "="} & set(name.text), name.text


def test_the_answer_is_never_kept_by_a_browser(worker):
    assert "no-store" in Client().get("/health/")["Cache-Control"]


def test_without_a_worker_it_says_so():
    answer = Client().get("/health/?format=json")
    assert answer.status_code == 500
    assert named(answer) == {
        "Database": "OK",
        "Queue": "OK",
        "Worker": "Unavailable: Celery workers unavailable",
    }


def test_without_a_database_it_says_so(worker, monkeypatch):
    def down(self):
        raise OperationalError("connection to 10.0.0.7 refused: no route")

    monkeypatch.setattr(type(connections["default"]), "temporary_connection", down)
    answer = Client().get("/health/?format=json")
    assert answer.status_code == 500
    found = named(answer)
    assert found.pop("Database") != "OK"
    assert found == {"Queue": "OK", "Worker": "OK"}


def test_without_a_queue_it_says_so_soon_and_gives_no_address_away(worker, no_queue):
    began = time.monotonic()
    answer = Client().get("/health/?format=json")
    assert time.monotonic() - began < 5
    assert answer.status_code == 500
    assert named(answer) == {
        "Database": "OK",
        "Queue": "Unavailable: The queue cannot be reached",
        "Worker": "OK",
    }
    assert "127.0.0.1" not in answer.text


def test_the_queue_is_asked_as_the_portal_itself_would():
    assert asyncio.run(Queue().get_result()).error is None


def test_a_virus_scanner_is_asked_where_one_is_set_up(worker, settings):
    with clamd() as address:
        settings.CLAMAV_SOCKET = address
        answer = Client().get("/health/?format=json")
    assert answer.status_code == 200
    assert named(answer)["Virus scanner"] == "OK"
    settings.CLAMAV_SOCKET = "unix:/nowhere/clamd"
    answer = Client().get("/health/?format=json")
    assert answer.status_code == 500
    assert "does not answer" in named(answer)["Virus scanner"]
