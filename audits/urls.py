"""Addresses of audits: each part of the room has its own list."""

from django.urls import URLPattern, include, path

from audits.views import briefings, reports

app_name = "audits"

TOOLS: list[URLPattern] = []
PLANNING: list[URLPattern] = []
GRADING: list[URLPattern] = []
FINDINGS: list[URLPattern] = []
RECOMMENDATIONS: list[URLPattern] = []

# What a partnership sees, and what an agency does.
OF_PARTNERSHIP = "partnerships/<slug:partnership>/audits/"
OF_AGENCY = "agencies/<slug:agency>/audits/"

_AUDIT = f"{OF_PARTNERSHIP}<row:audit_pk>/"
_TAKEN_PART = f"{OF_AGENCY}<row:audit_pk>/"
REPORTS: list[URLPattern] = [
    path(f"{_AUDIT}report/", reports.report, name="report"),
    path(f"{_AUDIT}report/word/", reports.report_word, name="report_word"),
    path(f"{_AUDIT}report/pdf/", reports.report_pdf, name="report_pdf"),
    path(f"{_AUDIT}briefing/", briefings.briefing, name="briefing"),
    path(f"{_AUDIT}briefing/edit/", briefings.edit_briefing, name="edit_briefing"),
    path(f"{_AUDIT}briefing/pdf/", briefings.briefing_pdf, name="briefing_pdf"),
    path(f"{_AUDIT}briefing/share/", briefings.share_briefing, name="share_briefing"),
    path(f"{_TAKEN_PART}report/", reports.agency_report, name="agency_report"),
    path(f"{_TAKEN_PART}briefing/", briefings.agency_briefing, name="agency_briefing"),
    path(
        f"{_TAKEN_PART}briefing/pdf/",
        briefings.agency_briefing_pdf,
        name="agency_briefing_pdf",
    ),
]

urlpatterns = [
    path("", include(TOOLS)),
    path("", include(PLANNING)),
    path("", include(GRADING)),
    path("", include(FINDINGS)),
    path("", include(RECOMMENDATIONS)),
    path("", include(REPORTS)),
]
