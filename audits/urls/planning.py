"""Programmes, audits, and their cases."""

from django.urls import URLPattern, path

from audits.urls.places import AUDIT, OF_AGENCY, OF_PARTNERSHIP, PROGRAMME
from audits.views import (
    audits,
    cases,
    moving,
    programmes,
    removing,
    taking_part,
)

urlpatterns: list[URLPattern] = [
    path("audits/", taking_part.doors, name="doors"),
    path(OF_AGENCY, taking_part.agency_audits, name="agency_audits"),
    path(OF_PARTNERSHIP, programmes.audits, name="audits"),
    path(f"{OF_PARTNERSHIP}plan/", audits.plan, name="plan"),
    path(f"{OF_PARTNERSHIP}programmes/add/", programmes.add, name="add_programme"),
    path(PROGRAMME, programmes.programme, name="programme"),
    path(f"{PROGRAMME}change/", programmes.change, name="change_programme"),
    path(f"{PROGRAMME}remove/", removing.programme, name="remove_programme"),
    path(AUDIT, audits.audit, name="audit"),
    path(f"{AUDIT}change/", audits.change, name="change_audit"),
    path(f"{AUDIT}remove/", removing.audit, name="remove_audit"),
    path(f"{AUDIT}move/", moving.move, name="move_audit"),
    path(f"{AUDIT}step-back/", moving.step_back, name="step_back"),
    path(f"{AUDIT}cases/", cases.cases, name="cases"),
    path(f"{AUDIT}cases/<row:case_pk>/remove/", cases.remove, name="remove_case"),
    path(
        f"{AUDIT}cases/<row:case_pk>/reference/",
        cases.correct,
        name="correct_reference",
    ),
]
