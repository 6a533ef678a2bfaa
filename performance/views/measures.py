"""How a partnership’s measures stand: all on one page, and each with its chart."""

from dataclasses import asdict
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from partnership.guards import PortalRequest, requires
from partnership.models import Partnership
from partnership.roles import Permission
from partnership.views.finding import find_partnership
from performance.benchmarks import beside
from performance.exports.shown import shown_figures
from performance.figures.board import of_measure
from performance.figures.lead import lead
from performance.figures.others import other
from performance.figures.pictured import pictured, tally
from performance.measuring import measured
from performance.page import page_of
from performance.pictures import legend
from performance.policies import policy_of
from performance.views.finding import find_commission
from ui.downloads import CSV, handed_over
from ui.tables import csv_of


@require_GET
@requires(Permission.MEASURE_VIEW)
def partnerships(request: PortalRequest) -> HttpResponse:
    """Whose measures a person may see; straight to them where there is one."""
    mine = request.access.partnerships_with(Permission.MEASURE_VIEW)
    seen = Partnership.objects.visible_to(request.access).filter(pk__in=mine)
    rows = list(seen.order_by("name", "pk"))
    if len(rows) == 1:
        return redirect("performance:measures", rows[0].slug)
    return render(request, "performance/partnerships.html", {"partnerships": rows})


@require_GET
@requires(Permission.MEASURE_VIEW)
def measures(request: PortalRequest, partnership: str) -> HttpResponse:
    """Every measure in one line: latest, target, change, sentence."""
    whose = find_partnership(request, partnership, Permission.MEASURE_VIEW)
    found = measured(whose.pk, on=timezone.localdate(), by_agency=False)
    shown = [asdict(of_measure(one)) for one in found if one.is_drawn]
    context = {
        "partnership": whose,
        "lead": lead(shown) if shown else "",
        "tally": tally(shown),
        "legend": legend(),
        "rows": [pictured(one) for one in shown],
        "others": [other(one) for one in found if not one.is_drawn],
        "lacks_children": any(one.lacks_children for one in found if one.is_drawn),
        **_rights(request, whose),
    }
    return render(request, "performance/measures.html", context)


@require_GET
@requires(Permission.MEASURE_VIEW)
def download(request: PortalRequest, partnership: str) -> HttpResponse:
    """Every figure as boards see it, as a spreadsheet in plain text."""
    whose = find_partnership(request, partnership, Permission.MEASURE_VIEW)
    today = timezone.localdate()
    found = measured(whose.pk, on=today, by_agency=False)
    table = shown_figures([one for one in found if one.is_drawn])
    name = f"figures-{whose.slug}-{today.isoformat()}.csv"
    return handed_over(csv_of(table), CSV, name)


@require_GET
@requires(Permission.MEASURE_VIEW)
def measure(request: PortalRequest, partnership: str, pk: int) -> HttpResponse:
    """One measure: its chart, its table, each agency, what is counted."""
    commission = find_commission(request, partnership, pk, Permission.MEASURE_VIEW)
    rights = _rights(request, commission.partnership)
    raw = rights["may_review"] and request.GET.get("numbers") == "as-sent"
    (one,) = measured(
        commission.partnership_id, on=timezone.localdate(), raw=raw, only=[pk]
    )
    lines = beside(commission.partnership_id, [commission.measure])
    page = page_of(one, lines.get(commission.measure_id, ()))
    figure = of_measure(one) if one.is_drawn else None
    context = {
        "partnership": commission.partnership,
        "commission": commission,
        "measure": commission.measure,
        "page_of": page,
        "figure": figure,
        "picture": page.picture(),
        "multiples": page.multiples(),
        "pictured": pictured(asdict(figure)) if figure else None,
        "policy": policy_of(commission.measure),
        "raw": raw,
        **rights,
    }
    return render(request, "performance/measure.html", context)


@require_GET
@requires(Permission.DATA_REVIEW)
def hidden(request: PortalRequest, partnership: str, pk: int) -> HttpResponse:
    """Which figures of a measure are hidden from the board, and by which rule."""
    commission = find_commission(request, partnership, pk, Permission.DATA_REVIEW)
    (one,) = measured(commission.partnership_id, on=timezone.localdate(), only=[pk])
    context = {
        "partnership": commission.partnership,
        "commission": commission,
        "measure": commission.measure,
        "policy": policy_of(commission.measure),
        "rows": page_of(one).hidden(),
    }
    return render(request, "performance/hidden.html", context)


def _rights(request: PortalRequest, whose: Partnership) -> dict[str, Any]:
    may = request.access.may
    return {
        "may_review": may(Permission.DATA_REVIEW, partnership_ids=[whose.pk]),
        "may_configure": may(Permission.MEASURE_CONFIGURE, partnership_ids=[whose.pk]),
    }
