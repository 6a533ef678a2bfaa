"""What happened between a strategy and the partnerships, to be read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from activity.models import Event
from strategies.models import Adoption, Strategy

TOLD = ("proposed", "declined", "adopted", "replaced")
SHOWN = 50


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that happened."""

    at: datetime
    who: str
    what: str
    because: str


def of_proposals(strategy: Strategy) -> list[Told]:
    """Proposals and what became of them, newest first. One query."""
    events = Event.objects.about(Strategy._meta.label_lower, strategy.pk).filter(
        subject_kind=Adoption._meta.label_lower, verb__in=TOLD
    )
    return list(_told(events[:SHOWN]))


def other_writers(draft: Strategy, *, than: int | None, since: datetime) -> list[str]:
    """Who else has written in a draft since a moment, by name. One query."""
    events = Event.objects.about(Strategy._meta.label_lower, draft.pk).filter(
        at__gte=since, actor_id__isnull=False
    )
    names = events.exclude(actor_id=than).order_by("actor_name")
    return list(names.values_list("actor_name", flat=True).distinct())


def _told(events: Iterable[Event]) -> Iterable[Told]:
    for event in events:
        what = f"{event.verb.capitalize()}: {event.subject_label}"
        yield Told(event.at, event.actor_name, what, event.after.get("because", ""))
