"""Where the pages of an audit are, those of the room's other parts among them.

A page that does not exist yet is left out.
"""

from collections.abc import Sequence

from django.urls import NoReverseMatch, reverse

from audits.models import Audit
from partnership.models import Agency

# Name, label, and whether it is for those who see raw grades. Downloads are on the
# pages themselves, which know whether there is anything to download.
OF_AUDIT = (
    ("audits:case_sheet", "Case reviews as a spreadsheet", True),
    ("audits:findings", "Findings", False),
    ("audits:recommendations", "Recommendations", False),
    ("audits:report", "Report", False),
    ("audits:briefing", "Learning briefing", False),
)
OF_PARTNERSHIP = (
    ("audits:tools", "Tools and scales"),
    ("audits:recommendations", "Recommendations"),
)


def of_audit(audit: Audit, slug: str, *, raw: bool) -> list[tuple[str, str]]:
    """Pages of one audit: address and label."""
    found = [
        (_where(name, [slug, audit.pk], [slug]), label)
        for name, label, for_reviewers in OF_AUDIT
        if raw or not for_reviewers
    ]
    return [(href, label) for href, label in found if href]


def of_partnership(slug: str) -> list[tuple[str, str]]:
    """Pages of a partnership beside its audits: address and label."""
    found = [(_where(name, [slug]), label) for name, label in OF_PARTNERSHIP]
    return [(href, label) for href, label in found if href]


def of_moderating(audit: Audit, slug: str, case_pk: int) -> str:
    """Where a case is moderated; nothing where it is not."""
    return _where("audits:moderate", [slug, case_pk], [slug, audit.pk, case_pk])


def of_agency(agency: Agency, audit_pk: int) -> str:
    """Where an agency grades its parts of an audit, else its audits."""
    parts = _where("audits:parts", [agency.slug, audit_pk])
    return parts or reverse("audits:agency_audits", args=[agency.slug])


def _where(name: str, *tries: Sequence[object]) -> str:
    for args in tries:
        try:
            return reverse(name, args=args)
        except NoReverseMatch:
            continue
    return ""
