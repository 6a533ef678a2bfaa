"""The demonstration as it stands once it is loaded, which takes a while."""

from types import SimpleNamespace

import pytest
from django.utils import timezone

from demonstration.actions import load_demonstration
from tests.demonstration.listening import heard


@pytest.fixture(scope="package")
def loaded(around):
    """Loaded once for all the tests of this folder; none changes it for another."""
    today, at = timezone.localdate(), timezone.now()
    with around():
        with heard() as queries:
            load_demonstration(today=today, at=at)
        yield SimpleNamespace(today=today, at=at, queries=queries)
