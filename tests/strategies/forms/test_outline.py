"""The outline that a coordinator corrects: what it reads back, and what it refuses."""

import pytest
from django.http import QueryDict

from partnership.models import Partnership
from strategies import library
from strategies.forms import OutlineForm, changed, initial_again, initial_of
from strategies.outline import Proposal
from tests.strategies.test_exports import even

AREA = Partnership(pk=7, name="Northshire")


def sent(proposal: Proposal, **typed: str) -> QueryDict:
    """What a page would send as it was shown, with some boxes typed into."""
    form = OutlineForm(initial=initial_of(proposal, convenor=7), partnerships=[AREA])
    data = QueryDict(mutable=True)
    for bound in form:
        value = bound.value()
        if hasattr(value, "year"):
            parts = zip(("day", "month", "year"), _parts(value), strict=True)
            data.update({f"{bound.name}-{part}": text for part, text in parts})
        else:
            data[bound.name] = "" if value in (None, False) else str(value)
    for name, text in typed.items():
        data[name] = text
    return data


def _parts(day) -> tuple[str, str, str]:
    return str(day.day), str(day.month), str(day.year)


def judged(data: QueryDict) -> OutlineForm:
    form = OutlineForm(data, partnerships=[AREA])
    form.is_valid()
    return form


def errors(data: QueryDict) -> dict[str, list[str]]:
    return {name: list(said) for name, said in judged(data).errors.items()}


def proposal(*objectives: tuple[str, list[str]], unplaced: list[str] | None = None):
    number = 0
    written = []
    for title, texts in objectives:
        asked = []
        for text in texts:
            number += 1
            asked.append({"number": number, "title": text, "short": text, "text": text})
        written.append({"title": title, "priorities": asked})
    document = {"title": "A strategy", "objectives": written}
    return Proposal(document, unplaced or [])


SMALL = proposal(("See", ["Look", "Listen"]), ("Act", ["Help"]))


@pytest.mark.parametrize("name", library.names())
def test_a_document_comes_through_the_page_as_it_was(name):
    document = library.read(name)
    form = judged(sent(Proposal(document)))
    assert form.errors == {}
    left = {"key", "adopted_on", "review_on", "dates_note"}
    expected = {key: value for key, value in document.items() if key not in left}
    found = {k: v for k, v in form.document().items() if k not in left}
    for objective in found["objectives"]:
        objective.update({} if objective["aim"] else {"aim": ""})
    assert even(found) == even(expected)


def test_dates_of_an_adoption_elsewhere_are_kept_in_the_note():
    document = SMALL.document | {
        "dates_note": "It names no day.",
        "adopted_on": library.read("darlington")["adopted_on"],
    }
    form = judged(sent(Proposal(document)))
    assert form.document()["dates_note"] == "It names no day. Adopted 1 August 2018."


def test_priorities_without_a_number_are_counted_on():
    data = sent(SMALL, **{"objective-0-priorities": "5. Look\nListen"})
    data["objective-1-priorities"] = "Help"
    objectives = judged(data).document()["objectives"]
    numbers = [[p["number"] for p in one["priorities"]] for one in objectives]
    assert numbers == [[5, 6], [7]]


@pytest.mark.parametrize(
    ("typed", "name", "said"),
    [
        ({"title": " "}, "title", "Enter the title of the strategy"),
        ({"title": "a" * 121}, "title", "Title must be 120 characters or fewer"),
        ({"version": ""}, "version", "Enter the version"),
        ({"convenor": "8"}, "convenor", "Select a valid choice"),
        ({"summary": "a" * 4001}, "summary", "It has 4,001"),
        ({"aims": "a" * 1001}, "aims", "Line 1: this item has 1,001 characters"),
        ({"resources": "Kit\nLink: nowhere"}, "resources", "is not a web address"),
        ({"resources": "Kit\nLink: javascript:x"}, "resources", "not a web address"),
        ({"oversight": "Us\nKind: hat"}, "oversight", "the kind must be one of board"),
        (
            {"objective-1-priorities": "2. Help"},
            "objective-1-priorities",
            "Another priority has the number 2 too",
        ),
        (
            {"objective-0-priorities": "1. A\n1. B"},
            "objective-0-priorities",
            "Another priority has the number 1 too",
        ),
        (
            {"objective-1-priorities": ""},
            "objective-1-priorities",
            "Objective 2 has no priorities",
        ),
        ({"objective-0-title": ""}, "objective-0-title", "Objective 1 needs a title"),
        ({"ends_on-year": "1999"}, "ends_on", "must include a day and a month"),
    ],
)
def test_what_is_wrong_is_said_beside_its_box(typed, name, said):
    assert any(said in one for one in errors(sent(SMALL, **typed))[name])


@pytest.mark.parametrize(
    "name",
    [
        *("title", "version", "dates_note", "summary", "definition", "governance"),
        *("aims", "principles", "commitments", "outcomes", "resources", "oversight"),
        *("objective-0-title", "objective-0-aim", "objective-0-priorities"),
    ],
)
def test_words_that_identify_a_child_are_refused_everywhere(name):
    said = errors(sent(SMALL, **{name: "943 476 5919"}))
    assert any("could identify a child" in one for one in said[name])


