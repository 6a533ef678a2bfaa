"""Agencies: add one, and change its name, sector or contact."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from partnership import actions
from partnership.forms import AddAgencyForm, AgencyForm
from partnership.guards import PortalRequest, requires
from partnership.models import Agency, Partnership
from partnership.roles import Permission
from partnership.views.finding import again, running, saved


@require_http_methods(["GET", "POST"])
@requires(Permission.PARTNERSHIP_CONFIGURE)
@running
def add_agency(request: PortalRequest, found: Partnership) -> HttpResponse:
    """Add an agency that is new to the portal, with its seat."""
    form = AddAgencyForm(request.POST or None, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            added = actions.add_agency(
                partnership=found,
                agency=form.agency(),
                seat=form.seat(),
                by=request.access,
                at=timezone.now(),
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"{added.name} has a seat.")
            return redirect("partnership:partnership", found.slug)
    context = {"partnership": found, "form": form}
    return render(request, "partnership/add_agency.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.PARTNERSHIP_CONFIGURE)
@running
def change_agency(
    request: PortalRequest, found: Partnership, agency_pk: int
) -> HttpResponse:
    """Change an agency's name, sector or contact."""
    agency = _find(request, found, agency_pk)
    form = AgencyForm(request.POST or None, agency=agency)
    change = partial(actions.change_agency, agency=agency)
    valid = request.method == "POST" and form.is_valid()
    if valid and saved(request, form, change, stands=partial(again, agency)):
        messages.success(request, "The agency is saved.")
        return redirect("partnership:partnership", found.slug)
    return _show(request, found, agency, form)


def _find(request: PortalRequest, found: Partnership, pk: int) -> Agency:
    """An agency that sits or sat here, if this person may change it; else 403, 404."""
    seen = Agency.objects.visible_to(request.access).filter(seats__partnership=found)
    agency = get_object_or_404(seen.distinct(), pk=pk)
    keepers = actions.keepers(agency, timezone.localdate())
    request.access.require(Permission.PARTNERSHIP_CONFIGURE, partnership_ids=keepers)
    return agency


def _show(
    request: PortalRequest, found: Partnership, agency: Agency, form: AgencyForm
) -> HttpResponse:
    seats = agency.seats.not_ended(timezone.localdate()).exclude(partnership=found)
    context = {
        "partnership": found,
        "agency": agency,
        "form": form,
        "elsewhere": sorted(
            {one.partnership.name for one in seats.select_related("partnership")}
        ),
    }
    return render(request, "partnership/change_agency.html", context)
