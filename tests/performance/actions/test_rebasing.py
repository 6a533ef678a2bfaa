"""Where a new mean can begin, and taking it back."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from activity.models import Event
from performance.actions.rebasing import rebase, take_back_mean
from performance.models import Rebase, Return
from tests.factories import ANYBODY, NOW, access
from tests.performance.steps import QUARTER, accept, ask, give, history, measure, send


@pytest.fixture
def staff(northshire, hopewell):
    return ask(northshire, hopewell, of=measure("Staff", "count", hides="nothing"))


@pytest.fixture
def counted(staff, northshire, hopewell):
    """Figures of three quarters, the last of which begins on 1 April 2026."""
    history(hopewell, staff.measure, 20, 21, 22)
    for data_return in Return.objects.all():
        accept(data_return, northshire)
    return staff


def begin(commission, from_on, by=ANYBODY):
    return rebase(
        commission=commission,
        from_on=from_on,
        because="One front door",
        baseline=None,
        by=by,
        at=NOW,
    )


@pytest.mark.parametrize("from_on", [date(2026, 1, 1), QUARTER.starts_on])
def test_it_begins_from_the_second_period_with_figures_to_the_latest_over(
    counted, from_on
):
    assert begin(counted, from_on).from_on == from_on


@pytest.mark.parametrize(
    "from_on", [date(2015, 1, 1), date(2025, 10, 1), date(2026, 10, 1)]
)
def test_it_begins_nowhere_else(counted, from_on):
    with pytest.raises(ValidationError, match="to 1 July 2026, when the latest"):
        begin(counted, from_on)


def test_it_needs_figures_of_two_periods(staff, northshire, hopewell):
    give(hopewell, staff.measure, 20)
    accept(send(hopewell), northshire)
    with pytest.raises(ValidationError, match="needs figures before it") as caught:
        begin(staff, QUARTER.starts_on)
    assert caught.value.code == "no_mean"


def test_two_do_not_begin_on_one_day(counted):
    begin(counted, QUARTER.starts_on)
    with pytest.raises(ValidationError, match="begins on that day already") as caught:
        begin(counted, QUARTER.starts_on)
    assert caught.value.code == "no_mean"


def test_what_is_taken_back_stays_in_the_history(counted):
    new = begin(counted, QUARTER.starts_on)
    take_back_mean(new=new, because="It opened later", by=ANYBODY, at=NOW)
    assert not Rebase.objects.exists()
    told = Event.objects.order_by("-pk").first()
    assert told.verb == "took back a new mean for"
    assert told.before == {"from_on": "2026-07-01", "reason": "One front door"}
    assert told.after == {"reason": "It opened later"}
    new.pk = 1
    with pytest.raises(ValidationError, match="taken back already"):
        take_back_mean(new=new, because="Once more", by=ANYBODY, at=NOW)


def test_only_who_chooses_measures_takes_it_back(counted, cast):
    new = begin(counted, QUARTER.starts_on)
    with pytest.raises(PermissionDenied):
        take_back_mean(new=new, because="No", by=access(cast.board), at=NOW)
    assert Rebase.objects.exists()
