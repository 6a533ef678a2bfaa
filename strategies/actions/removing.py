"""A part of a draft goes, and the history keeps its words."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError

from activity.actions import record
from partnership.access import Access
from strategies.actions.drafts import hold_draft
from strategies.kinds import kind_of
from strategies.models import Part
from strategies.whole import fingerprint, read_whole, words_of_part


@transaction.atomic
def remove_part(*, part: Part, by: Access, at: datetime, shown: str = "") -> None:
    """Remove a part, and with an objective its priorities; the history keeps them.

    `shown` is the fingerprint of what the page asked about: what a colleague has
    written in it meanwhile is shown first.
    """
    held = hold_draft(part.strategy, by)
    kind = kind_of(part)
    stands = kind.model._default_manager.get(pk=part.pk, strategy=held)
    read_whole(stands)
    if shown and shown != fingerprint(stands):
        raise ValidationError(
            "A colleague changed this while you were deciding. It is shown as it is "
            "now: remove it only if that is still right.",
            code="changed",
        )
    record(
        by=by,
        at=at,
        verb=f"removed {kind.with_article} from",
        subject=stands,
        thread=held,
        before=words_of_part(stands),
    )
    try:
        stands.delete()
    except ProtectedError as error:
        raise ValidationError(
            "Agencies have answered about this, so it cannot be removed. Leave it as "
            "it is, and take it out of the next version.",
            code="answered",
        ) from error
