"""Addresses of audits: each part of the room has its own list."""

from django.urls import URLPattern, include, path

from audits.views import grading, moderating, sheets

app_name = "audits"

# What a partnership sees, and what an agency does.
OF_PARTNERSHIP = "partnerships/<slug:partnership>/audits/"
OF_AGENCY = "agencies/<slug:agency>/audits/"

TOOLS: list[URLPattern] = []
PLANNING: list[URLPattern] = []
GRADING: list[URLPattern] = [
    path(f"{OF_AGENCY}<row:audit_pk>/", grading.parts, name="parts"),
    path(f"{OF_AGENCY}parts/<row:case_part_pk>/", grading.grade, name="grade"),
    path(
        f"{OF_AGENCY}parts/<row:case_part_pk>/autosave/",
        grading.autosave,
        name="autosave",
    ),
    path(
        f"{OF_AGENCY}<row:audit_pk>/spreadsheet/",
        sheets.case_sheet,
        name="case_sheet",
    ),
    path(f"{OF_AGENCY}<row:audit_pk>/upload/", sheets.case_upload, name="case_upload"),
    path(
        f"{OF_AGENCY}<row:audit_pk>/upload/save/",
        sheets.case_upload_save,
        name="case_upload_save",
    ),
    path(
        f"{OF_PARTNERSHIP}cases/<row:case_pk>/grades/",
        moderating.moderate,
        name="moderate",
    ),
    path(
        f"{OF_PARTNERSHIP}cases/<row:case_pk>/grades/<int:number>/",
        moderating.question,
        name="moderate_question",
    ),
]
FINDINGS: list[URLPattern] = []
RECOMMENDATIONS: list[URLPattern] = []
REPORTS: list[URLPattern] = []

urlpatterns = [
    path("", include(TOOLS)),
    path("", include(PLANNING)),
    path("", include(GRADING)),
    path("", include(FINDINGS)),
    path("", include(RECOMMENDATIONS)),
    path("", include(REPORTS)),
]