def test_a_strategy_cannot_end_before_it_starts():
    dates = {"starts_on": "1 2 2027", "ends_on": "1 1 2027"}
    typed = {
        f"{name}-{part}": text
        for name, said in dates.items()
        for part, text in zip(("day", "month", "year"), said.split(), strict=True)
    }
    assert errors(sent(SMALL, **typed)) == {
        "ends_on": ["A strategy cannot end before it starts"]
    }


def test_an_objective_whose_boxes_are_all_empty_is_left_out():
    empty = {f"objective-0-{part}": "" for part in ("title", "aim", "priorities")}
    form = judged(sent(SMALL, **empty))
    assert form.errors == {}
    assert [one["title"] for one in form.document()["objectives"]] == ["Act"]


def test_without_any_objective_nothing_is_saved():
    assert errors(sent(proposal())) == {
        "__all__": ["Add at least one objective with a priority"]
    }


def test_lines_without_a_place_are_not_dropped_unless_one_says_so():
    data = sent(proposal(("See", ["Look"]), unplaced=["Who knows"]))
    assert "Say where these lines belong" in errors(data)["leave_rest"][0]
    data["leave_rest"] = "on"
    assert errors(data) == {}


@pytest.mark.parametrize(
    ("where", "name", "stands"),
    [
        ("aims", "aims", "Warm homes\nA line"),
        ("summary", "summary", "Hello.\n\nA line"),
        ("priority-1", "objective-1-priorities", "3. Help\nA line"),
        ("objective", "objective-2-title", "A line"),
        ("resources", "resources", "A line"),
    ],
)
def test_a_line_goes_where_it_is_said_to_belong(where, name, stands):
    given = proposal(
        ("See", ["Look", "Listen"]), ("Act", ["Help"]), unplaced=["A line"]
    )
    typed = {"aims": "Warm homes", "summary": "Hello.", "place-0": where}
    data = changed(sent(given, **typed))
    assert data[name] == stands
    assert data["unplaced"] == ""
    assert "place-0" not in data


def test_a_line_that_is_left_out_goes_and_the_others_stay():
    given = proposal(("See", ["Look"]), unplaced=["One", "Two", "Three"])
    data = changed(sent(given, **{"place-1": "leave"}))
    assert data["unplaced"] == "One\nThree"


@pytest.mark.parametrize("where", ["priority-9", "priority-x", "key", "__class__"])
def test_a_place_that_there_is_not_leaves_the_line_waiting(where):
    given = proposal(("See", ["Look"]), unplaced=["One"])
    assert changed(sent(given, **{"place-0": where}))["unplaced"] == "One"


def test_a_line_that_looks_like_a_mark_is_placed_as_words():
    given = proposal(("See", ["Look"]), unplaced=["# Group or not"])
    data = changed(sent(given, **{"place-0": "commitments"}))
    (block,) = judged(data).document()["commitments"]
    assert block["items"] == ["# Group or not"]


def test_a_new_objective_is_added_empty_and_no_more_than_there_may_be():
    data = changed(sent(SMALL), add=True)
    again = OutlineForm(initial=initial_again(data), partnerships=[AREA])
    assert [number for number, _ in again.cards()] == [1, 2, 3]
    for _ in range(60):
        data = changed(data, add=True)
    assert data["objectives"] == "40"


def test_what_was_typed_stands_there_again_when_lines_were_placed():
    typed = {"title": "Another title", "starts_on-day": "31", "starts_on-month": "Feb"}
    data = changed(sent(SMALL, **typed))
    again = OutlineForm(initial=initial_again(data), partnerships=[AREA])
    assert again["title"].value() == "Another title"
    assert again["starts_on"].value() == ["31", "Feb", ""]
    assert not again.errors


def test_a_page_asks_about_so_many_lines_and_says_how_many_wait():
    given = proposal(("See", ["Look"]), unplaced=[f"Line {n}" for n in range(75)])
    form = OutlineForm(initial=initial_of(given, convenor=7), partnerships=[AREA])
    assert (len(form.lines()), form.more) == (60, 15)


def test_the_largest_page_stays_below_the_number_of_fields_a_request_may_have(settings):
    given = proposal(
        *((f"Objective {n}", ["Look"]) for n in range(40)),
        unplaced=[f"Line {n}" for n in range(2000)],
    )
    form = OutlineForm(initial=initial_of(given, convenor=7), partnerships=[AREA])
    # Dates send three fields, and the token and the button one each.
    assert len(form.fields) + 4 + 2 < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS


@pytest.mark.parametrize("many", ["-1", "x", "1e9", "²", "99999999"])
def test_a_made_up_number_of_objectives_does_no_harm(many):
    data = sent(SMALL, objectives=many)
    assert len(list(judged(data).cards())) <= 40
    assert changed(data, add=True)
