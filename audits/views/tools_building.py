"""Making a tool, copying one, and changing what it is called and grades on."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from audits.actions.tools import change_tool, copy_tool, create_tool, details_mark
from audits.choice import Offer
from audits.forms.tools import CopyForm, ToolForm
from audits.laid import LaidTool, scale_laid
from audits.models import Tool
from audits.models.tools import NAME_MAX
from audits.views.tools_finding import (
    MAY,
    find_own_tool,
    find_tool,
    in_a_line,
    posted,
    scale_choices,
    show_form,
    tried,
)
from partnership.guards import PortalRequest, requires
from partnership.models import Partnership
from partnership.views.finding import find_partnership

DRAFT = "It is a draft until you make it ready: nobody can plan with it before."


@require_http_methods(["GET", "POST"])
@requires(MAY)
def add(request: PortalRequest, partnership: str) -> HttpResponse:
    """Begin a tool with what it is called, what it is for and its scale."""
    whose = find_partnership(request, partnership, MAY)
    form = ToolForm(posted(request), scales=scale_choices(whose))
    if form.is_valid():
        made: list[Tool] = []

        def act() -> None:
            said = form.cleaned_data
            laid = LaidTool(said["title"], said["about"])
            made.append(_create(request, whose, laid, said["scale"]))

        if not tried(form, act):
            messages.success(request, f"The tool is begun. {DRAFT}")
            return redirect("audits:tool", whose.slug, made[0].pk)
    back = reverse("audits:tools", args=[whose.slug]), "Tools"
    return show_form(request, whose, form, heading="Build a tool", back=back)


@require_http_methods(["GET", "POST"])
@requires(MAY)
def copy(request: PortalRequest, partnership: str, tool_pk: int) -> HttpResponse:
    """A draft that says the same, to be changed."""
    whose, tool = find_tool(request, partnership, tool_pk, MAY)
    title = f"{tool.title}, our own"[:NAME_MAX]
    form = CopyForm(posted(request), initial={"title": title})
    if form.is_valid():
        made: list[Tool] = []

        def act() -> None:
            made.append(_copy(request, whose, tool, form.cleaned_data["title"]))

        if not tried(form, act):
            messages.success(request, f"The copy is made. {DRAFT}")
            return redirect("audits:tool", whose.slug, made[0].pk)
    return show_form(
        request,
        whose,
        form,
        heading=f"Copy “{tool.title}”",
        back=_back(whose, tool),
        note="The copy is your partnership’s own. Audits done with it cannot be "
        "compared question by question with those done with the original.",
        button="Make the copy",
    )


@require_http_methods(["GET", "POST"])
@requires(MAY)
def change(request: PortalRequest, partnership: str, tool_pk: int) -> HttpResponse:
    """Change what a tool is called, what it is for and what it grades on."""
    whose, tool = find_own_tool(request, partnership, tool_pk)
    seen, stands = request.POST.get("seen", details_mark(tool)), None
    form = ToolForm(
        posted(request), scales=_scales(whose, tool), initial=_initial(tool)
    )
    if form.is_valid():
        code = tried(form, lambda: _change(request, tool, form, seen))
        if not code:
            messages.success(request, "The changes are saved.")
            return redirect("audits:tool", whose.slug, tool.pk)
        if code == "changed":
            tool.refresh_from_db()
            seen, stands = details_mark(tool), _stands(tool)
    heading, back = "Change title, purpose and scale", _back(whose, tool)
    return show_form(
        request, whose, form, heading=heading, back=back, seen=seen, stands=stands
    )


def _create(
    request: PortalRequest, whose: Partnership, laid: LaidTool, scale: str
) -> Tool:
    return create_tool(
        partnership=whose,
        laid=laid,
        scale=scale,
        by=request.access,
        at=timezone.now(),
    )


def _copy(request: PortalRequest, whose: Partnership, tool: Tool, title: str) -> Tool:
    return copy_tool(
        tool=tool, title=title, partnership=whose, by=request.access, at=timezone.now()
    )


def _change(request: PortalRequest, tool: Tool, form: ToolForm, seen: str) -> None:
    said = form.cleaned_data
    change_tool(
        tool=tool,
        title=said["title"],
        about=said["about"],
        scale=said["scale"],
        seen=seen,
        by=request.access,
        at=timezone.now(),
    )


def _scales(whose: Partnership, tool: Tool) -> list[tuple[Offer, str]]:
    """Those to choose from, and the one it grades on where that is an older version."""
    found = scale_choices(whose)
    kept = str(tool.scale_id)
    if all(offer.value != kept for offer, _ in found):
        called = f"{tool.scale.name}, version {tool.scale.number}"
        words = in_a_line(scale_laid(tool.scale))
        found.insert(0, (Offer(kept, called, ""), words))
    return found


def _back(whose: Partnership, tool: Tool) -> tuple[str, str]:
    return reverse("audits:tool", args=[whose.slug, tool.pk]), tool.title


def _initial(tool: Tool) -> dict[str, str]:
    return {"title": tool.title, "about": tool.about, "scale": str(tool.scale_id)}


def _stands(tool: Tool) -> list[tuple[str, str]]:
    scale = str(tool.scale)
    return [("Title", tool.title), ("What it is for", tool.about), ("Scale", scale)]
