from datetime import timedelta
from itertools import repeat
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail as outbox
from django.core.exceptions import ValidationError
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from activity.models import Event
from notices import actions
from notices.actions import sending
from notices.models import LEASE, Kind, Mail
from partnership.access import Forbidden
from tests.factories import access, member_of

MINUTE = timedelta(minutes=1)


@pytest.fixture
def mail(cast, urgent, now) -> Mail:
    """One e-mail that is owed."""
    actions.tell(people=[cast.lead], message=urgent, at=now)
    return Mail.objects.get()


def fail(monkeypatch, step: str, error: Exception) -> None:
    """Let the mail server fail at one step."""

    def failing(*_args):
        raise error

    monkeypatch.setattr(EmailBackend, step, failing)


def heal(monkeypatch) -> None:
    monkeypatch.undo()


def test_an_email_is_sent_once(mail, now):
    assert actions.send(mail_id=mail.pk, now=lambda: now)
    assert not actions.send(mail_id=mail.pk, now=lambda: now)
    (sent,) = outbox.outbox
    assert (sent.to, sent.subject) == ([mail.address], mail.subject)
    mail.refresh_from_db()
    assert (mail.sent_at, mail.handed_over_at, mail.claim) == (now, now, None)


def test_mail_programs_can_turn_it_off_by_themselves(mail, now):
    actions.send(mail_id=mail.pk, now=lambda: now)
    headers = outbox.outbox[0].extra_headers
    assert headers["List-Unsubscribe"] == f"<{mail.turn_off}>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_plain_text_and_html_are_both_sent(mail, now):
    actions.send(mail_id=mail.pk, now=lambda: now)
    (html,) = outbox.outbox[0].alternatives
    assert (html.content, html.mimetype) == (mail.html, "text/html")


def test_an_email_that_another_worker_holds_is_left_alone(mail, now):
    Mail.objects.update(claim="0" * 32, claimed_until=now + MINUTE)
    assert not actions.send(mail_id=mail.pk, now=lambda: now)
    assert actions.send(mail_id=mail.pk, now=lambda: now + 2 * MINUTE)
    assert len(outbox.outbox) == 1


def test_a_worker_that_lost_its_lease_sends_nothing(mail, now):
    times = iter([now, now + 2 * LEASE])
    actions.send(mail_id=mail.pk, now=lambda: next(times))
    assert outbox.outbox == []
    mail.refresh_from_db()
    assert mail.handed_over_at is None


def test_what_was_handed_over_is_committed_before(mail, now, monkeypatch):
    seen = []

    def look(_self, messages):
        seen.append(Mail.objects.get().handed_over_at)
        return len(messages)

    monkeypatch.setattr(EmailBackend, "send_messages", look)
    actions.send(mail_id=mail.pk, now=lambda: now)
    assert seen == [now]


@pytest.mark.parametrize(
    ("step", "error"),
    [
        ("open", ConnectionRefusedError("nobody there")),
        ("send_messages", SMTPDataError(451, b"come back later")),
        ("send_messages", SMTPRecipientsRefused({"a@b.example": (550, b"unknown")})),
    ],
)
def test_a_known_failure_is_tried_again_later_and_then_given_up(
    mail, now, monkeypatch, step, error
):
    fail(monkeypatch, step, error)
    at = now
    for wait in sending.WAITS:
        assert actions.send(mail_id=mail.pk, now=repeat(at).__next__)
        mail.refresh_from_db()
        assert mail.next_try_at == at + wait
        assert mail.handed_over_at is None
        assert not actions.send(mail_id=mail.pk, now=repeat(at).__next__)
        assert not Mail.objects.undelivered(at).exists()
        at = mail.next_try_at
    assert actions.send(mail_id=mail.pk, now=lambda: at)
    mail.refresh_from_db()
    assert mail.given_up_at == at
    assert type(error).__name__ in mail.failed_because
    assert not actions.send(mail_id=mail.pk, now=lambda: at + timedelta(days=9))
    assert Mail.objects.undelivered(at).get() == mail


def test_a_failure_that_passes_is_forgotten(mail, now, monkeypatch):
    fail(monkeypatch, "open", ConnectionRefusedError())
    actions.send(mail_id=mail.pk, now=lambda: now)
    heal(monkeypatch)
    actions.send(mail_id=mail.pk, now=lambda: now + MINUTE)
    mail.refresh_from_db()
    assert mail.sent_at
    assert mail.failed_because == ""


