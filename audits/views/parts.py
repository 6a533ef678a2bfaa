"""Finding an agency's part of an audit, for the person who asks for it."""

from django.shortcuts import get_object_or_404

from audits.models import Audit, Part
from audits.models.cases import PartQuerySet
from audits.views.whose import find_agency
from partnership.guards import PortalRequest
from partnership.models import Agency
from partnership.roles import Permission


def find_audit(request: PortalRequest, agency: Agency, pk: int) -> Audit:
    """An audit in which an agency takes part, once it has begun, else 404."""
    seen = Audit.objects.visible_to(request.access).filter(agencies=agency)
    begun = seen.exclude(state=Audit.State.PLANNED)
    return get_object_or_404(begun.select_related("partnership", "tool"), pk=pk)


def parts_of(request: PortalRequest, agency: Agency) -> PartQuerySet:
    """An agency's parts of cases, with what pages say about them."""
    seen = Part.objects.visible_to(request.access).filter(agency=agency)
    begun = seen.exclude(case__audit__state=Audit.State.PLANNED)
    return begun.select_related(
        "agency", "case__audit__tool", "case__audit__partnership"
    )


def find_part(request: PortalRequest, slug: str, pk: int) -> Part:
    """One part of a case of one's own agency, else 404."""
    agency = find_agency(request, slug, Permission.AUDIT_VIEW)
    return get_object_or_404(parts_of(request, agency), pk=pk)
