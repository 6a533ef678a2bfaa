"""How far an answer is, in words."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from response_tool.models import Action, Answer
from response_tool.standing import (
    Stage,
    bands,
    found_in,
    lines,
    standing,
)
from tests.response_tool.steps import put

BOTH = {"progress": "We met.", "difference": "Children are heard."}


def ours(**fields) -> Answer:
    return Answer(relevance="ours", **fields)


@pytest.mark.parametrize(
    ("answer", "statuses", "stage", "to_do"),
    [
        (Answer(), [], Stage.NOT_STARTED, ["whether this priority is yours"]),
        (
            ours(),
            [],
            Stage.NOT_STARTED,
            ["what you have done", "what difference this has made"],
        ),
        (
            ours(),
            [""],
            Stage.NOT_STARTED,
            [
                "status of one action",
                "what you have done",
                "what difference this has made",
            ],
        ),
        (
            ours(),
            ["on_track"],
            Stage.IN_PROGRESS,
            ["what you have done", "what difference this has made"],
        ),
        (
            ours(progress="We met."),
            [],
            Stage.IN_PROGRESS,
            ["what difference this has made"],
        ),
        (
            ours(difference="Children are heard."),
            [],
            Stage.IN_PROGRESS,
            ["what you have done"],
        ),
        (
            ours(**BOTH),
            ["", "complete", ""],
            Stage.IN_PROGRESS,
            ["status of 2 actions"],
        ),
        (
            ours(progress="Kayla, 7, came.", difference="Children are heard."),
            [],
            Stage.IN_PROGRESS,
            ["words that could identify a child or family"],
        ),
        (
            # As it may have come in before Word documents were measured.
            ours(progress="x" * 4001, difference="y" * 4000),
            [],
            Stage.IN_PROGRESS,
            ["what you have done in 4,000 characters or fewer"],
        ),
        (ours(**BOTH), [], Stage.ANSWERED, []),
        (ours(**BOTH), ["slipping"], Stage.ANSWERED, []),
        (
            Answer(relevance="not_relevant", not_relevant_because="No children."),
            [],
            Stage.NOT_RELEVANT,
            [],
        ),
    ],
)
def test_how_far_an_answer_is(answer, statuses, stage, to_do):
    found = standing(answer, [Action(status=status) for status in statuses])
    assert (found.stage, list(found.to_do)) == (stage, to_do)
    assert found.is_complete is (not to_do)


def test_blanks_are_no_answer():
    assert not standing(ours(progress=" \n", difference=" "), []).is_complete


def test_words_that_may_stay_are_not_asked_about_again():
    answer = ours(progress="Kayla, 7, and Liam, 9.", may_stay=["Kayla, 7"])
    assert [one.text for one in found_in(answer, "progress")] == ["Liam, 9"]


def test_the_stages_are_the_words_of_the_task_list():
    words = ["Not started", "In progress", "Answered", "Not relevant"]
    assert [stage.value for stage in Stage] == words


def test_lines_come_in_the_order_of_priorities_in_two_queries(response):
    answers = list(response.answers.order_by("-priority__number"))
    for one in answers:
        put(one, what=f"first of {one.pk}")
        put(one, what=f"second of {one.pk}")
    with CaptureQueriesContext(connection) as captured:
        found = lines(response)
        told = [(l_.number, [a.what for a in l_.actions]) for l_ in found]
        objectives = [(b.objective.title, len(b.lines)) for b in bands(found)]
    assert len(captured) == 2
    assert [number for number, _ in told] == [1, 2, 3, 4]
    pk = found[0].answer.pk
    assert told[0][1] == [f"first of {pk}", f"second of {pk}"]
    assert objectives == [("Recognise", 2), ("Respond", 2)]
