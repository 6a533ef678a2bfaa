"""School holidays: a list, and pages to add, change and remove one."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from partnership import actions
from partnership.forms import HolidayForm
from partnership.guards import PortalRequest, requires
from partnership.models import Holiday, Partnership
from partnership.roles import Permission
from partnership.views.finding import again, running, saved


@require_GET
@requires(Permission.PARTNERSHIP_CONFIGURE)
@running
def holidays(request: PortalRequest, found: Partnership) -> HttpResponse:
    """The holidays to come, and those that are over."""
    today = timezone.localdate()
    rows = list(found.holidays.order_by("from_on", "to_on", "pk"))
    context = {
        "partnership": found,
        "coming": [one for one in rows if one.to_on >= today],
        "over": [one for one in rows if one.to_on < today],
    }
    return render(request, "partnership/holidays.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.PARTNERSHIP_CONFIGURE)
@running
def add_holiday(request: PortalRequest, found: Partnership) -> HttpResponse:
    """Add a holiday."""
    form = HolidayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            added = actions.add_holiday(
                partnership=found,
                **form.cleaned_data,
                by=request.access,
                at=timezone.now(),
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"{added.name} is added.")
            return redirect("partnership:holidays", found.slug)
    context = {"partnership": found, "form": form}
    return render(request, "partnership/holiday.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.PARTNERSHIP_CONFIGURE)
@running
def change_holiday(
    request: PortalRequest, found: Partnership, holiday_pk: int
) -> HttpResponse:
    """Change what a holiday is called, or its days."""
    holiday = _find(found, holiday_pk)
    form = HolidayForm(request.POST or None, holiday=holiday)
    change = partial(actions.change_holiday, holiday=holiday)
    valid = request.method == "POST" and form.is_valid()
    if valid and saved(request, form, change, stands=partial(again, holiday)):
        messages.success(request, "The holiday is saved.")
        return redirect("partnership:holidays", found.slug)
    context = {"partnership": found, "form": form, "holiday": holiday}
    return render(request, "partnership/holiday.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.PARTNERSHIP_CONFIGURE)
@running
def remove_holiday(
    request: PortalRequest, found: Partnership, holiday_pk: int
) -> HttpResponse:
    """Remove a holiday, after asking."""
    holiday = _find(found, holiday_pk)
    if request.method == "POST":
        now = timezone.now()
        actions.remove_holiday(holiday=holiday, by=request.access, at=now)
        messages.success(request, f"{holiday.name} is removed.")
        return redirect("partnership:holidays", found.slug)
    context = {"partnership": found, "holiday": holiday}
    return render(request, "partnership/remove_holiday.html", context)


def _find(found: Partnership, pk: int) -> Holiday:
    """A holiday of this partnership, else 404."""
    return get_object_or_404(found.holidays.select_related("partnership"), pk=pk)
