"""Telling people something: in the portal at once, by e-mail as its kind asks for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from celery import current_app
from django.db import transaction

from accounts.models import User
from notices import letters
from notices.models import ON_ITS_OWN, Kind, Mail, MailOff, Notice
from notices.models.notices import TITLE_MAX
from partnership.models import Agency, AgencyMember, Partnership

SWEEP_TASK = "notices.tasks.sweep"
BATCH = 500
PROMPT = 20  # e-mails that are worth a worker's time at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What people are told.

    `href` is a path of the portal; `reason` says why they get it (“You get this
    because …”); telling one person the same `key` twice tells once. Kinds that cannot
    wait are e-mailed on their own, all others in the weekly digest; `on_its_own` says
    otherwise for once.
    """

    kind: Kind
    title: str
    text: str
    href: str
    reason: str
    key: str
    agency: Agency | None = None
    partnership: Partnership | None = None
    due_on: date | None = None
    on_its_own: bool | None = None

    def __post_init__(self) -> None:
        """Refuse what leads out: SQLite would drop the row without a word."""
        if not self.href.startswith("/") or self.href.startswith("//"):
            raise ValueError(f"{self.href} is not a path of the portal.")

    @property
    def is_urgent(self) -> bool:
        """Whether it is e-mailed without waiting for the digest."""
        return self.kind in ON_ITS_OWN if self.on_its_own is None else self.on_its_own

    def to(self, person: User, at: datetime) -> Notice:
        """The message to one person, not yet written."""
        return Notice(
            person=person,
            kind=self.kind,
            agency=self.agency,
            partnership=self.partnership,
            title=self.title[:TITLE_MAX],
            text=self.text,
            href=self.href,
            reason=self.reason,
            due_on=self.due_on,
            told_at=at,
            mailed_at=at if self.is_urgent else None,
            key=self.key,
        )


def tell(*, people: Iterable[User], message: Message, at: datetime) -> None:
    """Tell people something, in the portal at once.

    Called by actions of other rooms, in their transaction: they have checked the
    permission and recorded what was done, and a message is itself a record. Whoever
    turned its kind off gets no e-mail of it.
    """
    tell_each(told=[(one, message) for one in people], at=at)


def tell_each(*, told: Iterable[tuple[User, Message]], at: datetime) -> None:
    """Tell each person what is theirs, all in one go; as `tell` does."""
    pairs = [(person, message) for person, message in told if person.is_active]
    if not pairs:
        return
    rows = [message.to(person, at) for person, message in pairs]
    urgent = [
        row for row, (_, message) in zip(rows, pairs, strict=True) if message.is_urgent
    ]
    with transaction.atomic():
        Notice.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
        if urgent:
            owe(_mails(urgent, at))


def tell_answering(
    *, messages: Iterable[Message], at: datetime, but: int | None = None
) -> None:
    """Tell each message to those who edit or submit for its agency; as `tell` does.

    `but` is whoever did it, who knows. Two queries; who answers for several agencies
    is told of each.
    """
    by_agency: dict[int, list[Message]] = {}
    for message in messages:
        if message.agency:
            by_agency.setdefault(message.agency.pk, []).append(message)
    members = AgencyMember.objects.who_answer(by_agency) if by_agency else ()
    told = [
        (member.user, message)
        for member in members
        if but is None or member.user_id != but
        for message in by_agency[member.agency_id]
    ]
    tell_each(told=told, at=at)


@transaction.atomic
def owe_letter(
    *, address: str, partnership: Partnership, message: Message, at: datetime
) -> None:
    """Owe an e-mail to a contact who need not sign in, such as a senior one.

    Called by actions of other rooms, as `tell` is. It says of which partnership it
    comes, whose coordinators can stop it. Owing the same `key` twice owes once.
    """
    notice = Notice(
        kind=message.kind,
        partnership=partnership,
        title=message.title,
        text=message.text,
        href=message.href,
        reason=message.reason,
        due_on=message.due_on,
    )
    mail = Mail(
        partnership=partnership,
        kind=message.kind,
        address=address,
        key=f"{message.key}:{address}",
        owed_at=at,
        next_try_at=at,
    )
    owe([letters.to_contact(notice).put_on(mail)])


def owe(mails: Sequence[Mail]) -> None:
    """Write down e-mails that must be sent, each once, and ask for them soon."""
    if not mails:
        return
    Mail.objects.bulk_create(mails, batch_size=BATCH, ignore_conflicts=True)
    # Robust: a queue that is down never fails a save; the sweep comes every minute.
    # Many at once wait for it, so that they do not keep every worker busy.
    if len(mails) <= PROMPT:
        transaction.on_commit(_nudge, robust=True)


def turned_off(people: Iterable[int], kinds: Iterable[str]) -> set[tuple[int, str]]:
    """Which of these people want no e-mail about which of these kinds."""
    off = MailOff.objects.filter(person_id__in=list(people), kind__in=list(kinds))
    return set(off.order_by().values_list("person_id", "kind"))


def _mails(rows: Sequence[Notice], at: datetime) -> list[Mail]:
    off = turned_off({row.person_id for row in rows}, {row.kind for row in rows})
    return [
        letters.of_notice(row).put_on(
            Mail(
                person=row.person,
                partnership=row.partnership,
                kind=row.kind,
                address=row.person.email,
                key=f"{row.kind}:{row.key}:{row.person_id}",
                owed_at=at,
                next_try_at=at,
            )
        )
        for row in rows
        if (row.person_id, str(row.kind)) not in off
    ]


def _nudge() -> None:
    """Ask a worker to send now, by name: tasks stand above actions."""
    current_app.send_task(SWEEP_TASK)
