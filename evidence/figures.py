"""What the home page is told of an agency's files."""

from datetime import date, timedelta

from django.urls import reverse

from evidence.models import REMINDED, File
from partnership.access import Access
from partnership.roles import Permission
from ui.templatetags.words import day
from ui.worklist import Done, Waiting

# What expired longer ago is history, and waits for nobody.
STAYS = timedelta(days=14)
SHOWN_MAX = 10


def waiting(*, access: Access, today: date) -> list[Waiting]:
    """Files that expire within 30 days, or did lately. One query."""
    rows = (
        File.objects.visible_to(access)
        .expiring(today, within=max(REMINDED))
        .filter(
            agency_id__in=access.agencies_with(Permission.FILE_EDIT),
            expires_on__gte=today - STAYS,
        )
        .select_related("agency")
        .order_by("expires_on", "pk")
    )
    several = len(access.agency_roles) > 1
    return [
        Waiting(
            kind="Files" + (f", {one.agency.name}" if several else ""),
            title=f"Renew “{one.name}”",
            href=reverse("evidence:file", args=[one.pk]),
            note=f"It {'expired' if one.has_expired(today) else 'expires'} on "
            f"{day(one.expires_on)}. Add a newer one, or change its date if it still "
            "holds.",
            due_on=one.expires_on,
        )
        for one in rows[:SHOWN_MAX]
    ]


def done(*, access: Access, since: date) -> list[Done]:
    """Nothing: adding a file is part of answering."""
    return []
