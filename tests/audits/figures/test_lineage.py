"""Which audits can be set side by side, and which of their domains are the same."""

import pytest

from audits.exports.blocks import blocks
from audits.movement import NOT_SHOWN, OTHER_GRADES, OTHER_TOOL
from audits.report import report_of
from tests.audits import steps
from tests.factories import TODAY, access

CASES = [f"A{number}" for number in range(1, 9)]


@pytest.fixture
def audited(northshire, hopewell, harbour):
    """In one case, one question of the first domain was graded a concern."""
    made = steps.audit(northshire, hopewell, harbour, cases=CASES, state="closed")
    steps.judge_all(made, 1)
    first, *_ = steps.questions(made.tool)
    judged = steps.part_of(made, hopewell).judgements.get(criterion=first)
    judged.grade = steps.grade(made.tool, 3)
    judged.save()
    return made


def report(audit, person):
    return report_of(audit, access=access(person), on=TODAY)


def again(of, agency, using, state="closed"):
    made = steps.audit(
        of.partnership,
        agency,
        using=using,
        title="Again",
        cases=CASES,
        again_of=of,
        state=state,
    )
    steps.judge_all(made, 1)
    return made


def next_version(of, on=None):
    """Each domain renamed, and known to come from the one before."""
    made = steps.tool(
        of.title, on=on or of.scale, replaces=of, number=of.number + 1, each=1
    )
    for old, new in zip(of.domains.all(), made.domains.all(), strict=True):
        new.came_from, new.title = old, f"{old.title}, again"
        new.save()
    return made


def test_audits_with_different_tools_are_not_set_side_by_side(audited, hopewell, cast):
    """The domains are called the same, and ask something else."""
    other = steps.tool("Another tool", on=audited.tool.scale)
    found = report(again(audited, hopewell, other), cast.coordinator)
    assert (list(found.moved), found.apart) == ([], OTHER_TOOL)
    texts = [text for block in blocks(found) for text in block.texts]
    assert OTHER_TOOL in texts


def test_nor_are_those_with_different_grades(audited, hopewell, cast):
    two = steps.scale("Yes", "No", name="Two grades")
    found = report(
        again(audited, hopewell, next_version(audited.tool, two)), cast.board
    )
    assert found.apart == OTHER_GRADES


def test_nor_one_with_an_earlier_version(audited, northshire, hopewell, cast):
    later = again(audited, hopewell, next_version(audited.tool))
    back = steps.audit(
        northshire,
        hopewell,
        using=audited.tool,
        title="Back",
        again_of=later,
        state="closed",
    )
    assert report(back, cast.coordinator).apart == OTHER_TOOL


def test_a_domain_is_followed_back_over_every_version_between(audited, hopewell, cast):
    third = next_version(next_version(audited.tool))
    found = report(again(audited, hopewell, third), cast.coordinator)
    assert [(one.title, one.before) for one in found.moved] == [
        ("Domain 1, again, again", 1),
        ("Domain 2, again, again", 0),
    ]


def test_where_numbers_are_not_shown_what_moved_cannot_be_told(audited, hopewell, cast):
    found = report(again(audited, hopewell, audited.tool), cast.viewer)
    assert (list(found.moved), found.apart) == ([], NOT_SHOWN)
