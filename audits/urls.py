"""Addresses of audits: each part of the room has its own list."""

from django.urls import URLPattern, include, path

from audits.views import audits, cases, moving, programmes, taking_part

app_name = "audits"

# What a partnership sees, and what an agency does.
OF_PARTNERSHIP = "partnerships/<slug:partnership>/audits/"
OF_AGENCY = "agencies/<slug:agency>/audits/"
AUDIT = f"{OF_PARTNERSHIP}<row:audit_pk>/"
PROGRAMME = f"{OF_PARTNERSHIP}programmes/<row:programme_pk>/"

TOOLS: list[URLPattern] = []
PLANNING: list[URLPattern] = [
    path("audits/", taking_part.doors, name="doors"),
    path(OF_AGENCY, taking_part.agency_audits, name="agency_audits"),
    path(OF_PARTNERSHIP, programmes.audits, name="audits"),
    path(f"{OF_PARTNERSHIP}plan/", audits.plan, name="plan"),
    path(f"{OF_PARTNERSHIP}programmes/add/", programmes.add, name="add_programme"),
    path(PROGRAMME, programmes.programme, name="programme"),
    path(f"{PROGRAMME}change/", programmes.change, name="change_programme"),
    path(AUDIT, audits.audit, name="audit"),
    path(f"{AUDIT}change/", audits.change, name="change_audit"),
    path(f"{AUDIT}move/", moving.move, name="move_audit"),
    path(f"{AUDIT}step-back/", moving.step_back, name="step_back"),
    path(f"{AUDIT}cases/", cases.cases, name="cases"),
    path(f"{AUDIT}cases/<row:case_pk>/remove/", cases.remove, name="remove_case"),
]
GRADING: list[URLPattern] = []
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
