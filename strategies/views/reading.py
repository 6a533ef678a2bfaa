"""Reading what was agreed."""

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from partnership.guards import PortalRequest, requires
from partnership.roles import Permission
from strategies.actions.drafts import convenors
from strategies.agreement import agreement, latest_after
from strategies.exports import PARTS
from strategies.models import Adoption, Strategy
from strategies.views.finding import find_previous


@require_GET
@requires(Permission.STRATEGY_VIEW)
def strategies(request: PortalRequest) -> HttpResponse:
    """The strategies that a person's partnerships have adopted."""
    adoptions = Adoption.objects.visible_to(request.access).select_related(
        "partnership"
    )
    seen = Strategy.objects.visible_to(request.access).prefetch_related(
        Prefetch("adoptions", adoptions.in_order())
    )
    context = {
        "strategies": seen.order_by("title", "version", "pk"),
        "may_write": request.access.holds(Permission.STRATEGY_EDIT),
        "writes_for": request.access.partnerships_with(Permission.STRATEGY_EDIT),
    }
    return render(request, "strategies/strategies.html", context)


@require_GET
@requires(Permission.STRATEGY_VIEW)
def strategy(request: PortalRequest, slug: str) -> HttpResponse:
    """A strategy on a page, and who has agreed to it."""
    seen = (
        Strategy.objects.visible_to(request.access)
        .select_related("convenor", "previous")
        .prefetch_related(*PARTS)
    )
    found = get_object_or_404(seen, slug=slug)
    may_write = request.access.may(
        Permission.STRATEGY_EDIT, partnership_ids=convenors(found)
    )
    context = {
        "strategy": found,
        "agreement": agreement(found, request.access, timezone.localdate()),
        "previous": find_previous(request, found),
        "later": latest_after(found, request.access),
        "may_write": may_write,
        "may_revise": may_write and found.is_published,
    }
    return render(request, "strategies/strategy.html", context)
