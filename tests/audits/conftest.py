"""One audit of two agencies, and a folder for the files of one test."""

import pytest

from audits.models import Part
from tests.audits import steps


@pytest.fixture
def audit(northshire, hopewell, harbour):
    """Hopewell and Harbour look at cases A1 and A2."""
    return steps.audit(northshire, hopewell, harbour, cases=["A1", "A2"])


@pytest.fixture
def part(audit, hopewell) -> Part:
    """Hopewell's part of A1."""
    return steps.part_of(audit, hopewell)


@pytest.fixture
def asked(audit):
    """The questions of the audit's tool."""
    return steps.questions(audit.tool)


@pytest.fixture
def good(audit) -> str:
    """The mark of the best grade."""
    return str(steps.grade(audit.tool, 1).pk)


@pytest.fixture
def poor(audit) -> str:
    """The mark of the worst."""
    return str(steps.grade(audit.tool, 3).pk)


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")
