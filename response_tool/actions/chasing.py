"""Chasing: a coordinator asks agencies for the answers that have not come."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from activity.actions import event, record_all
from activity.models import Event
from notices.actions import Message, owe_letter, tell_each
from notices.models import Kind
from partnership.access import Access
from partnership.locking import locked
from partnership.models import AgencyMember, Partnership
from partnership.roles import Permission
from response_tool.models import Chase, Recipient, Response
from ui.templatetags.words import count

NOBODY = "nobody: there is no address"


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
    """Write to those who answer for agencies that have not submitted.

    `seniors` are the agencies whose senior contact gets it too. Where nobody of an
    agency signs in, its contact address gets it. The same page sent twice chases once.
    Raises ValidationError with code submitted, having written to nobody.
    """
    held = _held(responses)
    of = _partnerships(held, by)
    _check(held)
    done = set(Chase.objects.filter(form_key=form_key).values_list("response_id"))
    held = [one for one in held if (one.pk,) not in done]
    members = _members(held)
    chases = [
        Chase(
            response=one,
            partnership=of[one.pk],
            subject=subject,
            text=text,
            sent_to=_in_words(one, members.get(one.agency_id, ()), senior=senior),
            to_senior=senior,
            chased_at=at,
            chased_by=by.actor_name,
            form_key=form_key,
        )
        for one in held
        for senior in [one.agency_id in set(seniors) and bool(one.agency.senior_email)]
    ]
    Chase.objects.bulk_create(chases)
    _tell(chases, members, at)
    record_all(_events(chases, by, at))
    return chases


def _held(responses: Iterable[Response]) -> list[Response]:
    rows = Response.objects.select_related("round", "agency").asked_for()
    wanted = rows.filter(pk__in=[one.pk for one in responses])
    return list(locked(wanted.order_by("pk")))


def _partnerships(held: Sequence[Response], by: Access) -> dict[int, Partnership]:
    """On whose behalf each agency is asked: one that receives its answers."""
    received = Recipient.objects.filter(response__in=held)
    if not by.is_command:
        mine = by.partnerships_with(Permission.RESPONSE_CHASE)
        received = received.filter(partnership__in=mine)
    found: dict[int, Partnership] = {}
    for one in received.select_related("partnership").order_by("-pk"):
        found[one.response_id] = one.partnership
    for response in held:
        ids = [found[response.pk].pk] if response.pk in found else []
        by.require(Permission.RESPONSE_CHASE, partnership_ids=ids)
    return found


def _check(held: Sequence[Response]) -> None:
    sent = [str(one.agency) for one in held if one.is_submitted]
    if sent:
        raise ValidationError(
            f"{sent[0]} has submitted meanwhile, so nobody has been written to. Choose "
            "again whom to ask.",
            code="submitted",
        )


def _members(held: Sequence[Response]) -> dict[int, list[AgencyMember]]:
    found: dict[int, list[AgencyMember]] = {}
    for one in AgencyMember.objects.who_answer([one.agency_id for one in held]):
        found.setdefault(one.agency_id, []).append(one)
    return found


def _in_words(
    response: Response, members: Sequence[AgencyMember], *, senior: bool
) -> str:
    agency = response.agency
    who = [f"{count(len(members), 'person', 'people')} of {agency}"] if members else []
    if not members and agency.contact_email:
        who = [f"the contact address of {agency}"]
    if senior:
        who.append("its senior contact")
    return " and ".join(who) or NOBODY


def _tell(
    chases: Sequence[Chase],
    members: Mapping[int, Sequence[AgencyMember]],
    at: datetime,
) -> None:
    told = []
    for chase in chases:
        agency = chase.response.agency
        message = _message(chase)
        answering = members.get(agency.pk, ())
        told += [(one.user, message) for one in answering]
        addresses = [] if answering else [agency.contact_email]
        addresses += [agency.senior_email] if chase.to_senior else []
        for address in filter(None, addresses):
            owe_letter(
                address=address,
                kind=Kind.CHASED,
                subject=chase.subject,
                text=chase.text,
                key=message.key,
                at=at,
                partnership=chase.partnership,
            )
    tell_each(told=told, at=at)


def _message(chase: Chase) -> Message:
    response = chase.response
    return Message(
        kind=Kind.CHASED,
        title=chase.subject,
        text=chase.text,
        href=reverse("response_tool:tasks", args=[response.pk]),
        reason=f"You get this because you answer for {response.agency}.",
        key=f"{Kind.CHASED}:{response.pk}:{chase.form_key}",
        agency=response.agency,
        partnership=chase.partnership,
        due_on=response.due_on,
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
