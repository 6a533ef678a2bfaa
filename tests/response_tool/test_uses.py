"""The page of an agency's files is told what each is used for."""

from evidence.uses import uses_of
from response_tool.uses import of_files
from tests.conftest import submit
from tests.response_tool.evidence import beside
from tests.response_tool.pages import address
from tests.response_tool.steps import answer_to, put, returned_one


def told(file) -> list[tuple[str, bool]]:
    return [(one.text, one.is_sent) for one in uses_of([file.pk])[file.pk]]


def test_each_answer_is_named_once_and_says_whether_it_was_sent(answer, response):
    file = beside(answer).file
    beside(answer, file, action=put(answer))
    beside(answer_to(response, 2), file)
    named = ["autumn 2026, priority 1", "autumn 2026, priority 2"]
    assert told(file) == [(text, False) for text in named]
    (use, _) = uses_of([file.pk])[file.pk]
    assert use.href == address("answers", response.pk)
    submit(response)
    assert told(file) == [(text, True) for text in named]


def test_a_correction_in_hand_is_named_and_one_sent_back_is_not(
    answer, response, northshire
):
    file = beside(answer).file
    draft = returned_one(submit(response), northshire)
    assert sorted(sent for _, sent in told(file)) == [False, True]
    draft.state = "sent_back"
    draft.save()
    assert [sent for _, sent in told(file)] == [True]


def test_it_takes_one_query_for_all_files(answer, response, django_assert_num_queries):
    files = [beside(answer, f"Plan {n}").file.pk for n in range(5)]
    beside(answer_to(response, 2), "Plan 5")
    with django_assert_num_queries(1):
        assert {one.file_id for one in of_files(files)} == set(files)
