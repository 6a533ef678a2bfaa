"""A new round begins from the last one: words stand, statuses do not."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from response_tool.actions import save_answer, start_response
from response_tool.earlier import lives
from response_tool.models import Action, Answer, Response
from response_tool.standing import Stage, lines
from tests.factories import ANYBODY, NOW
from tests.response_tool.steps import answer_to, events, last_round, put, verbs
from ui.merging import Clash, Edit


def start(response):
    start_response(response=response, by=ANYBODY, at=NOW)


def say(answer, was, now, *edits):
    stands = Answer.objects.select_related("priority", "response__round").get(
        pk=answer.pk
    )
    return save_answer(
        answer=stands, edits=[Edit("since_last", was, now), *edits], by=ANYBODY, at=NOW
    )


def test_unfinished_actions_are_carried_on_without_their_status(response):
    last = last_round(response, p2="complete", p3="embedded")
    start(response)
    carried = Action.objects.filter(answer__response=response)
    assert [(one.what, one.status) for one in carried.order_by("what")] == [
        ("Action for 1", ""),
        ("Action for 4", ""),
    ]
    before = answer_to(last, 1).actions.get()
    now = answer_to(response, 1).actions.get()
    assert now.carries_on_from == before
    assert (now.who, now.by_when) == (before.who, before.by_when)


def test_words_are_carried_on_and_to_be_said_anew(response):
    last_round(response)
    start(response)
    answer = answer_to(response, 1)
    assert answer.progress == "Progress on 1."
    assert answer.last_said == {
        "progress": "Progress on 1.",
        "difference": "Children notice 1.",
    }
    assert (answer.since_last, answer.relevance) == ("", "")


def test_without_a_last_round_nothing_is_carried_or_asked(response):
    start(response)
    assert not Action.objects.exists()
    assert not answer_to(response, 1).began_from_last
    assert events(response)[-1].after == {}


def test_a_draft_of_last_round_carries_nothing(response):
    last = last_round(response)
    type(last).objects.filter(pk=last.pk).update(
        state="draft", submitted_at=None, submitted_by=""
    )
    start(response)
    assert not answer_to(response, 1).began_from_last


def test_starting_twice_carries_once(response):
    last_round(response)
    start(response)
    start(response)
    assert Action.objects.filter(answer__response=response).count() == 4
    (started,) = [one for one in events(response) if one.verb == "started"]
    assert started.after == {"actions carried on from last round": 4}


def test_what_was_written_before_starting_is_kept(response):
    last_round(response)
    Answer.objects.filter(response=response, priority__number=1).update(progress="New")
    start(response)
    answer = answer_to(response, 1)
    assert (answer.progress, answer.last_said) == ("New", {})


def test_what_was_not_relevant_carries_nothing(response):
    last = last_round(response)
    Answer.objects.filter(response=last, priority__number=1).update(
        relevance="not_relevant", not_relevant_because="No beds."
    )
    start(response)
    assert not answer_to(response, 1).began_from_last


def test_what_was_finished_stays_finished_with_its_actions(response):
    last = last_round(response, p1="complete")
    Answer.objects.filter(response=last, priority__number=1).update(
        since_last="finished"
    )
    start(response)
    answer = answer_to(response, 1)
    assert answer.is_finished
    assert answer.actions.get().status == "complete"
    Answer.objects.filter(pk=answer.pk).update(relevance="ours")
    line = lines(response)[0]
    assert line.standing.stage is Stage.ANSWERED


def test_a_priority_is_not_answered_until_its_words_are_said_anew(response):
    last_round(response)
    start(response)
    Answer.objects.filter(response=response).update(relevance="ours")
    standing = lines(response)[0].standing
    assert standing.stage is Stage.NOT_STARTED
    assert standing.to_do == (
        "whether what you said last round is still true",
        "status of one action",
    )


def test_still_true_asks_for_the_statuses_alone(response):
    last_round(response)
    start(response)
    answer = answer_to(response, 1)
    say(answer, "", "still_true")
    assert lines(response)[0].standing.to_do == ("status of one action",)
    answer.actions.update(status="on_track")
    assert lines(response)[0].standing.is_complete


def test_finished_asks_for_a_final_status(response):
    last_round(response)
    start(response)
    answer = answer_to(response, 1)
    answer.actions.update(status="on_track")
    say(answer, "", "finished")
    assert lines(response)[0].standing.to_do == ("final status of one action",)
    answer.actions.update(status="embedded")
    assert lines(response)[0].standing.is_complete


def test_still_true_writes_over_no_words_that_were_saved_before(response):
    last_round(response)
    start(response)
    answer = answer_to(response, 1)
    say(answer, "", "", Edit("progress", "Progress on 1.", "Much more."))
    say(answer, "", "still_true")
    stands = answer_to(response, 1)
    assert (stands.progress, stands.since_last) == ("Much more.", "changed")
    say(answer, "changed", "still_true")
    stands = answer_to(response, 1)
    assert (stands.progress, stands.since_last) == ("Much more.", "changed")
    assert events(response)[-1].after == {"since_last": "changed"}


def test_who_puts_last_rounds_words_back_says_that_they_are_still_true(response):
    last_round(response)
    start(response)
    answer = answer_to(response, 1)
    say(answer, "", "changed", Edit("progress", "Progress on 1.", "Much more."))
    back = Edit("progress", "Much more.", "Progress on 1.")
    say(answer, "changed", "still_true", back)
    stands = answer_to(response, 1)
    assert (stands.progress, stands.since_last) == ("Progress on 1.", "still_true")


def test_who_writes_anew_says_that_it_has_changed(response):
    last_round(response)
    start(response)
    answer = answer_to(response, 1)
    say(answer, "", "still_true", Edit("progress", "Progress on 1.", "Much more."))
    stands = answer_to(response, 1)
    assert (stands.progress, stands.since_last) == ("Much more.", "changed")
    assert events(response)[-1].after["since_last"] == "changed"


def test_a_colleagues_choice_is_not_written_over(response):
    last_round(response)
    start(response)
    answer = answer_to(response, 1)
    say(answer, "", "finished")
    saved = say(answer, "", "changed")
    assert not saved.is_whole
    assert not saved.clashes
    (clash,) = saved.status_clashes
    assert isinstance(clash, Clash)
    assert (clash.field, clash.theirs, clash.mine) == (
        "since_last",
        "finished",
        "changed",
    )
    assert answer_to(response, 1).since_last == "finished"
    assert verbs(response)[-1] == "wrote, but did not save,"


def test_reasons_for_words_that_may_stay_are_carried_too(response):
    last = last_round(response)
    Answer.objects.filter(response=last, priority__number=1).update(
        progress="Kayla, 7, came.", may_stay=["Kayla, 7"], may_stay_because="Invented."
    )
    start(response)
    answer = answer_to(response, 1)
    assert (answer.may_stay, answer.may_stay_because) == (["Kayla, 7"], "Invented.")


@pytest.mark.parametrize("more", [0, 6])
def test_the_lives_of_actions_take_one_query(response, more):
    last = last_round(response)
    for number in range(more):
        put(answer_to(last, 1), what=f"More {number}")
    start(response)
    actions = list(answer_to(response, 1).actions.order_by("pk"))
    with CaptureQueriesContext(connection) as captured:
        told = lives(actions)
    assert len(captured) == 1
    assert len(told) == 1 + more
    (step,) = told[actions[0].pk]
    assert (step.round, step.status, step.ways) == ("spring 2026", "on_track", 1)
    assert (step.what, step.who) == (actions[0].what, actions[0].who)


def test_an_action_that_became_two_says_so(response):
    last_round(response)
    start(response)
    first = answer_to(response, 1).actions.get()
    second = put(answer_to(response, 1), what="The other half")
    second.carries_on_from = first.carries_on_from
    second.save(update_fields=["carries_on_from"])
    told = lives([first, second])
    assert [told[one.pk][0].ways for one in (first, second)] == [2, 2]


def test_what_an_earlier_round_took_back_is_not_told(response):
    last = last_round(response)
    start(response)
    Response.objects.filter(pk=last.pk).update(
        state=Response.State.DRAFT, submitted_at=None, submitted_by=""
    )
    assert list(lives(answer_to(response, 1).actions.all()).values()) == [[]]


def test_readers_of_the_answers_see_what_an_action_was(response, cast, client):
    last_round(response)
    start(response)
    client.force_login(cast.lead)
    page = client.get(f"/responses/{response.pk}/answers/").content.decode()
    assert "In earlier rounds" in page
    assert "Spring 2026:" in page


def test_an_action_of_this_round_has_no_life_yet(response):
    action = put(answer_to(response, 1))
    with CaptureQueriesContext(connection) as captured:
        assert lives([action]) == {}
    assert len(captured) == 0
