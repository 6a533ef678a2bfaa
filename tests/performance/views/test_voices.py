"""What people said, in the browser: read, written down, changed, removed."""

import pytest

from performance.actions.voices import change_voice, remove_voice
from performance.models import Theme, Voice
from tests.factories import ANYBODY, NOW
from tests.performance.steps import hear, said
from tests.response_tool.pages import day, query_count

LIST = "/measures/northshire/voices/"
TYPED = {
    "said_by": "children",
    "heard": "Youth club",
    **day("heard_on", "5 10 2026"),
    "how_many": "12",
    "text": "Ask us.",
    "new_themes": "Trust\n  Being   listened to \n",
}


@pytest.fixture
def analyst(cast, visit):
    return visit(cast.analyst)


@pytest.fixture
def board(cast, visit):
    return visit(cast.board)


def test_it_is_written_down_and_read(analyst, strategy, northshire):
    analyst.go("/measures/northshire/")
    page = analyst.follow("What people said")
    assert "Nothing is written down yet" in page.text
    page = analyst.follow("Write down what was said")
    objective = strategy.objectives.first()
    typed = TYPED | {"objectives": [str(objective.pk)]}
    page = analyst.press("Save", typed)
    assert page.heading == "What people said"
    assert "Ask us." in page.text
    assert "About: Being listened to; Trust." in page.text
    assert f"Bears on: {objective.title}." in page.text
    voice = Voice.objects.get()
    assert voice.how_many == 12
    assert str(voice) == "Children: Youth club"


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"said_by": []}, "Choose who said it"),
        ({"heard": ""}, "Enter how it was heard"),
        ({"how_many": "a few"}, ""),
        ({"how_many": "0"}, "How many people must be from 1 to 10,000."),
        ({"how_many": "-2"}, "How many people: ‘-2’ is below 0"),
        (day("heard_on", "31 2 2026"), "When it was heard must be a real date"),
        ({"text": ""}, "Enter what they said"),
        ({"new_themes": ""}, "Choose or name at least one theme"),
        (
            day("heard_on", "5 10 2099"),
            "The day on which it was heard must be today or in the past.",
        ),
        ({"new_themes": "x" * 61}, "The name of a theme must be 60 characters"),
        ({"text": "NHS 943 476 5919"}, "Take out what could identify"),
        ({"heard": "Call 01632 960 123"}, "Take out what could identify"),
        ({"new_themes": "NHS 943 476 5919"}, "Take out what could identify"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(analyst, typed, problem):
    analyst.go(f"{LIST}add/")
    page = analyst.press("Save", TYPED | typed)
    (told,) = page.problems
    assert problem in told
    kept = typed.get("text", "Ask us.")
    assert page.field("text").strip() == kept
    assert not Voice.objects.exists()
    assert not Theme.objects.exists()


def test_it_is_changed(analyst, northshire):
    voice = hear(northshire)
    page = analyst.go(f"{LIST}{voice.pk}/")
    assert page.field("how_many") == "12"
    assert page.field("themes") == "Being listened to"
    page = analyst.press("Save", {"how_many": "1,200"})
    assert "1,200 people" in page.text


def test_a_colleagues_change_is_shown_beside_what_was_typed(analyst, northshire):
    voice = hear(northshire)
    analyst.go(f"{LIST}{voice.pk}/")
    theirs = said(text="Theirs.")
    change_voice(voice=voice, said=theirs, seen=1, by=ANYBODY, at=NOW)
    page = analyst.press("Save", {"text": "Mine.", "heard": ""})
    assert page.problems == ["Enter how it was heard"]
    page = analyst.press("Save", {"heard": "Youth club"})
    assert page.status == 200
    assert "Theirs." in page.text
    assert page.field("text").strip() == "Mine."
    page = analyst.press("Save")
    assert "Mine." in page.text
    assert Voice.objects.get().version == 3


def test_words_for_something_that_is_gone_are_saved_as_new(analyst, northshire):
    voice = hear(northshire)
    analyst.go(f"{LIST}{voice.pk}/")
    remove_voice(voice=voice, seen=1, by=ANYBODY, at=NOW)
    page = analyst.press("Save", {"text": "Mine.", "themes": [], "new_themes": "Time"})
    assert "A colleague removed this" in page.text
    analyst.press("Save")
    assert Voice.objects.get().text == "Mine."


def test_a_theme_that_is_gone_is_named_and_the_rest_kept(analyst, northshire):
    voice = hear(northshire)
    hear(northshire, text="More", themes=["Time"])
    analyst.go(f"{LIST}add/")
    remove_voice(voice=voice, seen=1, by=ANYBODY, at=NOW)
    typed = TYPED | {"themes": ["Being listened to"], "new_themes": ""}
    page = analyst.press("Save", typed)
    assert "“Being listened to” is no longer one of your themes" in page.text
    assert page.field("text").strip() == "Ask us."


def test_it_is_removed_after_asking(analyst, northshire):
    voice = hear(northshire)
    page = analyst.go(f"{LIST}{voice.pk}/remove/")
    assert voice.text in page.text
    change_voice(voice=voice, said=said(text="New."), seen=1, by=ANYBODY, at=NOW)
    page = analyst.press("Remove it")
    assert "A colleague changed this meanwhile" in page.text
    assert "New." in page.text
    page = analyst.press("Remove it")
    assert page.heading == "What people said"
    assert not Voice.objects.exists()


def test_a_board_reads_it_without_small_numbers_of_children(
    analyst, board, northshire, today, now
):
    lately = {"heard_on": today, "at": now}
    hear(northshire, how_many=4, **lately)
    hear(northshire, said_by="practitioners", how_many=3, **lately)
    page = board.go(LIST)
    assert "From 1 to 5 people; how many is hidden." in page.text
    assert "4 people" not in page.text
    assert "3 people and 1 small group" in page.text
    assert "Write down what was said" not in page.text
    assert "Change" not in page.text
    assert "4 people" in analyst.go(LIST).text


def test_a_list_of_one_theme(board, northshire):
    hear(northshire, text="Of trust.", themes=["Trust"])
    hear(northshire, text="Of time.", themes=["Time"])
    board.go(LIST)
    page = board.follow("Trust")
    assert "Of trust." in page.text
    assert "Of time." not in page.text
    page = board.go(f"{LIST}?theme=nonsense")
    assert "Of time." in page.text


def test_what_another_partnership_heard_is_not_there(analyst, northshire, castlebourne):
    voice = hear(castlebourne)
    assert voice.text not in analyst.go(LIST).text
    for place in ("", "remove/"):
        assert analyst.go(f"{LIST}{voice.pk}/{place}").status == 404


def test_the_list_needs_as_many_queries_however_long(cast, signed_in, northshire):
    client = signed_in(cast.board)
    hear(northshire)
    few = query_count(client, LIST)
    for number in range(5):
        hear(northshire, text=str(number), themes=[f"T{number}", "Time"])
    assert query_count(client, LIST) == few
