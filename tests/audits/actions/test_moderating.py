"""A moderator settles on grades beside the agencies' own."""

import pytest
from django.core.exceptions import ValidationError

from activity.models import Event
from audits.actions.moderating import moderate
from audits.models import Audit, Part
from partnership.access import Forbidden
from strategies.models import Adoption
from tests.audits import steps
from tests.factories import ANYBODY, NOW, access
from ui.merging import Edit


@pytest.fixture
def judged(audit, part, asked):
    """Hopewell finished A1, and the audit is being moderated."""
    one = steps.judge(part, asked[0])
    Part.objects.filter(pk=part.pk).update(finished_at=NOW, finished_by="A")
    Audit.objects.update(state="moderating")
    return one


def settled(mark, reason="The panel saw it otherwise.", *, was=("", "")):
    return [Edit("mark", was[0], mark), Edit("reason", was[1], reason)]


def settle(judged, some, *, by=ANYBODY, case=None):
    case = case or judged.part.case
    clashes = moderate(case=case, edits={judged.pk: some}, by=by, at=NOW)
    judged.refresh_from_db()
    return clashes


def refused(judged, some, **more) -> str:
    with pytest.raises(ValidationError) as caught:
        settle(judged, some, **more)
    return caught.value.code


def test_a_grade_is_settled_beside_the_agencys_own(
    northshire, cast, judged, good, poor
):
    assert settle(judged, settled(poor), by=access(cast.auditor)) == []
    assert (str(judged.grade_id), str(judged.moderated_id)) == (good, poor)
    assert judged.moderated_reason == "The panel saw it otherwise."
    assert judged.moderated_at == NOW
    event = Event.objects.get(verb="moderated")
    assert event.after["mark"] == "Inadequate"
    assert event.thread_kind == "audits.casereview"
    adoption = Adoption.objects.get(partnership=northshire)
    assert adoption.evidence_changed_at == NOW


def test_the_same_grade_confirms_it_with_a_reason(judged, good):
    settle(judged, settled(good))
    assert judged.moderated_id == judged.grade_id


def test_a_settled_grade_can_be_taken_back(judged, poor):
    settle(judged, settled(poor, "Why."))
    settle(judged, settled("", "", was=(poor, "Why.")))
    assert (judged.moderated_id, judged.moderated_at, judged.version) == (None, None, 3)
    assert judged.stands == judged.grade


@pytest.mark.parametrize(
    ("mark", "reason", "code"),
    [
        ("poor", "", "reason"),
        ("", "Why.", "no_grade"),
        ("na", "Why.", "grade"),
        ("other", "Why.", "grade"),
        ("poor", "x" * 2001, "too_long"),
    ],
)
def test_what_cannot_stand_is_refused(judged, poor, mark, reason, code):
    other = steps.scale("Yes", "No", name="Yes or no").grades.get(position=1)
    marks = {"poor": poor, "other": str(other.pk)}
    assert refused(judged, settled(marks.get(mark, mark), reason)) == code
    judged.refresh_from_db()
    assert judged.moderated_id is None


def test_two_moderators_lose_neither(judged, good, poor):
    settle(judged, settled(poor, "Mine."))
    clashes = settle(judged, settled(good, "Theirs."))
    assert [(one.field, one.theirs, one.row) for one in clashes] == [
        ("mark", poor, judged.pk),
        ("reason", "Mine.", judged.pk),
    ]
    assert judged.moderated_reason == "Mine."


def test_a_grade_is_never_joined_with_a_colleagues_reason(judged, good, poor):
    settle(judged, settled(poor, "Mine."))
    settle(judged, settled(good, "Theirs.", was=(poor, "")))
    assert (str(judged.moderated_id), judged.moderated_reason) == (poor, "Mine.")


@pytest.mark.parametrize("state", ["collecting", "reporting"])
def test_only_while_the_audit_is_moderated(judged, poor, state):
    Audit.objects.update(state=state)
    assert refused(judged, settled(poor)) == "not_moderating"


def test_what_is_not_finished_or_of_another_case_cannot_be_moderated(
    audit, judged, poor
):
    other = audit.cases.get(reference="A2")
    assert refused(judged, settled(poor), case=other) == "not_here"
    Part.objects.update(finished_at=None, finished_by="")
    assert refused(judged, settled(poor)) == "not_here"


@pytest.mark.parametrize("who", ["lead", "board", "analyst", "coordinator_elsewhere"])
def test_only_moderators_may(cast, judged, poor, who):
    with pytest.raises(Forbidden):
        settle(judged, settled(poor), by=access(getattr(cast, who)))
