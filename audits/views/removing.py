"""Removing an audit that was planned by mistake, or a year without audits."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from audits.actions.removing import (
    remove_audit,
    remove_programme,
    why_audit_stays,
    why_programme_stays,
)
from audits.actions.telling import asked_before
from audits.views.whose import find_audit, find_programme
from partnership.guards import PortalRequest, requires
from partnership.roles import Permission
from ui.forms import version_seen

MAY = Permission.AUDIT_CONFIGURE


@require_http_methods(["GET", "POST"])
@requires(MAY)
def audit(request: PortalRequest, partnership: str, audit_pk: int) -> HttpResponse:
    """Remove an audit that is only planned, after asking."""
    found = find_audit(request, partnership, audit_pk, MAY)
    refusal = why_audit_stays(found)
    seen = version_seen(request, found.version)
    cases = version_seen(request, found.cases.count(), "cases")
    if request.method == "POST":
        what = {"audit": found, "seen": seen, "cases": cases}
        refusal = _refused(request, remove_audit, **what)
        if refusal is None:
            messages.success(request, f"The audit “{found}” is removed.")
            slug = found.partnership.slug
            return redirect("audits:programme", slug, found.programme_id)
    context = {
        "partnership": found.partnership,
        "audit": found,
        "refusal": refusal,
        "seen": seen,
        "cases": cases,
        "asked": asked_before(found),
    }
    return render(request, "audits/planning/remove_audit.html", context)


@require_http_methods(["GET", "POST"])
@requires(MAY)
def programme(
    request: PortalRequest, partnership: str, programme_pk: int
) -> HttpResponse:
    """Remove a year that has no audits, after asking."""
    found = find_programme(request, partnership, programme_pk, MAY)
    whose, refusal = found.partnership, why_programme_stays(found)
    if request.method == "POST":
        refusal = _refused(request, remove_programme, programme=found)
        if refusal is None:
            messages.success(request, f"The programme “{found}” is removed.")
            return redirect("audits:audits", whose.slug)
    context = {"partnership": whose, "programme": found, "refusal": refusal}
    return render(request, "audits/planning/remove_programme.html", context)


def _refused(
    request: PortalRequest, act: Callable[..., None], **what: Any
) -> ValidationError | None:
    try:
        act(**what, by=request.access, at=timezone.now())
    except ValidationError as error:
        return error
    return None
