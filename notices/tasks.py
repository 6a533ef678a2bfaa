"""Celery: send what is owed, and owe everybody their e-mail of the week."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from notices import actions

# Dashboards wait for the same workers; what is left is for the sweep a minute later.
AT_MOST = timedelta(seconds=20)


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
    """Owe this week's e-mails, from Monday at eight; forget those of long ago."""
    now = timezone.now()
    actions.owe_week(at=now)
    actions.forget_sent(at=now)
