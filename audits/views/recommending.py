"""Writing a recommendation, and sending it to its owner."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from audits.actions import recommending as actions
from audits.actions.findings import GONE, can_be_written
from audits.actions.recommending import wanted_in
from audits.concerning import owners
from audits.forms.recommending import RecommendationForm
from audits.models import Audit, Finding, Recommendation
from audits.naming import keep_cases_out
from audits.views.findings import not_now
from audits.views.looking_up import audit_written_in, recommendation_at
from audits.views.whose import find_audit
from partnership.guards import PortalRequest, requires
from partnership.roles import Permission
from ui.forms import put_error, version_seen

MAY = Permission.AUDIT_MODERATE
BESIDE = {
    "no_finding": "findings",
    "not_of_audit": "findings",
    "no_seat": "agency",
    "past": "due_on",
}
NOTHING_SENT = "A colleague removed this recommendation meanwhile. It was not sent."


@require_http_methods(["GET", "POST"])
@requires(MAY)
def add(request: PortalRequest, partnership: str, audit_pk: int) -> HttpResponse:
    """Write down what an agency is to change."""
    audit = find_audit(request, partnership, audit_pk, MAY)
    if request.method == "GET" and not can_be_written(audit):
        return not_now(request, audit)
    form = _form(request, audit)
    if request.method == "POST" and form.is_bound and form.is_valid():
        try:
            made = actions.add_recommendation(
                audit=audit,
                wanted=form.wanted(),
                by=request.access,
                at=timezone.now(),
            )
        except ValidationError as error:
            put_error(form, error, BESIDE)
        else:
            messages.success(request, "The recommendation is written down.")
            return redirect("audits:recommendation", made.pk)
    return _show(request, audit, form)


@require_http_methods(["GET", "POST"])
@requires(MAY)
def change(request: PortalRequest, recommendation_pk: int) -> HttpResponse:
    """Put a draft in other words."""
    try:
        found = _mine(request, recommendation_pk)
    except Http404:
        return _gone(request)
    if request.method == "GET" and found.state != Recommendation.State.DRAFT:
        messages.error(request, actions.SENT)
        return redirect("audits:recommendation", found.pk)
    form = _form(request, found.audit, found)
    seen, stands = version_seen(request, found.version), None
    if request.method == "POST" and form.is_bound and form.is_valid():
        try:
            actions.change_recommendation(
                recommendation=found,
                wanted=form.wanted(),
                seen=seen,
                by=request.access,
                at=timezone.now(),
            )
        except ValidationError as error:
            if error.code == "gone":
                return _gone(request)
            if error.code == "changed":
                found.refresh_from_db()
                seen, stands = found.version, wanted_in(found)
            put_error(form, error, BESIDE)
        else:
            messages.success(request, "The changes are saved.")
            return redirect("audits:recommendation", found.pk)
    return _show(request, found.audit, form, found, seen=seen, stands=stands)


@require_http_methods(["GET", "POST"])
@requires(MAY)
def remove(request: PortalRequest, recommendation_pk: int) -> HttpResponse:
    """Take a draft out, after asking."""
    found = _mine(request, recommendation_pk)
    audit, error = found.audit, ""
    if request.method == "POST":
        try:
            actions.remove_recommendation(
                recommendation=found,
                seen=version_seen(request, found.version),
                by=request.access,
                at=timezone.now(),
            )
        except ValidationError as refusal:
            if refusal.code == "gone":
                return _removed(request, audit)
            error = refusal.messages[0]
            found.refresh_from_db()
        else:
            return _removed(request, audit)
    context = {"recommendation": found, "wanted": wanted_in(found), "error": error}
    return render(request, "audits/recommendations/remove.html", context)


@require_POST
@requires(MAY)
def send(request: PortalRequest, recommendation_pk: int) -> HttpResponse:
    """Send a draft to its owner."""
    found = _mine(request, recommendation_pk)
    try:
        actions.send_recommendation(
            recommendation=found, by=request.access, at=timezone.now()
        )
    except ValidationError as error:
        if error.code == "gone":
            messages.error(request, NOTHING_SENT)
            return _list(found.audit)
        messages.error(request, error.messages[0])
    else:
        messages.success(request, f"{found.agency} is told.")
    return redirect("audits:recommendation", found.pk)


@require_POST
@requires(MAY)
def send_all(request: PortalRequest, partnership: str, audit_pk: int) -> HttpResponse:
    """Send every draft of an audit to its owner."""
    audit = find_audit(request, partnership, audit_pk, MAY)
    try:
        sent = actions.open_recommendations(
            audit=audit, by=request.access, at=timezone.now()
        )
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        said = "The owners are told." if sent else "There was nothing left to send."
        messages.success(request, said)
    return _list(audit)


def _mine(request: PortalRequest, pk: int) -> Recommendation:
    found = recommendation_at(request, pk)
    request.access.require(MAY, partnership_ids=[found.partnership_id])
    return found


def _gone(request: PortalRequest) -> HttpResponse:
    """What was typed into a draft that a colleague removed, to save it as new."""
    audit = audit_written_in(request)
    form = _form(request, audit)
    if form.is_bound:
        form.add_error(None, GONE)
    return _show(request, audit, form)


def _removed(request: PortalRequest, audit: Audit) -> HttpResponse:
    messages.success(request, "The recommendation is removed.")
    return _list(audit)


def _list(audit: Audit) -> HttpResponse:
    return redirect("audits:findings", audit.partnership.slug, audit.pk)


def _form(
    request: PortalRequest, audit: Audit, found: Recommendation | None = None
) -> RecommendationForm:
    today = timezone.localdate()
    wanted = wanted_in(found) if found else None
    seen = Finding.objects.visible_to(request.access).filter(audit=audit)
    sent = request.POST if request.method == "POST" else None
    more = sent if sent and sent.get("then") == "more" else None
    form = RecommendationForm(
        None if more else sent,
        findings=list(seen.in_order()),
        agencies=owners(audit.partnership, on=today),
        today=today,
        wanted=wanted,
        typed=more,
    )
    keep_cases_out(form, audit)
    return form


def _show(
    request: PortalRequest,
    audit: Audit,
    form: RecommendationForm,
    recommendation: Recommendation | None = None,
    **more: Any,
) -> HttpResponse:
    context = {
        "audit": audit,
        "partnership": audit.partnership,
        "form": form,
        "recommendation": recommendation,
        **more,
    }
    return render(request, "audits/recommendations/write.html", context)
