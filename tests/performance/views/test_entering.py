"""The grid of a return in a browser."""

import pytest

from performance.actions.writing import MOST
from performance.models import (
    Asked,
    Commission,
    DataPoint,
    Measure,
    Received,
    Return,
)
from tests.performance.steps import QUARTER, accept, ask, give, history, measure, send
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
    assert "the reason why there is no figure to “Not available yet”" in problem


def test_a_colleagues_number_and_note_are_each_named(lead, births, hopewell):
    give(hopewell, births, 3, note="Theirs.")
    typed = {box("number", births): "4", box("note", births): "Ours."}
    page = lead.press("Save and come back later", typed)
    number, note = page.problems
    assert "A colleague changed the number to “3”" in number
    assert "A colleague changed the note to “Theirs.”" in note


@pytest.fixture
def accepted(lead, births, rereferrals, hopewell, northshire) -> Return:
    """Both figures are sent; one is accepted while the lead has the page open."""
    give(hopewell, births, 3)
    give(hopewell, rereferrals, 9, 64)
    sent = send(hopewell)
    lead.go(PATH)
    accept(sent, northshire, only=[births])
    return sent


@pytest.mark.usefixtures("accepted")
def test_what_was_typed_in_a_row_that_was_accepted_meanwhile_stays_on_the_page(
    lead, births, rereferrals
):
    number, note = box("number", births), box("note", births)
    typed = {number: "4", note: "One more.", box("number", rereferrals): "10"}
    page = lead.press("Save and come back later", typed)
    (problem,) = page.problems
    assert "was accepted while you were writing" in problem
    assert "Ask the coordinators to open it again" in problem
    assert "“3” as the number, nothing in the note" in problem
    assert (page.field(number), page.field(note)) == ("4", "One more.")
    assert DataPoint.objects.get(measure=births).numerator == 3
    assert DataPoint.objects.get(measure=rereferrals).numerator == 10
    # Nor is it lost by sending the same page again; putting it back goes on.
    page = lead.press("Save and come back later")
    assert (len(page.problems), page.field(number)) == (1, "4")
    page = lead.press("Save and come back later", {number: "3", note: ""})
    assert "Your figures are saved." in page.text


@pytest.mark.usefixtures("accepted")
def test_what_is_no_number_in_an_accepted_row_is_kept_too(lead, births):
    page = lead.press("Save and come back later", {box("number", births): "four"})
    (problem,) = page.problems
    assert "was accepted while you were writing" in problem
    assert page.field(box("number", births)) == "four"


@pytest.mark.usefixtures("accepted")
def test_an_accepted_row_that_nobody_typed_in_holds_nothing_up(lead, rereferrals):
    page = lead.press("Save and come back later", {box("number", rereferrals): "10"})
    assert "Your figures are saved." in page.text
    assert DataPoint.objects.get(measure=rereferrals).numerator == 10


def test_what_was_typed_stays_where_every_row_was_accepted_meanwhile(
    lead, births, accepted, northshire, castlebourne, rereferrals
):
    for partnership in (northshire, castlebourne):
        accept(accepted, partnership, only=[rereferrals])
    page = lead.press("Check and send", {box("number", births): "4"})
    assert len(page.problems) == 1
    assert page.field(box("number", births)) == "4"


def test_the_largest_grid_can_be_sent(cast, visit, northshire, hopewell, settings):
    """As many measures as a partnership may ask for, each with all its boxes."""
    rows = Measure.objects.bulk_create(
        Measure(
            title=f"Share {n}",
            numerator="Some",
            denominator="All",
            unit="percentage",
            frequency="quarter",
        )
        for n in range(MOST)
    )
    first_on = QUARTER.starts_on
    commissions = Commission.objects.bulk_create(
        Commission(
            partnership=northshire, measure=one, frequency="quarter", first_on=first_on
        )
        for one in rows
    )
    Asked.objects.bulk_create(
        Asked(commission=one, agency=hopewell) for one in commissions
    )
    names = [
        f"{begun}{of}-{one.pk}"
        for one in rows
        for of in ("number", "out_of", "missing", "note")
        for begun in ("", "initial-")
    ]
    client = visit(cast.lead).client
    last = rows[-1]
    typed = {box("number", last): "9", box("out_of", last): "64"}
    answer = client.post(PATH, dict.fromkeys(names, "") | typed | {"save": "save"})
    assert answer.status_code == 302
    assert DataPoint.objects.get().numerator == 9
    # An agency may have a seat in several partnerships that ask for other measures.
    assert 5 * len(names) < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS


def test_the_page_sends_no_more_boxes_than_that(lead, rereferrals):
    sent = [name for name in lead.page.fields if name.endswith(f"-{rereferrals.pk}")]
    assert len(sent) == 8
