"""What the queue does with audits: remind of what is due."""

from celery import shared_task
from django.utils import timezone

from audits.actions.reminding import remind_owners
from audits.actions.reminding_grading import remind_of_grading


@shared_task
def remind() -> None:
    """Remind agencies whose grades are due soon; twice reminds once."""
    at = timezone.now()
    remind_of_grading(on=timezone.localdate(at), at=at)


@shared_task
def remind_of_recommendations() -> None:
    """Remind owners of what is due or was due; twice reminds once."""
    remind_owners(at=timezone.now())
