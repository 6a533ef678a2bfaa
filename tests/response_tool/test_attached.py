"""Evidence is put beside answers and actions in one query, however much there is."""

from datetime import timedelta

from response_tool.attached import beside as beside_line
from response_tool.attached import sources, with_evidence
from response_tool.earlier import last_answers
from response_tool.models import Answer, Attachment
from response_tool.standing import Line, lines
from tests.factories import NOW, TODAY
from tests.response_tool.evidence import beside, file_of
from tests.response_tool.steps import answer_to, last_round, put


def shown(rows) -> list[str]:
    return [one.file.name for one in rows]


def test_every_line_gets_its_own(answer, response, django_assert_num_queries):
    action = put(answer)
    beside(answer, "Plan")
    beside(answer, "Register", action=action)
    beside(answer_to(response, 2), "Minutes")
    before = lines(response)
    with django_assert_num_queries(1):
        first, second, third, _ = with_evidence(before)
        assert shown(first.answer.evidence) == ["Plan"]
    assert shown(first.actions[0].evidence) == ["Register"]
    assert shown(second.answer.evidence) == ["Minutes"]
    assert shown(third.answer.evidence) == []


def test_a_line_says_what_expired_since_last_round(answer, response, hopewell):
    earlier = answer_to(last_round(response), 1)
    past = TODAY - timedelta(days=1)
    for name, on in (("Old", past), ("Holds", None), ("Again", past)):
        file = file_of(hopewell, name, expires_on=on)
        Attachment.objects.create(answer=earlier, file=file, added_at=NOW, added_by="A")
    beside(answer, file)
    last = last_answers(response)[1]
    found = beside_line(Line(answer, []), last, on=TODAY)
    assert shown(found.of_answer) == ["Again"]
    assert shown(found.expired) == ["Old"]


def test_without_a_last_round_nothing_has_expired(answer):
    assert beside_line(Line(answer, []), None, on=TODAY).expired == []


def test_the_rows_behind_a_merged_answer_are_all_of_them():
    assert sources(Answer(pk=4)) == [4]
    merged = Answer(pk=4)
    merged.joined_answers = [4, 9]
    assert sources(merged) == [4, 9]
