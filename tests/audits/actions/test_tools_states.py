"""How far tools are: ready, followed, retired, removed; and audits that move along."""

import pytest
from django.core.exceptions import ValidationError

from activity.models import Event
from audits.actions.tools_parts import change_question
from audits.actions.tools_states import (
    begin_next_version,
    make_ready,
    move_to_version,
    remove_draft,
    retire_tool,
    use_again,
)
from audits.laid import LaidQuestion, question_laid, tool_laid
from audits.models import Criterion, Tool
from partnership.access import Forbidden
from partnership.membership import access_of
from tests.audits import steps
from tests.factories import ANYBODY, NOW


def act(action, tool, by=ANYBODY, **more):
    return action(tool=tool, by=by, at=NOW, **more)


def move(audit, tool, by=ANYBODY):
    move_to_version(audit=audit, tool=tool, by=by, at=NOW)


@pytest.fixture
def draft(northshire):
    return steps.tool("Ours", partnership=northshire, state="draft")


@pytest.fixture
def used(northshire, hopewell):
    """A tool that two audits use: one has begun, one is planned."""
    tool = steps.tool("Ours", partnership=northshire)
    audit = steps.audit(northshire, hopewell, using=tool)
    steps.judge_all(audit)
    return tool


def test_a_draft_is_made_ready_once(draft):
    act(make_ready, draft, seen=1)
    draft.refresh_from_db()
    assert draft.state == "ready"
    assert Event.objects.get(verb="made ready").after == {"state": "Ready to use"}
    with pytest.raises(ValidationError) as refused:
        act(make_ready, draft, seen=2)
    assert refused.value.code == "not_draft"


@pytest.mark.parametrize(
    ("empty", "told"),
    [
        ({"domain__tool__isnull": False}, "at least one question"),
        ({"domain__position": 2}, "“Domain 2” has no question yet"),
    ],
)
def test_a_tool_that_lacks_questions_is_not_made_ready(draft, empty, told):
    Criterion.objects.filter(**empty).delete()
    with pytest.raises(ValidationError, match=told):
        act(make_ready, draft, seen=1)
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_what_a_colleague_changed_meanwhile_is_read_before_it_is_ready_or_gone(draft):
    for action in (make_ready, remove_draft):
        with pytest.raises(ValidationError) as refused:
            act(action, draft, seen=7)
        assert refused.value.code == "changed"


def test_the_next_version_is_a_draft_that_knows_what_it_came_from(used):
    following = act(begin_next_version, used)
    assert (following.state, following.number) == ("draft", 2)
    assert following.replaces == used
    assert tool_laid(following) == tool_laid(used)
    for old, new in zip(steps.questions(used), steps.questions(following), strict=True):
        assert new.came_from == old
        assert new.domain.came_from == old.domain
    assert act(begin_next_version, used) == following
    assert Tool.objects.count() == 2


def test_changing_the_next_version_leaves_what_was_graded(used):
    following = act(begin_next_version, used)
    question = steps.questions(following)[0]
    change_question(
        question=question,
        said=LaidQuestion("Other?"),
        domain=question.domain,
        seen=question_laid(question).mark,
        by=ANYBODY,
        at=NOW,
    )
    assert steps.questions(used)[0].text == "Question 1.1"
    question.refresh_from_db()
    assert (question.text, question.came_from) == ("Other?", steps.questions(used)[0])


def test_a_draft_has_no_next_version_and_is_not_retired(draft):
    for action in (begin_next_version, retire_tool):
        with pytest.raises(ValidationError) as refused:
            act(action, draft)
        assert refused.value.code == "draft"


def test_a_tool_is_retired_and_used_again(used):
    act(retire_tool, used)
    act(retire_tool, used)
    used.refresh_from_db()
    assert used.state == "retired"
    assert Event.objects.filter(verb="retired").count() == 1
    act(use_again, used)
    act(use_again, used)
    used.refresh_from_db()
    assert used.state == "ready"
    assert Event.objects.filter(verb="took into use again").count() == 1


def test_a_draft_is_removed_and_the_history_keeps_what_it_said(draft):
    act(remove_draft, draft, seen=1)
    assert not Tool.objects.exists()
    said = Event.objects.get(verb="removed").before
    assert said["domains"][1]["questions"][1]["text"] == "Question 2.2"
    with pytest.raises(ValidationError) as refused:
        act(remove_draft, draft, seen=1)
    assert refused.value.code == "gone"


def test_a_ready_tool_is_not_removed(used):
    with pytest.raises(ValidationError) as refused:
        act(remove_draft, used, seen=1)
    assert refused.value.code == "not_draft"


def test_only_who_configures_decides(draft, used, cast):
    for person in (cast.board, cast.analyst, cast.lead, cast.coordinator_elsewhere):
        by = access_of(person)
        for action in (begin_next_version, retire_tool, use_again):
            with pytest.raises(Forbidden):
                act(action, used, by=by)
        for action in (make_ready, remove_draft):
            with pytest.raises(Forbidden):
                act(action, draft, by=by, seen=1)


def test_a_planned_audit_moves_to_the_version_after_and_the_one_after_that(
    northshire, hopewell, used
):
    planned = steps.audit(
        northshire, hopewell, using=used, state="planned", title="Later"
    )
    second = act(begin_next_version, used)
    with pytest.raises(ValidationError) as refused:
        move(planned, second)
    assert refused.value.code == "not_ready"
    act(make_ready, second, seen=1)
    third = act(begin_next_version, second)
    act(make_ready, third, seen=1)
    move(planned, Tool.objects.get(pk=third.pk))
    planned.refresh_from_db()
    assert (planned.tool, planned.version) == (third, 2)
    done = Event.objects.get(verb="moved to another version of its tool")
    assert done.before == {"version of the tool": 1}
    move(planned, third)
    planned.refresh_from_db()
    assert planned.version == 2


def test_an_audit_that_has_begun_keeps_its_version(northshire, used):
    second = act(begin_next_version, used)
    act(make_ready, second, seen=1)
    second.refresh_from_db()
    with pytest.raises(ValidationError) as refused:
        move(used.audits.get(), second)
    assert refused.value.code == "begun"


def test_an_audit_moves_to_no_other_tool(northshire, hopewell, used, cast):
    planned = steps.audit(
        northshire, hopewell, using=used, state="planned", title="Later"
    )
    other = steps.tool("Other", partnership=northshire)
    with pytest.raises(ValidationError) as refused:
        move(planned, other)
    assert refused.value.code == "not_later"
    with pytest.raises(Forbidden):
        move(planned, other, by=access_of(cast.board))
