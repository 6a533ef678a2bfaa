"""How agencies reach the coordinators."""

import pytest
from django.core.exceptions import ValidationError

from activity.models import Event
from partnership.access import Forbidden
from partnership.actions import change_contact
from tests.factories import NOW
from ui.merging import Edit


def change(partnership, by, *edits):
    return change_contact(partnership=partnership, edits=edits, by=by, at=NOW)


def test_the_contact_details_are_changed_and_recorded(northshire, by_northshire):
    edit = Edit("contact_hours", "", "Mondays")
    assert change(northshire, by_northshire, edit) == []
    northshire.refresh_from_db()
    assert northshire.contact_hours == "Mondays"
    (event,) = Event.objects.all()
    assert event.after == {"contact_hours": "Mondays"}


def test_only_its_own_coordinators_change_them(northshire, by_castlebourne):
    with pytest.raises(Forbidden):
        change(northshire, by_castlebourne, Edit("contact_hours", "", "Mondays"))


def test_a_colleagues_change_meanwhile_is_given_back(northshire, by):
    change(northshire, by, Edit("contact_hours", "", "Mondays"))
    (clash,) = change(northshire, by, Edit("contact_hours", "", "Fridays"))
    assert (clash.theirs, clash.mine) == ("Mondays", "Fridays")


def test_what_is_no_address_is_refused(northshire, by):
    was = northshire.contact_email
    with pytest.raises(ValidationError):
        change(northshire, by, Edit("contact_email", was, "nowhere"))
