"""Adding, changing, moving and removing domains and questions."""

import pytest
from django.core.exceptions import ValidationError

from activity.models import Event
from audits.actions import tools_parts as actions
from audits.laid import LaidDomain, LaidQuestion, domain_laid, question_laid
from audits.models import Criterion, Domain
from partnership.access import Forbidden
from partnership.membership import access_of
from tests.audits import steps
from tests.factories import ANYBODY, NOW

NEW = LaidQuestion("New?", "Look.")


@pytest.fixture
def tool(northshire):
    return steps.tool("Ours", partnership=northshire, state="draft", each=3)


@pytest.fixture
def domain(tool):
    return tool.domains.get(position=1)


@pytest.fixture
def question(tool):
    return steps.questions(tool)[0]


def act(action, by=ANYBODY, **more):
    return action(by=by, at=NOW, **more)


def change(question, text="Changed?", guidance="", domain=None, seen=None, by=ANYBODY):
    act(
        actions.change_question,
        question=question,
        said=LaidQuestion(text, guidance),
        domain=domain or question.domain,
        seen=question_laid(question).mark if seen is None else seen,
        by=by,
    )


def rename(domain, title, about="", seen=None):
    act(
        actions.change_domain,
        domain=domain,
        said=LaidDomain(title, about),
        seen=domain_laid(domain).mark if seen is None else seen,
    )


def texts(tool):
    return [one.text for one in steps.questions(tool)]


def titles(tool):
    return [one.title for one in tool.domains.order_by("position", "pk")]


def code_of(call):
    with pytest.raises(ValidationError) as refused:
        call()
    return refused.value.code


def test_a_domain_and_a_question_are_added_at_the_end(tool):
    domain = act(actions.add_domain, tool=tool, said=LaidDomain("Voice", "Hear."))
    act(actions.add_question, domain=domain, said=NEW)
    assert titles(tool) == ["Domain 1", "Domain 2", "Voice"]
    assert texts(tool)[-1] == "New?"
    tool.refresh_from_db()
    assert tool.version == 3
    done = Event.objects.in_threads(type(tool).objects.all())
    assert [one.after for one in done.order_by("pk")] == [
        {"title": "Voice", "about": "Hear."},
        {"text": "New?", "guidance": "Look."},
    ]


def test_more_than_can_be_finished_is_not_added(tool, domain, monkeypatch):
    monkeypatch.setattr(actions, "DOMAINS_MAX", 2)
    monkeypatch.setattr(actions, "CRITERIA_MAX", 6)
    add = LaidDomain("Voice")
    assert code_of(lambda: act(actions.add_domain, tool=tool, said=add)) == "too_many"
    assert (
        code_of(lambda: act(actions.add_question, domain=domain, said=NEW))
        == "too_many"
    )


def test_nothing_is_there_twice(tool, domain, question):
    add = LaidDomain("DOMAIN 2")
    assert code_of(lambda: act(actions.add_domain, tool=tool, said=add)) == "twice"
    assert code_of(lambda: rename(domain, "domain 2")) == "twice"
    again = LaidQuestion("QUESTION 1.2")
    assert (
        code_of(lambda: act(actions.add_question, domain=domain, said=again)) == "twice"
    )
    assert code_of(lambda: change(question, "question 1.2")) == "twice"
    rename(domain, "DOMAIN 1")
    assert titles(tool) == ["DOMAIN 1", "Domain 2"]


def test_a_question_is_changed_and_moves_to_another_domain(tool, question):
    change(question, "Changed?", "There.", domain=tool.domains.get(position=2))
    assert texts(tool)[-1] == "Changed?"
    done = Event.objects.get(verb="changed")
    assert done.before["domain"] == "Domain 1"
    assert done.after == {
        "text": "Changed?",
        "guidance": "There.",
        "domain": "Domain 2",
    }


def test_saving_what_stands_is_no_change(tool, domain, question):
    change(question, question.text, seen="whatever")
    rename(domain, domain.title, seen="whatever")
    assert not Event.objects.exists()


def test_a_save_over_a_colleagues_is_stopped_and_another_parts_is_not(
    tool, domain, question
):
    of_question, of_domain = question_laid(question).mark, domain_laid(domain).mark
    other = steps.questions(tool)[1]
    change(other, "Beside?")
    change(question, "Theirs?")
    assert code_of(lambda: change(question, "Mine?", seen=of_question)) == "changed"
    rename(domain, "Theirs")
    assert code_of(lambda: rename(domain, "Mine", seen=of_domain)) == "changed"
    assert texts(tool)[:2] == ["Theirs?", "Beside?"]


