"""Who changed what in a case: for its agency, and for who moderates."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from audits import case_history
from audits.models import SELF_ASSESSMENT
from audits.views.moderating import find_case
from audits.views.parts import find_part
from partnership.guards import PortalRequest, requires
from partnership.roles import Permission


@require_GET
@requires(Permission.AUDIT_VIEW)
def of_part(request: PortalRequest, agency: str, case_part_pk: int) -> HttpResponse:
    """How an agency graded its own part of a case."""
    part = find_part(request, agency, case_part_pk)
    context = {
        "part": part,
        "case": part.case,
        "audit": part.case.audit,
        "is_self": part.case.reference == SELF_ASSESSMENT,
        "days": case_history.of_part(part),
    }
    return render(request, "audits/grading/history.html", context)


@require_GET
@requires(Permission.AUDIT_REVIEW)
def of_case(request: PortalRequest, partnership: str, case_pk: int) -> HttpResponse:
    """How a case was moderated, and when each agency was done with it."""
    case = find_case(request, partnership, case_pk)
    context = {
        "case": case,
        "audit": case.audit,
        "partnership": case.audit.partnership,
        "is_self": case.reference == SELF_ASSESSMENT,
        "days": case_history.of_case(case),
    }
    return render(request, "audits/grading/history.html", context)
