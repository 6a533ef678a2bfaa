"""Sending what is owed: each e-mail once, however workers die.

An e-mail is claimed with a lease. Just before it is given to the mail server,
`handed_over_at` is committed; from then on no worker takes it up again by itself.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F

from activity.actions import record
from notices.models import LEASE, Mail
from partnership.access import Access, Forbidden
from partnership.locking import locked
from partnership.roles import Permission

# How long to wait after the first, second … failure; after the last, give up.
WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=12),
)
# The mail server said no, so it holds nothing of it.
REFUSED = (SMTPResponseException, SMTPRecipientsRefused)
REASON_MAX = 300
# What was sent is kept for questions about it, and no longer.
KEPT = timedelta(days=90)

Clock = Callable[[], datetime]


def send_owed(*, now: Clock, until: datetime) -> int:
    """Send what is owed, one after the other, until nothing is or time is up.

    Several workers may do this at once. Gives back how many this one tried.
    """
    tried = 0
    while (at := now()) < until:
        due = Mail.objects.free(at).order_by("next_try_at", "pk")
        pk = due.values_list("pk", flat=True).first()
        if pk is None:
            break
        tried += send(mail_id=pk, now=now)
    return tried


def send(*, mail_id: int, now: Clock) -> bool:
    """Send one e-mail, unless it is sent, held by another worker or not due yet."""
    claim = uuid4()
    at = now()
    free = Mail.objects.free(at).filter(pk=mail_id)
    lease = {"claim": claim, "claimed_until": at + LEASE, "attempts": F("attempts") + 1}
    if not free.update(**lease):
        return False
    mail = Mail.objects.get(pk=mail_id)
    server = get_connection()
    try:
        # What fails here has certainly not been handed over.
        server.open()
    except OSError as error:
        _failed(mail, claim, error, now())
        return True
    try:
        _hand_over(mail, claim, server, now)
    finally:
        server.close()
    return True


def forget_sent(*, at: datetime) -> None:
    """Remove e-mails that arrived long ago; what they told stays under Messages."""
    Mail.objects.filter(sent_at__lt=at - KEPT).delete()


def _hand_over(mail: Mail, claim: UUID, server: BaseEmailBackend, now: Clock) -> None:
    at = now()
    held = Mail.objects.filter(pk=mail.pk, claim=claim, claimed_until__gt=at)
    if not held.update(handed_over_at=at, claimed_until=at + LEASE):
        return  # Too slow: the lease has run out, and another worker has taken over.
    try:
        server.send_messages([_message(mail, server)])
    except REFUSED as error:
        _failed(mail, claim, error, now())
    except OSError as error:
        # The line broke while it was being given over: it may or may not have arrived.
        Mail.objects.filter(pk=mail.pk, claim=claim).update(
            claim=None, claimed_until=None, failed_because=_why(error)
        )
    else:
        Mail.objects.filter(pk=mail.pk, claim=claim).update(
            sent_at=now(), claim=None, claimed_until=None, failed_because=""
        )


def _message(mail: Mail, server: BaseEmailBackend) -> EmailMultiAlternatives:
    headers = {"Auto-Submitted": "auto-generated"}
    if mail.turn_off:
        headers["List-Unsubscribe"] = f"<{mail.turn_off}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message = EmailMultiAlternatives(
        mail.subject, mail.text, to=[mail.address], headers=headers, connection=server
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message


def _failed(mail: Mail, claim: UUID, error: Exception, at: datetime) -> None:
    """Try again later, or give up after the last wait."""
    last = mail.attempts > len(WAITS)
    wait = WAITS[min(mail.attempts, len(WAITS)) - 1]
    Mail.objects.filter(pk=mail.pk, claim=claim).update(
        claim=None,
        claimed_until=None,
        handed_over_at=None,
        next_try_at=at + wait,
        given_up_at=at if last else None,
        failed_because=_why(error),
    )


def _why(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:REASON_MAX]


@transaction.atomic
def send_again(*, mail: Mail, by: Access, at: datetime) -> None:
    """Owe an e-mail anew that failed, or of which nobody knows whether it arrived.

    Raises ValidationError with code moved where it is on its way or has arrived.
    """
    if not Mail.objects.visible_to(by).filter(pk=mail.pk).exists():
        raise Forbidden(Permission.MAIL_RESEND)
    held = locked(Mail.objects.all()).get(pk=mail.pk)
    if not Mail.objects.undelivered(at).filter(pk=held.pk).exists():
        raise ValidationError(
            "This e-mail is on its way, or has been sent meanwhile.", code="moved"
        )
    before = {"because": held.failed_because} if held.failed_because else {}
    held.handed_over_at = held.given_up_at = held.claim = held.claimed_until = None
    held.attempts, held.next_try_at, held.failed_because = 0, at, ""
    held.save()
    record(by=by, at=at, verb="sent again", subject=held, before=before)