@pytest.mark.parametrize(
    ("place", "way", "order"),
    [
        (0, "up", [1, 2, 3]),
        (0, "down", [2, 1, 3]),
        (2, "up", [1, 3, 2]),
        (2, "down", [1, 2, 3]),
    ],
)
def test_a_question_stands_one_place_earlier_or_later(tool, place, way, order):
    act(actions.move_question, question=steps.questions(tool)[place], way=way)
    assert texts(tool)[:3] == [f"Question 1.{n}" for n in order]


def test_a_domain_stands_one_place_later_even_where_places_were_alike(tool, domain):
    Domain.objects.update(position=1)
    act(actions.move_domain, domain=domain, way="down")
    assert titles(tool) == ["Domain 2", "Domain 1"]
    assert Event.objects.get().verb == "moved down"


def test_a_domain_goes_with_its_questions_and_the_history_keeps_them(tool, domain):
    act(actions.remove_domain, domain=domain, seen=domain_laid(domain).whole_mark)
    assert titles(tool) == ["Domain 2"]
    said = Event.objects.get(verb="removed").before
    assert said["questions"][0]["text"] == "Question 1.1"


def test_a_domain_to_which_a_colleague_added_does_not_go_unread(tool, domain):
    mark = domain_laid(domain).whole_mark
    act(actions.add_question, domain=domain, said=NEW)
    assert (
        code_of(lambda: act(actions.remove_domain, domain=domain, seen=mark))
        == "changed"
    )


def test_a_question_goes_once_it_was_read_as_it_stands(tool, question):
    mark = question_laid(question).mark
    change(question)
    remove = actions.remove_question
    assert code_of(lambda: act(remove, question=question, seen=mark)) == "changed"
    question.refresh_from_db()
    mark = question_laid(question).mark
    act(remove, question=question, seen=mark)
    assert code_of(lambda: act(remove, question=question, seen=mark)) == "gone"


def test_a_ready_tool_keeps_a_question_in_each_domain(tool, domain):
    type(tool).objects.update(state="ready")
    first, second, third = domain.criteria.all()
    for one in (first, second):
        act(actions.remove_question, question=one, seen=question_laid(one).mark)
    mark = question_laid(third).mark
    assert (
        code_of(lambda: act(actions.remove_question, question=third, seen=mark))
        == "last"
    )
    other = tool.domains.get(position=2)
    assert code_of(lambda: change(third, "Moved?", domain=other)) == "last"
    assert domain.criteria.count() == 1


def test_nothing_of_a_tool_that_was_graded_with_changes(
    northshire, hopewell, tool, domain, question
):
    steps.judge_all(steps.audit(northshire, hopewell, using=tool))
    whole, mark = domain_laid(domain).whole_mark, question_laid(question).mark
    for call in (
        lambda: act(actions.add_domain, tool=tool, said=LaidDomain("Voice")),
        lambda: act(actions.add_question, domain=domain, said=NEW),
        lambda: change(question),
        lambda: rename(domain, "Other"),
        lambda: act(actions.move_domain, domain=domain, way="down"),
        lambda: act(actions.move_question, question=question, way="down"),
        lambda: act(actions.remove_domain, domain=domain, seen=whole),
        lambda: act(actions.remove_question, question=question, seen=mark),
    ):
        assert code_of(call) == "fixed"
    assert texts(tool)[0] == "Question 1.1"
    assert Criterion.objects.count() == 6


def test_a_question_does_not_move_into_another_tool(northshire, question):
    other = steps.tool("Other", partnership=northshire, state="draft")
    into = other.domains.get(position=1)
    assert code_of(lambda: change(question, domain=into)) == "gone"


def test_only_who_configures_changes_anything(tool, domain, question, cast):
    for person in (cast.board, cast.analyst, cast.lead, cast.coordinator_elsewhere):
        by = access_of(person)
        with pytest.raises(Forbidden):
            act(actions.add_domain, tool=tool, said=LaidDomain("Voice"), by=by)
        with pytest.raises(Forbidden):
            change(question, by=by)
        with pytest.raises(Forbidden):
            act(actions.move_domain, domain=domain, way="up", by=by)
