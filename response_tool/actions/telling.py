"""Telling the other side what was done: coordinators, or those who answer."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from notices.actions import (
    Message,
    comes_before_next_week,
    settle,
    tell_answering,
    tell_each,
)
from notices.models import Kind, Notice
from partnership.access import Access
from partnership.models import Agency, PartnershipMember
from response_tool.models import HandedIn, Recipient, Response, Returned, Round
from ui.templatetags.words import count, weekday

REMINDERS = (Kind.REMINDER, Kind.DUE_TOMORROW, Kind.LATE)


def tell_submitted(response: Response, by: Access, at: datetime) -> None:
    """Tell the coordinators who receive it that there is something to review.

    Whoever was reminded of it has nothing more to hear.
    """
    _settle_reminders([response], at)
    message = about(
        response,
        at,
        kind=Kind.SUBMITTED,
        title=f"{response.agency} submitted its Response Tool",
        text=f"{capfirst(by.actor_name)} submitted it, {response.round.name}. It waits "
        "for your review.",
    )
    _tell_coordinators(response, message, by, at, may_review=True)


def tell_sent_back(
    response: Response, to: Iterable[Recipient], by: Access, at: datetime
) -> None:
    """Tell those who returned answers that these are sent back."""
    message = about(
        response,
        at,
        kind=Kind.SENT_BACK,
        title=f"{response.agency} sent back the answers you returned",
        text=f"{capfirst(by.actor_name)} sent them back, {response.round.name}. They "
        "wait for your review.",
    )
    ids = [one.partnership_id for one in to]
    _tell_coordinators(response, message, by, at, may_review=True, only=ids)


def tell_taken_back(response: Response, by: Access, at: datetime) -> None:
    """Tell the coordinators that there is nothing to review any more."""
    message = about(
        response,
        at,
        kind=Kind.TAKEN_BACK,
        title=f"{response.agency} took back its Response Tool",
        text=f"{capfirst(by.actor_name)} took it back to change it, "
        f"{response.round.name}. It counts as not sent until it is submitted again.",
    )
    _tell_coordinators(response, message, by, at)


def tell_withdrawn(response: Response, by: Access, at: datetime) -> None:
    """Tell the coordinators, with the reason."""
    message = about(
        response,
        at,
        kind=Kind.WITHDRAWN,
        title=f"{response.agency} withdrew its Response Tool",
        text=f"{capfirst(by.actor_name)} withdrew it, {response.round.name}. The "
        f"reason: {response.withdrawn_because}",
    )
    _tell_coordinators(response, message, by, at)


def tell_accepted(recipient: Recipient, by: Access, at: datetime) -> None:
    """Tell the agency that one partnership accepted its answers."""
    response = recipient.response
    message = about(
        response,
        at,
        kind=Kind.ACCEPTED,
        title=f"{recipient.partnership} accepted your Response Tool",
        text=f"This is about {response.round.name}. You need do nothing more for this "
        "partnership.",
        href=reverse("response_tool:answers", args=[response.pk]),
        partnership=recipient.partnership,
    )
    _tell_answering([message], by, at)


def tell_returned(
    recipient: Recipient,
    returned: Sequence[Returned],
    draft: Response,
    by: Access,
    at: datetime,
) -> None:
    """Tell the agency which answers to change, why, and by when."""
    reasons = [
        f"Priority {one.answer.priority.number}: {one.reason}" for one in returned
    ]
    message = about(
        recipient.response,
        at,
        kind=Kind.RETURNED,
        title=f"{recipient.partnership} returned {count(len(returned), 'answer')} for "
        "a change",
        text="\n\n".join(reasons),
        href=reverse("response_tool:returned", args=[draft.pk]),
        partnership=recipient.partnership,
        due_on=returned[0].answer_by,
        on_its_own=cannot_wait(recipient.response.agency, returned[0].answer_by, at),
    )
    _tell_answering([message], by, at)


def tell_put_in(handed_in: HandedIn, by: Access, at: datetime) -> None:
    """Tell the agency that a document it returned was put in for it."""
    response = handed_in.response
    waits = handed_in.is_waiting
    tasks = reverse("response_tool:tasks", args=[response.pk])
    href = _compared_at(handed_in) if waits else tasks
    message = about(
        response,
        at,
        kind=Kind.PUT_IN,
        title="Compare the Word document that was put in for you"
        if waits
        else "Check the answers that were put in for you",
        text=f"{handed_in.partnership} was sent “{handed_in.name}”, "
        f"{response.round.name}. "
        + (
            "Nothing of yours is written over until you have compared it."
            if waits
            else "Your Response Tool was filled in from it. It is not submitted yet."
        ),
        href=href,
        partnership=handed_in.partnership,
    )
    _tell_answering([message], by, at)


def untell_put_in(handed_in: HandedIn, at: datetime) -> None:
    """No e-mail asks any more to compare a document that was taken back."""
    told = Notice.objects.filter(kind=Kind.PUT_IN, href=_compared_at(handed_in))
    told.unread().update(read_at=at)


def _compared_at(handed_in: HandedIn) -> str:
    return reverse(
        "response_tool:handed_in", args=[handed_in.response_id, handed_in.pk]
    )


def tell_extended(response: Response, reason: str, by: Access, at: datetime) -> None:
    """Tell one agency that it has more time, in place of its earlier day."""
    _settle_reminders([response], at)
    message = about(
        response,
        at,
        kind=Kind.DATES_CHANGED,
        title=f"Your agency has until {weekday(response.due_on)}",
        text=f"This is about {response.round.name}. The reason: {reason}",
        due_on=response.due_on,
    )
    _tell_answering([message], by, at)


def tell_opened(opened: Round, responses: Sequence[Response], at: datetime) -> None:
    """Tell those who answer for every agency that a round asks."""
    is_open = opened.opens_on <= timezone.localdate(at)
    verb = "has opened" if is_open else f"opens on {weekday(opened.opens_on)}"
    said: dict[str, Any] = {
        "kind": Kind.OPENED,
        "title": f"Response Tool, {opened.name}, {verb}",
        "text": f"Your agency is asked for its answers by {weekday(opened.due_on)}.",
        "due_on": opened.due_on,
    }
    _tell_answering([about(one, at, **said) for one in responses], None, at)


def tell_dates(held: Round, verb: str, reason: str, by: Access, at: datetime) -> None:
    """Tell those who have not submitted that the dates of a round are others now."""
    done = {"closed": "has been closed", "re-opened": "is open again"}
    days = f"due on {weekday(held.due_on)} and taken until {weekday(held.closes_on)}"
    said: dict[str, Any] = {
        "kind": Kind.DATES_CHANGED,
        "title": f"Response Tool, {held.name}, {done.get(verb, 'has other dates')}",
        "text": f"Answers are {days}. The reason: {reason}",
        "due_on": None if verb == "closed" else held.due_on,
    }
    drafts = held.responses.filter(corrects=None, state=Response.State.DRAFT)
    waited_for = list(drafts.select_related("agency").order_by("pk"))
    _settle_reminders(waited_for, at)
    _tell_answering([about(one, at, **said) for one in waited_for], by, at)


def about(response: Response, at: datetime, *, kind: Kind, **said: Any) -> Message:
    """A message about one response, to those who answer unless it says otherwise."""
    # Two partnerships may do the same in one moment.
    asker = said.get("partnership")
    usual = {
        "href": reverse("response_tool:tasks", args=[response.pk]),
        "reason": f"You get this because you answer for {response.agency}.",
        "key": f"{kind}:{response.pk}:{asker.pk if asker else ''}:{at.isoformat()}",
        "agency": response.agency,
    }
    return Message(kind=kind, **{**usual, **said})


def cannot_wait(agency: Agency, due_on: date, at: datetime) -> bool:
    """Whether an agency must hear before the next e-mail of the week.

    A school on holiday is left in peace until it is over.
    """
    if not comes_before_next_week(due_on, at):
        return False
    on_holiday = Agency.objects.on_holiday(timezone.localdate(at))
    return not on_holiday.filter(pk=agency.pk).exists()


def _settle_reminders(responses: Sequence[Response], at: datetime) -> None:
    settle(
        agency_ids=[one.agency_id for one in responses],
        kinds=REMINDERS,
        hrefs=[reverse("response_tool:tasks", args=[one.pk]) for one in responses],
        at=at,
    )


def _tell_answering(
    messages: Sequence[Message], by: Access | None, at: datetime
) -> None:
    """Tell those who edit or submit, without whoever did it."""
    tell_answering(messages=messages, at=at, but=by.actor_id if by else None)


def _tell_coordinators(
    response: Response,
    message: Message,
    by: Access,
    at: datetime,
    *,
    may_review: bool = False,
    only: Sequence[int] | None = None,
) -> None:
    """Tell the coordinators of the receiving partnerships, each person once.

    A draft is not theirs to read: then the message leads to the round.
    """
    received = response.recipients.order_by().values_list("partnership_id", flat=True)
    told = []
    for member in PartnershipMember.objects.coordinators(
        received if only is None else only
    ):
        partnership = member.partnership
        href = reverse("response_tool:round", args=[response.round_id])
        if may_review:
            to = [response.pk, partnership.slug]
            href = reverse("response_tool:review", args=to)
        reason = f"You get this because you coordinate {partnership}."
        own = replace(message, href=href, reason=reason, partnership=partnership)
        if member.user_id != by.actor_id:
            told.append((member.user, own))
    tell_each(told=told, at=at)
