"""Findings and recommendations at an address, for the person who asks for them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Form
from django.shortcuts import get_object_or_404

from audits.models import Audit, Finding, Recommendation
from partnership.guards import PortalRequest
from partnership.models import Partnership
from partnership.roles import Permission


def partnership_at(
    request: PortalRequest, slug: str, permission: Permission
) -> Partnership:
    """A partnership in which a person has a right; 404 for outsiders."""
    seen = Partnership.objects.visible_to(request.access)
    found = get_object_or_404(seen, slug=slug)
    request.access.require(permission, partnership_ids=[found.pk])
    return found


def audit_at(
    request: PortalRequest, slug: str, audit_pk: int, permission: Permission
) -> Audit:
    """An audit of a partnership in which a person has a right."""
    whose = partnership_at(request, slug, permission)
    seen = Audit.objects.visible_to(request.access).filter(partnership=whose)
    return get_object_or_404(seen.select_related("partnership", "tool"), pk=audit_pk)


def finding_at(
    request: PortalRequest, slug: str, finding_pk: int, permission: Permission
) -> Finding | None:
    """A finding of a partnership; nothing where it is not there any more."""
    whose = partnership_at(request, slug, permission)
    seen = Finding.objects.visible_to(request.access)
    mine = seen.filter(audit__partnership=whose)
    named = mine.select_related("audit__partnership", "audit__tool")
    return named.filter(pk=finding_pk).first()


def recommendation_at(request: PortalRequest, pk: int) -> Recommendation:
    """A recommendation that a person may see."""
    seen = Recommendation.objects.visible_to(request.access)
    named = seen.select_related("agency", "partnership", "audit")
    return get_object_or_404(named, pk=pk)


def version_in(request: PortalRequest, row: Any) -> int:
    """Which version the page was about when it was opened."""
    if request.method != "POST":
        return int(row.version)
    text = request.POST.get("seen", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def put_error(form: Form, error: ValidationError, beside: dict[str, str]) -> None:
    """Beside the box it is about, where that is known."""
    place = beside.get(getattr(error, "code", None) or "")
    form.add_error(place if place in form.fields else None, error.messages[0])
