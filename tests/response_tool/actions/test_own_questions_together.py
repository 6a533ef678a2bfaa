"""A partnership and an agency at an own question in the same moment, in two threads."""

from functools import partial

import pytest

from response_tool.actions import submit_response
from response_tool.actions.own_questions import (
    remove_own_question,
    reword_own_question,
    save_own_answers,
)
from response_tool.models import OwnAnswer, OwnQuestion
from tests.conftest import complete
from tests.factories import ANYBODY, NOW
from tests.response_tool.own import asks
from ui.merging import Edit

ASKING = "response_tool.actions.own_questions._check_nobody_has_sent"
CHANGING = "response_tool.actions.own_questions._unanswered"
SAVING = "response_tool.actions.own_questions.hold_response"
SUBMITTING = "response_tool.actions.submission._check_can_be_submitted"


@pytest.fixture
def draft(overtaking, request):
    return request.getfixturevalue("response")


@pytest.fixture
def question(draft, northshire):
    return asks(draft.round, northshire)


def rewording(question):
    return partial(
        reword_own_question,
        question=question,
        text="What hinders your staff?",
        help_="",
        by=ANYBODY,
        at=NOW,
    )


def saving(draft, question):
    return partial(
        save_own_answers,
        response=draft,
        edits={question.pk: Edit("text", "", "Time.")},
        shown={question.pk: question.in_full},
        by=ANYBODY,
        at=NOW,
    )


def test_a_question_that_meets_a_submission_comes_too_late(
    overtaking, draft, northshire, now
):
    complete(draft)
    sent, asked = overtaking(
        SUBMITTING,
        partial(submit_response, response=draft, by=ANYBODY, at=now),
        partial(asks, draft.round, northshire),
    )
    assert sent.is_submitted
    assert asked.code == "too_late"
    assert not OwnQuestion.objects.exists()


def test_a_submission_that_meets_a_question_must_answer_it(
    overtaking, draft, northshire, now
):
    complete(draft)
    asked, sent = overtaking(
        ASKING,
        partial(asks, draft.round, northshire),
        partial(submit_response, response=draft, by=ANYBODY, at=now),
    )
    assert asked.pk
    assert sent.code == "unfinished"


def test_an_answer_is_not_put_under_words_that_change_at_once(
    overtaking, draft, question
):
    _, saved = overtaking(CHANGING, rewording(question), saving(draft, question))
    assert saved.moved == {question.pk}
    assert not OwnAnswer.objects.exists()


@pytest.mark.parametrize("change", ["reword", "remove"])
def test_a_question_that_is_being_answered_stays_as_it_is(
    overtaking, draft, question, change
):
    removing = partial(remove_own_question, question=question, by=ANYBODY, at=NOW)
    changing = removing if change == "remove" else rewording(question)
    saved, refused = overtaking(SAVING, saving(draft, question), changing)
    assert saved.is_whole
    assert refused.code == "answered"
    assert OwnAnswer.objects.get().question.text == question.text


def test_two_who_remove_it_at_once_remove_it_once(overtaking, draft, question):
    removing = partial(remove_own_question, question=question, by=ANYBODY, at=NOW)
    one, other = overtaking(CHANGING, removing, removing)
    assert one is None
    assert other.code == "gone"
