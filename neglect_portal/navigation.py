"""What every page shows around its content: the menu, the name, the day."""

import re
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from partnership.access import Access
from partnership.roles import Permission

# Audits stand under the partnership or the agency whose they are.
OF_AUDITS = re.compile(r"^/(?:partnerships|agencies)/[^/]+(?=/audits/)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the menu: who sees it, and the addresses that light it up."""

    label: str
    url_name: str
    permission: Permission | None
    prefix: str
    at_end: bool = False
    or_with: Permission | None = None

    def is_for(self, access: Access) -> bool:
        """Whether somebody may open it, in one of their hats."""
        if self.permission is None or access.holds(self.permission):
            return True
        return self.or_with is not None and access.holds(self.or_with)


MENU = (
    Entry("Your work", "dashboards:home", None, ""),
    Entry(
        "Response Tool",
        "response_tool:responses",
        Permission.AGENCY_VIEW,
        "/responses/",
    ),
    Entry("Data returns", "performance:returns", Permission.DATA_VIEW, "/figures/"),
    Entry("Files", "evidence:files", Permission.FILE_VIEW, "/files/"),
    Entry("Rounds", "response_tool:rounds", Permission.ROUND_VIEW, "/rounds/"),
    Entry(
        "Challenges",
        "response_tool:challenges",
        Permission.CHALLENGE_VIEW,
        "/challenges/",
    ),
    Entry(
        "Board dashboard",
        "dashboards:boards",
        Permission.DASHBOARD_VIEW,
        "/dashboards/",
    ),
    Entry(
        "Measures", "performance:partnerships", Permission.MEASURE_VIEW, "/measures/"
    ),
    Entry(
        "Audits",
        "audits:doors",
        Permission.AUDIT_READ,
        "/audits/",
        or_with=Permission.AUDIT_VIEW,
    ),
    Entry(
        "Strategies", "strategies:strategies", Permission.STRATEGY_VIEW, "/strategies/"
    ),
    Entry(
        "Partnership",
        "partnership:partnerships",
        Permission.PARTNERSHIP_CONFIGURE,
        "/partnerships/",
    ),
    Entry("Messages", "notices:messages", None, "/messages/"),
    Entry("Your account", "accounts:account", None, "/account/", at_end=True),
)


def page(request: HttpRequest) -> dict[str, Any]:
    """The context of every page. Reads nothing from the database."""
    return {
        "page": {
            "site_name": settings.SITE_NAME,
            "run_by": settings.SITE_RUN_BY,
            "demonstration": settings.DEMONSTRATION,
            "navigation": _menu(request),
            "now": timezone.now(),
            "today": timezone.localdate(),
        }
    }


def _menu(request: HttpRequest) -> list[dict[str, Any]]:
    access = getattr(request, "access", None)
    if access is None:
        return []
    path = OF_AUDITS.sub("", request.path)
    return [
        {
            "label": entry.label,
            "href": reverse(entry.url_name),
            "current": path.startswith(entry.prefix) if entry.prefix else path == "/",
            "at_end": entry.at_end,
        }
        for entry in MENU
        if entry.is_for(access)
    ]
