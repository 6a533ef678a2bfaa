"""Celery: remind owners of their recommendations."""

from celery import shared_task
from django.utils import timezone

from audits.actions.reminding import remind_owners


@shared_task(name="audits.tasks.remind")
def remind() -> None:
    """Remind of what is due or was due; twice reminds once."""
    remind_owners(at=timezone.now())
