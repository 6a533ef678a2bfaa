"""An agency's figures: what is owed, the grid, checking and sending."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from partnership.guards import PortalRequest, requires
from partnership.roles import Permission
from performance.actions.entering import save_figures
from performance.actions.sending import submit_figures
from performance.forms.figures import FiguresForm
from performance.grids import Grid
from performance.models import Return
from performance.owing import owed
from performance.periods import Frequency
from performance.views.finding import find_grid
from ui.merging import Clash


@require_GET
@requires(Permission.DATA_VIEW)
def returns(request: PortalRequest) -> HttpResponse:
    """Every period that a person's agencies are asked about."""
    mine = request.access.agencies_with(Permission.DATA_VIEW)
    found = owed(mine, on=timezone.localdate())
    listed = [one.data_return.pk for one in found if one.data_return]
    seen = Return.objects.visible_to(request.access).exclude(pk__in=listed)
    context = {
        "earlier": seen.sent_by(mine).select_related("agency"),
        "to_send": [one for one in found if not one.is_sent][::-1],
        "sent": [one for one in found if one.is_sent],
    }
    return render(request, "performance/returns.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.DATA_VIEW)
def figures(
    request: PortalRequest, agency: str, frequency: Frequency, starts_on: date
) -> HttpResponse:
    """The grid of one period: what is asked, said now, and said before."""
    found = find_grid(request, agency, frequency, starts_on)
    if request.method == "GET":
        form = FiguresForm(None, grid=found)
        return _show(request, found, form, check="check" in request.GET)
    form = FiguresForm(request.POST, grid=found)
    form.is_valid()
    try:
        clashes = _save(request, found, form)
    except ValidationError as error:
        form.add_error(None, error.messages[0])
        return _show(request, found, form)
    found = find_grid(request, agency, frequency, starts_on)
    form.go_on_from(found)
    form.meet(clashes)
    if "check" in request.POST:
        form.tell(found.problems)
    return _show(request, found, form) if form.errors else _go(request, found)


@require_http_methods(["GET", "POST"])
@requires(Permission.DATA_ENTER)
def send(
    request: PortalRequest, agency: str, frequency: Frequency, starts_on: date
) -> HttpResponse:
    """Everything once more, to read and send."""
    found = find_grid(request, agency, frequency, starts_on)
    request.access.require(Permission.DATA_ENTER, agency_id=found.agency.pk)
    problem = ""
    if request.method == "POST":
        try:
            submit_figures(
                agency=found.agency,
                period=found.period,
                by=request.access,
                at=timezone.now(),
            )
        except ValidationError as error:
            problem = error.messages[0]
        else:
            messages.success(request, "Your figures are sent.")
            return redirect("performance:figures", *_address(found))
    elif found.problems:
        return redirect("performance:figures", *_address(found))
    context = {"grid": found, "problems": [(problem, "#figures")] if problem else []}
    return render(request, "performance/send.html", context)


def _save(request: PortalRequest, found: Grid, form: FiguresForm) -> list[Clash]:
    return save_figures(
        agency=found.agency,
        period=found.period,
        edits=form.good(),
        by=request.access,
        at=timezone.now(),
    )


def _show(
    request: PortalRequest, found: Grid, form: FiguresForm, *, check: bool = False
) -> HttpResponse:
    may = request.access.may(Permission.DATA_ENTER, agency_id=found.agency.pk)
    problems = [(str(text), "#figures") for text in form.non_field_errors()]
    problems += form.to_do() if check and may else []
    context = {
        "grid": found,
        "form": form,
        "rows": form.rows(),
        "problems": problems + form.summary,
        "may_enter": may and bool(found.open_lines),
    }
    return render(request, "performance/figures.html", context)


def _go(request: PortalRequest, found: Grid) -> HttpResponse:
    if "check" in request.POST:
        return redirect("performance:send", *_address(found))
    messages.success(request, "Your figures are saved. They are not sent yet.")
    return redirect("performance:returns")


def _address(found: Grid) -> tuple[str, Frequency, date]:
    return found.agency.slug, found.period.frequency, found.period.starts_on
