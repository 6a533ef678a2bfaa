"""Saving while somebody types: what is saved, what is said, where the page is now."""

import pytest

from response_tool.actions import start_response
from response_tool.models import Action, Answer
from tests.conftest import submit
from tests.factories import ANYBODY, NOW
from tests.response_tool.pages import address
from tests.response_tool.steps import answer_to, events, last_round, put, write


@pytest.fixture
def save(cast, response, signed_in):
    """save(progress=…) sends the page of priority 1 as it stands; gives the answer."""
    client = signed_in(cast.contributor)

    def send(**typed: str) -> dict:
        fields = {name.replace("__", "-"): text for name, text in typed.items()}
        return client.post(address("autosave", response.pk, 1), fields).json()

    return send


def stands(answer) -> Answer:
    return Answer.objects.get(pk=answer.pk)


def test_the_texts_are_saved_and_the_page_goes_on_from_them(save, answer):
    told = save(progress="We trained.", initial__progress="", difference="")
    assert told["line"] == f"Saved at {told['saved']}."
    assert told["began"]["progress"] == stands(answer).progress == "We trained."
    assert not told["paused"]


def test_a_status_is_saved_too(save, answer):
    action = put(answer, "on_track")
    name = f"status__{action.pk}"
    told = save(**{name: "slipping", f"initial__{name}": "on_track"})
    assert Action.objects.get().status == "slipping"
    assert told["began"][f"status-{action.pk}"] == "slipping"


def test_whether_last_round_is_still_true_waits_for_save(save, response):
    answer = answer_to(response, 1)
    answer.last_said = {"progress": "Last."}
    answer.progress = "Last."
    answer.save()
    save(since_last="finished", initial__since_last="", progress="Last.")
    assert stands(answer).since_last == ""


def test_a_colleagues_text_is_not_written_over_and_typing_on_saves_nothing(
    save, answer
):
    write(answer, progress="Theirs.")
    told = save(progress="Mine.", initial__progress="")
    assert told["line"].startswith("A colleague changed this too.")
    assert told["paused"]
    assert "progress" not in told["began"]
    assert stands(answer).progress == "Theirs."


def test_what_a_colleague_saves_while_somebody_types_elsewhere_stays(save, answer):
    page = {"initial__progress": "", "difference": "", "initial__difference": ""}
    write(answer, difference="Theirs.")
    for typed in ("We trained.", "We trained twelve."):
        began = save(progress=typed, **page)["began"]
        page |= {f"initial__{name}": text for name, text in began.items()}
    assert stands(answer).difference == "Theirs."
    assert stands(answer).progress == "We trained twelve."


def test_a_status_that_a_colleague_chose_while_somebody_types_stays(save, answer):
    action = put(answer, "on_track")
    name = f"status__{action.pk}"
    page = {name: "on_track", f"initial__{name}": "on_track", "initial__progress": ""}
    Action.objects.update(status="slipping")
    for typed in ("We trained.", "We trained twelve."):
        began = save(progress=typed, **page)["began"]
        page |= {f"initial__{box}".replace("-", "__"): v for box, v in began.items()}
    assert Action.objects.get().status == "slipping"


def test_what_is_too_long_says_so_and_the_rest_is_saved(save, answer):
    told = save(progress="x" * 4001, initial__progress="", difference="More.")
    assert told["line"] == (
        "Not saved. What you have done must be 4,000 characters or fewer. It has 4,001."
    )
    assert stands(answer).progress == ""
    assert "progress" not in told["began"]


def test_what_is_submitted_meanwhile_is_not_changed(save, response, answer):
    submit(response)
    before = stands(answer).progress
    told = save(progress="Late.", initial__progress="")
    assert told["paused"]
    assert "has been submitted" in told["line"]
    assert stands(answer).progress == before


def test_nothing_new_is_nothing_recorded(save, response, answer):
    save(progress="Same.", initial__progress="")
    save(progress="Same.", initial__progress="Same.")
    assert len(events(response)) == 1


def test_what_was_saved_while_typing_outlives_that_last_round_is_still_true(
    cast, visit, response, save
):
    last_round(response)
    start_response(response=response, by=ANYBODY, at=NOW)
    stood = answer_to(response, 1).progress
    lead = visit(cast.contributor)
    lead.open("priority", response.pk, 1)
    typed = f"{stood} And half an hour of typing."
    began = save(progress=typed, initial__progress=stood)["began"]
    page = lead.press(
        "Save and go to priority 2",
        {
            "progress": typed,
            "initial-progress": began["progress"],
            "since_last": "still_true",
        },
    )
    stands = answer_to(response, 1)
    assert (stands.progress, stands.since_last) == (typed, "changed")
    assert "so we kept them and put “Changed”" in page.text
