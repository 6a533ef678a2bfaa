"""Addresses of audits: each part of the room has its own list."""

from django.urls import URLPattern, include, path

app_name = "audits"

TOOLS: list[URLPattern] = []
PLANNING: list[URLPattern] = []
GRADING: list[URLPattern] = []
FINDINGS: list[URLPattern] = []
RECOMMENDATIONS: list[URLPattern] = []
REPORTS: list[URLPattern] = []

# What a partnership sees, and what an agency does.
OF_PARTNERSHIP = "partnerships/<slug:partnership>/audits/"
OF_AGENCY = "agencies/<slug:agency>/audits/"

urlpatterns = [
    path("", include(TOOLS)),
    path("", include(PLANNING)),
    path("", include(GRADING)),
    path("", include(FINDINGS)),
    path("", include(RECOMMENDATIONS)),
    path("", include(REPORTS)),
]
