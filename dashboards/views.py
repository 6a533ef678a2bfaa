"""Your work, the board's dashboards, and how fresh they are."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET

from dashboards import work
from dashboards.board import overdue_rows, statements
from dashboards.drawing import body
from dashboards.models import Snapshot
from partnership.guards import PortalRequest, everyone, requires
from partnership.roles import Permission
from partnership.wording import words_of
from strategies.models import Adoption

PAGE = 50


@require_GET
@everyone
def home(request: PortalRequest) -> HttpResponse:
    """Your work: everything that waits for this person, earliest date first."""
    context = work.of(request.access, today=timezone.localdate())
    return render(request, "dashboards/home.html", context)


@require_GET
@requires(Permission.DASHBOARD_VIEW)
def boards(request: PortalRequest) -> HttpResponse:
    """The dashboards a person may read."""
    adoptions = (
        Adoption.objects.visible_to(request.access)
        .taken_on()
        .filter(
            partnership__in=request.access.partnerships_with(Permission.DASHBOARD_VIEW)
        )
    )
    found = adoptions.select_related("partnership", "strategy", "snapshot").defer(
        "snapshot__sections", "snapshot__details"
    )
    return render(request, "dashboards/boards.html", {"adoptions": found.in_order()})


@require_GET
@requires(Permission.DASHBOARD_VIEW)
def board(request: PortalRequest, partnership: str, strategy: str) -> HttpResponse:
    """What the board sees of one partnership and strategy."""
    page = Page(request, partnership, strategy)
    name = "dashboards/board_parts.html" if request.htmx else "dashboards/board.html"
    return render(request, name, page.context)


@require_GET
@requires(Permission.DASHBOARD_VIEW)
def freshness(request: PortalRequest, partnership: str, strategy: str) -> HttpResponse:
    """How fresh the page is; tells it when there is something newer to show."""
    page = Page(request, partnership, strategy)
    response = render(request, "dashboards/freshness.html", page.context)
    shown = request.GET.get("revision", "")
    if page.snapshot and str(page.snapshot.revision) != shown:
        response["HX-Trigger"] = "newer-figures"
    return response


@require_GET
@requires(Permission.DASHBOARD_VIEW)
def overdue(request: PortalRequest, partnership: str, strategy: str) -> HttpResponse:
    """Every action past its date, oldest first."""
    page = Page(request, partnership, strategy)
    words = words_of([page.adoption.partnership_id])
    rows = _page_of(request, overdue_rows(page.list_of("overdue"), words))
    return render(request, "dashboards/overdue.html", page.context | {"rows": rows})


@require_GET
@requires(Permission.DASHBOARD_VIEW)
def difference(request: PortalRequest, partnership: str, strategy: str) -> HttpResponse:
    """Everything agencies say has changed for children."""
    page = Page(request, partnership, strategy)
    rows = _page_of(request, statements(page.list_of("statements")))
    return render(request, "dashboards/difference.html", page.context | {"rows": rows})


class Page:
    """One dashboard, found for the person who asks for it."""

    def __init__(self, request: PortalRequest, partnership: str, strategy: str) -> None:
        self.access = request.access
        self.snapshot = Snapshot.objects.page_for(
            self.access, partnership=partnership, strategy=strategy
        )
        self.adoption = (
            self.snapshot.adoption
            if self.snapshot
            else self._not_yet(partnership, strategy)
        )

    @cached_property
    def body(self) -> SafeString:
        """What stands below the heading; empty while there is nothing to show."""
        shot = self.snapshot
        if not shot:
            return SafeString("")
        words = shot.adoption.partnership.wording_version
        return body(shot.pk, shot.revision, words)

    @property
    def context(self) -> dict[str, Any]:
        """What every page of a dashboard names."""
        return {
            "adoption": self.adoption,
            "snapshot": self.snapshot,
            "now": timezone.now(),
            "board_page": self,
        }

    def list_of(self, name: str) -> list[list[Any]]:
        """One of the long lists, whole."""
        details = self.snapshot.details if self.snapshot else {}
        return details.get("response_tool", {}).get(name, [])

    def _not_yet(self, partnership: str, strategy: str) -> Adoption:
        """The adoption, where nothing has been compiled yet; else 404."""
        readable = (
            Adoption.objects.visible_to(self.access)
            .taken_on()
            .filter(
                partnership__in=self.access.partnerships_with(Permission.DASHBOARD_VIEW)
            )
        )
        return get_object_or_404(
            readable.select_related("partnership", "strategy"),
            partnership__slug=partnership,
            strategy__slug=strategy,
        )


def _page_of(request: PortalRequest, rows: Sequence[Any]) -> Any:
    return Paginator(rows, PAGE).get_page(request.GET.get("page"))
