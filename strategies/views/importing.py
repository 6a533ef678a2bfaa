"""Taking in what was agreed elsewhere, and giving a strategy away as a file."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from partnership.guards import PortalRequest, requires
from partnership.models import Partnership
from partnership.roles import Permission
from strategies.actions import import_strategy
from strategies.exports import PARTS, yaml_of
from strategies.forms import (
    BringForm,
    OutlineForm,
    changed,
    initial_again,
    initial_of,
)
from strategies.forms.base import key_of
from strategies.imports import Refused, proposal_of_file, proposal_of_text
from strategies.models import Adoption, Strategy
from strategies.outline import Proposal


@require_http_methods(["GET", "POST"])
@requires(Permission.STRATEGY_EDIT)
def import_document(request: PortalRequest) -> HttpResponse:
    """Choose a document; the outline that it seems to hold is shown, nothing saved."""
    mine = _convenors(request)
    form = BringForm(request.POST or None, request.FILES or None, partnerships=mine)
    if request.method == "POST" and form.is_valid():
        try:
            proposal = _proposal(form)
        except Refused as refused:
            name = "file" if form.cleaned_data["file"] else "text"
            form.add_error(name, list(refused.problems))
        else:
            initial = initial_of(proposal, convenor=form.cleaned_data["convenor"])
            return _show_outline(
                request, OutlineForm(initial=initial, partnerships=mine)
            )
    return render(request, "strategies/import.html", {"form": form})


@require_http_methods(["GET", "POST"])
@requires(Permission.STRATEGY_EDIT)
def import_outline(request: PortalRequest) -> HttpResponse:
    """The proposed outline: place lines, add an objective, or save it as a draft."""
    if request.method != "POST":
        return redirect("strategies:import")
    then = request.POST.get("then", "save")
    data = changed(request.POST, add=then == "add")
    mine = _convenors(request)
    if then != "save":
        initial = initial_again(data)
        return _show_outline(request, OutlineForm(initial=initial, partnerships=mine))
    form = OutlineForm(data, partnerships=mine)
    if form.is_valid():
        try:
            draft = _save_draft(request, form, mine)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, f"“{draft}” is saved as a draft.")
            return redirect("strategies:strategy", draft.slug)
    return _show_outline(request, form)


@require_GET
@requires(Permission.STRATEGY_VIEW)
def download(request: PortalRequest, slug: str) -> HttpResponse:
    """A strategy as a YAML file, for another partnership's portal."""
    adoptions = Adoption.objects.visible_to(request.access).in_order()
    seen = Strategy.objects.visible_to(request.access).prefetch_related(
        *PARTS, Prefetch("adoptions", adoptions)
    )
    found = get_object_or_404(seen, slug=slug)
    return HttpResponse(
        yaml_of(found),
        content_type="application/yaml; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{found.slug}.yaml"'},
    )


def _convenors(request: PortalRequest) -> "QuerySet[Partnership]":
    """The partnerships for which a person writes strategies."""
    mine = request.access.partnerships_with(Permission.STRATEGY_EDIT)
    seen = Partnership.objects.visible_to(request.access)
    return seen.filter(pk__in=mine).order_by("name", "pk")


def _proposal(form: BringForm) -> Proposal:
    file = form.cleaned_data["file"]
    if file:
        return proposal_of_file(file.name, file.read())
    return proposal_of_text(form.cleaned_data["text"])


def _save_draft(
    request: PortalRequest, form: OutlineForm, mine: "QuerySet[Partnership]"
) -> Strategy:
    return import_strategy(
        document=form.document(),
        convenor=mine.get(pk=form.cleaned_data["convenor"]),
        form_key=key_of(form),
        by=request.access,
        at=timezone.now(),
    )


def _show_outline(request: PortalRequest, form: OutlineForm) -> HttpResponse:
    return render(request, "strategies/outline.html", {"form": form})
