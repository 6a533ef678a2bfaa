"""Files that an agency keeps, without asking a process of its own to judge each."""

from collections.abc import Callable

import pytest

from evidence.actions import Details, take_in
from evidence.inspection import Inspected
from evidence.judging import Finding
from evidence.kinds import Kind
from evidence.models import File
from partnership.models import Agency
from tests.evidence.files import pdf
from tests.factories import ANYBODY, NOW


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    """A folder for the files of one test."""
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return tmp_path / "media"


def inspected(text: str = "Staff were trained.", **told: object) -> Inspected:
    """A PDF as it comes from being looked at."""
    found = {
        "content": pdf(text),
        "original_name": "plan.pdf",
        "kind": Kind.PDF,
        "findings": [],
        "was_read": True,
        "scanned_at": None,
    }
    return Inspected(**(found | told))


PERSONAL = [Finding("an NHS number", "943 476 5919", "on page 1")]


@pytest.fixture
def keep(db, hopewell) -> Callable[..., File]:
    """keep("Training plan") is a file of that name which Hopewell keeps."""

    def kept(
        name: str = "Training plan",
        *,
        agency: Agency | None = None,
        expires_on=None,
        by=ANYBODY,
        **told: object,
    ) -> File:
        return take_in(
            agency=agency or hopewell,
            inspected=inspected(name, **told),
            details=Details(name, expires_on),
            by=by,
            at=NOW,
        ).file

    return kept
