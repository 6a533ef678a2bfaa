"""Who did what, to what, before and after, and when. Append only."""

from typing import Any, NoReturn

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class NotForChanging(TypeError):
    """Somebody tried to change or remove what was recorded."""


class EventQuerySet(models.QuerySet["Event"]):
    """Events, newest first when shown."""

    def about(self, kind: str, thread_id: int) -> "EventQuerySet":
        """Everything that happened to one thing and its parts, newest first."""
        found = self.filter(thread_kind=kind, thread_id=thread_id)
        return found.order_by("-at", "-pk")

    def in_threads(self, things: "models.QuerySet[Any]") -> "EventQuerySet":
        """What belongs to the histories of some things of one kind."""
        kind = things.model._meta.label_lower
        return self.filter(
            thread_kind=kind, thread_id__in=things.order_by().values("pk")
        )

    def done_to(self, things: "models.QuerySet[Any]") -> "EventQuerySet":
        """What was done to some things of one kind, whatever history it is in."""
        kind = things.model._meta.label_lower
        return self.filter(
            subject_kind=kind, subject_id__in=things.order_by().values("pk")
        )

    def update(self, **kwargs: Any) -> NoReturn:
        """Refuse: what was recorded stays."""
        raise NotForChanging("Events are never changed.")

    def delete(self) -> NoReturn:
        """Refuse: what was recorded stays."""
        raise NotForChanging("Events are never removed.")


class Event(models.Model):
    """One thing somebody did.

    Plain values, so that it still reads right when the person, the agency or the
    row has gone. Shown as history; no feature ever reads it to decide anything.
    """

    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True, blank=True)
    actor_name = models.CharField(max_length=200)
    verb = models.CharField(max_length=80, help_text="as in “changed the answer to”")
    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField(null=True, blank=True)
    subject_label = models.CharField(max_length=200)
    thread_kind = models.CharField(
        max_length=40, help_text="the thing whose history this belongs to"
    )
    thread_id = models.BigIntegerField()
    before = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    after = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)

    objects = EventQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["thread_kind", "thread_id", "-at"], name="activity_thread"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(actor_name=""), name="activity_has_an_actor"
            )
        ]

    def __str__(self) -> str:
        return f"{self.actor_name} {self.verb} {self.subject_label}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new event; refuse to write over one."""
        if self.pk is not None:
            raise NotForChanging("Events are never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: what was recorded stays."""
        raise NotForChanging("Events are never removed.")
