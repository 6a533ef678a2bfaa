"""Tools of the library become shared rows, one for each key and version."""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from activity.models import Event
from audits import library
from audits.actions import tools_library
from audits.actions.tools_library import chosen_scale, chosen_tool, pick_tool
from audits.choice import scales_to_grade_on, tools_to_plan_with
from audits.laid import scale_laid, tool_laid
from audits.library import NotInLibrary
from audits.models import Criterion, Scale, Tool
from partnership.access import Forbidden
from partnership.membership import access_of
from tests.audits import steps
from tests.factories import ANYBODY, NOW

KEY = "tool-use"


def pick(partnership, key=KEY, by=ANYBODY):
    return pick_tool(key=key, partnership=partnership, by=by, at=NOW)


def choose(value, partnership):
    return chosen_tool(value=value, partnership=partnership, by=ANYBODY, at=NOW)


@pytest.mark.parametrize("entry", library.tools(), ids=lambda one: one.key)
def test_a_picked_tool_says_what_the_library_says_and_is_nobodys(northshire, entry):
    tool = pick(northshire, entry.key)
    assert tool_laid(tool) == entry.laid
    assert scale_laid(tool.scale) == library.scale_entry(entry.scale).laid
    assert (tool.partnership, tool.state, tool.number) == (None, "ready", 1)
    assert tool.scale.partnership is None


def test_all_partnerships_share_one_row(northshire, castlebourne):
    assert pick(northshire) == pick(castlebourne)
    assert Tool.objects.count() == Scale.objects.count() == 1
    picked = Event.objects.get(subject_kind="audits.tool")
    assert picked.after == {"first for": northshire.name}


def test_a_later_version_in_the_library_is_another_row_that_knows_the_one_before(
    northshire, monkeypatch
):
    before = pick(northshire)
    entry = library.tool_entry(KEY)
    first, *others = entry.laid.domains
    kept, _, *rest = first.questions
    fresh = replace(kept, text="Is there something new?")
    changed = replace(first, questions=(kept, fresh, *rest))
    later = replace(
        entry, number=2, laid=replace(entry.laid, domains=(changed, *others))
    )
    monkeypatch.setattr(tools_library, "tool_entry", lambda key: later)
    after = pick(northshire)
    assert (after.replaces, after.number) == (before, 2)
    asked = Criterion.objects.filter(domain__tool=after)
    assert asked.get(text=kept.text).came_from.domain.tool == before
    assert asked.get(text=fresh.text).came_from is None
    assert after.domains.get(position=1).came_from == before.domains.get(position=1)
    assert tool_laid(before) == entry.laid


def test_only_who_configures_picks(northshire, cast):
    for person in (cast.board, cast.analyst, cast.lead, cast.coordinator_elsewhere):
        with pytest.raises(Forbidden):
            pick(northshire, by=access_of(person))
    assert not Tool.objects.exists()
    assert pick(northshire, by=access_of(cast.auditor))


def test_what_is_not_in_the_library_is_not_picked(northshire):
    with pytest.raises(NotInLibrary):
        pick(northshire, "nothing")


def test_shipped_tools_can_be_chosen_before_and_after_they_are_rows(northshire):
    keys = [one.value for one in tools_to_plan_with(northshire)]
    assert keys == [one.key for one in library.tools()]
    tool = choose(KEY, northshire)
    values = [one.value for one in tools_to_plan_with(northshire)]
    assert values == ["neglect-practice", "section-11", str(tool.pk)]
    assert choose(str(tool.pk), northshire) == tool == choose(KEY, northshire)


def test_own_tools_are_chosen_once_ready_and_until_a_later_one_is(northshire):
    first = steps.tool("Ours", partnership=northshire)
    later = steps.tool(
        "Ours", on=first.scale, partnership=northshire, replaces=first, state="draft"
    )
    assert tools_to_plan_with(northshire)[0].value == str(first.pk)
    with pytest.raises(ValidationError):
        choose(str(later.pk), northshire)
    Tool.objects.filter(pk=later.pk).update(state="ready")
    assert choose(str(later.pk), northshire) == later
    with pytest.raises(ValidationError) as refused:
        choose(str(first.pk), northshire)
    assert refused.value.code == "unknown"


@pytest.mark.parametrize("value", ["", "nothing", "0", "9" * 19, "1" * 60, "-1", "²"])
def test_what_is_no_choice_is_refused(northshire, value):
    for act in (chosen_tool, chosen_scale):
        with pytest.raises(ValidationError) as refused:
            act(value=value, partnership=northshire, by=ANYBODY, at=NOW)
        assert refused.value.code == "unknown"


def test_another_partnerships_are_no_choice(northshire, castlebourne):
    theirs = steps.tool("Theirs", partnership=castlebourne)
    Scale.objects.filter(pk=theirs.scale_id).update(partnership=castlebourne)
    with pytest.raises(ValidationError):
        choose(str(theirs.pk), northshire)
    with pytest.raises(ValidationError):
        chosen_scale(
            value=str(theirs.scale_id), partnership=northshire, by=ANYBODY, at=NOW
        )
    offered = [one.value for one, _ in scales_to_grade_on(northshire)]
    assert str(theirs.scale_id) not in offered


def test_the_choice_takes_the_same_queries_however_many_tools_there_are(
    northshire, django_assert_num_queries
):
    for name in "ABC":
        steps.tool(name, partnership=northshire, on=steps.scale(partnership=northshire))
    with django_assert_num_queries(2):
        tools_to_plan_with(northshire)
    with django_assert_num_queries(3):
        scales_to_grade_on(northshire)
