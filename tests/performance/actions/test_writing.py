"""A partnership writes measures of its own, and asks for as many as it may."""

from datetime import date
from functools import partial

import pytest
from django.core.exceptions import ValidationError

from performance.actions import writing
from performance.actions.stopping import stop_asking
from performance.actions.writing import write_measure
from performance.library import entries
from performance.models import Commission, Measure
from tests.factories import ANYBODY, NOW
from tests.performance.steps import ask, measure

SAID = {
    "title": "Homes visited",
    "unit": "percentage",
    "numerator": "Visits",
    "denominator": "All homes",
    "kind": "flow",
    "frequency": "quarter",
    "places": 1,
    "better": 1,
    "hides": "dfe",
    "notes": "",
}


@pytest.fixture
def write(northshire):
    return partial(write_measure, partnership=northshire, by=ANYBODY, at=NOW)


@pytest.fixture
def _room_for_two(monkeypatch):
    monkeypatch.setattr(writing, "MOST", 2)


def stop(commission: Commission) -> None:
    stop_asking(commission=commission, ended_on=date(2026, 6, 30), by=ANYBODY, at=NOW)


def test_what_is_sent_twice_is_written_once(write):
    assert write(fields=SAID) == write(fields=dict(SAID))
    assert Measure.objects.count() == 1


@pytest.mark.parametrize(
    "other",
    [{"numerator": "Visits by two people"}, {"places": 0}, {"title": "HOMES visited"}],
)
def test_another_measure_of_the_same_name_is_refused(write, other):
    write(fields=SAID)
    with pytest.raises(ValidationError) as refused:
        write(fields=SAID | other)
    assert refused.value.code == "same_title"
    assert Measure.objects.get().numerator == "Visits"


def test_it_has_another_name_than_what_every_partnership_can_ask_for(write):
    measure("Staff in post", "count")
    (first, *_) = entries()
    for taken in ("STAFF in  post", first.title.upper(), first.key):
        with pytest.raises(ValidationError, match="every partnership") as refused:
            write(fields=SAID | {"title": taken})
        assert refused.value.code == "same_title"


def test_another_partnerships_measure_may_have_that_name(write, castlebourne):
    write(fields=SAID)
    assert write(fields=SAID | {"notes": "Ours"}, partnership=castlebourne).pk


@pytest.mark.usefixtures("_room_for_two")
def test_measures_that_are_asked_for_no_longer_leave_room(northshire, hopewell):
    first = ask(northshire, hopewell, of=measure("One", "count"))
    ask(northshire, hopewell, of=measure("Two", "count"))
    third = measure("Three", "count")
    with pytest.raises(ValidationError) as refused:
        ask(northshire, hopewell, of=third)
    assert refused.value.code == "too_many"
    stop(first)
    assert ask(northshire, hopewell, of=third).pk


@pytest.mark.usefixtures("_room_for_two")
def test_so_do_those_of_their_own(write, northshire, hopewell):
    own = [write(fields=SAID | {"title": title}) for title in ("One", "Two")]
    with pytest.raises(ValidationError) as refused:
        write(fields=SAID)
    assert refused.value.code == "too_many"
    stop(ask(northshire, hopewell, of=own[0]))
    assert write(fields=SAID).pk
