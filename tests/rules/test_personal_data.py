"""Every text a person types about their work is checked for personal data."""

import inspect

import pytest
from django.apps import apps
from django.db import models

from partnership.models import Agency
from response_tool import forms, standing
from response_tool.models import Action, Answer, Response, Round

# How each text is checked: by its form field refusing it, or when it is submitted.
REFUSED_BY_FORM = {
    (Answer, "not_relevant_because"): (forms.ChoiceForm, "because"),
    (Action, "what"): (forms.ActionForm, "what"),
    (Action, "who"): (forms.ActionForm, "who"),
}
KEPT_FROM_SUBMISSION = {(Answer, "progress"), (Answer, "difference")}

# Texts that are not checked, each with its reason.
EXEMPT = {
    (Answer, "may_stay_because"): "it explains words that were found",
    (Answer, "relevance"): "a choice",
    (Answer, "saved_by"): "written by the portal",
    (Action, "status"): "a choice",
    (Response, "state"): "a choice",
    (Response, "contact_role"): "says whom to contact, and is meant to",
    (Response, "contact_name"): "says whom to contact, and is meant to",
    (Response, "contact_email"): "says whom to contact, and is meant to",
    (Response, "contact_phone"): "says whom to contact, and is meant to",
    (Response, "submitted_by"): "written by the portal",
    (Round, "name"): "typed by coordinators, as in “spring 2027”",
}


def texts_of(*found: type[models.Model]) -> set[tuple[type[models.Model], str]]:
    """Every field of these models that holds text."""
    return {
        (model, field.name)
        for model in found
        for field in model._meta.get_fields()
        if isinstance(field, models.CharField | models.TextField)
    }


def uncovered(*found: type[models.Model]) -> set[tuple[type[models.Model], str]]:
    """Texts that are neither checked nor exempt."""
    return texts_of(*found) - set(REFUSED_BY_FORM) - KEPT_FROM_SUBMISSION - set(EXEMPT)


def test_every_text_of_the_response_tool_is_checked_or_exempt():
    room = apps.get_app_config("response_tool").get_models()
    assert uncovered(*room) == set()


@pytest.mark.parametrize(("form", "name"), REFUSED_BY_FORM.values())
def test_the_form_field_refuses_personal_data(form, name):
    validators = {
        v.__name__ for v in form.base_fields[name].validators if inspect.isfunction(v)
    }
    assert "refuse_identifiers" in validators


@pytest.mark.parametrize("name", sorted(name for _, name in KEPT_FROM_SUBMISSION))
def test_an_answer_with_personal_data_is_never_complete(name):
    words = {"progress": "Done.", "difference": "Better.", name: "NHS 943 476 5919"}
    answer = Answer(relevance="ours", **words)
    assert not standing.standing(answer, []).is_complete


def test_the_rule_notices_a_model_that_nobody_thought_of():
    assert uncovered(Agency)
