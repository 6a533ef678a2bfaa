"""How far a tool is: made ready, followed by the next version, retired, removed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from audits.actions.tools_states import (
    begin_next_version,
    make_ready,
    move_to_version,
    remove_draft,
    retire_tool,
    use_again,
    what_it_lacks,
)
from audits.laid import tool_laid
from audits.models import Audit, Tool
from audits.views.tools_finding import MAY, find_own_tool, find_tool
from partnership.guards import PortalRequest, requires
from ui.forms import version_seen

State = Tool.State


@dataclass(frozen=True, slots=True)
class Decision:
    """Something to decide about a tool: in which state, in which words, and how."""

    state: State
    heading: str
    says: str
    button: str
    done: str
    act: Callable[..., object]
    needs_seen: bool = False
    warns: bool = False


DECISIONS: Mapping[str, Decision] = MappingProxyType(
    {
        "ready": Decision(
            State.DRAFT,
            "Make this tool ready?",
            "Audits can be planned with it from now on. Once an audit with it has "
            "begun, it never changes: a change makes its next version.",
            "Make it ready",
            "The tool is ready to plan with.",
            make_ready,
            needs_seen=True,
        ),
        "next": Decision(
            State.READY,
            "Begin the next version?",
            "Audits that have begun keep the version that they have, so that what was "
            "graded keeps its meaning. You change a draft of the next one; it knows "
            "which questions stay the same, so that audits compare. Audits that are "
            "only planned can move to it once it is ready.",
            "Begin the next version",
            "This is the draft of the next version. Change it, then make it ready.",
            begin_next_version,
        ),
        "retire": Decision(
            State.READY,
            "Use this tool no longer?",
            "It is no longer offered when an audit is planned. Audits that use it go "
            "on, and what was graded with it stays. You can use it again later.",
            "Use it no longer",
            "The tool is no longer used.",
            retire_tool,
        ),
        "again": Decision(
            State.RETIRED,
            "Use this tool again?",
            "It is offered again when an audit is planned.",
            "Use it again",
            "The tool is in use again.",
            use_again,
        ),
        "remove": Decision(
            State.DRAFT,
            "Remove this draft?",
            "It goes with everything that it asks. What it said stays in the history.",
            "Remove the draft",
            "The draft is removed.",
            remove_draft,
            needs_seen=True,
            warns=True,
        ),
    }
)


@require_http_methods(["GET", "POST"])
@requires(MAY)
def decide(
    request: PortalRequest, partnership: str, tool_pk: int, what: str
) -> HttpResponse:
    """Say what a decision means, and carry it out."""
    whose, tool = find_own_tool(request, partnership, tool_pk)
    decision, error = DECISIONS[what], ""
    if tool.state != decision.state:
        messages.info(request, f"The tool is: {tool.get_state_display().lower()}.")
        return redirect("audits:tool", whose.slug, tool.pk)
    if request.method == "POST":
        try:
            found = _carry_out(request, decision, tool)
        except ValidationError as refusal:
            error = refusal.messages[0]
            tool.refresh_from_db()
        else:
            messages.success(request, decision.done)
            if found is None:
                return redirect("audits:tools", whose.slug)
            return redirect("audits:tool", whose.slug, found)
    laid = tool_laid(tool)
    context = {
        "partnership": whose,
        "tool": tool,
        "laid": laid,
        "lacks": what_it_lacks(laid) if what == "ready" else "",
        "decision": decision,
        "error": error,
    }
    return render(request, "audits/tools/decide.html", context)


@require_POST
@requires(MAY)
def use_in_audit(
    request: PortalRequest, partnership: str, tool_pk: int, audit_pk: int
) -> HttpResponse:
    """Let an audit that is only planned use this version of its tool."""
    whose, tool = find_tool(request, partnership, tool_pk, MAY)
    seen = Audit.objects.visible_to(request.access).filter(partnership=whose)
    audit = get_object_or_404(seen, pk=audit_pk)
    try:
        move_to_version(audit=audit, tool=tool, by=request.access, at=timezone.now())
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, f"“{audit}” uses version {tool.number} now.")
    return redirect("audits:tool", whose.slug, tool.pk)


def _carry_out(request: PortalRequest, decision: Decision, tool: Tool) -> int | None:
    """Do it; the number of the tool to show next, nothing where it is gone."""
    pk = tool.pk
    more = {"seen": version_seen(request)} if decision.needs_seen else {}
    found = decision.act(tool=tool, by=request.access, at=timezone.now(), **more)
    if isinstance(found, Tool):
        return found.pk
    return None if decision.act is remove_draft else pk