def test_a_line_that_breaks_leaves_doubt_and_no_second_try(mail, now, monkeypatch):
    fail(monkeypatch, "send_messages", SMTPServerDisconnected("gone"))
    actions.send(mail_id=mail.pk, now=lambda: now)
    heal(monkeypatch)
    later = now + timedelta(days=1)
    assert actions.send_owed(now=lambda: later, until=later + MINUTE) == 0
    assert outbox.outbox == []
    assert Mail.objects.doubtful(now).get() == mail


def test_a_worker_that_died_while_sending_leaves_doubt(mail, now):
    Mail.objects.update(handed_over_at=now, claim="0" * 32, claimed_until=now + LEASE)
    assert not Mail.objects.undelivered(now).exists()  # it may still be at it
    later = now + 2 * LEASE
    assert Mail.objects.doubtful(later).get() == mail
    assert actions.send_owed(now=lambda: later, until=later + MINUTE) == 0


def test_what_arrived_long_ago_is_forgotten_and_nothing_else(mail, now):
    long_ago = now - sending.KEPT - MINUTE
    actions.forget_sent(at=now)
    Mail.objects.update(owed_at=long_ago, given_up_at=long_ago)
    actions.forget_sent(at=now)
    assert Mail.objects.exists()
    Mail.objects.update(sent_at=long_ago, handed_over_at=long_ago, given_up_at=None)
    actions.forget_sent(at=now)
    assert not Mail.objects.exists()


def test_everything_that_is_owed_is_sent_until_time_is_up(cast, urgent, now):
    people = [cast.lead, cast.contributor, cast.other_lead]
    actions.tell(people=people, message=urgent, at=now)
    times = iter([now] * 4 + [now + MINUTE] * 9)
    assert actions.send_owed(now=lambda: next(times), until=now + MINUTE) == 1
    assert actions.send_owed(now=lambda: now, until=now + MINUTE) == 2
    assert len(outbox.outbox) == 3


def test_a_coordinator_has_it_sent_again(mail, cast, now):
    Mail.objects.update(given_up_at=now, attempts=6, failed_because="no such host")
    actions.send_again(mail=mail, by=access(cast.coordinator), at=now)
    assert actions.send(mail_id=mail.pk, now=lambda: now)
    assert len(outbox.outbox) == 1
    event = Event.objects.get(verb="sent again")
    assert event.before == {"because": "no such host"}
    assert event.actor_id == cast.coordinator.pk


def test_what_has_arrived_is_not_sent_again(mail, cast, now):
    actions.send(mail_id=mail.pk, now=lambda: now)
    with pytest.raises(ValidationError, match="sent meanwhile"):
        actions.send_again(mail=mail, by=access(cast.coordinator), at=now)


@pytest.mark.parametrize("who", ["lead", "board", "coordinator_elsewhere"])
def test_nobody_else_has_it_sent_again(mail, cast, now, who):
    Mail.objects.update(given_up_at=now)
    with pytest.raises(Forbidden):
        actions.send_again(mail=mail, by=access(getattr(cast, who)), at=now)


def test_coordinators_see_what_failed_for_their_own_people(
    mail, cast, northshire, castlebourne, harbour
):
    def seen(person):
        return Mail.objects.visible_to(access(person)).exists()

    assert seen(cast.coordinator)
    assert not seen(cast.coordinator_elsewhere)
    assert not seen(cast.lead)
    # One about a single partnership is its coordinators' alone, whoever it went to.
    Mail.objects.update(partnership=castlebourne)
    assert not seen(cast.coordinator)
    Mail.objects.update(partnership=None, person=member_of(harbour, "lead"))
    assert not seen(cast.coordinator)
    Mail.objects.update(person=cast.board)
    assert seen(cast.coordinator)


def test_coordinators_see_nothing_of_agencies_whose_seat_had_ended(
    mail, cast, hopewell, northshire, now
):
    def seen():
        return (
            Mail.objects.visible_to(access(cast.coordinator)).exists(),
            Mail.objects.looked_after_by([northshire.pk]).exists(),
        )

    today = timezone.localdate(now)
    seats = hopewell.seats.filter(partnership=northshire)
    seats.update(to_on=today)
    assert seen() == (True, True)
    seats.update(to_on=today - timedelta(days=1))
    assert seen() == (False, False)
    with pytest.raises(Forbidden):
        actions.send_again(mail=mail, by=access(cast.coordinator), at=now)
    seats.update(to_on=None, from_on=today + timedelta(days=1))
    assert seen() == (False, False)


def test_a_message_is_about_its_kind(mail):
    assert mail.get_kind_display() == Kind.DUE_TOMORROW.label
