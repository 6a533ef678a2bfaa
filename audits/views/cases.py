"""The cases of an audit, by their references."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from audits import planning, states
from audits.actions.cases import add_cases, correct_reference, remove_case
from audits.actions.parts import spoken_of
from audits.forms.cases import CasesForm, CorrectForm
from audits.models import Audit, CaseReview
from audits.views.whose import find_audit
from partnership.guards import PortalRequest, requires
from partnership.roles import Permission
from ui.templatetags.words import count

MAY = Permission.AUDIT_CONFIGURE


@require_http_methods(["GET", "POST"])
@requires(MAY)
def cases(request: PortalRequest, partnership: str, audit_pk: int) -> HttpResponse:
    """Which cases there are, and putting in more."""
    found = find_audit(request, partnership, audit_pk, MAY)
    form = CasesForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            added = add_cases(
                audit=found,
                references=form.cleaned_data["references"],
                by=request.access,
                at=timezone.now(),
            )
        except ValidationError as error:
            form.add_error("references", error.messages)
        else:
            were = "is" if len(added) == 1 else "are"
            messages.success(request, f"{count(len(added), 'case')} {were} put in.")
            return redirect("audits:cases", found.partnership.slug, found.pk)
    return _show(request, found, form)


@require_http_methods(["GET", "POST"])
@requires(MAY)
def remove(
    request: PortalRequest, partnership: str, audit_pk: int, case_pk: int
) -> HttpResponse:
    """Take a case out, after asking."""
    found = find_audit(request, partnership, audit_pk, MAY)
    seen = CaseReview.objects.visible_to(request.access).select_related("audit")
    case = get_object_or_404(seen, audit=found, pk=case_pk)
    refusal = ""
    if request.method == "POST":
        try:
            remove_case(case=case, by=request.access, at=timezone.now())
        except ValidationError as error:
            refusal = error.messages[0]
        else:
            messages.success(request, f"{case} is taken out.")
            return redirect("audits:cases", found.partnership.slug, found.pk)
    context = {
        "partnership": found.partnership,
        "audit": found,
        "case": case,
        "refusal": refusal,
    }
    return render(request, "audits/planning/remove_case.html", context)


@require_http_methods(["GET", "POST"])
@requires(MAY)
def correct(
    request: PortalRequest, partnership: str, audit_pk: int, case_pk: int
) -> HttpResponse:
    """Call a case by another reference."""
    found = find_audit(request, partnership, audit_pk, MAY)
    seen = CaseReview.objects.visible_to(request.access).select_related("audit")
    case = get_object_or_404(seen, audit=found, pk=case_pk)
    form = CorrectForm(request.POST if request.method == "POST" else None, case=case)
    if request.method == "POST" and form.is_valid():
        try:
            correct_reference(
                case=case, by=request.access, at=timezone.now(), **form.cleaned_data
            )
        except ValidationError as error:
            if error.code == "gone":
                messages.error(request, error.messages[0])
                return redirect("audits:cases", found.partnership.slug, found.pk)
            form.add_error("reference", error.messages)
            case.refresh_from_db(fields=["reference"])
            form.show_again(case)
        else:
            messages.success(request, "The reference is corrected.")
            return redirect("audits:cases", found.partnership.slug, found.pk)
    context = {
        "partnership": found.partnership,
        "audit": found,
        "case": case,
        "form": form,
    }
    return render(request, "audits/planning/correct_reference.html", context)


def _show(request: PortalRequest, found: Audit, form: CasesForm) -> HttpResponse:
    seen = CaseReview.objects.visible_to(request.access).filter(audit=found)
    takes = states.takes_cases(found) and found.kind != Audit.Kind.SELF
    graded = spoken_of(found)
    rows = [
        (one, takes and one.pk not in graded) for one in planning.with_progress(seen)
    ]
    context = {
        "partnership": found.partnership,
        "audit": found,
        "form": form,
        "takes_cases": takes,
        "rows": rows,
    }
    return render(request, "audits/planning/cases.html", context)
