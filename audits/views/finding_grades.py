"""Choosing the grades that a finding rests on, a page of them at a time.

What is ticked is saved by every button, also by those that show other grades, so that
nothing ticked is lost and no script is needed.
"""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from audits.actions.findings import can_be_written, rest_on
from audits.forms.findings import WhichGradesForm
from audits.grades import PAGE, grades_of, narrowed
from audits.models import Audit, CaseReview, Finding
from audits.views.findings import not_now
from audits.views.looking_up import finding_at
from partnership.guards import PortalRequest, requires
from partnership.roles import Permission
from ui.templatetags.words import count

MAY = Permission.AUDIT_MODERATE


@require_http_methods(["GET", "POST"])
@requires(MAY)
def grades(request: PortalRequest, partnership: str, finding_pk: int) -> HttpResponse:
    """The grades of the audit, to be ticked: case, agency, question and grade."""
    finding = finding_at(request, partnership, finding_pk, MAY)
    if finding is None:
        raise Http404
    which = _which(request, finding.audit, request.GET or None)
    error = ""
    if request.method == "POST":
        error = _save(request, finding)
        if not error:
            return _on(request, finding)
    elif not can_be_written(finding.audit):
        return not_now(request, finding.audit)
    return _show(request, finding, which, error)


def _save(request: PortalRequest, finding: Finding) -> str:
    """Save what was ticked and unticked on this page; what is wrong, if anything."""
    ticked = _numbers(request.POST.getlist("ticked"))
    was = _numbers(request.POST.getlist("was"))
    try:
        rest_on(
            finding=finding,
            add=ticked - was,
            drop=was - ticked,
            by=request.access,
            at=timezone.now(),
        )
    except ValidationError as error:
        return str(error.messages[0])
    return ""


def _on(request: PortalRequest, finding: Finding) -> HttpResponse:
    """Where the button leads: to other grades, another page, or back to the list."""
    slug = finding.audit.partnership.slug
    many = finding.judgements.count()
    messages.success(request, f"Saved. The finding rests on {count(many, 'grade')}.")
    if request.POST.get("then") == "done":
        return redirect("audits:findings", slug, finding.audit_id)
    wishes = _which(request, finding.audit, request.POST).wishes()
    page = request.POST.get("page", "")
    if page.isascii() and page.isdecimal():
        wishes["page"] = page[:6]
    where = reverse("audits:finding_grades", args=[slug, finding.pk])
    return redirect(f"{where}?{urlencode(wishes)}")


def _which(
    request: PortalRequest, audit: Audit, asked: QueryDict | None
) -> WhichGradesForm:
    cases = CaseReview.objects.visible_to(request.access).filter(audit=audit)
    domains = audit.tool.domains.order_by("position", "pk")
    form = WhichGradesForm(
        asked or {},
        domains=list(domains.prefetch_related("criteria")),
        cases=list(cases.in_order().values_list("pk", "reference")),
    )
    form.is_valid()
    return form


def _show(
    request: PortalRequest, finding: Finding, which: WhichGradesForm, error: str
) -> HttpResponse:
    rows = narrowed(grades_of(finding.audit, request.access), which.wishes(), finding)
    chosen = set(finding.judgements.values_list("pk", flat=True))
    ticked = _numbers(request.POST.getlist("ticked")) if error else chosen
    context = {
        "audit": finding.audit,
        "partnership": finding.audit.partnership,
        "finding": finding,
        "which": which,
        "rows": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "chosen": chosen,
        "ticked": ticked,
        "error": error,
    }
    return render(request, "audits/findings/grades.html", context)


def _numbers(texts: Iterable[str]) -> set[int]:
    return {
        int(text)
        for text in texts
        if text.isascii() and text.isdecimal() and len(text) < 18
    }
