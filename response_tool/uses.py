"""What files are used for here, as the page of an agency's files tells it."""

from collections.abc import Collection

from django.urls import reverse

from evidence.uses import Use
from response_tool.models import Attachment, Response


def of_files(file_ids: Collection[int]) -> list[Use]:
    """Every answer and action that these files are evidence for. One query."""
    rows = Attachment.objects.filter(file_id__in=file_ids).exclude(
        answer__response__state=Response.State.SENT_BACK
    )
    named = rows.select_related("answer__priority", "answer__response__round")
    found: dict[tuple[int, int], Use] = {}
    for one in named.order_by("-answer__response__round__opens_on", "pk"):
        answer, response = one.answer, one.answer.response
        # An answer and its actions are one place to look.
        found[one.file_id, answer.pk] = Use(
            file_id=one.file_id,
            text=f"{response.round.name}, priority {answer.priority.number}",
            href=reverse("response_tool:answers", args=[response.pk]),
            is_sent=response.is_submitted,
        )
    return list(found.values())
