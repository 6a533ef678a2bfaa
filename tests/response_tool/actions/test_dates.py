"""A round's dates, changed for all or for one agency, always with a reason."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from activity.models import Event
from partnership.access import Forbidden
from response_tool.actions import change_dates, extend_response, submit_response
from response_tool.figures import waiting
from response_tool.models import Response, Round
from strategies.models import Adoption
from tests.conftest import complete, submit
from tests.factories import ANYBODY, access
from tests.response_tool.steps import response_of
from ui.merging import Clash, Edit

DAY = timedelta(days=1)


def change(round_, now, *, by=ANYBODY, reason="Half-term.", **dates):
    edits = [Edit(name, getattr(round_, name), on) for name, on in dates.items()]
    return change_dates(round_=round_, edits=edits, reason=reason, by=by, at=now)


def extend(response, until, now, *, by=ANYBODY, reason="The lead is ill."):
    extend_response(response=response, until=until, reason=reason, by=by, at=now)


def told(round_) -> list[Event]:
    return list(Event.objects.about("response_tool.round", round_.pk))


def test_both_dates_move_for_everybody(cast, round_, now):
    due = round_.due_on + 7 * DAY
    assert not change(round_, now, by=access(cast.coordinator), due_on=due)
    stands = Round.objects.get(pk=round_.pk)
    assert (stands.due_on, stands.closes_on) == (due, round_.closes_on)
    last = told(round_)[0]
    assert last.verb == "changed the dates of"
    assert last.after == {"due_on": due.isoformat(), "reason": "Half-term."}
    assert not Adoption.objects.exclude(evidence_changed_at=now).exists()


def test_a_round_is_closed_and_opened_again(round_, response, today, now):
    change(round_, now, due_on=today - DAY, closes_on=today - DAY)
    complete(response)
    late = Response.objects.get(pk=response.pk)
    with pytest.raises(ValidationError) as raised:
        submit_response(response=late, by=ANYBODY, at=now)
    assert raised.value.code == "closed"
    change(Round.objects.get(pk=round_.pk), now, closes_on=today + DAY)
    assert submit_response(response=late, by=ANYBODY, at=now).is_submitted
    assert [one.verb for one in told(round_)[:2]] == ["re-opened", "closed"]


def test_dates_that_cannot_be_are_refused(round_, now):
    for dates in (
        {"due_on": round_.opens_on},
        {"closes_on": round_.due_on - DAY},
    ):
        with pytest.raises(ValidationError):
            change(round_, now, **dates)
    stands = Round.objects.get(pk=round_.pk)
    assert (stands.due_on, stands.closes_on) == (round_.due_on, round_.closes_on)


def test_a_colleagues_dates_are_not_written_over(round_, now):
    shown = Round.objects.get(pk=round_.pk)
    theirs = round_.due_on + DAY
    change(round_, now, due_on=theirs)
    mine = round_.due_on + 5 * DAY
    assert change(shown, now, due_on=mine) == [Clash("due_on", theirs, mine)]
    assert Round.objects.get(pk=round_.pk).due_on == theirs


def test_one_agency_has_its_own_day(cast, round_, response, harbour, today, now):
    until = round_.closes_on + 10 * DAY
    extend(response, until, now, by=access(cast.coordinator))
    mine = Response.objects.get(pk=response.pk)
    assert (mine.due_on, mine.closes_on) == (until, until)
    other = response_of(round_, harbour)
    assert (other.due_on, other.closes_on) == (round_.due_on, round_.closes_on)
    assert told(round_)[0].subject_label == "Hopewell Family Support"
    after_closing = round_.closes_on + DAY
    (item,) = waiting(access=access(cast.lead), today=after_closing)
    assert item.due_on == until
    assert not waiting(access=access(cast.other_lead), today=after_closing)
    complete(response)
    at = now + (after_closing - today)
    assert submit_response(response=response, by=ANYBODY, at=at).is_submitted


def test_a_shorter_extension_never_closes_earlier(round_, response, now):
    until = round_.due_on + DAY
    extend(response, until, now)
    mine = Response.objects.get(pk=response.pk)
    assert (mine.due_on, mine.closes_on) == (until, round_.closes_on)


def test_a_day_before_the_round_is_due_is_no_extension(round_, response, now):
    with pytest.raises(ValidationError) as raised:
        extend(response, round_.due_on - DAY, now)
    assert "until" in raised.value.message_dict


def test_who_has_submitted_needs_no_time(round_, response, now):
    submit(response)
    with pytest.raises(ValidationError) as raised:
        extend(response, round_.closes_on + DAY, now)
    assert raised.value.code == "submitted"


def test_a_reason_is_needed(round_, response, now):
    with pytest.raises(ValidationError):
        change(round_, now, reason=" ", due_on=round_.due_on + DAY)
    with pytest.raises(ValidationError):
        extend(response, round_.closes_on + DAY, now, reason="")
    assert Round.objects.get(pk=round_.pk).due_on == round_.due_on


def test_only_coordinators_change_dates(cast, round_, response, harbour, now):
    for role in ("lead", "board", "auditor", "analyst", "coordinator_elsewhere"):
        by = access(getattr(cast, role))
        with pytest.raises(Forbidden):
            change(round_, now, by=by, due_on=round_.due_on + DAY)
        with pytest.raises(Forbidden):
            extend(response, round_.closes_on + DAY, now, by=by)
    # Harbour sits in Castlebourne alone.
    theirs, by = response_of(round_, harbour), access(cast.coordinator)
    with pytest.raises(Forbidden):
        extend(theirs, round_.closes_on + DAY, now, by=by)
