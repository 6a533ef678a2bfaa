"""The grid of a return in a browser."""

import pytest

from performance.models import DataPoint, Received
from tests.performance.steps import QUARTER, ask, give, history, measure
from tests.response_tool.pages import Visitor

PATH = f"/figures/hopewell/quarter/{QUARTER.starts_on}/"


@pytest.fixture
def births(northshire, hopewell, asked):
    one = measure("Injuries of babies", "count")
    ask(northshire, hopewell, of=one, first_on=QUARTER.starts_on)
    return one


@pytest.fixture
def lead(cast, births, visit) -> Visitor:
    person = visit(cast.lead)
    person.go(PATH)
    return person


def box(what: str, of) -> str:
    return f"{what}-{of.pk}"


def test_good_rows_are_saved_beside_one_with_a_mistake(lead, rereferrals, births):
    typed = {box("number", rereferrals): "1,3O0", box("number", births): " 9 "}
    page = lead.press("Check and send", typed)
    assert "‘1,3O0’ is not a number" in page.text
    assert page.field(box("number", rereferrals)) == "1,3O0"
    assert DataPoint.objects.get(measure=births).numerator == 9
    assert not DataPoint.objects.filter(measure=rereferrals).exists()


def test_mistakes_are_mended_one_after_the_other(lead, rereferrals, births, hopewell):
    history(hopewell, rereferrals, 18, 22, 19, 21, 20, out_of=100)
    lead.go(PATH)
    number, out_of = box("number", rereferrals), box("out_of", rereferrals)
    page = lead.press(
        "Check and send", {number: "130", out_of: "100", box("number", births): "3"}
    )
    assert "cannot be larger than ‘out of’ (100)" in page.text
    page = lead.press("Check and send", {number: "60"})
    assert "Much higher than usual for you" in page.text
    page = lead.press("Check and send", {box("note", rereferrals): "A new form."})
    assert "Check your figures" in page.text
    page = lead.press("Send these figures")
    assert "Your figures are sent." in page.text
    sent = Received.objects.filter(
        point__data_return__starts_on=QUARTER.starts_on, state="waiting"
    )
    # The share to both partnerships that ask, the count to one.
    assert sent.count() == 3


def test_a_box_that_was_wrong_twice_is_sent_in_the_end(
    lead, rereferrals, births, hopewell
):
    history(hopewell, rereferrals, 28, 31, 27, 33, 29, 32, 30, out_of=100)
    lead.go(PATH)
    number, out_of = box("number", rereferrals), box("out_of", rereferrals)
    small = box("number", births)
    lead.press("Check and send", {number: "130", out_of: "1OO", small: "three"})
    page = lead.press("Check and send", {out_of: "100", small: " 3 "})
    assert "cannot be larger than ‘out of’ (100)" in page.text
    page = lead.press("Check and send", {number: "34"})
    assert page.problems == []
    assert "Check your figures" in page.text


def test_a_number_and_a_colleagues_reason_stand_side_by_side(
    lead, rereferrals, births, hopewell
):
    give(hopewell, rereferrals, None, missing="not_yet")
    number, out_of = box("number", rereferrals), box("out_of", rereferrals)
    typed = {number: "9", out_of: "64", box("number", births): "3"}
    page = lead.press("Save and come back later", typed)
    (problem,) = page.problems
    assert "meanwhile why there is no figure: “Not available yet”" in problem
    assert page.field(number) == "9"
    assert page.field(box("missing", rereferrals)) == "not_yet"
    assert DataPoint.objects.get(measure=births).numerator == 3
    lead.press("Save and come back later", {box("missing", rereferrals): ""})
    mine = DataPoint.objects.get(measure=rereferrals)
    assert (mine.numerator, mine.denominator, mine.missing) == (9, 64, "")


def test_a_reason_and_a_colleagues_number_stand_side_by_side(
    lead, rereferrals, births, hopewell
):
    give(hopewell, births, 3)
    missing = box("missing", births)
    page = lead.press("Save and come back later", {missing: "poor"})
    (problem,) = page.problems
    assert "A colleague entered a figure meanwhile" in problem
    assert (page.field(box("number", births)), page.field(missing)) == ("3", "poor")
    lead.press("Save and come back later", {box("number", births): ""})
    assert DataPoint.objects.get(measure=births).missing == "poor"


def test_a_colleagues_reason_is_told_in_words(lead, births, hopewell):
    give(hopewell, births, None, missing="not_yet")
    page = lead.press("Save and come back later", {box("missing", births): "poor"})
    (problem,) = page.problems
    assert "changed this to “Not available yet”" in problem
