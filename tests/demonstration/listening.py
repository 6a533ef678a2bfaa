"""Every query that loading the demonstration takes."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def heard() -> Iterator[list[str]]:
    """The text of each, however many: Django's own log keeps the last 9000."""
    said: list[str] = []

    def note(execute, sql, params, many, context):
        said.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield said
