"""An audit goes on to its next state, or one step back."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from activity.models import Event
from audits.actions.moving import move_back, move_on
from audits.models import Part, Recommendation
from notices.models import Kind, Notice
from partnership.access import Forbidden
from strategies.models import Adoption
from tests.audits import steps
from tests.factories import ANYBODY, NOW, TODAY, access

ON = ("planned", "collecting", "moderating", "reporting", "closed")


def move(audit, to, by=ANYBODY, **more):
    audit.refresh_from_db()
    moved = move_on(audit=audit, to=to, by=by, at=NOW, **more)
    audit.refresh_from_db()
    return moved


def back(audit, to, because="We missed a case.", by=ANYBODY):
    move_back(audit=audit, to=to, because=because, by=by, at=NOW)
    audit.refresh_from_db()


def refusal(job, *args, **more):
    with pytest.raises(ValidationError) as refused:
        job(*args, **more)
    return refused.value.messages


def code(job, *args, **more):
    with pytest.raises(ValidationError) as refused:
        job(*args, **more)
    return refused.value.error_list[0].code


def test_an_audit_goes_from_plan_to_close(northshire, hopewell):
    audit = steps.audit(northshire, hopewell, state="planned")
    move(audit, "collecting")
    steps.judge_all(audit)
    move(audit, "moderating")
    move(audit, "reporting")
    steps.finding(audit)
    move(audit, "closed")
    assert (audit.state, audit.closed_at) == ("closed", NOW)
    told = Event.objects.order_by("pk").values_list("verb", flat=True)
    assert list(told) == [
        "asked agencies to grade",
        "began moderating",
        "began writing up",
        "closed",
    ]
    assert Adoption.objects.get(partnership=northshire).evidence_changed_at == NOW


def test_what_is_recommended_goes_to_its_owners_before_the_audit_closes(
    northshire, hopewell
):
    audit = steps.audit(northshire, hopewell, state="reporting")
    draft = steps.recommendation(audit, hopewell, state="draft")
    move(audit, "closed")
    draft.refresh_from_db()
    assert (draft.state, draft.opened_at, audit.is_closed) == ("open", NOW, True)


def test_an_audit_stays_open_where_a_recommendation_cannot_be_sent(
    northshire, hopewell
):
    audit = steps.audit(northshire, hopewell, state="reporting")
    fine = steps.recommendation(audit, hopewell, state="draft")
    late = steps.recommendation(audit, hopewell, state="draft", due_on=TODAY)
    Recommendation.objects.filter(pk=late.pk).update(due_on=TODAY - timedelta(days=1))
    (told,) = refusal(move, audit, "closed")
    assert "which is past. Give it a later day" in told
    for one in (audit, fine, late):
        one.refresh_from_db()
    assert (audit.state, fine.state, late.state) == ("reporting", "draft", "draft")


def test_what_is_recommended_to_an_agency_without_a_seat_is_named(
    northshire, hopewell, harbour
):
    audit = steps.audit(northshire, hopewell, state="reporting")
    steps.recommendation(audit, harbour, state="draft")
    (told,) = refusal(move, audit, "closed")
    assert "Harbour Service, which is to own" in told


@pytest.mark.parametrize("state", ["collecting", "moderating", "reporting"])
def test_an_audit_without_agencies_or_cases_goes_nowhere(northshire, state):
    audit = steps.audit(northshire, cases=[], state=state)
    agency, cases = refusal(move, audit, ON[ON.index(state) + 1], because="So.")
    assert agency.startswith("No agency takes part yet.")
    assert cases.startswith("This audit has no cases yet.")


@pytest.mark.parametrize("state", ON)
def test_only_the_next_step_and_the_last_one_back_can_be_taken(
    northshire, hopewell, state
):
    audit = steps.audit(northshire, hopewell, state=state)
    place = ON.index(state)
    for to in {*ON[:place], *ON[place + 2 :], "elsewhere"}:
        assert code(move, audit, to, because="So.") == "moved"
    for to in {*ON[: max(place - 1, 0)], *ON[place + 1 :], "elsewhere"}:
        assert code(back, audit, to) == "moved"


def test_the_same_step_twice_is_taken_once(northshire, hopewell):
    audit = steps.audit(northshire, hopewell, state="moderating")
    move(audit, "reporting")
    move(audit, "reporting")
    back(audit, "moderating")
    back(audit, "moderating")
    assert Event.objects.count() == 2


def test_agencies_are_asked_once_everything_is_there(northshire):
    audit = steps.audit(northshire, cases=[], state="planned")
    audit.tool.state = "retired"
    audit.tool.save()
    type(audit).objects.update(collect_by=TODAY - timedelta(days=1))
    tool, *others = refusal(move, audit, "collecting")
    assert tool.startswith(
        "The tool “Neglect practice” cannot be used: it is no longer"
    )
    assert others == [
        "No agency takes part yet. Say which agencies take part.",
        "This audit has no cases yet. Add the references of its cases first.",
        "The day until which agencies grade is past. Change the dates first.",
    ]
    assert audit.state == "planned"


def test_where_agencies_assess_themselves_the_one_case_is_made(northshire, hopewell):
    audit = steps.audit(northshire, hopewell, cases=[], state="planned", kind="self")
    move(audit, "collecting")
    assert audit.cases.get().reference == "Self-assessment"
    assert Part.objects.get().agency == hopewell
    back(audit, "planned")
    move(audit, "collecting")
    assert Part.objects.count() == 1


def test_agencies_are_told_that_they_are_asked(northshire, hopewell, cast):
    audit = steps.audit(northshire, hopewell, cases=["A1", "A2"], state="planned")
    move(audit, "collecting")
    notices = Notice.objects.filter(kind=Kind.AUDIT_BEGUN)
    assert {one.person for one in notices} == {cast.lead, cast.contributor}
    assert notices[0].title == f"{northshire} asks you to grade 2 cases"
    assert notices[0].due_on == audit.collect_by


def test_agencies_are_told_that_it_is_closed(northshire, hopewell, cast):
    audit = steps.audit(northshire, hopewell, state="reporting")
    steps.finding(audit)
    move(audit, "closed")
    notices = Notice.objects.filter(kind=Kind.AUDIT_CLOSED)
    assert {one.person for one in notices} == {cast.lead, cast.contributor}


def test_going_on_without_every_agency_takes_a_reason(northshire, hopewell):
    audit = steps.audit(northshire, hopewell, cases=["A1", "A2"])
    told = "Not every agency has finished: Hopewell Family Support (2 cases to go)."
    assert refusal(move, audit, "moderating") == [
        f"{told} Say why you go on nonetheless."
    ]
    assert code(move, audit, "moderating", because="  ") == "reason"
    move(audit, "moderating", because="They were not involved.")
    event = Event.objects.get()
    assert event.after["because"] == "They were not involved."
    assert event.after["without"] == told


def test_closing_without_a_finding_takes_a_reason(northshire, hopewell):
    audit = steps.audit(northshire, hopewell, state="reporting")
    assert code(move, audit, "closed") == "reason"
    assert code(move, audit, "closed", because="x" * 501) == "reason"
    move(audit, "closed", because="The sample was too small.")
    assert audit.is_closed


def test_a_step_back_takes_a_reason_and_loses_nothing(northshire, hopewell):
    audit = steps.audit(northshire, hopewell, state="closed")
    steps.judge_all(audit)
    assert code(back, audit, "reporting", because=" ") == "reason"
    for to in ("reporting", "moderating", "collecting", "planned"):
        back(audit, to)
        assert (audit.state, audit.closed_at) == (to, None)
    assert Part.objects.filter(finished_at__isnull=False).exists()
    event = Event.objects.latest("pk")
    assert event.before == {"state": "Agencies are grading"}
    assert event.after == {"state": "Planned", "because": "We missed a case."}


@pytest.mark.parametrize("who", ["board", "analyst", "coordinator_elsewhere", "lead"])
def test_only_coordinators_and_auditors_move_it(cast, northshire, hopewell, who):
    audit = steps.audit(northshire, hopewell, state="moderating")
    by = access(getattr(cast, who))
    with pytest.raises(Forbidden):
        move(audit, "reporting", by=by)
    with pytest.raises(Forbidden):
        back(audit, "collecting", by=by)


@pytest.mark.parametrize("who", ["coordinator", "auditor"])
def test_coordinators_and_auditors_move_it(cast, northshire, hopewell, who):
    audit = steps.audit(northshire, hopewell, state="moderating")
    move(audit, "reporting", by=access(getattr(cast, who)))
    assert audit.state == "reporting"


def test_agencies_are_told_that_they_can_grade_again(northshire, hopewell, cast):
    audit = steps.audit(northshire, hopewell, state="moderating")
    back(audit, "collecting")
    notice = Notice.objects.get(person=cast.lead, kind=Kind.AUDIT_BEGUN)
    assert notice.title == "“Neglect in early years” is open for grading again"
    assert notice.href == f"/agencies/hopewell/audits/{audit.pk}/"


def test_a_briefing_is_promised_only_where_there_is_one(northshire, hopewell, cast):
    for briefed in (False, True):
        audit = steps.audit(
            northshire,
            hopewell,
            using=steps.tool(f"Tool {briefed}", on=steps.scale(name=f"On {briefed}")),
            state="reporting",
            title=f"Briefed: {briefed}",
        )
        if briefed:
            steps.briefing(audit)
        steps.finding(audit)
        move(audit, "closed")
        notice = Notice.objects.get(person=cast.lead, href__contains=f"/{audit.pk}/")
        assert notice.href == f"/agencies/hopewell/audits/{audit.pk}/report/"
        assert ("briefing" in notice.text) == briefed


def test_agencies_hear_that_an_audit_is_planned_again(northshire, hopewell, cast):
    audit = steps.audit(northshire, hopewell, state="planned")
    move(audit, "collecting")
    asked = list(Notice.objects.values_list("pk", flat=True))
    back(audit, "planned")
    assert not Notice.objects.filter(pk__in=asked).unread().exists()
    told = Notice.objects.exclude(pk__in=asked)
    assert {(one.title, one.href) for one in told} == {
        (
            "“Neglect in early years” is being planned again",
            "/agencies/hopewell/audits/",
        )
    }
