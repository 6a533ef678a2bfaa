"""Colleagues who save in the same moment: two jobs in two threads."""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections

PATIENCE = 10
HEADSTART = 0.2


@pytest.fixture
def overtaking(transactional_db, tmp_path, monkeypatch) -> Iterator[Callable[..., Any]]:
    """overtaking(place, first, second) runs two jobs in two threads.

    The first stops inside its transaction at `place` (a function, by its path) until
    the second has had time to do its worst. Gives back what each returned or raised.
    """
    with _database_that_threads_can_share(tmp_path):
        yield lambda place, first, second: _overtake(monkeypatch, place, first, second)


@contextmanager
def _database_that_threads_can_share(folder: Path) -> Iterator[None]:
    """Move an SQLite test database from memory to a file for the length of a test.

    In memory, SQLite has one lock that no thread waits for; in a file the portal's
    own settings hold, as in the embedded run. PostgreSQL is shared as it is.
    """
    if connection.vendor != "sqlite" or not connection.is_in_memory_db():
        yield
        return
    connection.ensure_connection()
    memory, name = connection.connection, connection.settings_dict["NAME"]
    with sqlite3.connect(folder / "threads.sqlite3") as file:
        memory.backup(file)
    file.close()
    connection.settings_dict["NAME"] = str(folder / "threads.sqlite3")
    connection.connection = None
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = name
        connection.connection = memory


def _overtake(monkeypatch: Any, place: str, first: Any, second: Any) -> tuple[Any, Any]:
    reached, go_on = threading.Event(), threading.Event()
    module, _, function = place.rpartition(".")
    real = getattr(import_module(module), function)

    def stopping(*args: Any, **kwargs: Any) -> Any:
        result = real(*args, **kwargs)
        if not reached.is_set():
            reached.set()
            go_on.wait(PATIENCE)
        return result

    monkeypatch.setattr(place, stopping)
    with ThreadPoolExecutor(2) as pool:
        one = pool.submit(_outcome, first)
        assert reached.wait(PATIENCE), f"{place} was never reached"
        other = pool.submit(_outcome, second)
        time.sleep(HEADSTART)
        go_on.set()
        return one.result(PATIENCE), other.result(PATIENCE)


def _outcome(job: Callable[[], Any]) -> Any:
    try:
        return job()
    except Exception as error:  # what went wrong is what the test is about
        return error
    finally:
        connections.close_all()
