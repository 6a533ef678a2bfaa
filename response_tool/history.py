"""Events as sentences: who changed what, told day by day."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from activity.models import Event
from partnership.wording import Words
from response_tool.models import Answer, Response
from ui.difference import Piece, pieces
from ui.templatetags.words import day, lower_first

NAMES = {
    "progress": "What you have done",
    "difference": "What difference this has made",
    "relevance": "Is it yours?",
    "not_relevant_because": "Not relevant because",
    "because": "Not relevant because",
    "may_stay_because": "Why the words may stay",
    "what": "What",
    "who": "Who",
    "by_when": "By when",
    "status": "Status",
    "contact_role": "Role or team",
    "contact_name": "Name",
    "contact_email": "E-mail address",
    "contact_phone": "Telephone",
    "to": "Sent to",
}
WORDS = {
    **{str(value): str(label) for value, label in Answer.Relevance.choices},
}


@dataclass(frozen=True, slots=True)
class Detail:
    """One field that changed: how it was and how it became."""

    name: str
    was: list[Piece]
    now: list[Piece]


@dataclass(frozen=True, slots=True)
class Telling:
    """One event in words."""

    at: datetime
    who: str
    verb: str
    what: str
    details: list[Detail]


@dataclass(frozen=True, slots=True)
class Day:
    """What happened on one day, latest first."""

    on: date
    tellings: list[Telling]


DATES = {"by_when"}
ISO = re.compile(r"\d{4}-\d\d-\d\d")
CHOICES = {"relevance", "status"}
LONGEST = 500


def of(response: Response, *, sent_only: bool, words: Words | None = None) -> list[Day]:
    """The history of a response, latest first; readers outside see what was sent."""
    events = Event.objects.about(response._meta.label_lower, response.pk)
    if sent_only:
        events = events.filter(verb="submitted")
    return told(events[:LONGEST], words or Words())


def latest(response: Response) -> Event | None:
    """The last thing anybody did to a response."""
    return Event.objects.about(response._meta.label_lower, response.pk).first()


def told(events: Iterable[Event], words: Words) -> list[Day]:
    """Events by day, in the order they come, statuses called as they are now."""
    choices = WORDS | words.statuses
    days: list[Day] = []
    for event in events:
        on = timezone.localtime(event.at).date()
        if not days or days[-1].on != on:
            days.append(Day(on, []))
        days[-1].tellings.append(_telling(event, choices))
    return days


def _telling(event: Event, choices: Mapping[str, str]) -> Telling:
    whole = event.subject_kind == event.thread_kind
    # A database may give the fields in any order; people get them in ours.
    fields = sorted({*event.before, *event.after}, key=_place)
    return Telling(
        at=event.at,
        who=event.actor_name,
        verb=event.verb,
        what="the response" if whole else lower_first(event.subject_label),
        details=[
            _detail(
                name,
                _said(name, event.before.get(name), choices),
                _said(name, event.after.get(name), choices),
            )
            for name in fields
        ],
    )


def _place(name: str) -> tuple[int, str]:
    return (list(NAMES).index(name) if name in NAMES else len(NAMES), name)


def _detail(name: str, was: str, now: str) -> Detail:
    left, right = pieces(was, now)
    return Detail(NAMES.get(name, name[:1].upper() + name[1:]), left, right)


def _said(name: str, value: Any, choices: Mapping[str, str]) -> str:
    """A value in words, by what kind of field it is; what people typed stays."""
    if value is None:
        return ""
    # What could not be saved was kept in words.
    if name in DATES and ISO.fullmatch(value):
        return day(date.fromisoformat(value))
    if name == "to":
        return ", ".join(value)
    if name in CHOICES or name.startswith("status of "):
        return choices.get(value, value)
    return str(value)
