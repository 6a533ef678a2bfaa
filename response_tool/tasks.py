"""Celery: remind agencies of what is due."""

from celery import shared_task
from django.utils import timezone

from response_tool.actions import remind_agencies, remind_of_replies


@shared_task(name="response_tool.tasks.remind")
def remind() -> None:
    """Remind of what has not been submitted or replied to; twice reminds once."""
    now = timezone.now()
    remind_agencies(at=now)
    remind_of_replies(at=now)
