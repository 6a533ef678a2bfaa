"""Coordinators' pages about the dates of a round."""

from datetime import timedelta

import pytest

from response_tool.models import Response, Round
from tests.conftest import submit
from tests.response_tool.pages import address, day

DAY = timedelta(days=1)


def typed(name, on):
    return day(name, f"{on.day} {on.month} {on.year}")


@pytest.fixture
def coordinator(cast, visit):
    return visit(cast.coordinator)


def test_a_coordinator_changes_the_dates_for_all(coordinator, round_):
    coordinator.open("round", round_.pk)
    coordinator.follow("Change the dates, close or re-open")
    due = round_.due_on + 7 * DAY
    page = coordinator.press(
        "Change the dates", {**typed("due_on", due), "reason": "Half-term."}
    )
    assert page.path == address("round", round_.pk)
    assert "changed the dates of the round" in page.text
    assert "Half-term." in page.text
    assert Round.objects.get(pk=round_.pk).due_on == due


def test_dates_need_a_reason_and_their_order(coordinator, round_):
    coordinator.open("change_dates", round_.pk)
    early = typed("closes_on", round_.due_on - DAY)
    page = coordinator.press("Change the dates", early)
    assert page.problems == ["The round cannot close before it is due", "Say why"]
    assert {name: page.field(name) for name in early} == early


def test_two_coordinators_see_each_others_dates(coordinator, cast, visit, round_):
    other = visit(cast.coordinator)
    for person in (coordinator, other):
        person.open("change_dates", round_.pk)
    first = {**typed("due_on", round_.due_on + DAY), "reason": "Half-term."}
    coordinator.press("Change the dates", first)
    second = {**typed("due_on", round_.due_on + 5 * DAY), "reason": "Snow."}
    page = other.press("Change the dates", second)
    (problem,) = page.problems
    assert "A colleague changed this to" in problem
    assert page.field("reason") == "Snow."
    other.press("Change the dates")
    assert Round.objects.get(pk=round_.pk).due_on == round_.due_on + 5 * DAY


def test_one_agency_is_given_more_time_and_sees_its_day(
    coordinator, cast, visit, round_, response
):
    coordinator.open("round", round_.pk)
    coordinator.follow("Give one agency more time")
    until = round_.closes_on + 10 * DAY
    page = coordinator.press(
        "Give more time",
        {"agency": str(response.pk), **typed("until", until), "reason": "Illness."},
    )
    assert "gave more time to Hopewell Family Support" in page.text
    assert "Has until" in page.text
    assert Response.objects.get(pk=response.pk).extended_to == until
    page = visit(cast.lead).open("start", response.pk)
    assert f"{until.day} {until:%B %Y}" in page.text


def test_only_agencies_that_answer_to_them_are_offered(coordinator, round_, response):
    page = coordinator.open("extend", round_.pk)
    assert "Hopewell" in page.text
    assert "Harbour" not in page.text
    page = coordinator.press("Give more time")
    assert page.problems == [
        "Choose an agency",
        "Enter the day it has until",
        "Say why",
    ]
    submit(response)
    page = coordinator.open("extend", round_.pk)
    assert "Every agency whose answers you receive has submitted." in page.text
