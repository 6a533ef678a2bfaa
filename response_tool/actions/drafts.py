"""What every change to a draft begins with: the lock, the permission, the state."""

from django.core.exceptions import ValidationError
from django.db import models

from partnership.access import Access
from partnership.locking import locked
from partnership.prepared import Prepared
from partnership.roles import Permission
from response_tool.models import Answer, Response

ANSWER = [field.name for field in Answer._meta.concrete_fields]
RESPONSE = (
    *("response__agency", "response__state", "response__round"),
    "response__corrects",
)


def hold_response(response: Response, by: Access) -> Response:
    """The response, held and as it stands, if this person may edit it."""
    held = locked(Response.objects.all()).get(pk=response.pk)
    require_draft(held, by)
    return held


def hold_answer(answer: Answer, by: Access) -> Answer:
    """The answer and its response, held and as they stand, for an editor.

    The response first: everything that changes a part of a response takes that lock
    first, so that two changes wait for each other and never deadlock. (PostgreSQL
    locks in the order in which the tables are named.)
    """
    found = _held(answer=answer.pk)
    if not found:
        raise Answer.DoesNotExist(f"Answer {answer.pk} is gone")
    (held,) = found
    require_draft(held.response, by)
    # A priority never changes, so the one that is known serves.
    held.priority = answer.priority
    return held


@Prepared
def _held(*, answer: int) -> "models.QuerySet[Answer]":
    rows = Answer.objects.select_related("response").only(*ANSWER, *RESPONSE)
    return locked(rows.filter(pk=answer).order_by(), "response", "self")


def require_draft(response: Response, by: Access) -> None:
    """Refuse unless this person may edit and the response is still a draft.

    A draft may be edited after the round has closed: nothing typed is lost, and the
    coordinators may yet extend it.
    """
    by.require(Permission.ANSWER_EDIT, agency_id=response.agency_id)
    if not response.is_draft:
        raise ValidationError(
            "This response has been submitted, so its answers can no longer be "
            "changed.",
            code="submitted",
        )
