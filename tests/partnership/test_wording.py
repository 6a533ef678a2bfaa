"""The words of one partnership, of several, and the standard ones."""

import pytest

from partnership.models import Wording
from partnership.wording import (
    STATUSES,
    Words,
    common,
    words_by_partnership,
    words_of,
)
from response_tool.models import Action


@pytest.fixture
def say(northshire):
    def say(partnership, **own):
        for key, words in own.items():
            Wording.objects.create(partnership=partnership, key=key, words=words)

    return say


def test_the_statuses_are_those_of_the_response_tool():
    words = [(status, word) for status, (word, _) in STATUSES.items()]
    assert words == [(str(value), str(label)) for value, label in Action.Status.choices]


def test_without_words_of_its_own_a_partnership_has_the_standard(northshire):
    words = words_of([northshire.pk])
    assert words.role("lead") == "Lead"
    assert words.status("embedded") == "Complete and embedded"
    assert words.meaning("complete") == "Done."
    assert words.status("") == ""


def test_its_own_words_stand_instead(northshire, say):
    say(northshire, status_on_track="Green", meaning_on_track="Fine.", role_lead="Head")
    words = words_of([northshire.pk])
    assert words.statuses["on_track"] == "Green"
    assert words.statuses["slipping"] == "Slipping"
    assert words.meanings["on_track"] == "Fine."
    assert words.role("lead") == "Head"
    assert words.own_statuses == {"on_track": "Green"}


def test_words_that_all_partnerships_use_are_used(northshire, castlebourne, say):
    for one in (northshire, castlebourne):
        say(one, status_on_track="Green")
    assert words_of([northshire.pk, castlebourne.pk]).status("on_track") == "Green"


def test_where_one_status_differs_all_have_the_standard_words(
    northshire, castlebourne, say
):
    say(northshire, status_on_track="Green", status_slipping="Amber")
    say(castlebourne, status_on_track="Green")
    words = words_of([northshire.pk, castlebourne.pk])
    assert words.status("on_track") == "On track"
    assert words.status("slipping") == "Slipping"


def test_statuses_that_differ_leave_roles_alone(northshire, castlebourne, say):
    say(northshire, status_on_track="Green", role_lead="Head")
    say(castlebourne, role_lead="Head")
    assert words_of([northshire.pk, castlebourne.pk]).role("lead") == "Head"


def test_no_partnership_has_the_standard_words(db):
    assert words_of([]) == Words() == common([])


def test_a_sentence_can_name_a_role():
    assert Words().a_role("auditor") == "an auditor"
    assert Words({"role_auditor": "Quality lead"}).a_role("auditor") == "a quality lead"
    assert Words({"role_auditor": "QA lead"}).a_role("auditor") == "a QA lead"


def test_the_words_of_many_are_one_query(
    northshire, castlebourne, say, django_assert_num_queries
):
    say(northshire, role_lead="Head")
    with django_assert_num_queries(1):
        found = words_by_partnership([northshire.pk, castlebourne.pk])
    assert [one.role("lead") for one in found.values()] == ["Head", "Lead"]
