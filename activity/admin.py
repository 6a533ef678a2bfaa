"""What administrators do is history too; and history can only be read."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils import timezone

from activity.actions import event, record_all
from activity.models import Event


class Administrator:
    """A system administrator, as the history names them."""

    def __init__(self, request: HttpRequest) -> None:
        self.actor_id = request.user.pk
        self.actor_name = str(request.user)


class RecordedAdmin(admin.ModelAdmin):
    """An admin whose every change is written to the history."""

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        self._record(request, [obj], "added", message)
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        self._record(request, [obj], "changed", message)
        return super().log_change(request, obj, message)

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        self._record(request, queryset, "removed", None)
        return super().log_deletions(request, queryset)

    def _record(self, request: HttpRequest, rows: Any, verb: str, message: Any) -> None:
        record_all(
            event(
                by=Administrator(request),
                at=timezone.now(),
                verb=verb,
                subject=row,
                after={"what": message} if message else {"was": _values(row)},
            )
            for row in rows
        )


@admin.register(Event)
class EventAdmin(admin.ModelAdmin):
    list_display = ["at", "actor_name", "verb", "subject_label"]
    list_filter = ["verb", "subject_kind"]
    search_fields = ["actor_name", "subject_label"]
    ordering = ["-at", "-pk"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def _values(row: models.Model) -> dict[str, str]:
    return {
        f.name: str(f.value_from_object(row))
        for f in row._meta.concrete_fields
        if f.name != "password"
    }
