"""What a person wants by e-mail. In the portal they are told in any case."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction

from accounts.models import User
from activity.actions import record
from notices.models import Kind, MailOff
from partnership.access import Access
from partnership.locking import locked


@transaction.atomic
def choose_mail(
    *, shown: Collection[Kind], wanted: Collection[Kind], by: Access, at: datetime
) -> None:
    """Have what was wanted, of the kinds that were shown, by e-mail and no other."""
    person = _held(by.actor_id or 0)
    off = _off(person)
    stay = [kind for kind in off if kind not in shown]
    _set(person, off, {*stay, *(k.value for k in shown if k not in wanted)}, by, at)


@transaction.atomic
def stop_mail(*, person_id: int, kinds: Iterable[Kind], at: datetime) -> None:
    """Stop e-mails about some kinds, for whoever holds the link that was sent to them.

    The link is signed for one person: having it is the permission. Twice is once.
    """
    person = _held(person_id)
    by = Access(actor_name=person.called, actor_id=person.pk)
    off = _off(person)
    _set(person, off, {*off, *(kind.value for kind in kinds)}, by, at)


def _held(person_id: int) -> User:
    """A person, held, so that two choices sent at once come one by one."""
    return locked(User.objects.all()).get(pk=person_id)


def _off(person: User) -> set[str]:
    rows = MailOff.objects.filter(person=person).order_by()
    return set(rows.values_list("kind", flat=True))


def _set(person: User, was: set[str], now: set[str], by: Access, at: datetime) -> None:
    if was == now:
        return
    MailOff.objects.filter(person=person, kind__in=was - now).delete()
    MailOff.objects.bulk_create(MailOff(person=person, kind=k) for k in now - was)
    record(
        by=by,
        at=at,
        verb="chose what to get by e-mail:",
        subject=person,
        label=by.actor_name,
        before={"not by e-mail": sorted(was)},
        after={"not by e-mail": sorted(now)},
    )
