"""Building scales, changing them, and the next version of one that was graded on."""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from activity.models import Event
from audits.actions import tools_scales as actions
from audits.actions.tools_scales import add_scale, change_scale, remove_scale
from audits.laid import LaidGrade, LaidScale, scale_laid
from audits.models import Scale
from partnership.access import Forbidden
from partnership.membership import access_of
from tests.audits import steps
from tests.factories import ANYBODY, NOW

LAID = LaidScale(
    "Ours", "", (LaidGrade("Fine", "As it should be."), LaidGrade("Not", "", True))
)


def grades(*labels):
    return tuple(LaidGrade(label) for label in labels)


def add(partnership, laid=LAID, by=ANYBODY):
    return add_scale(partnership=partnership, laid=laid, by=by, at=NOW)


def change(scale, laid, seen=None, as_next=False, by=ANYBODY):
    return change_scale(
        scale=scale,
        laid=laid,
        seen=scale_laid(scale).mark if seen is None else seen,
        as_next=as_next,
        by=by,
        at=NOW,
    )


def remove(scale, seen=None, by=ANYBODY):
    mark = scale_laid(scale).mark if seen is None else seen
    remove_scale(scale=scale, seen=mark, by=by, at=NOW)


def code_of(call):
    with pytest.raises(ValidationError) as refused:
        call()
    return refused.value.code


@pytest.fixture
def graded(northshire, hopewell):
    """A scale of its own on which something was graded."""
    scale = add(northshire)
    tool = steps.tool("Ours", on=scale, partnership=northshire)
    steps.judge_all(steps.audit(northshire, hopewell, using=tool))
    return scale


def test_a_scale_is_kept_as_it_was_said(northshire):
    scale = add(northshire)
    assert scale_laid(scale) == LAID
    assert scale.partnership == northshire
    assert Event.objects.get().after["grades"][1]["is_concern"] is True


@pytest.mark.parametrize(
    ("labels", "code"),
    [
        (["Alone"], "how_many"),
        ([f"G{n}" for n in range(8)], "how_many"),
        (["Fine", "FINE"], "twice"),
    ],
)
def test_too_few_too_many_and_twice_are_refused_whole(northshire, labels, code):
    laid = replace(LAID, grades=grades(*labels))
    assert code_of(lambda: add(northshire, laid)) == code
    assert not Scale.objects.exists()
    scale = add(northshire)
    assert code_of(lambda: change(scale, laid)) == code
    assert scale_laid(Scale.objects.get()) == LAID


def test_a_name_is_given_once_in_a_partnership(northshire, castlebourne, monkeypatch):
    add(northshire)
    add(castlebourne)
    assert code_of(lambda: add(northshire, replace(LAID, name="OURS"))) == "title_taken"
    monkeypatch.setattr(actions, "MOST_SCALES", 1)
    assert code_of(lambda: add(northshire, replace(LAID, name="More"))) == "too_many"


def test_a_scale_that_nothing_was_graded_on_changes_itself(northshire):
    scale = add(northshire)
    laid = replace(LAID, grades=grades("Best", "Fine", "Worst"))
    assert change(scale, laid) == scale
    assert scale_laid(Scale.objects.get()) == laid
    assert scale.grades.count() == 3


def test_a_scale_that_was_graded_on_gets_a_next_version_once_that_is_known(graded):
    laid = replace(LAID, grades=grades("Best", "Worst"))
    assert code_of(lambda: change(graded, laid)) == "fixed"
    following = change(graded, laid, as_next=True)
    assert (following.number, following.replaces) == (2, graded)
    assert scale_laid(following) == laid
    assert scale_laid(Scale.objects.get(pk=graded.pk)) == LAID
    assert graded.tools.count() == 1


def test_what_was_followed_meanwhile_is_not_followed_twice(graded):
    change(graded, replace(LAID, about="One."), as_next=True)
    again = replace(LAID, about="Two.")
    assert code_of(lambda: change(graded, again, as_next=True)) == "followed"
    assert Scale.objects.count() == 2


def test_saving_what_stands_makes_no_version(graded):
    assert change(graded, LAID, as_next=True) == graded
    assert Scale.objects.count() == 1


def test_a_save_over_a_colleagues_is_stopped(northshire):
    scale = add(northshire)
    mark = scale_laid(scale).mark
    change(scale, replace(LAID, about="Theirs."))
    mine = replace(LAID, about="Mine.")
    assert code_of(lambda: change(scale, mine, seen=mark)) == "changed"
    assert code_of(lambda: remove(scale, seen=mark)) == "changed"


def test_a_scale_is_removed_unless_a_tool_or_a_later_version_needs_it(
    northshire, graded
):
    assert code_of(lambda: remove(graded)) == "used"
    unused = add(northshire, replace(LAID, name="Unused"))
    remove(unused)
    assert not Scale.objects.filter(name="Unused").exists()
    assert code_of(lambda: remove(unused, seen="")) == "gone"


def test_only_who_configures_builds_and_nobody_changes_what_is_shipped(
    northshire, cast
):
    scale, shipped = add(northshire), steps.scale()
    other = replace(LAID, name="Other")
    for person in (cast.board, cast.analyst, cast.lead, cast.coordinator_elsewhere):
        by = access_of(person)
        for call in (
            lambda by=by: add(northshire, other, by=by),
            lambda by=by: change(scale, other, by=by),
            lambda by=by: remove(scale, by=by),
        ):
            with pytest.raises(Forbidden):
                call()
    with pytest.raises(Forbidden):
        change(shipped, other, by=access_of(cast.coordinator))
