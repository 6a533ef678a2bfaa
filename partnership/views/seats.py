"""Seats: give one to an agency of another partnership, change it, end it."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from partnership import actions
from partnership.forms import EndSeatForm, GiveSeatForm, SeatForm
from partnership.guards import PortalRequest, requires
from partnership.models import Agency, Partnership, Seat
from partnership.roles import Permission
from partnership.views.finding import again, running, saved
from ui.templatetags.words import day


@require_http_methods(["GET", "POST"])
@requires(Permission.PARTNERSHIP_CONFIGURE)
@running
def give_seat(request: PortalRequest, found: Partnership) -> HttpResponse:
    """Give a seat to an agency of a partnership that this person runs."""
    mine = request.access.partnerships_with(Permission.PARTNERSHIP_CONFIGURE)
    seen = Agency.objects.visible_to(request.access).sitting_in(mine)
    form = GiveSeatForm(
        request.POST or None,
        agencies=seen.without_seat(found, timezone.localdate()),
        today=timezone.localdate(),
    )
    if request.method == "POST" and form.is_valid():
        try:
            seat = actions.give_seat(
                partnership=found,
                agency=form.chosen(),
                seat=form.seat(),
                by=request.access,
                at=timezone.now(),
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"{seat.agency.name} has a seat.")
            return redirect("partnership:partnership", found.slug)
    context = {"partnership": found, "form": form}
    return render(request, "partnership/give_seat.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.PARTNERSHIP_CONFIGURE)
@running
def change_seat(
    request: PortalRequest, found: Partnership, seat_pk: int
) -> HttpResponse:
    """Change a seat's days, or whether it is a statutory partner's."""
    seat = _find(found, seat_pk)
    form = SeatForm(request.POST or None, seat=seat)
    change = partial(actions.change_seat, seat=seat)
    valid = request.method == "POST" and form.is_valid()
    if valid and saved(request, form, change, stands=partial(again, seat)):
        messages.success(request, f"The seat of {seat.agency.name} is saved.")
        return redirect("partnership:partnership", found.slug)
    context = {"partnership": found, "seat": seat, "form": form}
    return render(request, "partnership/change_seat.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.PARTNERSHIP_CONFIGURE)
@running
def end_seat(request: PortalRequest, found: Partnership, seat_pk: int) -> HttpResponse:
    """End a seat, after saying what that means."""
    seat = _find(found, seat_pk)
    suggested = {"to_on": seat.to_on or max(timezone.localdate(), seat.from_on)}
    form = EndSeatForm(request.POST or None, initial=suggested)
    if request.method == "POST" and form.is_valid():
        to_on = form.cleaned_data["to_on"]
        try:
            actions.end_seat(
                seat=seat, to_on=to_on, by=request.access, at=timezone.now()
            )
        except ValidationError as error:
            form.add_error("to_on", error.messages[0])
        else:
            ends = "ended" if to_on < timezone.localdate() else "ends"
            name = seat.agency.name
            messages.success(request, f"The seat of {name} {ends} on {day(to_on)}.")
            return redirect("partnership:partnership", found.slug)
    context = {"partnership": found, "seat": seat, "form": form}
    return render(request, "partnership/end_seat.html", context)


def _find(found: Partnership, pk: int) -> Seat:
    """A seat of this partnership, else 404."""
    return get_object_or_404(found.seats.select_related("agency"), pk=pk)
