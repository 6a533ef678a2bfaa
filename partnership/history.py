"""What histories of every room share: events told day by day, latest first."""

from collections.abc import Callable, Iterable, Iterator
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from activity.models import Event
from ui.difference import Piece, pieces

LONGEST = 500
# What one person changes in one thing is saved while they type, and told as one.
AT_A_SITTING = timedelta(minutes=30)
MISSING = object()
ALIKE = ("verb", "actor_id", "actor_name", "subject_kind", "subject_id")


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


def by_day(tellings: Iterable[Telling]) -> list[Day]:
    """What is told, by day, in the order it comes."""
    days: list[Day] = []
    for telling in tellings:
        on = timezone.localtime(telling.at).date()
        if not days or days[-1].on != on:
            days.append(Day(on, []))
        days[-1].tellings.append(telling)
    return days


def by_sitting(
    events: Iterable[Event], is_typed: Callable[[Event], bool]
) -> Iterator[Event]:
    """Events, latest first, with what was typed at one sitting told as one change.

    Every save is recorded as it was; this only reads them together.
    """
    whole: Event | None = None
    for event in events:
        if whole is not None and is_typed(event) and _is_one_sitting(whole, event):
            whole.before = {**whole.before, **event.before}
            whole.after = {**event.after, **whole.after}
            continue
        if whole is not None:
            yield whole
        whole = copy(event)
    if whole is not None:
        yield whole


def differing(event: Event) -> list[str]:
    """The fields that an event changed."""
    return [
        name
        for name in {*event.before, *event.after}
        if event.before.get(name, MISSING) != event.after.get(name, MISSING)
    ]


def detail(name: str, was: str, now: str) -> Detail:
    """One field, with what differs in it marked."""
    return Detail(name, *pieces(was, now))


def _is_one_sitting(later: Event, event: Event) -> bool:
    """Whether an event, the one before another, belongs to the same change."""
    same = all(getattr(later, name) == getattr(event, name) for name in ALIKE)
    return same and later.at - event.at <= AT_A_SITTING
