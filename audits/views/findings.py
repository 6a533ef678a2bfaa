"""What an audit found: the list, and writing it down."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from audits.actions import findings as actions
from audits.actions.findings import GONE, can_be_written, found_in
from audits.concerning import agencies_of, objectives_of, themes_of
from audits.forms.findings import FindingForm
from audits.models import Audit, Finding, Recommendation
from audits.naming import keep_cases_out
from audits.standing import ages
from audits.views.looking_up import audit_written_in, finding_at
from audits.views.whose import find_audit
from partnership.guards import PortalRequest, requires
from partnership.roles import Permission
from ui.forms import put_error, version_seen

MAY = Permission.AUDIT_MODERATE
BESIDE = {
    "severity": "severity",
    "not_theirs": "objectives",
    "not_taking_part": "agencies",
}


@require_GET
@requires(Permission.AUDIT_READ)
def findings(request: PortalRequest, partnership: str, audit_pk: int) -> HttpResponse:
    """What was found and what is to follow from it, as they are numbered."""
    audit = find_audit(request, partnership, audit_pk, Permission.AUDIT_READ)
    access, theirs = request.access, [audit.partnership_id]
    rows = Finding.objects.visible_to(access).filter(audit=audit).in_order()
    rows = rows.prefetch_related("objectives", "agencies")
    recommended = Recommendation.objects.visible_to(access).filter(audit=audit)
    recommended = recommended.select_related("agency")
    writes = access.may(MAY, partnership_ids=theirs) and can_be_written(audit)
    found = list(recommended.soonest_first())
    context = {
        "audit": audit,
        "partnership": audit.partnership,
        "findings": rows.annotate(grades=Count("judgements", distinct=True)),
        "recommendations": found,
        "ages": ages(found, timezone.localdate()),
        "has_drafts": any(one.opened_at is None for one in found),
        "may_write": writes,
        "may_review": access.may(Permission.AUDIT_REVIEW, partnership_ids=theirs),
    }
    return render(request, "audits/findings/list.html", context)


@require_http_methods(["GET", "POST"])
@requires(MAY)
def add(request: PortalRequest, partnership: str, audit_pk: int) -> HttpResponse:
    """Write down what was found."""
    audit = find_audit(request, partnership, audit_pk, MAY)
    if request.method == "GET" and not can_be_written(audit):
        return not_now(request, audit)
    form = _form(request, audit)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_finding(
                audit=audit, found=form.found(), by=request.access, at=timezone.now()
            )
        except ValidationError as error:
            put_error(form, error, BESIDE)
        else:
            messages.success(request, "The finding is written down.")
            return _after(request, made)
    return _show(request, audit, form)


@require_http_methods(["GET", "POST"])
@requires(MAY)
def change(request: PortalRequest, partnership: str, finding_pk: int) -> HttpResponse:
    """Put a finding in other words."""
    finding = finding_at(request, partnership, finding_pk, MAY)
    if finding is None:
        return _gone(request, partnership)
    if request.method == "GET" and not can_be_written(finding.audit):
        return not_now(request, finding.audit)
    form = _form(request, finding.audit, finding)
    seen, stands = version_seen(request, finding.version), None
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_finding(
                finding=finding,
                found=form.found(),
                seen=seen,
                by=request.access,
                at=timezone.now(),
            )
        except ValidationError as error:
            if error.code == "gone":
                return _gone(request, partnership)
            if error.code == "changed":
                finding.refresh_from_db()
                seen, stands = finding.version, found_in(finding)
            put_error(form, error, BESIDE)
        else:
            messages.success(request, "The changes are saved.")
            return _after(request, finding)
    return _show(request, finding.audit, form, finding, seen=seen, stands=stands)


@require_http_methods(["GET", "POST"])
@requires(MAY)
def remove(request: PortalRequest, partnership: str, finding_pk: int) -> HttpResponse:
    """Take a finding out, after asking."""
    finding = finding_at(request, partnership, finding_pk, MAY)
    if finding is None:
        raise Http404
    error, seen = "", version_seen(request, finding.version)
    if request.method == "POST":
        try:
            actions.remove_finding(
                finding=finding, seen=seen, by=request.access, at=timezone.now()
            )
        except ValidationError as refusal:
            if refusal.code == "gone":
                return _removed(request, finding.audit)
            error = refusal.messages[0]
            finding.refresh_from_db()
        else:
            return _removed(request, finding.audit)
    context = {
        "audit": finding.audit,
        "partnership": finding.audit.partnership,
        "finding": finding,
        "found": found_in(finding),
        "error": error,
    }
    return render(request, "audits/findings/remove.html", context)


@require_POST
@requires(MAY)
def move(request: PortalRequest, partnership: str, finding_pk: int) -> HttpResponse:
    """One place further up or down."""
    finding = finding_at(request, partnership, finding_pk, MAY)
    if finding is None:
        raise Http404
    try:
        actions.move_finding(
            finding=finding,
            up=request.POST.get("way") == "up",
            by=request.access,
            at=timezone.now(),
        )
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return _list(finding.audit)


def not_now(request: PortalRequest, audit: Audit) -> HttpResponse:
    """Back to the list, saying when something can be written."""
    refusal = actions.CLOSED if audit.is_closed else actions.EARLY
    messages.error(request, refusal)
    return _list(audit)


def _form(
    request: PortalRequest, audit: Audit, finding: Finding | None = None
) -> FindingForm:
    found = found_in(finding) if finding else None
    objectives, agencies = objectives_of(audit), agencies_of(audit)
    if found:
        # What was chosen before stays to be chosen, even where it left since.
        objectives += [one for one in found.objectives if one not in objectives]
        agencies += [one for one in found.agencies if one not in agencies]
    form = FindingForm(
        request.POST if request.method == "POST" else None,
        objectives=objectives,
        agencies=agencies,
        found=found,
    )
    keep_cases_out(form, audit)
    return form


def _gone(request: PortalRequest, partnership: str) -> HttpResponse:
    """What was typed into a finding that a colleague removed, to save it as new."""
    audit = audit_written_in(request)
    if audit.partnership.slug != partnership:
        raise Http404
    form = _form(request, audit)
    form.add_error(None, GONE)
    return _show(request, audit, form)


def _after(request: PortalRequest, finding: Finding) -> HttpResponse:
    """On to the grades it rests on where that was asked for, else to the list."""
    slug = finding.audit.partnership.slug
    if request.POST.get("then") == "grades":
        return redirect("audits:finding_grades", slug, finding.pk)
    return _list(finding.audit)


def _removed(request: PortalRequest, audit: Audit) -> HttpResponse:
    messages.success(request, "The finding is removed.")
    return _list(audit)


def _list(audit: Audit) -> HttpResponse:
    return redirect("audits:findings", audit.partnership.slug, audit.pk)


def _show(
    request: PortalRequest,
    audit: Audit,
    form: FindingForm,
    finding: Finding | None = None,
    **more: Any,
) -> HttpResponse:
    context = {
        "audit": audit,
        "partnership": audit.partnership,
        "form": form,
        "finding": finding,
        "themes": themes_of(audit),
        **more,
    }
    return render(request, "audits/findings/write.html", context)
