"""Reading messages. Whether somebody has read one is theirs alone: no history of it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from notices.models import Kind, Notice
from partnership.access import Access


@transaction.atomic
def read_notice(*, notice: Notice, by: Access, at: datetime) -> None:
    """Note that a person has opened a message of theirs; the first time counts."""
    mine = Notice.objects.visible_to(by).unread().filter(pk=notice.pk)
    mine.update(read_at=at)


@transaction.atomic
def read_all(*, told_until: datetime, by: Access, at: datetime) -> int:
    """Mark as read what a person was shown; what was told since stays unread."""
    shown = Notice.objects.visible_to(by).unread().filter(told_at__lte=told_until)
    return shown.update(read_at=at)


@transaction.atomic
def settle(
    *,
    agency_ids: Iterable[int],
    kinds: Iterable[Kind],
    hrefs: Iterable[str],
    at: datetime,
) -> None:
    """Mark as read what is no longer true, so that no e-mail tells of it any more.

    Of what agencies were told, that is what leads to these pages. Called by actions of
    other rooms, in their transaction, as `tell` is.
    """
    told = Notice.objects.unread().filter(
        agency__in=list(agency_ids), kind__in=list(kinds), href__in=list(hrefs)
    )
    told.update(read_at=at)
