"""What files are used for here, as the page of an agency's files tells it."""

from collections.abc import Collection

from django.urls import reverse

from audits.models import Proof
from evidence.uses import Use


def of_files(file_ids: Collection[int]) -> list[Use]:
    """Every recommendation that these files are evidence for. One query."""
    rows = Proof.objects.filter(file_id__in=file_ids)
    named = rows.select_related("recommendation__audit")
    return [
        Use(
            file_id=one.file_id,
            text=f"A recommendation of “{one.recommendation.audit}”",
            href=reverse("audits:recommendation", args=[one.recommendation_id]),
            # The partnership sees it from when it is put there.
            is_sent=True,
        )
        for one in named.order_by("recommendation__due_on", "pk")
    ]
