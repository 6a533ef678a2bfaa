"""A partnership's own words, and the way back to the standard ones."""

import pytest
from django.core.exceptions import ValidationError

from activity.models import Event
from partnership.access import Forbidden
from partnership.actions import change_wording
from partnership.models import Wording
from partnership.wording import words_of
from tests.factories import NOW
from ui.merging import Edit


def change(partnership, by, *edits):
    return change_wording(partnership=partnership, edits=edits, by=by, at=NOW)


def test_a_partnership_gets_words_of_its_own(northshire, by_northshire):
    assert change(northshire, by_northshire, Edit("status_on_track", "", "Green")) == []
    assert words_of([northshire.pk]).status("on_track") == "Green"
    (event,) = Event.objects.all()
    assert event.after == {"status_on_track": "Green"}


def test_pages_can_tell_that_the_words_have_changed(northshire, by):
    change(northshire, by, Edit("status_on_track", "", "Green"))
    change(northshire, by, Edit("status_on_track", "Green", "Green"))
    northshire.refresh_from_db()
    assert northshire.wording_version == 1


def test_an_empty_text_brings_back_the_standard(northshire, by):
    change(northshire, by, Edit("status_on_track", "", "Green"))
    change(northshire, by, Edit("status_on_track", "Green", ""))
    assert words_of([northshire.pk]).status("on_track") == "On track"
    assert not Wording.objects.exists()


def test_only_its_own_coordinators_change_them(northshire, by_castlebourne):
    with pytest.raises(Forbidden):
        change(northshire, by_castlebourne, Edit("status_on_track", "", "Green"))


def test_a_colleagues_words_meanwhile_are_given_back(northshire, by):
    change(northshire, by, Edit("role_lead", "", "Champion"))
    (clash,) = change(
        northshire, by, Edit("role_lead", "", "Owner"), Edit("role_viewer", "", "Guest")
    )
    assert (clash.theirs, clash.mine) == ("Champion", "Owner")
    assert words_of([northshire.pk]).role("viewer") == "Viewer"


def test_two_statuses_cannot_be_called_the_same(northshire, by):
    with pytest.raises(ValidationError) as refused:
        change(northshire, by, Edit("status_not_started", "", "slipping"))
    assert refused.value.message_dict == {
        "status_not_started": ["This is what “Slipping” is called. Choose other words"]
    }


def test_two_statuses_can_change_places(northshire, by):
    edits = [
        Edit("status_slipping", "", "Off track"),
        Edit("status_off_track", "", "Slipping"),
    ]
    assert change(northshire, by, *edits) == []


def test_a_role_may_be_called_as_a_status_is(northshire, by):
    assert change(northshire, by, Edit("role_viewer", "", "On track")) == []


def test_what_is_no_word_of_a_partnership_is_left_alone(northshire, by):
    assert change(northshire, by, Edit("role_emperor", "", "Caesar")) == []
    assert not Wording.objects.exists()
