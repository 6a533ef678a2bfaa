"""Moving domains and questions of a tool, and taking them out."""

from typing import Any, Literal

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from audits.actions.tools_parts import (
    move_domain,
    move_question,
    remove_domain,
    remove_question,
)
from audits.laid import domain_laid, question_laid
from audits.models import Tool
from audits.views.tools_finding import MAY, find_own_tool, question_of
from partnership.guards import PortalRequest, requires
from partnership.models import Partnership


@require_POST
@requires(MAY)
def domain_moves(
    request: PortalRequest, partnership: str, tool_pk: int, domain_pk: int
) -> HttpResponse:
    """Let a domain stand one place earlier or later."""
    whose, tool = find_own_tool(request, partnership, tool_pk)
    found = get_object_or_404(tool.domains.all(), pk=domain_pk)
    try:
        move_domain(
            domain=found, way=_way(request), by=request.access, at=timezone.now()
        )
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return _to(whose, tool, f"domain-{domain_pk}")


@require_POST
@requires(MAY)
def question_moves(
    request: PortalRequest, partnership: str, tool_pk: int, criterion_pk: int
) -> HttpResponse:
    """Let a question stand one place earlier or later in its domain."""
    whose, tool = find_own_tool(request, partnership, tool_pk)
    if (found := question_of(tool, criterion_pk)) is None:
        raise Http404
    try:
        move_question(
            question=found, way=_way(request), by=request.access, at=timezone.now()
        )
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return _to(whose, tool, f"question-{criterion_pk}")


@require_http_methods(["GET", "POST"])
@requires(MAY)
def domain_goes(
    request: PortalRequest, partnership: str, tool_pk: int, domain_pk: int
) -> HttpResponse:
    """Take out a domain with its questions, after asking."""
    whose, tool = find_own_tool(request, partnership, tool_pk)
    found = get_object_or_404(tool.domains.all(), pk=domain_pk)
    error = ""
    if request.method == "POST":
        try:
            remove_domain(
                domain=found,
                seen=request.POST.get("seen", ""),
                by=request.access,
                at=timezone.now(),
            )
        except ValidationError as refusal:
            error = refusal.messages[0]
            found = get_object_or_404(tool.domains.all(), pk=domain_pk)
        else:
            messages.success(request, "The domain is removed.")
            return _to(whose, tool)
    laid = domain_laid(found)
    context = {"domain": laid, "seen": laid.whole_mark, "error": error}
    return _ask(request, whose, tool, context)


@require_http_methods(["GET", "POST"])
@requires(MAY)
def question_goes(
    request: PortalRequest, partnership: str, tool_pk: int, criterion_pk: int
) -> HttpResponse:
    """Take out a question, after asking."""
    whose, tool = find_own_tool(request, partnership, tool_pk)
    found, error = question_of(tool, criterion_pk), ""
    if found is None:
        raise Http404
    if request.method == "POST":
        try:
            remove_question(
                question=found,
                seen=request.POST.get("seen", ""),
                by=request.access,
                at=timezone.now(),
            )
        except ValidationError as refusal:
            error = refusal.messages[0]
        else:
            messages.success(request, "The question is removed.")
            return _to(whose, tool, f"domain-{found.domain_id}")
    laid = question_laid(found)
    context = {"question": laid, "seen": laid.mark, "error": error}
    return _ask(request, whose, tool, context)


def _ask(
    request: PortalRequest, whose: Partnership, tool: Tool, context: dict[str, Any]
) -> HttpResponse:
    context |= {"partnership": whose, "tool": tool}
    return render(request, "audits/tools/remove.html", context)


def _way(request: PortalRequest) -> Literal["up", "down"]:
    return "up" if request.POST.get("way") == "up" else "down"


def _to(whose: Partnership, tool: Tool, place: str = "end") -> HttpResponse:
    address = reverse("audits:tool", args=[whose.slug, tool.pk])
    return redirect(f"{address}#{place}")
