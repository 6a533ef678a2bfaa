"""People, for system administrators."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm

from accounts.models import User
from activity.admin import RecordedAdmin


class NewPersonForm(AdminUserCreationForm):
    class Meta:
        model = User
        fields = ("email", "name", "job_title")


@admin.register(User)
class PersonAdmin(RecordedAdmin, UserAdmin):
    add_form = NewPersonForm
    ordering = ["email"]
    list_display = ["email", "name", "job_title", "is_active", "is_staff"]
    list_filter = ["is_active", "is_staff"]
    search_fields = ["email", "name"]
    filter_horizontal = ()
    readonly_fields = ["last_login", "joined_at"]
    fieldsets = [
        (None, {"fields": ["email", "password", "name", "job_title"]}),
        (
            "What they may do here",
            {"fields": ["is_active", "is_staff", "is_superuser"]},
        ),
        ("Dates", {"fields": ["last_login", "joined_at"]}),
    ]
    add_fieldsets = [
        (
            None,
            {
                "fields": [
                    "email",
                    "name",
                    "job_title",
                    "usable_password",
                    "password1",
                    "password2",
                ]
            },
        )
    ]
