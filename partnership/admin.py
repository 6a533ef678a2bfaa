"""Partnerships, agencies, seats and roles, for system administrators."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from activity.admin import RecordedAdmin
from partnership.models import (
    Agency,
    AgencyMember,
    Partnership,
    PartnershipMember,
    Seat,
)


class SeatInline(admin.TabularInline):
    model = Seat
    extra = 0
    autocomplete_fields = ["agency", "partnership"]


class AgencyMemberInline(admin.TabularInline):
    model = AgencyMember
    extra = 0
    autocomplete_fields = ["user"]


class PartnershipMemberInline(admin.TabularInline):
    model = PartnershipMember
    extra = 0
    autocomplete_fields = ["user"]


@admin.register(Partnership)
class PartnershipAdmin(RecordedAdmin):
    # Everything it received would go with it: seats end instead.
    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    list_display = ["name", "short_name", "contact_email"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["short_name"]}
    inlines = [SeatInline, PartnershipMemberInline]


@admin.register(Agency)
class AgencyAdmin(RecordedAdmin):
    list_display = ["name", "sector"]
    list_filter = ["sector"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [SeatInline, AgencyMemberInline]
