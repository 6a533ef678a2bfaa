"""One audit: its page, planning it, and changing what is planned."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from audits import choice, history, places, planning, states, versions
from audits.actions.audits import change_audit, plan_audit
from audits.actions.checking import frozen
from audits.actions.tools_library import chosen_tool
from audits.forms.audits import AuditForm
from audits.models import Audit, CaseReview, Programme, Tool
from audits.plans import Plan, plan_of, said
from audits.views.whose import find_audit
from partnership.guards import PortalRequest, requires
from partnership.models import Agency, Partnership
from partnership.roles import Permission
from partnership.views.finding import find_partnership
from strategies.working_to import objectives_of
from ui.forms import put_error, version_seen

MAY = Permission.AUDIT_CONFIGURE
BESIDE = {
    "title": "title",
    "sample": "sample_size",
    "no_tool": "tool",
    "unknown": "tool",
    "not_theirs": "objectives",
    "again": "again_of",
    "kind": "kind",
    "one_agency": "agencies",
    "too_many_agencies": "agencies",
    "not_seated": "agencies",
    "has_graded": "agencies",
    "programme": "programme",
}


@require_GET
@requires(Permission.AUDIT_READ)
def audit(request: PortalRequest, partnership: str, audit_pk: int) -> HttpResponse:
    """What it is, how far each agency is, and what comes next."""
    found = find_audit(request, partnership, audit_pk, Permission.AUDIT_READ)
    whose = found.partnership
    raw = request.access.may(Permission.AUDIT_REVIEW, partnership_ids=[whose.pk])
    may = request.access.may(MAY, partnership_ids=[whose.pk])
    agencies = planning.progress(found)
    context = {
        "partnership": whose,
        "audit": found,
        "said": said(plan_of(found), with_sample=raw),
        "due_on": states.due_on(found),
        "next": states.after(found.state),
        "agencies": agencies,
        "finished": sum(1 for one in agencies if one.is_finished),
        "cases": _cases(request, found) if raw else [],
        "many_cases": found.cases.count(),
        "places": places.of_audit(found, whose.slug),
        "told": history.of_audit(found) if raw else [],
        "may_configure": may,
        "may_review": raw,
        "later": _later(found) if may else None,
    }
    return render(request, "audits/planning/audit.html", context)


@require_http_methods(["GET", "POST"])
@requires(MAY)
def plan(request: PortalRequest, partnership: str) -> HttpResponse:
    """Plan an audit."""
    whose = find_partnership(request, partnership, MAY)
    form = _form(request, whose)
    if request.method == "POST" and form.is_valid():
        try:
            made = plan_audit(
                partnership=whose,
                plan=_planned(request, whose, form),
                by=request.access,
                at=timezone.now(),
            )
        except ValidationError as error:
            put_error(form, error, BESIDE)
        else:
            messages.success(request, "The audit is planned.")
            return redirect("audits:audit", whose.slug, made.pk)
    return _show(request, whose, form)


@require_http_methods(["GET", "POST"])
@requires(MAY)
def change(request: PortalRequest, partnership: str, audit_pk: int) -> HttpResponse:
    """Change what is planned, as far as it may still change."""
    found = find_audit(request, partnership, audit_pk, MAY)
    if found.is_closed and request.method == "GET":
        return redirect("audits:audit", found.partnership.slug, found.pk)
    form = _form(request, found.partnership, found)
    more: dict[str, Any] = {"seen": version_seen(request, found.version)}
    if request.method == "POST" and form.is_valid():
        try:
            _change(request, found, form, more["seen"])
        except ValidationError as error:
            put_error(form, error, BESIDE)
            if getattr(error, "code", "") == "changed":
                found = find_audit(request, partnership, audit_pk, MAY)
                more = {"seen": found.version, "stands": said(plan_of(found))}
        else:
            messages.success(request, "The changes are saved.")
            return redirect("audits:audit", found.partnership.slug, found.pk)
    return _show(request, found.partnership, form, audit=found, **more)


def _change(request: PortalRequest, found: Audit, form: AuditForm, seen: int) -> None:
    change_audit(
        audit=found,
        plan=_planned(request, found.partnership, form),
        seen=seen,
        by=request.access,
        at=timezone.now(),
    )


def _planned(request: PortalRequest, whose: Partnership, form: AuditForm) -> Plan:
    """What was entered; a tool of the library becomes a row when it is planned with."""
    return form.plan(
        lambda value: chosen_tool(
            value=value, partnership=whose, by=request.access, at=timezone.now()
        )
    )


def _cases(request: PortalRequest, found: Audit) -> list[tuple[CaseReview, str]]:
    seen = CaseReview.objects.visible_to(request.access).filter(audit=found)
    slug = found.partnership.slug
    return [
        (one, places.of_moderating(slug, one.pk))
        for one in planning.with_progress(seen)
    ]


def _later(found: Audit) -> Tool | None:
    """A later version of its tool, while the audit may still be moved to it."""
    planned = found.state == Audit.State.PLANNED
    return versions.ready_after(found.tool) if planned else None


def _form(
    request: PortalRequest, whose: Partnership, found: Audit | None = None
) -> AuditForm:
    """The form, in which whatever stands can stay."""
    access, today = request.access, timezone.localdate()
    plan = plan_of(found) if found else None
    programmes = list(
        Programme.objects.visible_to(access).filter(partnership=whose).newest_first()
    )
    seated = Agency.objects.visible_to(access).seated([whose], today)
    earlier = Audit.objects.visible_to(access).filter(
        partnership=whose, state=Audit.State.CLOSED
    )
    others = earlier.exclude(pk=found.pk) if found else earlier
    return AuditForm(
        request.POST if request.method == "POST" else None,
        programmes=programmes,
        tools=choice.tools_to_plan_with(whose),
        agencies=_and(seated, plan.agencies if plan else []),
        objectives=_and(objectives_of(whose), plan.objectives if plan else []),
        earlier=_and(
            others.order_by("-closed_at", "pk"),
            [plan.again_of] if plan and plan.again_of else [],
        ),
        plan=plan,
        frozen=frozen(found) if found else (),
        first=planning.current(programmes, today),
    )


def _and(offered: Any, stands: Any) -> list[Any]:
    """What is offered, and what stands though it is no longer offered."""
    rows = list(offered)
    return [*rows, *(one for one in stands if one not in rows)]


def _show(
    request: PortalRequest, whose: Partnership, form: AuditForm, **more: Any
) -> HttpResponse:
    context = {
        "partnership": whose,
        "form": form,
        "has_programme": bool(form.rows["programme"]),
        **more,
    }
    return render(request, "audits/planning/plan.html", context)
