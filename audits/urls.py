"""Addresses of audits: each part of the room has its own list."""

from django.urls import URLPattern, include, path

from audits.views import (
    briefings,
    finding_grades,
    findings,
    following,
    proving,
    recommendations,
    recommending,
    reports,
)

app_name = "audits"

# What a partnership sees, and what an agency does.
OF_PARTNERSHIP = "partnerships/<slug:partnership>/audits/"
OF_AGENCY = "agencies/<slug:agency>/audits/"
# One page for the owner and the partnership alike.
OF_RECOMMENDATION = "recommendations/<row:recommendation_pk>/"

TOOLS: list[URLPattern] = []
PLANNING: list[URLPattern] = []
GRADING: list[URLPattern] = []
FINDINGS: list[URLPattern] = [
    path(
        f"{OF_PARTNERSHIP}<row:audit_pk>/findings/", findings.findings, name="findings"
    ),
    path(
        f"{OF_PARTNERSHIP}<row:audit_pk>/findings/add/",
        findings.add,
        name="add_finding",
    ),
    path(
        f"{OF_PARTNERSHIP}findings/<row:finding_pk>/",
        findings.change,
        name="change_finding",
    ),
    path(
        f"{OF_PARTNERSHIP}findings/<row:finding_pk>/grades/",
        finding_grades.grades,
        name="finding_grades",
    ),
    path(
        f"{OF_PARTNERSHIP}findings/<row:finding_pk>/move/",
        findings.move,
        name="move_finding",
    ),
    path(
        f"{OF_PARTNERSHIP}findings/<row:finding_pk>/remove/",
        findings.remove,
        name="remove_finding",
    ),
]
RECOMMENDATIONS: list[URLPattern] = [
    path(
        f"{OF_PARTNERSHIP}recommendations/",
        recommendations.recommendations,
        name="recommendations",
    ),
    path(
        f"{OF_PARTNERSHIP}<row:audit_pk>/recommendations/add/",
        recommending.add,
        name="add_recommendation",
    ),
    path(
        f"{OF_PARTNERSHIP}<row:audit_pk>/recommendations/send/",
        recommending.send_all,
        name="send_recommendations",
    ),
    path(
        "agencies/<slug:agency>/recommendations/",
        recommendations.own,
        name="own_recommendations",
    ),
    path(OF_RECOMMENDATION, following.recommendation, name="recommendation"),
    path(
        f"{OF_RECOMMENDATION}change/", recommending.change, name="change_recommendation"
    ),
    path(
        f"{OF_RECOMMENDATION}remove/", recommending.remove, name="remove_recommendation"
    ),
    path(f"{OF_RECOMMENDATION}send/", recommending.send, name="send_recommendation"),
    path(f"{OF_RECOMMENDATION}update/", following.update, name="update_recommendation"),
    path(f"{OF_RECOMMENDATION}ask/", following.ask, name="ask_to_close"),
    path(f"{OF_RECOMMENDATION}close/", following.close, name="close_recommendation"),
    path(
        f"{OF_RECOMMENDATION}send-back/",
        following.send_back,
        name="send_back_recommendation",
    ),
    path(f"{OF_RECOMMENDATION}reopen/", following.reopen, name="reopen_recommendation"),
    path(f"{OF_RECOMMENDATION}day/", following.change_due, name="change_due"),
    path(f"{OF_RECOMMENDATION}tested/", following.tested, name="tested_by"),
    path(f"{OF_RECOMMENDATION}evidence/add/", proving.add, name="add_proof"),
    path(
        f"{OF_RECOMMENDATION}evidence/check/<row:file_pk>/",
        proving.check,
        name="check_proof",
    ),
    path(
        f"{OF_RECOMMENDATION}evidence/<row:proof_pk>/", proving.download, name="proof"
    ),
    path(
        f"{OF_RECOMMENDATION}evidence/<row:proof_pk>/remove/",
        proving.remove,
        name="remove_proof",
    ),
]
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
