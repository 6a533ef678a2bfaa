"""The audits an agency takes part in, and the way in for everybody."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from audits import planning, states
from audits.models import Audit
from audits.places import of_agency, of_closed
from audits.views.whose import find_agency
from partnership.access import Forbidden
from partnership.guards import PortalRequest, everyone, requires
from partnership.models import Agency, Partnership
from partnership.roles import Permission


@require_GET
@everyone
def doors(request: PortalRequest) -> HttpResponse:
    """Whose audits a person may see; straight to them where there is one door."""
    access = request.access
    if not any(map(access.holds, (Permission.AUDIT_READ, Permission.AUDIT_VIEW))):
        raise Forbidden(Permission.AUDIT_READ)
    boards = access.partnerships_with(Permission.AUDIT_READ)
    mine = access.agencies_with(Permission.AUDIT_VIEW)
    partnerships = Partnership.objects.visible_to(access).filter(pk__in=boards)
    agencies = Agency.objects.visible_to(access).filter(pk__in=mine)
    found = [
        (str(one), reverse(f"audits:{page}", args=[one.slug]))
        for page, rows in (("audits", partnerships), ("agency_audits", agencies))
        for one in rows.order_by("name", "pk")
    ]
    if len(found) == 1:
        return redirect(found[0][1])
    return render(request, "audits/planning/doors.html", {"doors": found})


@require_GET
@requires(Permission.AUDIT_VIEW)
def agency_audits(request: PortalRequest, agency: str) -> HttpResponse:
    """What an agency is asked to grade, by when, and how far it is."""
    whose = find_agency(request, agency, Permission.AUDIT_VIEW)
    seen = Audit.objects.visible_to(request.access).select_related("partnership")
    mine = seen.filter(agencies=whose).exclude(state=states.State.PLANNED)
    rows = [
        (
            one,
            of_agency(whose, one.pk),
            of_closed(whose, one.pk) if one.is_closed else [],
        )
        for one in planning.counted(mine, whose).order_by("collect_by", "title", "pk")
    ]
    context = {
        "agency": whose,
        "to_grade": [row for row in rows if row[0].is_collecting],
        "others": [row for row in rows if not row[0].is_collecting][::-1],
    }
    return render(request, "audits/planning/agency_audits.html", context)
