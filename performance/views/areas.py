"""The areas that a partnership looks after, and the children who live there."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from partnership.guards import PortalRequest, requires
from partnership.models import Partnership
from partnership.roles import Permission
from partnership.views.finding import find_partnership
from performance.actions.populations import (
    goes_too,
    look_after,
    look_after_no_longer,
    save_populations,
)
from performance.children import children_by_year, uses
from performance.forms.areas import AreaForm, PopulationsForm
from performance.imports.populations import latest
from performance.models import Area, Coverage, Population
from performance.models.areas import CoverageQuerySet

MAY = Permission.MEASURE_CONFIGURE
YEARS = 8  # that are shown although nothing is known of them
USES = 6
BESIDE = {"code": "code", "already": "code", "name": "name"}


@require_http_methods(["GET", "POST"])
@requires(MAY)
def areas(request: PortalRequest, partnership: str) -> HttpResponse:
    """Every area with its populations, which are used for what, and one more area."""
    whose = find_partnership(request, partnership, MAY)
    form = AreaForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            found = look_after(
                partnership=whose,
                code=form.cleaned_data["code"],
                name=form.cleaned_data["name"],
                by=request.access,
                at=timezone.now(),
            )
        except ValidationError as error:
            form.add_error(BESIDE.get(error.code or ""), error.messages[0])
        else:
            said = f"{whose.short_name} looks after {found.area}."
            messages.success(request, f"{said} Enter how many children live there.")
            return redirect("performance:area", whose.slug, found.pk)
    context = {"form": form, **_known(request, whose)}
    return render(request, "performance/areas.html", context)


@require_http_methods(["GET", "POST"])
@requires(MAY)
def area(request: PortalRequest, partnership: str, pk: int) -> HttpResponse:
    """How many children lived in one area, year by year."""
    found = _find(request, partnership, pk)
    form = _form(request, found.area)
    if request.method == "POST" and form.is_valid():
        try:
            saved = save_populations(
                counts=form.counts(found.area.code),
                by=request.access,
                at=timezone.now(),
            )
        except ValidationError as error:
            form.add_error(None, "; ".join(error.messages))
        else:
            if not saved.clashes:
                messages.success(request, f"The populations of {found.area} are saved.")
                return redirect("performance:areas", found.partnership.slug)
            form.meet(_rows(found.area), saved.clashes)
    return _show(request, found, form)


@require_http_methods(["GET", "POST"])
@requires(MAY)
def remove(request: PortalRequest, partnership: str, pk: int) -> HttpResponse:
    """Look after an area no longer, after asking."""
    found = _find(request, partnership, pk)
    if request.method == "POST":
        look_after_no_longer(coverage=found, by=request.access, at=timezone.now())
        said = f"{found.partnership.short_name} looks after {found.area} no longer."
        messages.success(request, said)
        return redirect("performance:areas", found.partnership.slug)
    context = {
        "partnership": found.partnership,
        "coverage": found,
        "goes": goes_too(found.area, but=found.pk),
    }
    return render(request, "performance/remove_area.html", context)


def seen(request: PortalRequest, whose: Partnership) -> CoverageQuerySet:
    """The areas of a partnership, by name."""
    rows = Coverage.objects.visible_to(request.access).filter(partnership=whose)
    return rows.by_name()


def _known(request: PortalRequest, whose: Partnership) -> dict[str, Any]:
    """The areas with their years, and which population is used for which rates."""
    covered = list(seen(request, whose).prefetch_related("area__populations"))
    totals = children_by_year(whose.pk)
    return {
        "partnership": whose,
        "areas": covered,
        "uses": uses(totals, on=timezone.localdate(), years=USES) if covered else [],
    }


def _find(request: PortalRequest, slug: str, pk: int) -> Coverage:
    whose = find_partnership(request, slug, MAY)
    rows = seen(request, whose).select_related("area", "partnership")
    return get_object_or_404(rows, pk=pk)


def _rows(whose: Area) -> dict[int, Population]:
    return {one.year: one for one in whose.populations.order_by("-year", "pk")}


def _form(request: PortalRequest, whose: Area) -> PopulationsForm:
    rows = _rows(whose)
    return PopulationsForm(
        request.POST if request.method == "POST" else None,
        rows=rows,
        years=_years(rows),
    )


def _years(rows: Mapping[int, Population]) -> Sequence[int]:
    """Every year that is known, and the last few before today, the latest first."""
    last = latest(timezone.localdate())
    return sorted({*rows, *range(last - YEARS + 1, last + 1)}, reverse=True)


def _show(
    request: PortalRequest, found: Coverage, form: PopulationsForm
) -> HttpResponse:
    rows = _rows(found.area)
    others = found.area.coverage.exclude(pk=found.pk)
    context = {
        "partnership": found.partnership,
        "coverage": found,
        "form": form,
        "problems": form.problems,
        "boxes": [
            (year, children, source, rows.get(year))
            for year, children, source in form.boxes
        ],
        "others": list(others.select_related("partnership").order_by("pk")),
    }
    return render(request, "performance/area.html", context)
