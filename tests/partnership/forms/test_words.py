"""Every word has its box, and says nothing about a child."""

import pytest

from partnership.forms import WordingForm
from partnership.forms.words import ROLES
from partnership.wording import AGENCY_ROLES, PARTNERSHIP_ROLES, STANDARD


def form(**data):
    return WordingForm(data, own={})


def test_every_word_has_a_box_that_may_be_empty():
    empty = form()
    assert set(empty.fields) == set(STANDARD)
    assert empty.is_valid()


def test_every_box_is_shown_once():
    one = form()
    shown = [*one.agency_roles, *one.partnership_roles]
    shown += [box for *_, boxes in one.statuses for box in boxes]
    assert sorted(box.name for box in shown) == sorted(STANDARD)


def test_every_role_is_explained():
    assert set(ROLES) == {*AGENCY_ROLES, *PARTNERSHIP_ROLES}


@pytest.mark.parametrize("key", ["role_lead", "status_slipping", "meaning_slipping"])
def test_words_that_could_identify_a_child_are_refused(key):
    assert set(form(**{key: "NHS 943 476 5919"}).errors) == {key}


def test_words_that_are_too_long_are_refused():
    assert form(role_lead="x" * 41).errors == {
        "role_lead": ["The words for “Lead” must be 40 characters or fewer. It has 41."]
    }
