"""Asking for a measure again: what was sent stays, nobody owes what lies between."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from activity.models import Event
from partnership.models import Seat
from performance.actions import writing
from performance.actions.stopping import ask_again, stop_asking
from performance.grids import grid
from performance.measuring import measured
from performance.models import Asked, Return
from tests.factories import ANYBODY, NOW
from tests.performance.steps import QUARTER, accept, ask, history, measure

STOPPED = QUARTER.moved(-3).ends_on


@pytest.fixture
def staff(northshire, hopewell):
    """Sent for three quarters, then stopped."""
    of = measure("Staff", "count", hides="nothing")
    asked = ask(northshire, hopewell, of=of, first_on=QUARTER.moved(-5).starts_on)
    history(hopewell, of, 20, 21, 22, 23, 24)
    for data_return in Return.objects.order_by("pk"):
        accept(data_return, northshire)
    stop_asking(commission=asked, ended_on=STOPPED, by=ANYBODY, at=NOW)
    return asked


def again(commission, from_on=QUARTER.starts_on) -> None:
    ask_again(commission=commission, from_on=from_on, by=ANYBODY, at=NOW)
    commission.refresh_from_db()


def is_asked(agency, period) -> bool:
    found = grid(agency, period)
    return bool(found and found.lines)


def test_what_was_sent_stays_and_what_lies_between_is_owed_by_nobody(
    staff, northshire, hopewell
):
    again(staff)
    assert staff.ended_on is None
    assert is_asked(hopewell, QUARTER)
    assert not is_asked(hopewell, QUARTER.moved(-1))
    (one,) = measured(northshire.pk, on=date(2026, 11, 18))
    values = [moment.value for moment in one.series.moments]
    assert values[:3] == [20, 21, 22]
    event = Event.objects.get(verb="asked again for")
    assert event.after["from_on"] == QUARTER.starts_on.isoformat()


def test_a_stop_that_was_a_mistake_leaves_no_gap(staff, hopewell):
    before = Asked.objects.get().from_on
    again(staff, QUARTER.moved(-2).starts_on)
    assert Asked.objects.get().from_on == before
    assert is_asked(hopewell, QUARTER.moved(-4))
    assert is_asked(hopewell, QUARTER.moved(-1))


def test_only_who_has_a_seat_is_asked_again(staff):
    Seat.objects.all().delete()
    with pytest.raises(ValidationError) as refused:
        again(staff)
    assert refused.value.code == "nobody"
    staff.refresh_from_db()
    assert staff.ended_on == STOPPED


def test_asking_again_needs_room(staff, northshire, hopewell, monkeypatch):
    ask(northshire, hopewell, of=measure("Two", "count"))
    monkeypatch.setattr(writing, "MOST", 1)
    with pytest.raises(ValidationError) as refused:
        again(staff)
    assert refused.value.code == "too_many"


def test_what_is_asked_for_is_not_asked_for_again(staff):
    again(staff)
    with pytest.raises(ValidationError) as refused:
        again(staff)
    assert refused.value.code == "not_stopped"
