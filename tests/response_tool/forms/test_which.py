"""Whether one priority is the agency's, as it may be chosen."""

from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from partnership.models import Agency, Sector
from response_tool.forms import ChoiceForm
from response_tool.forms.which import ASKED
from response_tool.models import Answer, Response
from strategies.models import Priority
from ui.merging import Edit

PRIORITY = Priority(number=3, title="Listen to children")


def form(typed=None, *, last=None, usual=False, **answer) -> ChoiceForm:
    if typed is not None:
        # As a request brings it.
        typed = QueryDict(urlencode({f"p3-{k}": v for k, v in typed.items()}))
    agency = Agency(name="Any school", sector="schools")
    of = Response(agency=agency)
    one = Answer(priority=PRIORITY, response=of, **answer)
    return ChoiceForm(typed, answer=one, last=last, usual=usual)


def test_ours_is_a_choice_without_a_reason():
    chosen = form({"relevance": "ours", "because": "left from before"})
    assert chosen.is_valid()
    assert chosen.choice().number == 3
    assert chosen.choice().relevance == Edit("relevance", "", "ours")
    assert chosen.choice().because == Edit("not_relevant_because", "", "")


def test_not_relevant_with_a_reason_is_a_choice():
    chosen = form({"relevance": "not_relevant", "because": " We have no beds.\r\n"})
    assert chosen.is_valid()
    assert chosen.choice().because == Edit(
        "not_relevant_because", "", "We have no beds."
    )


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({}, "relevance", "Choose whether priority 3 is yours"),
        (
            {"relevance": "not_relevant", "because": "  "},
            "because",
            "Say why priority 3 is not relevant to you",
        ),
        (
            {"relevance": "not_relevant", "because": "x" * 501},
            "because",
            "Your reason must be 500 characters or fewer. It has 501.",
        ),
    ],
)
def test_bad_input_gets_one_clear_error(typed, field, message):
    assert form(typed).errors == {field: [message]}


def test_a_reason_that_could_identify_a_child_is_refused():
    typed = {"relevance": "not_relevant", "because": "Only Kayla, 7."}
    (message,) = form(typed).errors["because"]
    assert message.startswith("Take out what could identify a child or family")
    assert "‘Kayla, 7’ is a name beside an age." in message


def test_an_unknown_choice_is_refused():
    assert "relevance" in form({"relevance": "perhaps"}).errors


def test_last_rounds_choice_fills_in_and_is_not_taken_for_saved():
    last = Answer(relevance="not_relevant", not_relevant_because="We have no beds.")
    offered = form(last=last)
    assert offered["relevance"].value() == "not_relevant"
    assert offered["because"].value() == "We have no beds."
    assert offered.source == "Your answer last round"
    assert offered.is_not_relevant
    assert (offered.began_from("relevance"), offered.began_from("because")) == ("", "")


def test_what_was_chosen_already_is_not_filled_in_from_last_round():
    last = Answer(relevance="not_relevant", not_relevant_because="We have no beds.")
    offered = form(last=last, relevance="ours")
    assert (offered["relevance"].value(), offered.source) == ("ours", "")


def test_a_last_round_without_a_choice_fills_in_nothing():
    offered = form(last=Answer())
    assert (offered["relevance"].value(), offered.source) == ("", "")


def test_a_colleagues_choice_is_shown_and_saving_again_uses_mine():
    chosen = form({"relevance": "ours", "because": ""})
    assert chosen.is_valid()
    theirs = Answer(
        priority=PRIORITY, relevance="not_relevant", not_relevant_because="No beds."
    )
    chosen.begin_from_answer(theirs)
    chosen.meet(theirs)
    (message,) = chosen.errors["relevance"]
    assert message.startswith("A colleague chose “Not relevant to us” for priority 3")
    assert chosen["relevance"].value() == "ours"
    assert chosen.began_from("relevance") == "not_relevant"
    assert chosen.began_from("because") == "No beds."


def test_what_a_sector_is_usually_asked_is_filled_in_and_says_so():
    shown = form(usual=True)
    assert shown["relevance"].value() == "ours"
    assert shown.source == "Usually asked of schools and colleges"
    # Filled in is not saved: nothing counts as begun from.
    assert shown.began_from("relevance") == ""


def test_a_choice_or_a_last_answer_comes_before_what_is_usual():
    chosen = form(usual=True, relevance="not_relevant", not_relevant_because="No.")
    assert (chosen["relevance"].value(), chosen.source) == ("not_relevant", "")
    last = Answer(relevance="not_relevant", not_relevant_because="No beds.")
    before = form(usual=True, last=last)
    assert before["relevance"].value() == "not_relevant"
    assert before.source == "Your answer last round"


def test_every_sector_has_its_words():
    assert set(ASKED) == set(Sector)
