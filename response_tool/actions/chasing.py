"""Chasing: a coordinator asks agencies for the answers that have not come."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from activity.actions import event, record_all
from activity.models import Event
from notices.actions import Message, owe_letter, tell_each
from notices.models import Kind
from partnership.access import Access
from partnership.locking import locked
from partnership.roles import Permission
from response_tool.chasing import SENIOR_AFTER, Asking, askings
from response_tool.models import Chase, Response
from ui.templatetags.words import count


@transaction.atomic
def chase_agencies(
    *,
    responses: Iterable[Response],
    subject: str,
    text: str,
    seniors: Iterable[int],
    form_key: UUID,
    by: Access,
    at: datetime,
) -> list[Chase]:
    """Write to those who answer for agencies whose answers have not come.

    `seniors` are the agencies whose senior contact gets it too. Where nobody of an
    agency signs in, its contact address gets it. The same page sent twice chases once.
    Raises ValidationError with code submitted, closed, nobody or senior, having
    written to nobody.
    """
    held = _held(responses, by, at)
    done = set(Chase.objects.filter(form_key=form_key).values_list("response_id"))
    asked = [one for one in held if (one.response.pk,) not in done]
    also = set(seniors)
    _check(asked, also)
    chases = [
        Chase(
            response=one.response,
            partnership=one.partnership,
            subject=subject,
            text=text,
            sent_to=_in_words(one, senior=one.response.agency_id in also),
            to_senior=one.response.agency_id in also,
            chased_at=at,
            chased_by=by.actor_name,
            form_key=form_key,
        )
        for one in asked
    ]
    Chase.objects.bulk_create(chases)
    _tell(asked, chases, at)
    record_all(_events(chases, by, at))
    return chases


def _held(responses: Iterable[Response], by: Access, at: datetime) -> list[Asking]:
    """Each response, held, on behalf of a partnership of theirs that receives it."""
    rows = Response.objects.select_related("round", "agency").asked_for()
    wanted = rows.filter(pk__in=[one.pk for one in responses])
    held = list(locked(wanted.order_by("pk")))
    mine = by.partnerships_with(Permission.RESPONSE_CHASE)
    found = askings(held, None if by.is_command else mine, timezone.localdate(at))
    of = {one.response.pk: one.partnership.pk for one in found}
    for one in held:
        ids = [of[one.pk]] if one.pk in of else []
        by.require(Permission.RESPONSE_CHASE, partnership_ids=ids)
    return found


def _check(asked: Sequence[Asking], seniors: Collection[int]) -> None:
    for one in asked:
        if one.obstacle:
            raise ValidationError(
                f"{one.refusal}. Nobody has been written to: choose again whom to ask.",
                code=one.obstacle,
            )
        if one.response.agency_id in seniors and not one.may_reach_senior:
            raise ValidationError(
                f"The senior contact of {one.response.agency} can be written to from "
                f"{SENIOR_AFTER.days} days after the due day, where one is named. "
                "Nobody has been written to.",
                code="senior",
            )


def _in_words(asking: Asking, *, senior: bool) -> str:
    agency, many = asking.response.agency, len(asking.members)
    who = f"the contact address of {agency}"
    if many:
        who = f"{count(many, 'person', 'people')} of {agency}"
    return f"{who} and its senior contact" if senior else who


def _tell(asked: Sequence[Asking], chases: Sequence[Chase], at: datetime) -> None:
    told = []
    for one, chase in zip(asked, chases, strict=True):
        message = _message(one, chase)
        told += [(member.user, message) for member in one.members]
        for address, because in _addresses(one, senior=chase.to_senior):
            letter = replace(message, reason=_reason(one, because))
            owe_letter(
                address=address, partnership=one.partnership, message=letter, at=at
            )
    tell_each(told=told, at=at)


def _addresses(asking: Asking, *, senior: bool) -> list[tuple[str, str]]:
    """The addresses of contacts that get it, and why each does."""
    agency = asking.response.agency
    found = []
    if not asking.members:
        found.append((agency.contact_email, "this is the contact address of"))
    if senior:
        found.append((agency.senior_email, "you are named as the senior contact of"))
    return found


def _message(asking: Asking, chase: Chase) -> Message:
    return Message(
        kind=Kind.CHASED,
        title=chase.subject,
        text=chase.text,
        href=asking.href,
        reason=_reason(asking, "you answer for"),
        key=f"{Kind.CHASED}:{chase.response_id}:{chase.form_key}",
        agency=asking.response.agency,
        partnership=chase.partnership,
        due_on=asking.due_on,
    )


def _reason(asking: Asking, because: str) -> str:
    return (
        f"You get this because {because} {asking.response.agency}, and the "
        f"{asking.partnership.short_name} partnership asks for its answers."
    )


def _events(chases: Sequence[Chase], by: Access, at: datetime) -> list[Event]:
    return [
        event(
            by=by,
            at=at,
            verb="asked for",
            subject=one.response,
            after={
                "partnership": one.partnership.name,
                "to": [one.sent_to],
                "subject": one.subject,
                "message": one.text,
            },
        )
        for one in chases
    ]
