"""One action, as it may be typed."""

from datetime import date
from uuid import UUID

import pytest

from response_tool.forms import ActionForm
from response_tool.models import Action
from tests.response_tool.pages import day

OPENS_ON = date(2026, 11, 1)
TYPED = {
    "what": "Train all staff",
    "who": "Team manager",
    **day("by_when", "27 3 2027"),
    "status": "on_track",
    "form_key": "6f1ed002-ab59-4a1b-8b56-5f7b0e0f9f0a",
}


def form(**changes) -> ActionForm:
    changes = {name.replace("__", "-"): value for name, value in changes.items()}
    return ActionForm(TYPED | changes, opens_on=OPENS_ON)


def problems(**changes) -> dict[str, list[str]]:
    return {name: list(found) for name, found in form(**changes).errors.items()}


def test_a_good_action_is_taken_as_it_is():
    good = form()
    assert good.is_valid(), good.errors
    assert good.words() == {
        "what": "Train all staff",
        "who": "Team manager",
        "by_when": date(2027, 3, 27),
        "status": "on_track",
        "form_key": UUID(TYPED["form_key"]),
    }


@pytest.mark.parametrize(
    ("field", "nothing", "message"),
    [
        ("what", "", "Say what will be done"),
        ("what", " \t ", "Say what will be done"),
        ("who", "", "Say who will do it"),
        ("who", " \t ", "Say who will do it"),
        ("status", "", "Choose how it is now"),
    ],
)
def test_nothing_typed_is_asked_for(field, nothing, message):
    assert problems(**{field: nothing}) == {field: [message]}


def test_a_missing_date_is_asked_for():
    nothing = {f"by_when__{part}": "" for part in ("day", "month", "year")}
    assert problems(**nothing) == {"by_when": ["Say by when it will be done"]}


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("31 2 2027", "By when must be a real date, such as 27 3 2027."),
        ("29 2 2027", "By when must be a real date, such as 27 3 2027."),
        ("0 3 2027", "By when must be a real date, such as 27 3 2027."),
        ("27 13 2027", "By when must be a real date, such as 27 3 2027."),
        ("27 3 27", "By when must be a real date, such as 27 3 2027."),
        ("27 3 20270", "By when must be a real date, such as 27 3 2027."),
        ("27 Smarch 2027", "By when must be a real date, such as 27 3 2027."),
        ("² 3 2027", "By when must be a real date, such as 27 3 2027."),
        ("=1 3 2027", "By when must be a real date, such as 27 3 2027."),
        ("27 3 2036", None),
        (
            "27 3 2037",
            "By when must be between 2 November 2021 and 29 October 2036.",
        ),
        (
            "27 3 1999",
            "By when must be between 2 November 2021 and 29 October 2036.",
        ),
    ],
)
def test_a_date_is_a_real_day_that_can_be_meant(typed, message):
    parts = {k.replace("-", "__"): v for k, v in day("by_when", typed).items()}
    assert problems(**parts) == ({"by_when": [message]} if message else {})


@pytest.mark.parametrize(
    ("missing", "message"),
    [
        (["day"], "By when must include a day."),
        (["month", "year"], "By when must include a month and a year."),
    ],
)
def test_a_date_with_a_gap_names_the_gap(missing, message):
    nothing = {f"by_when__{part}": "" for part in missing}
    assert problems(**nothing) == {"by_when": [message]}


@pytest.mark.parametrize("month", ["March", "mar", " MARCH ", "03"])
def test_a_month_may_be_written_out(month):
    assert form(by_when__month=month).is_valid()


@pytest.mark.parametrize(
    ("field", "longest", "label"),
    [("what", 300, "What will be done"), ("who", 120, "Who will do it")],
)
def test_an_overlong_text_says_how_long_it_is(field, longest, label):
    assert problems(**{field: "x" * longest}) == {}
    message = f"{label} must be {longest} characters or fewer. It has {longest + 1}."
    assert problems(**{field: "x" * (longest + 1)}) == {field: [message]}


def test_an_unknown_status_is_refused():
    assert list(problems(status="blooming")) == ["status"]


@pytest.mark.parametrize("field", ["what", "who"])
def test_what_could_identify_a_child_is_refused(field):
    message = (
        "Take out what could identify a child or family: "
        "‘Kayla, 7’ is a name beside an age."
    )
    assert problems(**{field: "Support for Kayla, 7"}) == {field: [message]}


def test_pasted_line_ends_become_blanks():
    typed = form(what=" Train\r\nall \t staff\n")
    assert typed.is_valid()
    assert typed.words()["what"] == "Train all staff"


def test_a_null_character_is_refused_and_not_stored():
    assert list(problems(what="Train\x00 staff")) == ["what"]


def test_a_spoilt_key_is_refused():
    assert list(problems(form_key="not a key")) == ["form_key"]


def test_two_new_pages_have_different_keys():
    one, other = (ActionForm(opens_on=OPENS_ON)["form_key"].value() for _ in "12")
    assert one != other


def action(**changes) -> Action:
    words = {"what": "Train all staff", "who": "Nurse", "by_when": date(2027, 3, 27)}
    return Action(status="on_track", **(words | changes))


def test_a_change_is_told_from_what_the_page_began_with():
    began = {
        "initial-what": "Train all staff",
        "initial-who": "Head",  # a colleague has made it Nurse since
        "initial-by_when": "2027-03-27",
        "initial-status": "slipping",
    }
    typed = ActionForm(TYPED | began, opens_on=OPENS_ON, action=action())
    assert typed.is_valid(), typed.errors
    edits = {edit.field: (edit.was, edit.now) for edit in typed.edits()}
    assert edits == {
        "what": ("Train all staff", "Train all staff"),
        "who": ("Head", "Team manager"),
        "by_when": (date(2027, 3, 27), date(2027, 3, 27)),
        "status": ("slipping", "on_track"),
    }


def test_a_spoilt_beginning_never_passes_for_what_is_saved():
    began = {"initial-by_when": "31 February"}
    typed = ActionForm(TYPED | began, opens_on=OPENS_ON, action=action())
    assert typed.is_valid()
    (edit,) = typed.edits("by_when")
    assert edit.was is None
