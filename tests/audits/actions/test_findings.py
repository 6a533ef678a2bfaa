"""Findings: written while an audit is written up, by who moderates it."""

import pytest
from django.core.exceptions import ValidationError

from activity.models import Event
from audits.actions.findings import (
    add_finding,
    change_finding,
    move_finding,
    remove_finding,
    rest_on,
)
from audits.models import Finding
from partnership.access import Forbidden
from strategies.models import Adoption
from tests.audits import steps
from tests.audits.wanted import found
from tests.factories import ANYBODY, NOW, ObjectiveFactory, access


@pytest.fixture
def audit(northshire, hopewell):
    return steps.audit(northshire, hopewell, state="moderating")


def add(audit, by=ANYBODY, **more) -> Finding:
    return add_finding(audit=audit, found=found(**more), by=by, at=NOW)


def code_of(act, **more) -> str:
    with pytest.raises(ValidationError) as caught:
        act(by=ANYBODY, at=NOW, **more)
    return caught.value.code


def test_a_finding_is_written_down_with_what_it_concerns(
    audit, strategy, hopewell, northshire
):
    objective = strategy.objectives.first()
    made = add(audit, objectives=[objective], agencies=[hopewell])
    assert list(made.objectives.all()) == [objective]
    assert list(made.agencies.all()) == [hopewell]
    event = Event.objects.get(subject_id=made.pk, verb="wrote down the finding")
    assert event.thread_id == audit.pk
    assert event.after["theme"] == "Chronology"
    marked = Adoption.objects.get(partnership=northshire).evidence_changed_at
    assert marked == NOW


def test_the_same_finding_twice_is_written_down_once(audit):
    assert add(audit) == add(audit)
    assert add(audit, text="Another.").position == 2


@pytest.mark.parametrize(
    ("state", "code"),
    [("planned", "early"), ("collecting", "early"), ("closed", "closed")],
)
def test_findings_are_written_from_moderating_on_and_not_once_closed(
    northshire, hopewell, state, code
):
    audit = steps.audit(northshire, hopewell, state=state)
    assert code_of(add_finding, audit=audit, found=found()) == code


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"severity": None}, "severity"),
        ({"kind": "strength"}, "severity"),
        ({"kind": "practice"}, "severity"),
    ],
)
def test_severity_is_for_what_must_change(audit, more, code):
    assert code_of(add_finding, audit=audit, found=found(**more)) == code
    assert add(audit, kind="strength", severity=None).severity is None


def test_it_concerns_agencies_and_objectives_of_this_audit(audit, harbour):
    other = found(agencies=[harbour])
    assert code_of(add_finding, audit=audit, found=other) == "not_taking_part"
    foreign = found(objectives=[ObjectiveFactory()])
    assert code_of(add_finding, audit=audit, found=foreign) == "not_theirs"


def test_an_objective_that_the_audit_tests_can_be_chosen(audit):
    tested = ObjectiveFactory()
    audit.objectives.add(tested)
    assert list(add(audit, objectives=[tested]).objectives.all()) == [tested]


def test_a_stale_change_is_refused_and_changes_nothing(audit):
    made = add(audit)
    change_finding(finding=made, found=found(text="A."), seen=1, by=ANYBODY, at=NOW)
    stale = {"finding": made, "found": found(text="B."), "seen": 1}
    assert code_of(change_finding, **stale) == "changed"
    made.refresh_from_db()
    assert (made.text, made.version) == ("A.", 2)
    event = Event.objects.get(verb="changed the finding")
    assert event.after == {"text": "A."}


def test_a_removed_finding_is_gone_for_whoever_changes_it(audit):
    made = add(audit)
    remove_finding(finding=made, seen=1, by=ANYBODY, at=NOW)
    changed = {"finding": made, "found": found(text="B."), "seen": 1}
    assert code_of(change_finding, **changed) == "gone"


def test_a_finding_that_a_recommendation_follows_from_stays(audit, hopewell):
    made = add(audit)
    steps.recommendation(audit, hopewell, made, state="draft")
    assert code_of(remove_finding, finding=made, seen=1) == "used"


def test_findings_move_up_and_down_and_stop_at_the_ends(audit):
    names = ["A", "B", "C"]
    rows = [add(audit, text=name) for name in names]
    move_finding(finding=rows[2], up=True, by=ANYBODY, at=NOW)
    move_finding(finding=rows[0], up=True, by=ANYBODY, at=NOW)
    order = Finding.objects.filter(audit=audit).in_order()
    assert [one.text for one in order] == ["A", "C", "B"]
    move_finding(finding=rows[0], up=False, by=ANYBODY, at=NOW)
    assert [one.text for one in order.all()] == ["C", "A", "B"]


def test_ticks_of_two_people_are_both_kept(audit, hopewell):
    part = steps.part_of(audit, hopewell)
    first, second, third, _ = (
        steps.judge(part, one) for one in steps.questions(audit.tool)
    )
    made = add(audit)
    made.judgements.add(first)
    mine = {"add": {second.pk}, "drop": {first.pk}}
    rest_on(finding=made, **mine, by=ANYBODY, at=NOW)
    rest_on(finding=made, add={third.pk}, drop=set(), by=ANYBODY, at=NOW)
    assert set(made.judgements.all()) == {second, third}


def test_grades_of_another_audit_are_refused(audit, northshire, hopewell):
    other = steps.audit(northshire, hopewell, using=audit.tool, title="Another")
    theirs = steps.judge(steps.part_of(other, hopewell), steps.questions(audit.tool)[0])
    made = add(audit)
    assert code_of(rest_on, finding=made, add={theirs.pk}, drop=()) == "not_of_audit"


@pytest.mark.parametrize("role", ["board", "analyst", "lead", "coordinator_elsewhere"])
def test_only_who_moderates_writes(audit, cast, role):
    with pytest.raises(Forbidden):
        add(audit, by=access(getattr(cast, role)))
