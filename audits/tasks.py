"""What the queue does with audits: remind agencies of what they are to grade."""

from celery import shared_task
from django.utils import timezone

from audits.actions.reminding import remind_of_grading


@shared_task
def remind() -> None:
    """Remind agencies whose grades are due soon; twice reminds once."""
    at = timezone.now()
    remind_of_grading(on=timezone.localdate(at), at=at)
