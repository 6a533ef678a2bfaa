"""Scales: the list, and a partnership's own built, copied, changed and removed."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from audits.actions.tools_scales import add_scale, change_scale, remove_scale
from audits.choice import scales_to_grade_on
from audits.forms.tools import BESIDE
from audits.forms.tools_scales import ScaleForm
from audits.laid import LaidScale, scale_laid
from audits.models import Scale
from audits.versions import is_scale_fixed
from audits.views.tools_finding import MAY, READ, posted
from partnership.guards import PortalRequest, requires
from partnership.models import Partnership
from partnership.views.finding import find_partnership
from ui.forms import put_error


@require_GET
@requires(READ)
def scale_list(request: PortalRequest, partnership: str) -> HttpResponse:
    """A partnership's own scales and those that come with the portal."""
    whose = find_partnership(request, partnership, READ)
    found = scales_to_grade_on(whose)
    context = {
        "partnership": whose,
        "own": [one for one in found if not one[0].is_shipped],
        "shipped": [one for one in found if one[0].is_shipped],
        "may": request.access.may(MAY, partnership_ids=[whose.pk]),
    }
    return render(request, "audits/tools/scales.html", context)


@require_http_methods(["GET", "POST"])
@requires(MAY)
def add(request: PortalRequest, partnership: str) -> HttpResponse:
    """Build a scale, from nothing or from one that there is."""
    whose = find_partnership(request, partnership, MAY)
    like = _like(whose, request.GET.get("like", ""))
    form = ScaleForm(posted(request), laid=like)
    if form.is_valid():
        try:
            add_scale(
                partnership=whose,
                laid=form.laid(),
                by=request.access,
                at=timezone.now(),
            )
        except ValidationError as error:
            put_error(form, error, BESIDE)
        else:
            messages.success(request, "The scale is ready to use in your tools.")
            return redirect("audits:scales", whose.slug)
    return _show(request, whose, form, heading="Build a scale")


@require_http_methods(["GET", "POST"])
@requires(MAY)
def change(request: PortalRequest, partnership: str, scale_pk: int) -> HttpResponse:
    """Change a scale; where something was graded on it, make its next version."""
    whose, scale = _own(request, partnership, scale_pk)
    laid, stands = scale_laid(scale), None
    form = ScaleForm(posted(request), laid=laid)
    seen = request.POST.get("seen", laid.mark)
    if form.is_valid():
        try:
            found = _change(request, scale, form.laid(), seen)
        except ValidationError as error:
            put_error(form, error, BESIDE)
            if error.code == "changed":
                scale.refresh_from_db()
                stands = scale_laid(scale)
                seen = stands.mark
        else:
            made = f"Version {found.number} is made. Choose it in the tools that are "
            told = "The changes are saved."
            same = found.pk == scale.pk
            messages.success(request, told if same else f"{made}to grade on it.")
            return redirect("audits:scales", whose.slug)
    heading, fixed = "Change a scale", is_scale_fixed(scale)
    more = {"seen": seen, "stands": stands, "is_fixed": fixed, "scale": scale}
    return _show(request, whose, form, heading=heading, **more)


@require_http_methods(["GET", "POST"])
@requires(MAY)
def remove(request: PortalRequest, partnership: str, scale_pk: int) -> HttpResponse:
    """Take away a scale that no tool grades on, after asking."""
    whose, scale = _own(request, partnership, scale_pk)
    error = ""
    if request.method == "POST":
        try:
            remove_scale(
                scale=scale,
                seen=request.POST.get("seen", ""),
                by=request.access,
                at=timezone.now(),
            )
        except ValidationError as refusal:
            error = refusal.messages[0]
        else:
            messages.success(request, "The scale is removed.")
            return redirect("audits:scales", whose.slug)
    context = {
        "partnership": whose,
        "scale": scale,
        "laid": scale_laid(scale),
        "error": error,
    }
    return render(request, "audits/tools/remove_scale.html", context)


def _change(request: PortalRequest, scale: Scale, laid: LaidScale, seen: str) -> Scale:
    return change_scale(
        scale=scale,
        laid=laid,
        seen=seen,
        as_next="as_next" in request.POST,
        by=request.access,
        at=timezone.now(),
    )


def _own(request: PortalRequest, slug: str, pk: int) -> tuple[Partnership, Scale]:
    whose = find_partnership(request, slug, MAY)
    seen = Scale.objects.visible_to(request.access).filter(partnership=whose)
    return whose, get_object_or_404(seen.prefetch_related("grades"), pk=pk)


def _like(whose: Partnership, value: str) -> LaidScale | None:
    """The scale to begin from, with a name that says that it is another."""
    for offer, laid in scales_to_grade_on(whose):
        if value and offer.value == value:
            return LaidScale(f"{laid.name}, our own", laid.about, laid.grades)
    return None


def _show(
    request: PortalRequest, whose: Partnership, form: ScaleForm, **more: object
) -> HttpResponse:
    context = {"partnership": whose, "form": form, **more}
    return render(request, "audits/tools/scale.html", context)
