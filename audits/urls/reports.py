"""Reports and learning briefings."""

from django.urls import URLPattern, path

from audits.urls.places import AUDIT, TAKEN_PART
from audits.views import (
    briefings,
    reports,
)

urlpatterns: list[URLPattern] = [
    path(f"{AUDIT}report/", reports.report, name="report"),
    path(f"{AUDIT}report/word/", reports.report_word, name="report_word"),
    path(f"{AUDIT}report/pdf/", reports.report_pdf, name="report_pdf"),
    path(f"{AUDIT}briefing/", briefings.briefing, name="briefing"),
    path(f"{AUDIT}briefing/edit/", briefings.edit_briefing, name="edit_briefing"),
    path(f"{AUDIT}briefing/pdf/", briefings.briefing_pdf, name="briefing_pdf"),
    path(f"{AUDIT}briefing/share/", briefings.share_briefing, name="share_briefing"),
    path(f"{TAKEN_PART}report/", reports.agency_report, name="agency_report"),
    path(f"{TAKEN_PART}briefing/", briefings.agency_briefing, name="agency_briefing"),
    path(
        f"{TAKEN_PART}briefing/shared/<row:shared_pk>/remove/",
        briefings.remove,
        name="remove_shared",
    ),
    path(
        f"{TAKEN_PART}briefing/pdf/",
        briefings.agency_briefing_pdf,
        name="agency_briefing_pdf",
    ),
]
