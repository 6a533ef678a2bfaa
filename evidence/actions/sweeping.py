"""Sweeping up: files about which nobody decided, and content that has no row."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction

from evidence import storing
from evidence.models import File
from partnership.locking import locked

DECIDE_WITHIN = timedelta(days=1)


def sweep_files(*, at: datetime) -> int:
    """Let go what was held for a day, and content without a row; gives how many went.

    What is removed has no content from then on; its row stays for the history.
    """
    _let_go(at)
    return storing.sweep(_known)


@transaction.atomic
def _let_go(at: datetime) -> None:
    old = File.objects.pending().filter(uploaded_at__lt=at - DECIDE_WITHIN)
    for file in locked(old.order_by("pk")):
        storing.take_away(file.stored_as)
        file.delete()


def _known(names: Collection[str]) -> Collection[str]:
    rows = File.objects.filter(stored_as__in=names, removed_at=None)
    return set(rows.values_list("stored_as", flat=True))
