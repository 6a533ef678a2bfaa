"""A partnership plans an audit, and changes it as long as it may be changed."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from activity.models import Event
from audits.actions.audits import change_audit, plan_audit
from audits.models import Audit, Judgement, Part
from audits.plans import plan_of, said
from notices.models import Kind, Notice
from partnership.access import Forbidden
from strategies.models import Adoption
from tests.audits import steps
from tests.audits.planned import plan
from tests.cast import seated
from tests.factories import ANYBODY, NOW, TODAY, ObjectiveFactory, access, member_of


@pytest.fixture
def year(northshire):
    return steps.programme(northshire)


@pytest.fixture
def school(northshire):
    return seated("Hill School", "hill", northshire)


@pytest.fixture
def clinic(northshire):
    return seated("Clinic", "clinic", northshire)


def make(partnership, a_plan, by=ANYBODY):
    return plan_audit(partnership=partnership, plan=a_plan, by=by, at=NOW)


def change(audit, seen=None, by=ANYBODY, **more):
    audit.refresh_from_db()
    change_audit(
        audit=audit,
        plan=replace(plan_of(audit), **more),
        seen=audit.version if seen is None else seen,
        by=by,
        at=NOW,
    )
    audit.refresh_from_db()


def refusal(job, *args, **kwargs):
    with pytest.raises(ValidationError) as refused:
        job(*args, **kwargs)
    return refused.value


def test_an_audit_is_planned_once_however_often_it_is_sent(
    northshire, year, school, strategy
):
    a_plan = plan(year, school, objectives=list(strategy.objectives.all()))
    audit = make(northshire, a_plan)
    assert make(northshire, a_plan) == audit
    assert audit.state == "planned"
    assert plan_of(audit).told() == a_plan.told()
    event = Event.objects.get()
    assert event.after["agencies"] == ["Hill School"]
    assert event.after["tool"] == "Neglect practice"


def test_planning_marks_the_dashboards(northshire, year):
    make(northshire, plan(year))
    assert Adoption.objects.get(partnership=northshire).evidence_changed_at == NOW


def test_what_is_planned_reads_as_sentences(northshire, year, school):
    read = dict(said(plan(year, school, sample_size=7)))
    assert read["How many cases"] == "7"
    assert read["Agencies"] == "Hill School"
    assert "Repeats" not in read
    alone = dict(said(plan(year, kind="self")))
    assert "How many cases" not in alone


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"sample_size": 0}, "sample"),
        ({"sample_size": 10_000}, "sample"),
    ],
)
def test_a_sample_has_bounds(northshire, year, more, code):
    assert refusal(make, northshire, plan(year, **more)).code == code


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("period_to", TODAY - timedelta(days=181)),
        ("moderate_by", TODAY + timedelta(days=13)),
        ("report_by", TODAY + timedelta(days=27)),
    ],
)
def test_days_out_of_order_are_said_beside_the_later_one(northshire, year, name, day):
    refused = refusal(make, northshire, plan(year, **{name: day}))
    assert list(refused.message_dict) == [name]


def test_a_tool_that_is_retired_replaced_or_not_ours_cannot_be_chosen(
    northshire, castlebourne, year
):
    scale = steps.scale()
    old = steps.tool("Old", on=scale, state="retired")
    first = steps.tool("First", on=scale)
    steps.tool("First", on=scale, replaces=first, number=2)
    theirs = steps.tool("Theirs", on=scale, partnership=castlebourne)
    for using in (old, first, theirs):
        refused = refusal(make, northshire, plan(year, using=using))
        assert refused.code == "no_tool"
    assert not Audit.objects.exists()


def test_a_tool_can_be_planned_with_while_its_next_version_is_a_draft(northshire, year):
    tool = steps.tool()
    steps.tool(on=tool.scale, replaces=tool, number=2, state="draft")
    assert make(northshire, plan(year, using=tool)).tool == tool


def test_a_tool_that_was_replaced_later_stays_in_its_audit(northshire, year):
    tool = steps.tool()
    audit = make(northshire, plan(year, using=tool))
    steps.tool("Newer", on=tool.scale, replaces=tool, number=2)
    change(audit, title="Another name")
    assert (audit.title, audit.tool) == ("Another name", tool)


def test_an_agency_without_a_seat_cannot_take_part(northshire, year, harbour):
    refused = refusal(make, northshire, plan(year, harbour))
    assert refused.code == "not_seated"
    assert refused.messages == ["Harbour Service has no seat in your partnership."]


def test_an_agency_whose_seat_has_ended_stays_in(northshire, year, school, clinic):
    audit = make(northshire, plan(year, school))
    school.seats.update(to_on=TODAY - timedelta(days=1))
    change(audit, agencies=[school, clinic])
    assert audit.agencies.count() == 2


def test_one_agency_looks_alone_at_its_own_cases(northshire, year, school, clinic):
    refused = refusal(make, northshire, plan(year, school, clinic, kind="single"))
    assert refused.code == "one_agency"


def test_agencies_are_not_endless(northshire, year, school, clinic, monkeypatch):
    monkeypatch.setattr("audits.actions.checking.MOST_AGENCIES", 1)
    refused = refusal(make, northshire, plan(year, school, clinic))
    assert refused.code == "too_many_agencies"


def test_audits_are_not_endless(northshire, year, monkeypatch):
    monkeypatch.setattr("audits.actions.audits.MOST", 1)
    a_plan = plan(year)
    make(northshire, a_plan)
    assert refusal(make, northshire, replace(a_plan, title="B")).code == "too_many"


def test_an_objective_of_another_strategy_cannot_be_tested(northshire, year):
    a_plan = plan(year, objectives=[ObjectiveFactory()])
    assert refusal(make, northshire, a_plan).code == "not_theirs"


def test_a_programme_of_another_partnership_cannot_hold_it(castlebourne, northshire):
    a_plan = plan(steps.programme(castlebourne))
    assert refusal(make, northshire, a_plan).code == "programme"


def test_only_a_closed_audit_of_ones_own_is_repeated(northshire, castlebourne, year):
    tool = steps.tool()
    closed = steps.audit(northshire, using=tool, state="closed", title="Last year")
    open_ = steps.audit(northshire, using=tool, title="Open")
    theirs = steps.audit(castlebourne, using=tool, state="closed")
    for again in (open_, theirs):
        a_plan = plan(year, using=tool, again_of=again)
        assert refusal(make, northshire, a_plan).code == "again"
    audit = make(northshire, plan(year, using=tool, again_of=closed))
    assert audit.again_of == closed


def test_two_audits_cannot_share_a_name(northshire, year):
    audit = make(northshire, plan(year))
    a_plan = replace(plan_of(audit), title="neglect IN early years", theme="Other")
    assert refusal(make, northshire, a_plan).code == "title"


def test_a_change_is_recorded_with_what_it_was(northshire, year, school):
    audit = make(northshire, plan(year, school))
    change(audit, theme="Late years", agencies=[])
    event = Event.objects.latest("pk")
    assert event.before == {"theme": "Early years", "agencies": ["Hill School"]}
    assert event.after == {"theme": "Late years", "agencies": []}
    assert audit.version == 2
    change(audit, seen=1)
    assert audit.version == 2


def test_a_colleagues_change_is_not_written_over(northshire, year):
    audit = make(northshire, plan(year))
    assert refusal(change, audit, seen=0, title="Mine").code == "changed"


def test_an_agency_that_joins_gets_a_part_in_every_case(northshire, school, clinic):
    audit = steps.audit(northshire, school, cases=["A1", "A2"])
    person = member_of(clinic, "lead")
    change(audit, agencies=[school, clinic])
    assert Part.objects.filter(agency=clinic).count() == 2
    notice = Notice.objects.get(person=person)
    assert (notice.kind, notice.agency) == (Kind.AUDIT_BEGUN, clinic)
    assert not Notice.objects.filter(agency=school).exists()


def test_an_agency_that_leaves_takes_its_empty_parts_along(northshire, school, clinic):
    audit = steps.audit(northshire, school, clinic, cases=["A1", "A2"])
    change(audit, agencies=[school])
    assert set(Part.objects.values_list("agency", flat=True)) == {school.pk}


def test_an_agency_that_has_begun_to_grade_stays(northshire, school, clinic):
    audit = steps.audit(northshire, school, clinic)
    part = steps.part_of(audit, clinic)
    steps.judge(part, steps.questions(audit.tool)[0])
    refused = refusal(change, audit, agencies=[school])
    assert refused.messages == ["Clinic has begun to grade, and stays in the audit."]


@pytest.mark.parametrize("said_", ["note", "not_involved"])
def test_an_agency_that_wrote_something_stays(northshire, school, said_):
    audit = steps.audit(northshire, school)
    Part.objects.update(**{said_: "Not known to us."})
    assert refusal(change, audit, agencies=[]).code == "has_graded"


@pytest.mark.parametrize("state", ["moderating", "reporting"])
def test_once_agencies_no_longer_grade_none_joins_or_leaves(
    northshire, school, clinic, state
):
    audit = steps.audit(northshire, school, state=state)
    assert refusal(change, audit, agencies=[school, clinic]).code == "frozen"
    change(audit, lead="Another role")
    assert audit.lead == "Another role"


def test_the_tool_stays_once_agencies_are_asked(northshire, school):
    audit = steps.audit(northshire, school)
    other = steps.tool("Other", on=audit.tool.scale)
    assert refusal(change, audit, tool=other).code == "frozen"
    assert refusal(change, audit, kind="single").code == "frozen"


def test_the_tool_stays_where_something_was_graded_and_it_is_planned_again(
    northshire, school
):
    audit = steps.audit(northshire, school, state="planned")
    other = steps.tool("Other", on=audit.tool.scale)
    change(audit, tool=other)
    steps.judge_all(audit)
    third = steps.tool("Third", on=audit.tool.scale)
    assert refusal(change, audit, tool=third).code == "frozen"


@pytest.mark.parametrize("said_", ["note", "not_involved"])
def test_who_grades_what_stays_where_something_was_written(northshire, school, said_):
    audit = steps.audit(
        northshire, school, state="planned", kind="self", cases=["Self-assessment"]
    )
    Part.objects.update(**{said_: "Not known to us."})
    assert refusal(change, audit, kind="multi", sample_size=5).code == "frozen"
    assert audit.cases.exists()


def test_a_grade_that_was_taken_out_holds_nothing_up(northshire, school, clinic):
    audit = steps.audit(northshire, school, clinic, state="planned")
    old = audit.tool
    asked = steps.questions(old)[0]
    steps.judge(steps.part_of(audit, school), asked, None, reason="")
    change(audit, tool=steps.tool("Other", on=old.scale), agencies=[clinic])
    assert audit.tool != old
    assert not Judgement.objects.exists()


def test_an_audit_with_cases_does_not_become_a_self_assessment(northshire, school):
    audit = steps.audit(northshire, school, state="planned")
    assert refusal(change, audit, kind="self").code == "kind"


def test_a_self_assessment_that_was_taken_back_may_become_an_audit_of_cases(
    northshire, school
):
    audit = steps.audit(
        northshire, school, state="planned", kind="self", cases=["Self-assessment"]
    )
    change(audit, kind="multi", sample_size=5)
    assert not audit.cases.exists()


def test_nothing_of_a_closed_audit_changes(northshire):
    audit = steps.audit(northshire, state="closed")
    assert refusal(change, audit, lead="Another").code == "closed"


@pytest.mark.parametrize("who", ["board", "analyst", "coordinator_elsewhere", "lead"])
def test_only_coordinators_and_auditors_plan(cast, northshire, year, who):
    by = access(getattr(cast, who))
    a_plan = plan(year)
    with pytest.raises(Forbidden):
        make(northshire, a_plan, by=by)
    with pytest.raises(Forbidden):
        change(make(northshire, a_plan), by=by, title="Mine")


def test_those_who_have_not_finished_are_told_of_another_day(
    northshire, hopewell, cast, school
):
    audit = steps.audit(northshire, hopewell, school)
    member_of(school, "lead", email="late@school.example")
    Part.objects.filter(agency=hopewell).update(finished_at=NOW)
    later = TODAY + timedelta(days=20)
    change(audit, collect_by=later)
    notice = Notice.objects.get(kind=Kind.AUDIT_DUE)
    assert notice.agency == school
    assert notice.title.startswith("Grades for “Neglect in early years” are now due on")
    change(audit, title="Another name")
    assert Notice.objects.count() == 1
