"""A coordinator asks agencies for the answers that have not come."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from partnership.guards import PortalRequest, requires
from partnership.models import Seat
from partnership.roles import Permission
from response_tool.actions.chasing import chase_agencies
from response_tool.chasing import askings
from response_tool.forms.chasing import ChaseForm
from response_tool.models import Round
from ui.templatetags.words import count


@require_http_methods(["GET", "POST"])
@requires(Permission.RESPONSE_CHASE)
def chase(request: PortalRequest, pk: int) -> HttpResponse:
    """Write to one agency, or to all whose answers have not come."""
    mine = request.access.partnerships_with(Permission.RESPONSE_CHASE)
    seen = Round.objects.visible_to(request.access).serving(mine)
    found = get_object_or_404(seen.select_related("strategy"), pk=pk)
    if found.opens_on > timezone.localdate():
        messages.info(request, "This round is not open yet, so nobody can be asked.")
        return redirect("response_tool:round", pk)
    form = _form(request, found)
    if request.method == "POST" and form.is_valid():
        if not (problem := _chased(request, form)):
            return redirect("response_tool:round", pk)
        # Somebody moved in this very moment: show how things stand now.
        form = _form(request, found)
        if form.is_valid():
            form.add_error(None, problem)
    context = {"round": found, "form": form, **_shut(request, form)}
    return render(request, "response_tool/chase.html", context)


def _form(request: PortalRequest, found: Round) -> ChaseForm:
    mine = request.access.partnerships_with(Permission.RESPONSE_CHASE)
    rows = found.responses.asked_for().select_related("agency", "round")
    responses = list(rows.order_by("agency__name", "pk"))
    return ChaseForm(
        request.POST if request.method == "POST" else None,
        round_=found,
        askings=askings(responses, mine, timezone.localdate()),
        chosen=request.GET.getlist("agency"),
    )


def _shut(request: PortalRequest, form: ChaseForm) -> dict[str, list[Any]]:
    """Agencies that cannot be asked, with where to mend it for those who may."""
    shut = form.shut.values()
    unreachable = [one for one in shut if one.obstacle == "nobody"]
    runs = request.access.partnerships_with(Permission.PARTNERSHIP_CONFIGURE)
    seats = Seat.objects.visible_to(request.access).not_ended(timezone.localdate())
    rows = seats.filter(
        partnership__in=runs, agency__in=[one.response.agency_id for one in unreachable]
    )
    where = dict(rows.order_by("-pk").values_list("agency_id", "partnership__slug"))
    mend = [where.get(one.response.agency_id) for one in unreachable]
    return {
        "unreachable": list(zip(unreachable, mend, strict=True)),
        "closed": [one for one in shut if one.obstacle == "closed"],
        "left": [one for one in shut if one.obstacle == "left"],
    }


def _chased(request: PortalRequest, form: ChaseForm) -> str:
    """Write to them; gives back why it cannot be done, if so."""
    try:
        chases = chase_agencies(
            responses=form.chosen(),
            subject=form.cleaned_data["subject"],
            text=form.cleaned_data["text"],
            seniors=form.also_to(),
            form_key=form.cleaned_data["form_key"],
            by=request.access,
            at=timezone.now(),
        )
    except ValidationError as error:
        return error.messages[0]
    if chases:
        agencies = count(len(chases), "agency", "agencies")
        messages.success(request, f"{agencies} will be written to now.")
    return ""
