"""Two databases on one server: one adoption alone, and the same one among many.

Both at once, so that they can be measured turn and turn about.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import load_backend

ONE = "postgres"  # the database that a new server has
MANY = "many"

_opened: dict[str, BaseDatabaseWrapper] = {}


def copy_one_to_many() -> None:
    """Make the second database as the first is now."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {MANY} TEMPLATE {ONE}")


@contextmanager
def using(database: str) -> Iterator[None]:
    """Let everything in this block talk to one of the two."""
    usual = connections["default"]
    connections["default"] = _connection(database)
    try:
        yield
    finally:
        connections["default"] = usual


def _connection(database: str) -> BaseDatabaseWrapper:
    if database not in _opened:
        given = connections["default"].settings_dict
        wrapper = load_backend(given["ENGINE"]).DatabaseWrapper
        _opened[database] = wrapper({**given, "NAME": database})
    return _opened[database]
