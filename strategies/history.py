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


def _told(events: Iterable[Event]) -> Iterable[Told]:
    for event in events:
        what = f"{event.verb.capitalize()}: {event.subject_label}"
        yield Told(event.at, event.actor_name, what, event.after.get("because", ""))
