"""Findings and recommendations at an address, for the person who asks for them."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from audits.models import Audit, Finding, Recommendation
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


def audit_written_in(request: PortalRequest) -> Audit:
    """The audit that a page says it is about, for somebody who writes its findings.

    What a page was about may be gone; what was typed there still has a home.
    """
    of, text = request.POST.get("audit", ""), request.POST.get("text")
    if text is None or not (of.isascii() and of.isdecimal() and len(of) < 18):
        raise Http404
    mine = request.access.partnerships_with(Permission.AUDIT_MODERATE)
    seen = Audit.objects.visible_to(request.access).filter(partnership__in=mine)
    return get_object_or_404(seen.select_related("partnership", "tool"), pk=int(of))
