"""Where the pages of an audit are, those of the room's other parts among them."""

from django.urls import reverse

from audits.models import Audit
from partnership.models import Agency

Link = tuple[str, str]  # an address, and what it is called

OF_AUDIT = (
    ("audits:findings", "Findings and recommendations"),
    ("audits:report", "Report"),
    ("audits:briefing", "Learning briefing"),
)
OF_PARTNERSHIP = (
    ("audits:recommendations", "Recommendations"),
    ("audits:tools", "Tools"),
    ("audits:scales", "Scales"),
)
ALL_OF_THEM = "Recommendations of every audit"
FOR_AGENCY = (
    ("audits:agency_report", "Report"),
    ("audits:agency_briefing", "Learning briefing"),
)


def of_audit(audit: Audit, slug: str) -> list[Link]:
    """Pages of one audit, and the recommendations of all."""
    found = [(reverse(name, args=[slug, audit.pk]), label) for name, label in OF_AUDIT]
    return [*found, (reverse("audits:recommendations", args=[slug]), ALL_OF_THEM)]


def of_partnership(slug: str) -> list[Link]:
    """Pages of a partnership beside its audits."""
    return [(reverse(name, args=[slug]), label) for name, label in OF_PARTNERSHIP]


def of_moderating(slug: str, case_pk: int) -> str:
    """Where a case is moderated."""
    return reverse("audits:moderate", args=[slug, case_pk])


def of_agency(agency: Agency, audit_pk: int) -> str:
    """Where an agency grades its parts of an audit."""
    return reverse("audits:parts", args=[agency.slug, audit_pk])


def of_closed(agency: Agency, audit_pk: int) -> list[Link]:
    """What an agency reads of an audit once it is closed."""
    place = [agency.slug, audit_pk]
    return [(reverse(name, args=place), label) for name, label in FOR_AGENCY]
