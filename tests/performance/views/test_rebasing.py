"""Beginning a new mean, and taking it back, in a browser."""

import pytest

from performance.models import Commission, Rebase, Return
from tests.performance.steps import accept, ask, history, measure
from tests.response_tool.pages import Visitor, day

BASE = "/measures/northshire/"


@pytest.fixture
def staff(northshire, hopewell) -> Commission:
    counted = measure("Staff", "count", hides="nothing")
    asked = ask(northshire, hopewell, of=counted)
    history(hopewell, counted, 20, 21, 22)
    for data_return in Return.objects.all():
        accept(data_return, northshire)
    return asked


@pytest.fixture
def analyst(cast, visit, staff) -> Visitor:
    person = visit(cast.analyst)
    person.go(f"{BASE}{staff.pk}/new-mean/")
    return person


def test_a_new_mean_begins_with_a_reason_and_enough_periods(analyst):
    typed = {**day("from_on", "1 4 2026"), "baseline": "3"}
    page = analyst.press("Begin anew", typed)
    assert set(page.problems) == {
        "Say why the mean begins anew",
        "Enter a number from 12 to 60",
    }
    page = analyst.press("Begin anew", {"because": "One front door", "baseline": "12"})
    assert "The mean begins anew there." in page.text
    assert Rebase.objects.get().because == "One front door"


@pytest.mark.parametrize("typed", ["1 1 2030", "1 1 2015", "1 10 2025"])
def test_where_no_new_mean_can_begin_is_said_beside_the_day(analyst, typed):
    said = {**day("from_on", typed), "because": "One front door"}
    page = analyst.press("Begin anew", said)
    (problem,) = page.problems
    assert "from 1 January 2026, when the second quarter with figures" in problem
    assert page.main.find(id="id_from_on-error")
    assert not Rebase.objects.exists()


def test_a_new_mean_that_begins_already_is_said_beside_the_day(analyst, staff):
    said = {**day("from_on", "1 4 2026"), "because": "One front door"}
    analyst.press("Begin anew", said)
    analyst.go(f"{BASE}{staff.pk}/new-mean/")
    page = analyst.press("Begin anew", said)
    assert page.problems == [
        "A new mean begins on that day already. Choose another period."
    ]
    assert page.main.find(id="id_from_on-error")


def test_a_new_mean_is_taken_back_with_a_reason(analyst, staff):
    said = {**day("from_on", "1 4 2026"), "because": "One front door"}
    page = analyst.press("Begin anew", said)
    (link,) = [one for one in page.links if one.startswith("Take it back")]
    page = analyst.follow(link)
    assert page.heading == "Take back the new mean from 1 April 2026?"
    assert "One front door" in page.text
    page = analyst.press("Take it back")
    assert page.problems == ["Say why the new mean is taken back"]
    page = analyst.press("Take it back", {"because": "It opened a year later"})
    assert "The new mean is taken back." in page.text
    assert page.path == f"{BASE}{staff.pk}/"
    assert not Rebase.objects.exists()


def test_a_board_reads_of_a_new_mean_and_cannot_take_it_back(
    analyst, staff, cast, visit
):
    analyst.press(
        "Begin anew", {**day("from_on", "1 4 2026"), "because": "One front door"}
    )
    page = visit(cast.board).go(f"{BASE}{staff.pk}/")
    assert "One front door" in page.text
    assert not [words for words in page.links if words.startswith("Take it back")]
