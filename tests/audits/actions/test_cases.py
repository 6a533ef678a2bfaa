"""Cases are put into an audit by their references, and taken out again."""

import pytest
from django.core.exceptions import ValidationError

from activity.models import Event
from audits.actions.cases import add_cases, remove_case
from audits.models import CaseReview, Part
from partnership.access import Forbidden
from tests.audits import steps
from tests.cast import seated
from tests.factories import ANYBODY, NOW, access


@pytest.fixture
def agencies(northshire):
    return [seated(name, name.lower(), northshire) for name in ("School", "Clinic")]


def add(audit, *references, by=ANYBODY):
    return add_cases(audit=audit, references=references, by=by, at=NOW)


def remove(case, by=ANYBODY):
    remove_case(case=case, by=by, at=NOW)


def refusal(job, *args):
    with pytest.raises(ValidationError) as refused:
        job(*args)
    return refused.value


@pytest.mark.parametrize("state", ["planned", "collecting"])
def test_every_case_has_a_part_for_every_agency(northshire, agencies, state):
    audit = steps.audit(northshire, *agencies, cases=["A1"], state=state)
    add(audit, "B1", "B2")
    assert [one.reference for one in audit.cases.in_order()] == ["A1", "B1", "B2"]
    assert Part.objects.filter(case__reference="B2").count() == 2
    assert Event.objects.get().after == {"references": ["B1", "B2"]}


def test_all_are_put_in_or_none(northshire):
    audit = steps.audit(northshire)
    refused = refusal(add, audit, "B1", "Kayla-7", "a1")
    (told,) = refused.messages
    assert "“Kayla-7” looks like a name beside an age" in told
    refused = refusal(add, audit, "B1", "a1")
    assert refused.messages == ["“a1” is in this audit already."]
    assert audit.cases.count() == 1


def test_none_is_too_few(northshire):
    assert refusal(add, steps.audit(northshire)).error_list[0].code == "none"


def test_an_audit_has_no_endless_number_of_cases(northshire, monkeypatch):
    monkeypatch.setattr("audits.actions.cases.SAMPLE_MAX", 2)
    audit = steps.audit(northshire)
    assert refusal(add, audit, "B1", "B2").messages == [
        "An audit has at most 2 cases. This one has 1."
    ]


@pytest.mark.parametrize("state", ["moderating", "reporting", "closed"])
def test_no_case_comes_or_goes_once_agencies_no_longer_grade(northshire, state):
    audit = steps.audit(northshire, state=state)
    assert refusal(add, audit, "B1").code == "too_late"
    assert refusal(remove, audit.cases.get()).code == "too_late"


def test_a_self_assessment_has_no_cases(northshire, agencies):
    audit = steps.audit(northshire, *agencies, kind="self", cases=["Self-assessment"])
    assert refusal(add, audit, "B1").code == "kind"
    assert refusal(remove, audit.cases.get()).code == "kind"


def test_a_case_that_nobody_spoke_of_is_taken_out(northshire, agencies):
    audit = steps.audit(northshire, *agencies, cases=["A1", "A2"])
    remove(audit.cases.get(reference="A1"))
    assert CaseReview.objects.get().reference == "A2"
    assert Part.objects.count() == 2
    assert Event.objects.get().before == {"references": ["A1"]}


@pytest.mark.parametrize("how", ["grade", "note", "not_involved", "finished"])
def test_a_case_that_somebody_spoke_of_stays(northshire, agencies, how):
    audit = steps.audit(northshire, *agencies)
    part = steps.part_of(audit, agencies[1])
    if how == "grade":
        steps.judge(part, steps.questions(audit.tool)[0])
    elif how == "finished":
        Part.objects.filter(pk=part.pk).update(finished_at=NOW)
    else:
        Part.objects.filter(pk=part.pk).update(**{how: "Not known to us."})
    assert refusal(remove, audit.cases.get()).code == "has_graded"


@pytest.mark.parametrize("who", ["board", "analyst", "coordinator_elsewhere", "lead"])
def test_only_coordinators_and_auditors_put_cases_in(cast, northshire, who):
    audit = steps.audit(northshire)
    by = access(getattr(cast, who))
    with pytest.raises(Forbidden):
        add(audit, "B1", by=by)
    with pytest.raises(Forbidden):
        remove(audit.cases.get(), by=by)
