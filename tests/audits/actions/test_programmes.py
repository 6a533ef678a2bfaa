"""A partnership sets up its years of audits."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from activity.models import Event
from audits.actions.programmes import Year, add_programme, change_programme
from audits.models import Programme
from partnership.access import Forbidden
from tests.audits.steps import programme
from tests.factories import ANYBODY, NOW, access

YEAR = Year("2026 to 2027", date(2026, 4, 1), date(2027, 3, 31), "Early help.")


def add(partnership, year=YEAR, by=ANYBODY):
    return add_programme(partnership=partnership, year=year, by=by, at=NOW)


def test_a_year_is_set_up_once_however_often_it_is_sent(northshire):
    assert add(northshire) == add(northshire)
    assert Programme.objects.get().about == "Early help."
    event = Event.objects.get()
    assert (event.verb, event.after["title"]) == ("set up", "2026 to 2027")


def test_two_years_cannot_share_a_name(northshire):
    add(northshire)
    with pytest.raises(ValidationError, match="programme of that name already"):
        add(northshire, Year("2026 TO 2027", date(2027, 4, 1), date(2028, 3, 31)))


def test_a_year_ends_after_it_begins(northshire):
    with pytest.raises(ValidationError, match="must be later than the first"):
        add(northshire, Year("A", date(2027, 4, 1), date(2027, 4, 1)))


def test_a_partnership_has_no_endless_number_of_them(northshire, monkeypatch):
    monkeypatch.setattr("audits.actions.programmes.MOST", 1)
    add(northshire)
    with pytest.raises(ValidationError, match="keeps 1 programmes"):
        add(northshire, Year("B", date(2027, 4, 1), date(2028, 3, 31)))


def test_a_change_is_recorded_with_what_it_was(northshire):
    one = programme(northshire)
    other = Year("Next year", one.starts_on, one.ends_on)
    change_programme(programme=one, year=other, seen=1, by=ANYBODY, at=NOW)
    one.refresh_from_db()
    assert (one.title, one.version) == ("Next year", 2)
    event = Event.objects.get()
    assert event.before == {"title": "2026 to 2027"}
    assert event.after == {"title": "Next year"}
    change_programme(programme=one, year=other, seen=1, by=ANYBODY, at=NOW)
    assert Event.objects.count() == 1


def test_a_colleagues_change_is_not_written_over(northshire):
    one = programme(northshire)
    with pytest.raises(ValidationError) as refused:
        change_programme(programme=one, year=YEAR, seen=0, by=ANYBODY, at=NOW)
    assert refused.value.code == "changed"


@pytest.mark.parametrize("who", ["board", "analyst", "coordinator_elsewhere", "lead"])
def test_only_coordinators_and_auditors_set_years_up(cast, northshire, who):
    by = access(getattr(cast, who))
    with pytest.raises(Forbidden):
        add(northshire, by=by)
    with pytest.raises(Forbidden):
        change_programme(
            programme=programme(northshire), year=YEAR, seen=1, by=by, at=NOW
        )
