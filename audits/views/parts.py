"""Finding an agency's part of an audit, for the person who asks for it."""

from django.shortcuts import get_object_or_404

from audits.models import Audit, Part
from audits.models.cases import PartQuerySet
from audits.views.whose import find_agency
from partnership.guards import PortalRequest
from partnership.models import Agency
from partnership.roles import Permission


def find_taken_part(request: PortalRequest, slug: str, pk: int) -> tuple[Agency, Audit]:
    """One’s own agency and an audit it takes part in, once it has begun, else 404."""
    agency = find_agency(request, slug, Permission.AUDIT_VIEW)
    seen = Audit.objects.visible_to(request.access).filter(agencies=agency)
    begun = seen.exclude(state=Audit.State.PLANNED)
    named = begun.select_related("partnership", "programme", "tool", "again_of")
    return agency, get_object_or_404(named, pk=pk)


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
