"""Events as sentences: who changed what, told day by day."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import islice
from typing import Any

from django.db.models import Q

from activity.models import Event
from partnership.history import (
    LONGEST,
    Day,
    Telling,
    by_day,
    by_sitting,
    detail,
    differing,
)
from partnership.wording import Words
from response_tool.models import Answer, Challenge, Response, Round
from response_tool.transitions import TOLD_OUTSIDE
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
    "from": "Taken back from",
    "since_last": "Is what you said last round still true?",
    "partnership": "For",
    "due_on": "Due",
    "closes_on": "Closes",
    "extended_to": "Has until",
    "opens_on": "Opens",
    "partnerships": "Serves",
    "agencies": "Agencies asked",
    "answer_by": "To be answered by",
    "reason": "Reason",
    "file": "File",
    "answer": "Answer",
    "help": "What helps to answer it",
    "subject": "Subject",
    "message": "Message",
    "priorities": "Priorities",
    "question": "Question",
    "reply_by": "Reply by",
    "reply": "Reply",
    "closed_how": "What came of it",
    "closed_because": "In their words",
}
WORDS = {
    **{str(value): str(label) for value, label in Challenge.How.choices},
    **{str(value): str(label) for value, label in Answer.Relevance.choices},
    **{str(value): str(label) for value, label in Answer.SinceLast.choices},
}


WHOLE = {
    Response._meta.label_lower: "the response",
    Round._meta.label_lower: "the round",
}
DATES = {
    *("by_when", "answer_by", "opens_on", "due_on", "closes_on", "extended_to"),
    "reply_by",
}
LISTS = {"to", "from", "priorities", "partnerships"}
ISO = re.compile(r"\d{4}-\d\d-\d\d")
CHOICES = {"relevance", "status", "since_last", "closed_how"}
CHANGED = "changed"
ANSWER = Answer._meta.label_lower


def of(
    response: Response,
    *,
    sent_only: bool,
    words: Words | None = None,
    challenges: Iterable[Challenge] = (),
) -> list[Day]:
    """The history of a response, latest first.

    Readers outside see what was sent, and of its challenges those they may see.
    """
    events = Event.objects.about(response._meta.label_lower, response.pk)
    if sent_only:
        asked = Q(
            subject_kind=Challenge._meta.label_lower,
            subject_id__in=[one.pk for one in challenges],
        )
        events = events.filter(Q(verb__in=TOLD_OUTSIDE) | asked)
    folded = by_sitting(events.iterator(chunk_size=200), _is_typed)
    return told(islice(folded, LONGEST), words or Words())


def of_round(asked: Round) -> list[Day]:
    """The history of a round, latest first: opened, dates changed, more time given."""
    events = Event.objects.about(asked._meta.label_lower, asked.pk)
    return told(events[:LONGEST], Words())


def latest(response: Response) -> Event | None:
    """The last thing anybody did to a response."""
    return Event.objects.about(response._meta.label_lower, response.pk).first()


def told(events: Iterable[Event], words: Words) -> list[Day]:
    """Events by day, in the order they come, statuses called as they are now."""
    choices = WORDS | words.statuses
    return by_day(_telling(event, choices) for event in events)


def _is_typed(event: Event) -> bool:
    """Whether it was saved while somebody typed."""
    return event.subject_kind == ANSWER and event.verb == CHANGED


def _telling(event: Event, choices: Mapping[str, str]) -> Telling:
    whole = event.subject_kind == event.thread_kind
    # A database may give the fields in any order; people get them in ours.
    fields = sorted(differing(event), key=_place)
    return Telling(
        at=event.at,
        who=event.actor_name,
        verb=event.verb,
        what=WHOLE.get(event.thread_kind, "it") if whole else _part(event),
        details=[
            detail(
                _called(name),
                _said(name, event.before.get(name), choices),
                _said(name, event.after.get(name), choices),
            )
            for name in fields
        ],
    )


def _part(event: Event) -> str:
    """A part by its label; the name of an agency keeps its capital."""
    is_answer = event.subject_kind == ANSWER
    return lower_first(event.subject_label) if is_answer else event.subject_label


def _place(name: str) -> tuple[int, str]:
    return (list(NAMES).index(name) if name in NAMES else len(NAMES), name)


def _called(name: str) -> str:
    return NAMES.get(name, name[:1].upper() + name[1:])


def _said(name: str, value: Any, choices: Mapping[str, str]) -> str:
    """A value in words, by what kind of field it is; what people typed stays."""
    if value is None:
        return ""
    # What could not be saved was kept in words.
    if name in DATES and ISO.fullmatch(value):
        return day(date.fromisoformat(value))
    if name in LISTS:
        return ", ".join(map(str, value))
    if name in CHOICES or name.startswith("status of "):
        return choices.get(value, value)
    return str(value)
