"""Tools as they read: the list, one tool, and one of the library."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from audits.actions.tools_library import pick_tool
from audits.actions.tools_states import what_it_lacks
from audits.laid import scale_laid, tool_laid
from audits.library import NotInLibrary, ToolEntry, scale_entry, tool_entry, tools
from audits.models import Audit, Tool
from audits.versions import is_fixed
from audits.views.tools_finding import MAY, READ, find_tool, theirs
from partnership.guards import PortalRequest, requires
from partnership.views.finding import find_partnership

HEADINGS = (
    (Tool.State.READY, "Our own"),
    (Tool.State.DRAFT, "Being built"),
    (Tool.State.RETIRED, "No longer used"),
)


@dataclass(frozen=True, slots=True)
class Shipped:
    """A tool of the library, and its row once somebody used it."""

    entry: ToolEntry
    scale: str
    row: Tool | None


@require_GET
@requires(READ)
def tool_list(request: PortalRequest, partnership: str) -> HttpResponse:
    """A partnership's own tools, those that come with the portal, and drafts."""
    whose = find_partnership(request, partnership, READ)
    rows = list(theirs(request, whose).by_name())
    following = {one.replaces_id: one for one in rows if one.replaces_id}
    own = [one for one in rows if one.partnership_id and _is_listed(one, following)]
    shared = {(one.library_key, one.number): one for one in rows if one.library_key}
    context = {
        "partnership": whose,
        "groups": [_in_state(own, state, words) for state, words in HEADINGS],
        "shipped": [
            _shipped(one, shared.get((one.key, one.number))) for one in tools()
        ],
        "may": request.access.may(MAY, partnership_ids=[whose.pk]),
    }
    return render(request, "audits/tools/tools.html", context)


@require_GET
@requires(READ)
def tool(request: PortalRequest, partnership: str, tool_pk: int) -> HttpResponse:
    """One tool with everything that it asks, and what can be done with it."""
    whose, found = find_tool(request, partnership, tool_pk, READ)
    laid, may = tool_laid(found), request.access.may(MAY, partnership_ids=[whose.pk])
    is_own = found.partnership_id == whose.pk
    seen = Audit.objects.visible_to(request.access).filter(partnership=whose)
    may_move = may and found.state == Tool.State.READY and found.replaces_id
    planned = seen.filter(tool=found.replaces_id, state=Audit.State.PLANNED)
    context = {
        "partnership": whose,
        "tool": found,
        "laid": laid,
        "scale": scale_laid(found.scale),
        "may": may,
        "is_own": is_own,
        "is_fixed": (fixed := is_fixed(found)),
        "edits": may and is_own and not fixed and found.state != Tool.State.RETIRED,
        "lacks": what_it_lacks(laid),
        "following": theirs(request, whose).filter(replaces=found).first(),
        "audits": seen.filter(tool=found).in_order(),
        "movable": planned.in_order() if may_move else (),
    }
    return render(request, "audits/tools/tool.html", context)


@require_GET
@requires(READ)
def library_tool(
    request: PortalRequest, partnership: str, tool_key: str
) -> HttpResponse:
    """A tool of the library, before anybody used it."""
    whose = find_partnership(request, partnership, READ)
    entry = _entry(tool_key)
    rows = theirs(request, whose).filter(library_key=entry.key, number=entry.number)
    if there := rows.first():
        return redirect("audits:tool", whose.slug, there.pk)
    context = {
        "partnership": whose,
        "entry": entry,
        "laid": entry.laid,
        "scale": scale_entry(entry.scale).laid,
        "may": request.access.may(MAY, partnership_ids=[whose.pk]),
    }
    return render(request, "audits/tools/library_tool.html", context)


@require_POST
@requires(MAY)
def pick(request: PortalRequest, partnership: str, tool_key: str) -> HttpResponse:
    """Put a tool of the library among those in use, or go on to copy it."""
    whose = find_partnership(request, partnership, MAY)
    _entry(tool_key)
    found = pick_tool(
        key=tool_key, partnership=whose, by=request.access, at=timezone.now()
    )
    if request.POST.get("then") == "copy":
        return redirect("audits:copy_tool", whose.slug, found.pk)
    messages.success(request, "The tool is ready to plan with.")
    return redirect("audits:tool", whose.slug, found.pk)


def _is_listed(tool: Tool, following: Mapping[int, Tool]) -> bool:
    """Whether no later version stands in for it; a draft does not yet."""
    later = following.get(tool.pk)
    if later is None:
        return True
    return tool.state == Tool.State.READY and later.state == Tool.State.DRAFT


def _in_state(
    own: Sequence[Tool], state: Tool.State, heading: str
) -> tuple[str, list[Tool]]:
    return heading, [one for one in own if one.state == state]


def _shipped(entry: ToolEntry, row: Tool | None) -> Shipped:
    return Shipped(entry, scale_entry(entry.scale).laid.name, row)


def _entry(key: str) -> ToolEntry:
    try:
        return tool_entry(key)
    except NotInLibrary:
        raise Http404 from None
