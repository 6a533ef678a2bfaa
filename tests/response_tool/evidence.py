"""Files beside answers, put there for tests of everything that shows or moves them."""

from datetime import date

from evidence.actions import Details, take_in
from evidence.models import File
from partnership.models import Agency
from response_tool.actions import attach
from response_tool.models import Action, Answer, Attachment
from tests.evidence.conftest import inspected
from tests.factories import ANYBODY, NOW


def file_of(agency: Agency, name: str = "Plan", *, expires_on: date | None = None):
    """A PDF of that name which an agency keeps."""
    taken = take_in(
        agency=agency,
        inspected=inspected(name),
        details=Details(name, expires_on),
        by=ANYBODY,
        at=NOW,
    )
    return taken.file


def beside(
    answer: Answer, file: File | str = "Plan", *, action: Action | None = None, **more
) -> Attachment:
    """A file attached to an answer or action."""
    if isinstance(file, str):
        file = file_of(answer.response.agency, file, **more)
    return attach(answer=answer, action=action, file=file, by=ANYBODY, at=NOW)


def names(answer: Answer, action: Action | None = None) -> list[str]:
    """What is evidence for an answer or action now, by name."""
    rows = Attachment.objects.filter(answer=answer, action=action).standing()
    return [one.file.name for one in rows]
