"""Making tools, copying them, and changing what they are called and grade on."""

import pytest
from django.core.exceptions import ValidationError

from activity.models import Event
from audits.actions import tools as actions
from audits.actions.tools import change_tool, copy_tool, create_tool, details_mark
from audits.laid import LaidDomain, LaidQuestion, LaidTool, tool_laid
from audits.models import Tool
from partnership.access import Forbidden
from partnership.membership import access_of
from tests.audits import steps
from tests.factories import ANYBODY, NOW

LAID = LaidTool(
    "Early help", "For early help.", (LaidDomain("One", "", (LaidQuestion("Why?"),)),)
)


def create(partnership, laid=LAID, scale="yes-partly-no", by=ANYBODY):
    return create_tool(partnership=partnership, laid=laid, scale=scale, by=by, at=NOW)


def copy(tool, partnership, title="Copied"):
    return copy_tool(
        tool=tool, title=title, partnership=partnership, by=ANYBODY, at=NOW
    )


def change(tool, seen=None, by=ANYBODY, **more):
    said = {"title": tool.title, "about": tool.about, "scale": str(tool.scale_id)}
    seen = details_mark(tool) if seen is None else seen
    change_tool(tool=tool, seen=seen, by=by, at=NOW, **(said | more))


def asked(laid: LaidTool) -> list[str]:
    return [one.text for one in laid.questions()]


def test_a_new_tool_is_a_draft_of_its_own_with_all_that_was_said(northshire):
    tool = create(northshire)
    assert (tool.partnership, tool.state, tool.number) == (northshire, "draft", 1)
    assert tool_laid(tool) == LAID
    assert tool.scale.library_key == "yes-partly-no"
    done = Event.objects.get(verb="made")
    assert done.after["domains"][0]["questions"][0]["text"] == "Why?"


def test_a_title_is_given_once_so_a_second_press_makes_no_second_tool(
    northshire, castlebourne
):
    create(northshire)
    create(castlebourne)
    with pytest.raises(ValidationError) as refused:
        create(northshire, LaidTool("EARLY help", ""))
    assert refused.value.code == "title_taken"
    assert northshire.audit_tools.count() == 1


def test_the_title_of_a_tool_that_is_no_longer_used_is_free(northshire):
    steps.tool("Early help", partnership=northshire, state="retired")
    assert create(northshire)


def test_there_are_not_more_than_anybody_can_keep_apart(northshire, monkeypatch):
    monkeypatch.setattr(actions, "MOST_TOOLS", 1)
    create(northshire)
    with pytest.raises(ValidationError) as refused:
        create(northshire, LaidTool("Another", ""))
    assert refused.value.code == "too_many"


@pytest.mark.parametrize(
    ("domains", "code"),
    [
        ([LaidDomain(f"D{n}") for n in range(21)], "too_many"),
        ([LaidDomain("D", "", (LaidQuestion("Why?"),) * 61)], "too_many"),
        ([LaidDomain("Voice"), LaidDomain("VOICE")], "twice"),
    ],
)
def test_a_tool_that_nobody_would_finish_is_not_kept(northshire, domains, code):
    with pytest.raises(ValidationError) as refused:
        create(northshire, LaidTool("Long", "", tuple(domains)))
    assert refused.value.code == code
    assert not Tool.objects.exists()


def test_a_copy_says_the_same_and_leaves_the_original(northshire):
    shipped = steps.tool(library_key="x")
    own = copy(shipped, northshire)
    assert asked(tool_laid(own)) == asked(tool_laid(shipped))
    assert (own.partnership, own.scale, own.state) == (
        northshire,
        shipped.scale,
        "draft",
    )
    assert own.domains.filter(came_from=None).count() == 2
    shipped.refresh_from_db()
    assert shipped.version == 1


def test_another_partnerships_tool_is_not_copied(northshire, castlebourne):
    with pytest.raises(ValidationError):
        copy(steps.tool(partnership=castlebourne), northshire)


def test_only_who_configures_makes_and_changes(northshire, cast):
    tool = create(northshire)
    for person in (cast.board, cast.analyst, cast.lead, cast.coordinator_elsewhere):
        by = access_of(person)
        with pytest.raises(Forbidden):
            create(northshire, LaidTool("Another", ""), by=by)
        with pytest.raises(Forbidden):
            change(tool, title="Other", by=by)


def test_details_are_changed_and_told(northshire):
    tool = create(northshire)
    change(tool, title="Help", about="New.", scale="ofsted-four")
    tool.refresh_from_db()
    assert (tool.title, tool.about, tool.version) == ("Help", "New.", 2)
    assert tool.scale.library_key == "ofsted-four"
    done = Event.objects.get(verb="changed")
    assert done.before["title"] == "Early help"
    assert done.after["scale"] == str(tool.scale)


def test_saving_what_stands_changes_nothing(northshire):
    tool = create(northshire)
    change(tool)
    tool.refresh_from_db()
    assert tool.version == 1
    assert not Event.objects.filter(verb="changed").exists()


def test_a_save_over_a_colleagues_is_stopped(northshire):
    tool = create(northshire)
    mark = details_mark(tool)
    change(tool, title="Theirs")
    with pytest.raises(ValidationError) as refused:
        change(tool, title="Mine", seen=mark)
    assert refused.value.code == "changed"
    tool.refresh_from_db()
    assert tool.title == "Theirs"


def test_a_tool_that_comes_with_the_portal_is_changed_by_nobody(northshire, cast):
    shipped = steps.tool()
    with pytest.raises(Forbidden):
        change(shipped, title="Ours", by=access_of(cast.coordinator))
    with pytest.raises(ValidationError) as refused:
        change(shipped, title="Ours")
    assert refused.value.code == "shipped"


def test_a_tool_that_was_graded_with_stays(northshire, hopewell):
    tool = steps.tool("Ours", partnership=northshire)
    audit = steps.audit(northshire, hopewell, using=tool)
    steps.judge_all(audit)
    with pytest.raises(ValidationError) as refused:
        change(tool, title="Other")
    assert refused.value.code == "fixed"


@pytest.mark.parametrize(
    ("state", "fixed"), [("planned", False), ("collecting", True), ("closed", True)]
)
def test_an_audit_past_planning_holds_its_tool(northshire, hopewell, state, fixed):
    tool = steps.tool("Ours", partnership=northshire)
    steps.audit(northshire, hopewell, using=tool, state=state)
    if fixed:
        with pytest.raises(ValidationError):
            change(tool, about="Other")
    else:
        change(tool, about="Other")
    tool.refresh_from_db()
    assert tool.about == ("" if fixed else "Other")


def test_what_is_no_longer_used_or_gone_is_not_changed(northshire):
    tool = create(northshire)
    Tool.objects.filter(pk=tool.pk).update(state="retired")
    with pytest.raises(ValidationError) as refused:
        change(tool, about="Other")
    assert refused.value.code == "retired"
    Tool.objects.all().delete()
    with pytest.raises(ValidationError) as refused:
        change(tool, about="Other")
    assert refused.value.code == "gone"
