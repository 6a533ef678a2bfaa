"""Case reviews: graded by agencies, moderated, and as spreadsheets."""

from django.urls import URLPattern, path

from audits.urls.places import OF_AGENCY, OF_PARTNERSHIP, TAKEN_PART
from audits.views import grading, history, moderating, sheets

urlpatterns: list[URLPattern] = [
    path(TAKEN_PART, grading.parts, name="parts"),
    path(f"{OF_AGENCY}parts/<row:case_part_pk>/", grading.grade, name="grade"),
    path(
        f"{OF_AGENCY}parts/<row:case_part_pk>/autosave/",
        grading.autosave,
        name="autosave",
    ),
    path(
        f"{OF_AGENCY}parts/<row:case_part_pk>/history/",
        history.of_part,
        name="part_history",
    ),
    path(
        f"{OF_PARTNERSHIP}cases/<row:case_pk>/grades/history/",
        history.of_case,
        name="case_history",
    ),
    path(
        f"{TAKEN_PART}spreadsheet/",
        sheets.case_sheet,
        name="case_sheet",
    ),
    path(f"{TAKEN_PART}upload/", sheets.case_upload, name="case_upload"),
    path(
        f"{TAKEN_PART}upload/save/",
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
