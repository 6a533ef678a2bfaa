"""Learning briefings: written, given to agencies, printed, and shared with staff."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from audits.actions.briefings import (
    Draft,
    drafted,
    is_looked_at_again,
    note_shared,
    publish_briefing,
    remove_shared,
    save_briefing,
)
from audits.exports.reports import briefing_pdf as as_pdf
from audits.exports.reports import file_name
from audits.forms.briefings import BriefingForm, SharedForm
from audits.models import Audit, Briefing, Finding, Shared
from audits.models.briefings import PARTS
from audits.naming import keep_cases_out
from audits.views.parts import find_taken_part
from audits.views.whose import find_audit
from partnership.guards import PortalRequest, requires
from partnership.roles import Permission
from ui.downloads import PDF, handed_over
from ui.forms import version_seen

READ, VIEW = Permission.AUDIT_READ, Permission.AUDIT_VIEW
WRITE = Permission.AUDIT_MODERATE
BESIDE = {"not_yet": "shared_on", "too_early": "shared_on"}


@require_GET
@requires(READ)
def briefing(request: PortalRequest, partnership: str, audit_pk: int) -> HttpResponse:
    """What staff are to learn, and with whom agencies shared it."""
    audit = find_audit(request, partnership, audit_pk, READ)
    found = _briefing(request, audit)
    seen = Shared.objects.visible_to(request.access).select_related("agency")
    context = {
        "audit": audit,
        "partnership": audit.partnership,
        "briefing": found,
        "again": is_looked_at_again(audit),
        "shared": seen.filter(briefing=found).order_by("-shared_on", "-pk"),
        "may_write": request.access.may(WRITE, partnership_ids=[audit.partnership_id]),
    }
    return render(request, "audits/reports/briefing.html", context)


@require_GET
@requires(READ)
def briefing_pdf(
    request: PortalRequest, partnership: str, audit_pk: int
) -> HttpResponse:
    """The same on one sheet of paper."""
    audit = find_audit(request, partnership, audit_pk, READ)
    return _paper(audit, _briefing(request, audit))


@require_http_methods(["GET", "POST"])
@requires(WRITE)
def edit_briefing(
    request: PortalRequest, partnership: str, audit_pk: int
) -> HttpResponse:
    """Write it; the first time it is drafted from what was found."""
    audit = find_audit(request, partnership, audit_pk, WRITE)
    held = _briefing(request, audit)
    seen, stands = version_seen(request, held.version if held else 0), None
    first = _held(held) if held else _draft(request, audit)
    form = BriefingForm(request.POST or None, initial=first.texts)
    keep_cases_out(form, audit)
    if request.method == "POST" and form.is_valid():
        try:
            save_briefing(
                audit=audit,
                texts=form.cleaned_data,
                seen=seen,
                by=request.access,
                at=timezone.now(),
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
            stands = _briefing(request, audit)
            seen = stands.version if stands else 0
        else:
            messages.success(request, "The briefing is saved.")
            return redirect("audits:briefing", audit.partnership.slug, audit.pk)
    context = {
        "audit": audit,
        "partnership": audit.partnership,
        "form": form,
        "held": held,
        "seen": seen,
        "stands": stands,
        "left_out": first.left_out,
    }
    return render(request, "audits/reports/edit_briefing.html", context)


@require_POST
@requires(WRITE)
def share_briefing(
    request: PortalRequest, partnership: str, audit_pk: int
) -> HttpResponse:
    """Give it to the agencies that took part."""
    audit = find_audit(request, partnership, audit_pk, WRITE)
    try:
        publish_briefing(audit=audit, by=request.access, at=timezone.now())
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, "The agencies that took part can read it now.")
    return redirect("audits:briefing", audit.partnership.slug, audit.pk)


@require_http_methods(["GET", "POST"])
@requires(VIEW)
def agency_briefing(request: PortalRequest, agency: str, audit_pk: int) -> HttpResponse:
    """For an agency that took part: to read, print, and say with whom it was shared."""
    whose, audit = find_taken_part(request, agency, audit_pk)
    found = Briefing.objects.visible_to(request.access).filter(audit=audit).first()
    form = SharedForm(request.POST or None)
    keep_cases_out(form, audit)
    if request.method == "POST":
        request.access.require(Permission.BRIEFING_SHARE, agency_id=whose.pk)
        if found is None:
            raise Http404
        if form.is_valid():
            try:
                note_shared(
                    briefing=found,
                    agency=whose,
                    by=request.access,
                    at=timezone.now(),
                    **form.cleaned_data,
                )
            except ValidationError as error:
                form.add_error(BESIDE.get(str(error.code)), error.messages)
            else:
                messages.success(request, "Whom you shared it with is on the list now.")
                return redirect("audits:agency_briefing", whose.slug, audit.pk)
    seen = Shared.objects.visible_to(request.access).filter(briefing=found)
    context: dict[str, Any] = {
        "audit": audit,
        "partnership": audit.partnership,
        "agency": whose,
        "briefing": found,
        "again": is_looked_at_again(audit),
        "form": form,
        "shared": seen.filter(agency=whose).order_by("-shared_on", "-pk"),
        "may_share": request.access.may(Permission.BRIEFING_SHARE, agency_id=whose.pk),
    }
    return render(request, "audits/reports/agency_briefing.html", context)


@require_POST
@requires(VIEW)
def remove(
    request: PortalRequest, agency: str, audit_pk: int, shared_pk: int
) -> HttpResponse:
    """Take out with whom an agency shared it, where that was a mistake."""
    whose, audit = find_taken_part(request, agency, audit_pk)
    request.access.require(Permission.BRIEFING_SHARE, agency_id=whose.pk)
    seen = Shared.objects.visible_to(request.access).filter(agency=whose)
    found = seen.filter(briefing__audit=audit, pk=shared_pk).first()
    if found:
        remove_shared(shared=found, by=request.access, at=timezone.now())
    messages.success(request, "The entry is removed.")
    return redirect("audits:agency_briefing", whose.slug, audit.pk)


@require_GET
@requires(VIEW)
def agency_briefing_pdf(
    request: PortalRequest, agency: str, audit_pk: int
) -> HttpResponse:
    """The same on one sheet of paper."""
    _, audit = find_taken_part(request, agency, audit_pk)
    return _paper(audit, _briefing(request, audit))


def _briefing(request: PortalRequest, audit: Audit) -> Briefing | None:
    seen = Briefing.objects.visible_to(request.access)
    return seen.filter(audit=audit).select_related("audit__partnership").first()


def _held(briefing: Briefing) -> Draft:
    return Draft({name: getattr(briefing, name) for name in PARTS}, [])


def _draft(request: PortalRequest, audit: Audit) -> Draft:
    found = Finding.objects.visible_to(request.access).filter(audit=audit)
    return drafted(audit, list(found.in_order()))


def _paper(audit: Audit, found: Briefing | None) -> HttpResponse:
    if found is None:
        raise Http404
    content = as_pdf(found, at=timezone.now())
    return handed_over(content, PDF, file_name("learning-briefing", audit.title, "pdf"))
