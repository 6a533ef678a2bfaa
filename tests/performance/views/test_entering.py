"""The grid of a return in a browser."""

import pytest

from performance.models import DataPoint, Received
from tests.performance.steps import QUARTER, ask, history, measure
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
