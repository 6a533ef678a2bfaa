"""No test of the demonstration starts with the sign-ins of another."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _no_attempts_so_far():
    """Attempts to sign in are counted in the cache, and thirty a minute are allowed."""
    cache.clear()
