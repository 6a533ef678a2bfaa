"""Celery: remind agencies of what is due."""

from celery import shared_task
from django.utils import timezone

from response_tool.actions import remind_agencies


@shared_task(name="response_tool.tasks.remind")
def remind() -> None:
    """Remind whoever has not submitted; running it twice reminds once."""
    remind_agencies(at=timezone.now())
