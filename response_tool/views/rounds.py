"""Coordinators: open a round, and see who has answered."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from partnership.guards import PortalRequest, requires
from partnership.roles import Permission
from response_tool import actions, history
from response_tool.forms import RoundForm
from response_tool.models import Response, Round
from response_tool.rounds import Row, Where, chosen, known, standing_of
from strategies.models import Adoption

ASKED = Q(responses__corrects=None)
SUBMITTED = Q(responses__state=Response.State.SUBMITTED)


@require_GET
@requires(Permission.ROUND_VIEW)
def rounds(request: PortalRequest) -> HttpResponse:
    """Every round of a person's partnerships, latest first."""
    mine = request.access.partnerships_with(Permission.ROUND_VIEW)
    seen = Round.objects.visible_to(request.access).serving(mine).newest_first()
    counted = seen.select_related("strategy").annotate(
        asked=Count("responses", filter=ASKED),
        answered=Count("responses", filter=SUBMITTED),
    )
    return render(request, "response_tool/rounds.html", {"rounds": counted})


@require_http_methods(["GET", "POST"])
@requires(Permission.ROUND_OPEN)
def open_round(request: PortalRequest) -> HttpResponse:
    """Open a round."""
    form = _round_form(request)
    if request.method == "POST" and form.is_valid():
        try:
            opened = actions.open_round(
                **form.words(), by=request.access, at=timezone.now()
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"{opened.name} is set up.")
            return redirect("response_tool:round", opened.pk)
    return render(request, "response_tool/open_round.html", {"form": form})


@require_GET
@requires(Permission.ROUND_VIEW)
def round_detail(request: PortalRequest, pk: int) -> HttpResponse:
    """Who has answered a round, those furthest behind first."""
    seen = Round.objects.visible_to(request.access).select_related("strategy")
    found = get_object_or_404(seen, pk=pk)
    partnerships = list(found.partnerships.order_by("name"))
    request.access.require(
        Permission.ROUND_VIEW, partnership_ids=[p.pk for p in partnerships]
    )
    rows = standing_of(
        found, request.access, _readable(request, found), timezone.localdate()
    )
    show = known(request.GET.get("show", ""))
    context = {
        "round": found,
        "partnerships": partnerships,
        "responses": chosen(rows, show),
        "asked": len(rows),
        "show": show,
        "counts": _counts(rows),
        "may_change": request.access.may(
            Permission.ROUND_OPEN, partnership_ids=[p.pk for p in partnerships]
        ),
        "run_here": [
            one
            for one in partnerships
            if request.access.may(Permission.ROUND_OPEN, partnership_ids=[one.pk])
        ],
        "may_chase": any(row.can_chase for row in rows),
        "days": history.of_round(found),
        "sent": sum(row.response.is_submitted for row in rows),
    }
    return render(request, "response_tool/round.html", context)


def _counts(rows: list[Row]) -> list[tuple[str, str, int]]:
    """How many are at each place: its key, its name, the number."""
    return [
        (place.name.lower(), place.value, sum(row.place is place for row in rows))
        for place in Where
    ]


def _readable(request: PortalRequest, found: Round) -> set[int]:
    seen = Response.objects.visible_to(request.access).filter(round=found)
    return set(seen.values_list("pk", flat=True))


def _round_form(request: PortalRequest) -> RoundForm:
    mine = Adoption.objects.visible_to(request.access).for_rounds(request.access)
    return RoundForm(
        request.POST or None,
        adoptions=mine.select_related("strategy", "partnership").in_order(),
        today=timezone.localdate(),
    )
