"""A case with all its agencies side by side, and one question of it to moderate."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from audits.actions.moderating import NOT_HERE
from audits.actions.moderating import moderate as settle
from audits.comparing import Line, Together, together
from audits.forms.moderating import ModerateForm
from audits.models import SELF_ASSESSMENT, Audit, CaseReview, Judgement
from partnership.guards import PortalRequest, requires
from partnership.models import Agency
from partnership.roles import Permission
from partnership.views.finding import find_partnership

READ, MAY = Permission.AUDIT_REVIEW, Permission.AUDIT_MODERATE
DIFFER = "differ"


@require_GET
@requires(READ)
def moderate(request: PortalRequest, partnership: str, case_pk: int) -> HttpResponse:
    """One case: what every agency says of every question, and what was settled."""
    case = find_case(request, partnership, case_pk)
    found = together(case)
    only = request.GET.get("show") == DIFFER
    before, after = _beside(request, case)
    context = {
        **_frame(request, found),
        "domains": list(found.domains(only_differing=only)),
        "only": only,
        "before": before,
        "after": after,
    }
    return render(request, "audits/grading/moderate.html", context)


@require_http_methods(["GET", "POST"])
@requires(READ)
def question(
    request: PortalRequest, partnership: str, case_pk: int, number: int
) -> HttpResponse:
    """One question of a case: settle on a grade for each agency, and say why."""
    case = find_case(request, partnership, case_pk)
    found = together(case)
    line = _line(found, number)
    if request.method == "GET":
        return _show(request, found, ModerateForm(None, line=line, grades=found.grades))
    request.access.require(MAY, partnership_ids=[case.audit.partnership_id])
    form = ModerateForm(request.POST, line=line, grades=found.grades)
    if form.left_over:
        form.add_error(None, NOT_HERE)
    if form.is_valid():
        try:
            clashes = settle(
                case=case,
                edits=form.by_judgement(),
                by=request.access,
                at=timezone.now(),
            )
        except ValidationError as error:
            form.add_error(None, error.messages[0])
        else:
            if not clashes:
                return _go(request, found, line)
            form.meet(_line(together(case), number), clashes)
    return _show(request, found, form)


def find_case(request: PortalRequest, slug: str, pk: int) -> CaseReview:
    """A case of a partnership, for somebody who may read how it was graded."""
    whose = find_partnership(request, slug, READ)
    cases = CaseReview.objects.visible_to(request.access)
    return get_object_or_404(
        cases.select_related("audit__tool", "audit__partnership"),
        audit__partnership=whose,
        pk=pk,
    )


def _line(found: Together, number: int) -> Line:
    line = found.line(number)
    if line is None:
        raise Http404
    return line


def _beside(
    request: PortalRequest, case: CaseReview
) -> tuple[CaseReview | None, CaseReview | None]:
    """The cases before and after this one. One query."""
    seen = CaseReview.objects.visible_to(request.access).filter(audit=case.audit_id)
    cases = list(seen.in_order())
    at = cases.index(case)
    before = cases[at - 1] if at else None
    return before, cases[at + 1] if at + 1 < len(cases) else None


def _frame(request: PortalRequest, found: Together) -> dict[str, Any]:
    audit = found.case.audit
    may = request.access.may(MAY, partnership_ids=[audit.partnership_id])
    return {
        "together": found,
        "case": found.case,
        "audit": audit,
        "partnership": audit.partnership,
        "may_moderate": may and audit.state == Audit.State.MODERATING,
        "is_self": found.case.reference == SELF_ASSESSMENT,
    }


def _show(request: PortalRequest, found: Together, form: ModerateForm) -> HttpResponse:
    frame = _frame(request, found)
    only = request.GET.get("show") == DIFFER
    context = {
        **frame,
        "line": form.line,
        "form": form,
        "boxes": form.boxes(),
        "left_over": _left_over(request, found, form) if form.is_bound else [],
        "has_boxes": bool(form.fields) and (frame["may_moderate"] or form.errors),
        "next": _next(found, form.line, only=only),
        "keep": f"?show={DIFFER}" if only else "",
    }
    return render(request, "audits/grading/question.html", context)


def _left_over(
    request: PortalRequest, found: Together, form: ModerateForm
) -> list[tuple[Agency, str, str]]:
    """What was typed and has no box any more, with the agency that it is about."""
    seen = Judgement.objects.visible_to(request.access).filter(part__case=found.case)
    rows = seen.filter(pk__in=form.left_over).select_related("part__agency")
    return [
        (one.part.agency, *form.left_over[one.pk])
        for one in rows.order_by("part__agency__name", "pk")
    ]


def _next(found: Together, line: Line, *, only: bool) -> int | None:
    some = found.differing if only else found.lines
    return next((one.number for one in some if one.number > line.number), None)


def _go(request: PortalRequest, found: Together, line: Line) -> HttpResponse:
    """On to the next question, or back to the case at this one."""
    only = request.GET.get("show") == DIFFER
    keep = f"?show={DIFFER}" if only else ""
    place = found.case.audit.partnership.slug, found.case.pk
    further = _next(found, line, only=only)
    messages.success(request, f"Question {line.number} is saved.")
    if request.POST.get("then") == "next" and further:
        page = reverse("audits:moderate_question", args=[*place, further])
        return redirect(f"{page}{keep}")
    page = reverse("audits:moderate", args=place)
    return redirect(f"{page}{keep}#question-{line.number}")
