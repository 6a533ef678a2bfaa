"""Pages that take files, without a process of its own for each of them."""

import pytest

from evidence import inspection
from tests.evidence.inline import judged


@pytest.fixture(autouse=True)
def _judged_here(monkeypatch):
    monkeypatch.setattr(inspection, "_judged", judged)
