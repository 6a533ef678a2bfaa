"""Celery: send what is owed, and owe everybody their e-mail of the week."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from notices import actions

# Below the time limit of tasks; what is left is for the next sweep, a minute later.
AT_MOST = timedelta(seconds=50)


@shared_task(name="notices.tasks.send_mail")
def send_mail(*, mail_id: int) -> None:
    """Send one e-mail that is owed; it may run twice and sends once."""
    actions.send(mail_id=mail_id, now=timezone.now)


@shared_task(name="notices.tasks.sweep")
def sweep() -> None:
    """Send whatever is owed, also where a nudge was lost or a worker died."""
    actions.send_owed(now=timezone.now, until=timezone.now() + AT_MOST)


@shared_task(name="notices.tasks.owe_week")
def owe_week() -> None:
    """Owe this week's e-mails, from Monday at eight."""
    actions.owe_week(at=timezone.now())
