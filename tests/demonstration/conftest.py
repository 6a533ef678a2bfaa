"""Loading the demonstration takes seconds, so tests of one file share it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import override_settings

QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _no_attempts_so_far():
    """Attempts to sign in are counted in the cache, and thirty a minute are allowed."""
    cache.clear()


@pytest.fixture(scope="module")
def around(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest
) -> Callable[[], AbstractContextManager[None]]:
    """A transaction around all the tests of a file; it is never committed.

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
