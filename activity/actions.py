"""Recording what was done. Called by the actions of every other room."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Protocol

from django.db import models

from activity.models import Event


class Actor(Protocol):
    """Whoever did it: a person, or the portal's own commands."""

    @property
    def actor_id(self) -> int | None:
        """The person's number; nothing for a command."""

    @property
    def actor_name(self) -> str:
        """What the history calls them."""


class NoActor(ValueError):
    """A change without anybody who made it."""


def event(
    *,
    by: Actor,
    at: datetime,
    verb: str,
    subject: models.Model,
    thread: models.Model | None = None,
    label: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> Event:
    """An event, not yet written. `thread` is the thing whose history it joins."""
    if not by.actor_name:
        raise NoActor(f"Nobody is named as having {verb} {subject}.")
    whole = thread or subject
    return Event(
        at=at,
        actor_id=by.actor_id,
        actor_name=by.actor_name[:200],
        verb=verb,
        subject_kind=subject._meta.label_lower,
        subject_id=subject.pk,
        subject_label=(label or str(subject))[:200],
        thread_kind=whole._meta.label_lower,
        thread_id=whole.pk,
        before=dict(before or {}),
        after=dict(after or {}),
    )


def record(**kwargs: Any) -> Event:
    """Write one event; takes what `event` takes."""
    happened = event(**kwargs)
    happened.save()
    return happened


def record_all(events: Iterable[Event]) -> None:
    """Write several events in one query."""
    Event.objects.bulk_create(events, batch_size=500)
