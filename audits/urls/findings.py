"""What audits found."""

from django.urls import URLPattern, path

from audits.urls.places import AUDIT, FINDING
from audits.views import (
    finding_grades,
    findings,
)

urlpatterns: list[URLPattern] = [
    path(f"{AUDIT}findings/", findings.findings, name="findings"),
    path(
        f"{AUDIT}findings/add/",
        findings.add,
        name="add_finding",
    ),
    path(
        FINDING,
        findings.change,
        name="change_finding",
    ),
    path(
        f"{FINDING}grades/",
        finding_grades.grades,
        name="finding_grades",
    ),
    path(
        f"{FINDING}move/",
        findings.move,
        name="move_finding",
    ),
    path(
        f"{FINDING}remove/",
        findings.remove,
        name="remove_finding",
    ),
]
