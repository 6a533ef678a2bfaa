"""Finding the audit in hand, for the person who asks for it."""

from django.shortcuts import get_object_or_404

from audits.models import Audit, Programme
from partnership.guards import PortalRequest
from partnership.models import Agency
from partnership.roles import Permission
from partnership.views.finding import find_partnership


def find_audit(
    request: PortalRequest, slug: str, pk: int, permission: Permission
) -> Audit:
    """An audit of a partnership, for somebody with a right there."""
    whose = find_partnership(request, slug, permission)
    seen = Audit.objects.visible_to(request.access).select_related(
        "partnership", "programme", "tool", "again_of"
    )
    return get_object_or_404(seen, partnership=whose, pk=pk)


def find_programme(
    request: PortalRequest, slug: str, pk: int, permission: Permission
) -> Programme:
    """A programme of a partnership, for somebody with a right there."""
    whose = find_partnership(request, slug, permission)
    seen = Programme.objects.visible_to(request.access).select_related("partnership")
    return get_object_or_404(seen, partnership=whose, pk=pk)


def find_agency(request: PortalRequest, slug: str, permission: Permission) -> Agency:
    """One of a person's own agencies, else 404."""
    mine = request.access.agencies_with(permission)
    seen = Agency.objects.visible_to(request.access).filter(pk__in=mine)
    return get_object_or_404(seen, slug=slug)
