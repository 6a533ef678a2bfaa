"""Two colleagues in the same moment, in two threads of a real database."""

from functools import partial
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from response_tool.actions import (
    Choice,
    add_action,
    choose_priorities,
    save_answer,
    start_response,
    submit_response,
)
from response_tool.actions.plans import ACTIONS_MAX
from tests.conftest import complete
from tests.factories import ANYBODY, NOW, TODAY
from tests.response_tool.steps import answer_to, events, put, verbs
from ui.merging import Edit

SAVING = ADDING = STARTING = "response_tool.actions.drafts.require_draft"
SUBMITTING = "response_tool.actions.submission._check_can_be_submitted"


@pytest.fixture
def meanwhile(overtaking, request):
    """`overtaking`, asked for before any row is made, and then the rows."""
    return overtaking


@pytest.fixture
def draft(meanwhile, request):
    return request.getfixturevalue("response")


def saving(answer, field, text):
    edits = [Edit(field, "", text)]
    return partial(save_answer, answer=answer, edits=edits, by=ANYBODY, at=NOW)


def test_colleagues_who_save_different_texts_at_once_are_both_kept(meanwhile, draft):
    answer = answer_to(draft, 1)
    one, other = meanwhile(
        SAVING,
        saving(answer, "progress", "Mine."),
        saving(answer, "difference", "Theirs."),
    )
    assert (one.is_whole, other.is_whole) == (True, True)
    answer.refresh_from_db()
    assert (answer.progress, answer.difference) == ("Mine.", "Theirs.")
    assert answer.version == 3


def test_colleagues_who_save_the_same_text_at_once_lose_nothing(meanwhile, draft):
    answer = answer_to(draft, 1)
    one, other = meanwhile(
        SAVING,
        saving(answer, "progress", "First."),
        saving(answer, "progress", "Second."),
    )
    assert (one.is_whole, other.is_whole) == (True, False)
    assert [(c.theirs, c.mine) for c in other.clashes] == [("First.", "Second.")]
    answer.refresh_from_db()
    assert answer.progress == "First."
    assert [event.after["progress"] for event in events(draft)] == ["First.", "Second."]


def test_colleagues_who_set_one_status_at_once_do_not_overwrite_each_other(
    meanwhile, draft
):
    answer = answer_to(draft, 1)
    action = put(answer, "")
    jobs = [
        partial(
            save_answer,
            answer=answer,
            edits=[],
            statuses={action.pk: Edit("status", "", status)},
            by=ANYBODY,
            at=NOW,
        )
        for status in ("complete", "slipping")
    ]
    one, other = meanwhile(SAVING, *jobs)
    assert one.status_clashes == []
    assert [clash.row for clash in other.status_clashes] == [action.pk]
    action.refresh_from_db()
    assert action.status == "complete"


def choosing(response, *relevances):
    choices = [
        Choice(n, Edit("relevance", "", said), Edit("not_relevant_because", "", why))
        for n, (said, why) in enumerate(relevances, start=1)
    ]
    return partial(
        choose_priorities, response=response, choices=choices, by=ANYBODY, at=NOW
    )


def test_colleagues_who_choose_at_once_do_not_overwrite_each_other(meanwhile, draft):
    outcomes = meanwhile(
        SAVING,
        choosing(draft, ("ours", ""), ("ours", "")),
        choosing(draft, ("ours", ""), ("not_relevant", "No beds.")),
    )
    assert outcomes == ([], [2])
    assert answer_to(draft, 2).relevance == "ours"


def test_choosing_and_saving_at_once_wait_for_each_other(meanwhile, draft):
    # Whoever locks answers and response in another order ends in a deadlock.
    answer = answer_to(draft, 1)
    chosen, saved = meanwhile(
        SAVING,
        choosing(draft, ("ours", "")),
        saving(answer, "progress", "We met."),
    )
    assert chosen == []
    assert saved.is_whole, saved
    answer.refresh_from_db()
    assert (answer.relevance, answer.progress) == ("ours", "We met.")


def adding(answer, **more):
    words = {"what": "Train", "who": "Manager", "by_when": TODAY, "status": "complete"}
    return partial(add_action, answer=answer, by=ANYBODY, at=NOW, **words, **more)


def test_one_page_sent_twice_at_once_adds_one_action(meanwhile, draft):
    answer, key = answer_to(draft, 1), uuid4()
    job = adding(answer, form_key=key)
    one, other = meanwhile(ADDING, job, job)
    assert one == other
    assert answer.actions.count() == 1
    assert verbs(draft) == ["added an action to"]


def test_the_last_place_for_an_action_is_taken_once(meanwhile, draft):
    answer = answer_to(draft, 1)
    for _ in range(ACTIONS_MAX - 1):
        put(answer)
    one, other = meanwhile(ADDING, adding(answer), adding(answer))
    assert one.pk
    assert isinstance(other, ValidationError), other
    assert answer.actions.count() == ACTIONS_MAX


def test_two_colleagues_who_start_at_once_start_once(meanwhile, draft):
    job = partial(start_response, response=draft, by=ANYBODY, at=NOW)
    assert meanwhile(STARTING, job, job) == (None, None)
    assert verbs(draft) == ["started"]


def test_two_submissions_at_once_are_one(meanwhile, draft, now):
    complete(draft)
    job = partial(submit_response, response=draft, by=ANYBODY, at=now)
    one, other = meanwhile(SUBMITTING, job, job)
    assert one.is_submitted
    assert other.code == "submitted"
    assert verbs(draft).count("submitted") == 1


def test_a_save_that_meets_a_submission_comes_too_late(meanwhile, draft, now):
    complete(draft)
    answer = answer_to(draft, 1)
    edits = [Edit("progress", answer.progress, "Written meanwhile.")]
    sent, saved = meanwhile(
        SUBMITTING,
        partial(submit_response, response=draft, by=ANYBODY, at=now),
        partial(save_answer, answer=answer, edits=edits, by=ANYBODY, at=now),
    )
    assert sent.is_submitted
    assert saved.code == "submitted"
    answer.refresh_from_db()
    assert answer.progress == "Progress on 1."


def test_a_submission_that_meets_a_save_sends_what_was_saved(meanwhile, draft, now):
    complete(draft)
    answer = answer_to(draft, 1)
    edits = [Edit("progress", answer.progress, "Written meanwhile.")]
    saved, sent = meanwhile(
        SAVING,
        partial(save_answer, answer=answer, edits=edits, by=ANYBODY, at=now),
        partial(submit_response, response=draft, by=ANYBODY, at=now),
    )
    assert saved.is_whole
    assert sent.is_submitted
    assert verbs(draft)[-2:] == ["changed", "submitted"]


def test_a_submission_that_meets_an_unfinishing_save_is_refused(meanwhile, draft, now):
    complete(draft)
    answer = answer_to(draft, 1)
    edits = [Edit("difference", answer.difference, "")]
    saved, sent = meanwhile(
        SAVING,
        partial(save_answer, answer=answer, edits=edits, by=ANYBODY, at=now),
        partial(submit_response, response=draft, by=ANYBODY, at=now),
    )
    assert saved.is_whole
    assert sent.code == "unfinished"
