"""Findings and recommendations at an address, for the person who asks for them."""

from django.shortcuts import get_object_or_404

from audits.models import Finding, Recommendation
from partnership.guards import PortalRequest
from partnership.roles import Permission
from partnership.views.finding import find_partnership


def finding_at(
    request: PortalRequest, slug: str, finding_pk: int, permission: Permission
) -> Finding | None:
    """A finding of a partnership; nothing where it is not there any more."""
    whose = find_partnership(request, slug, permission)
    seen = Finding.objects.visible_to(request.access)
    mine = seen.filter(audit__partnership=whose)
    named = mine.select_related("audit__partnership", "audit__tool")
    return named.filter(pk=finding_pk).first()


def recommendation_at(request: PortalRequest, pk: int) -> Recommendation:
    """A recommendation that a person may see."""
    seen = Recommendation.objects.visible_to(request.access)
    named = seen.select_related("agency", "partnership", "audit")
    return get_object_or_404(named, pk=pk)
