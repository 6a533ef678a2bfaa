"""Addresses of audits: each part of the room has its own list."""

from django.urls import include, path

app_name = "audits"

PARTS = ("tools", "planning", "grading", "findings", "recommendations", "reports")

urlpatterns = [path("", include(f"audits.urls.{part}")) for part in PARTS]
