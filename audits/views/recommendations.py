"""Lists of recommendations: a partnership's, and an agency's own."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from audits import standing
from audits.models import Recommendation
from audits.models.findings import RecommendationQuerySet
from audits.views.whose import find_agency
from partnership.guards import PortalRequest, requires
from partnership.models import Agency
from partnership.roles import Permission
from partnership.views.finding import find_partnership

PAGE = 25


@require_GET
@requires(Permission.AUDIT_READ)
def recommendations(request: PortalRequest, partnership: str) -> HttpResponse:
    """All of a partnership, the overdue first; of one kind or agency where chosen."""
    whose = find_partnership(request, partnership, Permission.AUDIT_READ)
    rows = Recommendation.objects.visible_to(request.access).filter(partnership=whose)
    owning = Agency.objects.visible_to(request.access).filter(
        recommendations__in=rows.order_by()
    )
    agencies = list(owning.distinct().order_by("name", "pk"))
    asked_for = request.GET.get("agency", "")
    agency = next((one for one in agencies if one.slug == asked_for), None)
    drafts = request.access.may(Permission.AUDIT_REVIEW, partnership_ids=[whose.pk])
    context = {
        "partnership": whose,
        "agencies": agencies,
        "agency": agency,
        **_listed(request, rows.filter(agency=agency) if agency else rows, drafts),
    }
    context["keep"] += f"&agency={agency.slug}" if agency else ""
    return render(request, "audits/recommendations/list.html", context)


@require_GET
@requires(Permission.AUDIT_VIEW)
def own(request: PortalRequest, agency: str) -> HttpResponse:
    """What an agency is to change, for every partnership that it sits in."""
    whose = find_agency(request, agency, Permission.AUDIT_VIEW)
    rows = Recommendation.objects.visible_to(request.access).filter(agency=whose)
    sent = rows.exclude(state=Recommendation.State.DRAFT)
    context = {"agency": whose, **_listed(request, sent, drafts=False)}
    return render(request, "audits/recommendations/own.html", context)


def _listed(
    request: PortalRequest, rows: RecommendationQuerySet, drafts: bool
) -> dict[str, Any]:
    today = timezone.localdate()
    show = standing.known(request.GET.get("show", ""))
    found = standing.overdue_first(standing.chosen(rows, show, today), today)
    named = found.select_related("agency", "audit", "partnership")
    page = Paginator(named, PAGE).get_page(request.GET.get("page"))
    return {
        "filters": standing.choices(rows, show, today, drafts=drafts),
        "show": show,
        "keep": f"show={show}",
        "rows": page,
        "ages": standing.ages(page, today),
    }
