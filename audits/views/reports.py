"""Audit reports: as a page, in Word and as a PDF; for partnerships and for agencies."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from audits.exports.reports import file_name, pdf_document, word_document
from audits.models import Audit
from audits.report import Report, is_moderated, report_of
from audits.views.parts import find_taken_part
from audits.views.whose import find_audit
from partnership.guards import PortalRequest, requires
from partnership.models import Agency
from partnership.roles import Permission
from ui.downloads import PDF, WORD, handed_over

READ, VIEW = Permission.AUDIT_READ, Permission.AUDIT_VIEW


@require_GET
@requires(READ)
def report(request: PortalRequest, partnership: str, audit_pk: int) -> HttpResponse:
    """What an audit found, once it is closed; its reviewers see it as it grows."""
    audit = find_audit(request, partnership, audit_pk, READ)
    return _page(request, audit, _report(request, audit))


@require_GET
@requires(READ)
def report_word(
    request: PortalRequest, partnership: str, audit_pk: int
) -> HttpResponse:
    """The same as a Word document."""
    found = _whole(request, partnership, audit_pk)
    name = file_name("audit-report", found.audit.title, "docx")
    return handed_over(word_document(found), WORD, name, is_private=True)


@require_GET
@requires(READ)
def report_pdf(request: PortalRequest, partnership: str, audit_pk: int) -> HttpResponse:
    """The same as a tagged PDF."""
    found = _whole(request, partnership, audit_pk)
    name = file_name("audit-report", found.audit.title, "pdf")
    content = pdf_document(found, at=timezone.now())
    return handed_over(content, PDF, name, is_private=True)


@require_GET
@requires(VIEW)
def agency_report(request: PortalRequest, agency: str, audit_pk: int) -> HttpResponse:
    """For an agency that took part: the report of a closed audit, masked."""
    whose, audit = find_taken_part(request, agency, audit_pk)
    found = _report(request, audit) if audit.is_closed else None
    return _page(request, audit, found, agency=whose)


def _whole(request: PortalRequest, slug: str, audit_pk: int) -> Report:
    """The report; 404 for who has to wait for it."""
    found = _report(request, find_audit(request, slug, audit_pk, READ))
    if found is None:
        raise Http404
    return found


def _report(request: PortalRequest, audit: Audit) -> Report | None:
    """Nothing for a reader who has to wait: for most until the audit is closed."""
    if not (audit.is_closed or (is_moderated(audit) and _reviews(request, audit))):
        return None
    return report_of(audit, access=request.access, on=timezone.localdate())


def _reviews(request: PortalRequest, audit: Audit) -> bool:
    theirs = [audit.partnership_id]
    return request.access.may(Permission.AUDIT_REVIEW, partnership_ids=theirs)


def _page(
    request: PortalRequest,
    audit: Audit,
    found: Report | None,
    agency: Agency | None = None,
) -> HttpResponse:
    context = {
        "audit": audit,
        "partnership": audit.partnership,
        "agency": agency,
        "report": found,
        "may_review": agency is None and _reviews(request, audit),
    }
    answer = render(request, "audits/reports/report.html", context)
    answer.headers["Cache-Control"] = "no-store"
    return answer
