"""School holidays: added, changed, removed by their own coordinators."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from activity.models import Event
from partnership.access import Forbidden
from partnership.actions import add_holiday, change_holiday, remove_holiday
from partnership.models import Agency, Holiday, Sector
from tests.factories import NOW, AgencyFactory, SeatFactory
from ui.merging import Edit

FIRST, LAST = date(2026, 10, 26), date(2026, 10, 30)
DAY = timedelta(days=1)


def add(partnership, by, **said) -> Holiday:
    given = {"name": "Half term", "from_on": FIRST, "to_on": LAST} | said
    return add_holiday(partnership=partnership, **given, by=by, at=NOW)


def test_a_holiday_is_added_once_and_recorded(northshire, by_northshire):
    assert add(northshire, by_northshire) == add(northshire, by_northshire)
    assert Holiday.objects.count() == 1
    event = Event.objects.get()
    assert event.verb == "added the school holiday"
    assert event.after["from_on"] == "2026-10-26"
    assert event.thread_id == northshire.pk


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"to_on": FIRST - DAY}, "cannot end before it begins"),
        ({"to_on": date(2027, 10, 30)}, "100 days long at most"),
        ({"name": "x" * 61}, "60 characters"),
    ],
)
def test_days_that_cannot_be_meant_are_refused(northshire, by, said, problem):
    with pytest.raises(ValidationError, match=problem):
        add(northshire, by, **said)
    assert not Holiday.objects.exists()


def test_the_same_days_under_another_name_are_refused(northshire, by):
    add(northshire, by)
    with pytest.raises(ValidationError, match="there already"):
        add(northshire, by, name="Autumn")


def test_a_holiday_is_changed_unless_a_colleague_did(northshire, by):
    holiday = add(northshire, by)
    edit = Edit("name", "Half term", "October")
    assert change_holiday(holiday=holiday, edits=[edit], by=by, at=NOW) == []
    (clash,) = change_holiday(
        holiday=holiday, edits=[Edit("name", "Half term", "Autumn")], by=by, at=NOW
    )
    assert (clash.theirs, clash.mine) == ("October", "Autumn")
    assert Holiday.objects.get().name == "October"


def test_what_a_colleague_removed_cannot_be_changed(northshire, by):
    holiday = add(northshire, by)
    for _ in range(2):
        remove_holiday(holiday=holiday, by=by, at=NOW)
    assert Event.objects.filter(verb="removed the school holiday").count() == 1
    with pytest.raises(ValidationError, match="has removed this holiday"):
        change_holiday(holiday=holiday, edits=[], by=by, at=NOW)


def test_only_its_own_coordinators_change_anything(northshire, by, by_castlebourne):
    holiday = add(northshire, by)
    for change in (
        lambda: add(northshire, by_castlebourne),
        lambda: change_holiday(holiday=holiday, edits=[], by=by_castlebourne, at=NOW),
        lambda: remove_holiday(holiday=holiday, by=by_castlebourne, at=NOW),
    ):
        with pytest.raises(Forbidden):
            change()
    assert Holiday.objects.count() == 1


def test_schools_are_on_holiday_on_its_days_and_others_never(northshire, by):
    add(northshire, by)
    school = AgencyFactory(sector=Sector.SCHOOLS)
    elsewhere = AgencyFactory(sector=Sector.SCHOOLS)
    for agency in (school, AgencyFactory()):
        SeatFactory(agency=agency, partnership=northshire)
    SeatFactory(agency=elsewhere)
    found = {
        day: set(Agency.objects.on_holiday(day))
        for day in (FIRST - DAY, FIRST, LAST, LAST + DAY)
    }
    assert found == {
        FIRST - DAY: set(),
        FIRST: {school},
        LAST: {school},
        LAST + DAY: set(),
    }
