"""Strategies, for system administrators. A published version can only be read."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet, URLField
from django.forms import ModelChoiceField, ModelForm
from django.http import HttpRequest
from django.utils import timezone

from activity.admin import RecordedAdmin
from partnership.access import Access
from strategies.actions import adopt_strategy, evidence_changed, publish_strategy
from strategies.actions.adoption import check_adopted_on
from strategies.models import (
    Adoption,
    Aim,
    Commitment,
    Objective,
    Outcome,
    Oversight,
    Principle,
    Priority,
    Resource,
    Strategy,
)


def _administrator(request: HttpRequest) -> Access:
    """The portal's own right to do anything, in the name of this administrator."""
    return Access(
        actor_id=request.user.pk, actor_name=str(request.user), is_command=True
    )


def _is_published(strategy: Strategy | None) -> bool:
    return strategy is not None and strategy.is_published


class PartInline(admin.StackedInline):
    extra = 0
    formfield_overrides = {URLField: {"assume_scheme": "https"}}

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not _is_published(obj) and super().has_add_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not _is_published(obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not _is_published(obj) and super().has_delete_permission(request, obj)


class ObjectiveInline(PartInline):
    model = Objective


class PriorityInline(PartInline):
    model = Priority
    exclude = ["predecessors"]

    def formfield_for_foreignkey(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField | None:
        """Offer the objectives of this strategy alone."""
        if db_field.name == "objective" and request.resolver_match:
            pk = request.resolver_match.kwargs.get("object_id") or 0
            kwargs["queryset"] = Objective.objects.filter(strategy_id=pk)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


def _inline(part: type[Model]) -> type[PartInline]:
    return type(f"{part.__name__}Inline", (PartInline,), {"model": part})


@admin.register(Strategy)
class StrategyAdmin(RecordedAdmin):
    list_display = ["title", "version", "state", "convenor"]
    list_filter = ["state"]
    search_fields = ["title"]
    prepopulated_fields = {"slug": ["title"]}
    readonly_fields = ["state", "published_at"]
    exclude = ["previous"]
    actions = ["publish"]
    inlines = [
        ObjectiveInline,
        PriorityInline,
        *map(_inline, (Aim, Principle, Commitment, Outcome, Resource, Oversight)),
    ]

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return {} if _is_published(obj) else self.prepopulated_fields

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not _is_published(obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not _is_published(obj) and super().has_delete_permission(request, obj)

    def get_actions(self, request: HttpRequest) -> Any:
        """Without “delete selected”, which would not look at each version's state."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    @admin.action(description="Publish: from then on this version never changes")
    def publish(self, request: HttpRequest, queryset: QuerySet[Strategy]) -> None:
        for strategy in queryset:
            try:
                publish_strategy(
                    strategy=strategy, by=_administrator(request), at=timezone.now()
                )
                self.message_user(request, f"“{strategy}” is published.")
            except ValidationError as error:
                self.message_user(
                    request, f"“{strategy}”: {error.messages[0]}", messages.ERROR
                )


class AdoptionForm(ModelForm):
    """Refuses beside the field what the action would refuse."""

    def clean(self) -> dict[str, Any] | None:
        """A date of adoption that can be meant."""
        data = super().clean()
        if data and data.get("adopted_on"):
            check_adopted_on(data["adopted_on"], timezone.localdate())
        return data


@admin.register(Adoption)
class AdoptionAdmin(RecordedAdmin):
    form = AdoptionForm
    list_display = ["strategy", "partnership", "adopted_on", "review_on"]
    list_filter = ["partnership"]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Its dashboard would go with it: an adoption ends instead."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What is only proposed is for its partnership to adopt or decline."""
        is_proposed = obj is not None and obj.status == Adoption.Status.DRAFT
        return not is_proposed and super().has_change_permission(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Who adopted what stays: its dashboard hangs on it."""
        return ["partnership", "strategy"] if obj else []

    def save_model(
        self, request: HttpRequest, obj: Adoption, form: ModelForm, change: bool
    ) -> None:
        """Adopt through the action, so that a dashboard is compiled for it."""
        if change:
            super().save_model(request, obj, form, change)
            evidence_changed(
                strategy_id=obj.strategy_id,
                partnership_ids=[obj.partnership_id],
                at=timezone.now(),
            )
            return
        adopted = adopt_strategy(
            partnership=obj.partnership,
            strategy=obj.strategy,
            adopted_on=obj.adopted_on or timezone.localdate(),
            review_on=obj.review_on,
            by=_administrator(request),
            at=timezone.now(),
        )
        obj.pk = adopted.pk
