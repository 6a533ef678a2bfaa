"""Coordinators: change when a round is due and closes, for all or for one agency."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from partnership.guards import PortalRequest, requires
from partnership.roles import Permission
from response_tool import actions
from response_tool.forms import DatesForm, ExtendForm
from response_tool.models import Round
from ui.templatetags.words import day


@require_http_methods(["GET", "POST"])
@requires(Permission.ROUND_OPEN)
def change_dates(request: PortalRequest, pk: int) -> HttpResponse:
    """The due and the closing date, for every agency."""
    found = _round(request, pk)
    form = DatesForm(request.POST or None, round_=found, today=timezone.localdate())
    valid = request.method == "POST" and form.is_valid()
    if valid and _changed(request, found, form):
        messages.success(request, f"The dates of {found.name} are changed.")
        return redirect("response_tool:round", pk)
    context = {"round": found, "form": form}
    return render(request, "response_tool/change_dates.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.ROUND_OPEN)
def extend(request: PortalRequest, pk: int) -> HttpResponse:
    """More time for one agency that has not submitted."""
    found = _round(request, pk)
    mine = request.access.partnerships_with(Permission.ROUND_OPEN)
    waiting = found.responses.filter(
        corrects=None, state="draft", recipients__partnership_id__in=mine
    )
    form = ExtendForm(
        request.POST or None,
        responses=waiting.select_related("agency").order_by("agency__name").distinct(),
        today=timezone.localdate(),
    )
    valid = request.method == "POST" and form.is_valid()
    if valid and _extended(request, form):
        return redirect("response_tool:round", pk)
    context = {"round": found, "form": form}
    return render(request, "response_tool/extend.html", context)


def _round(request: PortalRequest, pk: int) -> Round:
    seen = Round.objects.visible_to(request.access)
    found = get_object_or_404(seen.select_related("strategy"), pk=pk)
    served = found.partnerships.values_list("pk", flat=True)
    request.access.require(Permission.ROUND_OPEN, partnership_ids=served)
    return found


def _changed(request: PortalRequest, found: Round, form: DatesForm) -> bool:
    try:
        clashes = actions.change_dates(
            round_=found,
            edits=form.dates(),
            reason=form.cleaned_data["reason"],
            by=request.access,
            at=timezone.now(),
        )
    except ValidationError as error:
        form.add_error(None, error.messages[0])
        return False
    if clashes:
        found.refresh_from_db()
        form.meet_clashes(found, clashes, said=day, doing="deciding")
    return not clashes


def _extended(request: PortalRequest, form: ExtendForm) -> bool:
    response, until = form.response(), form.cleaned_data["until"]
    try:
        actions.extend_response(
            response=response,
            until=until,
            reason=form.cleaned_data["reason"],
            by=request.access,
            at=timezone.now(),
        )
    except ValidationError as error:
        form.add_error(None, error.messages[0])
        return False
    messages.success(request, f"{response.agency} has until {day(until)}.")
    return True
