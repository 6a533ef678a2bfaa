"""What the queue does with files: sweep up, and remind that they expire."""

from celery import shared_task
from django.utils import timezone

from evidence.actions import remind_of_expiry, sweep_files
from partnership.access import Access

PORTAL = "the portal"


@shared_task
def sweep() -> None:
    """Let go what nobody decided about, and content without a row."""
    sweep_files(at=timezone.now())


@shared_task
def remind() -> None:
    """Remind agencies of files that expire."""
    at = timezone.now()
    remind_of_expiry(on=timezone.localdate(at), by=Access.of_command(PORTAL), at=at)
