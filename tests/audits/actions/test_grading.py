"""An agency grades its part of a case."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from activity.models import Event
from audits.actions.grading import finish_part, reopen_part, save_part
from audits.models import Judgement
from partnership.access import Forbidden
from strategies.models import Adoption
from tests.audits import steps
from tests.factories import ANYBODY, NOW, access
from ui.merging import Edit

NHS = "NHS 943 476 5919"


def save(part, edits, *, by=ANYBODY, **more):
    return save_part(part=part, edits=edits, by=by, at=NOW, **more)


def said(mark, reason="Seen on file.", *, was=("", "")):
    return [Edit("mark", was[0], mark), Edit("reason", was[1], reason)]


def refused(doing, *args, **kwargs) -> str:
    with pytest.raises(ValidationError) as caught:
        doing(*args, **kwargs)
    return caught.value.code


def stands(part):
    part.refresh_from_db()
    return {
        one.criterion_id: (one.grade_id, one.does_not_apply, one.reason, one.version)
        for one in part.judgements.all()
    }


def test_a_grade_and_its_reason_are_saved(cast, part, asked, good):
    save(part, {asked[0].pk: said(good)}, by=access(cast.contributor))
    assert stands(part) == {asked[0].pk: (int(good), False, "Seen on file.", 1)}
    assert (part.saved_at, part.saved_by) == (NOW, access(cast.contributor).actor_name)
    event = Event.objects.get(verb="graded")
    assert event.after == {"mark": "Good", "reason": "Seen on file."}


def test_what_does_not_apply_has_no_grade(part, asked, good):
    save(part, {asked[0].pk: said(good)})
    save(part, {asked[0].pk: [Edit("mark", good, "na")]})
    assert stands(part)[asked[0].pk] == (None, True, "Seen on file.", 2)


def test_saying_nothing_new_changes_and_records_nothing(part, asked, good):
    save(part, {asked[0].pk: said(good)})
    before = part.version, Event.objects.count()
    save(part, {asked[0].pk: said(good, was=(good, "Seen on file."))})
    assert stands(part)[asked[0].pk][3] == 1
    assert (part.version - 1, Event.objects.count()) == before


def test_two_colleagues_lose_neither_grade_nor_reason(part, asked, good, poor):
    save(part, {asked[0].pk: said(good, "Mine.")})
    saved = save(part, {asked[0].pk: said(poor, "Theirs."), asked[1].pk: said(poor)})
    clashes = [(one.field, one.theirs, one.mine, one.row) for one in saved.clashes]
    first = asked[0].pk
    assert clashes == [
        ("mark", good, poor, first),
        ("reason", "Mine.", "Theirs.", first),
    ]
    assert stands(part)[first][2] == "Mine."
    assert stands(part)[asked[1].pk][0] == int(poor)
    kept = Event.objects.filter(verb="wrote, but did not save,").order_by("pk")
    assert [one.after for one in kept] == [
        {"mark": "Inadequate"},
        {"reason": "Theirs."},
    ]


def test_a_reason_and_a_grade_of_two_colleagues_are_never_joined(
    part, asked, good, poor
):
    first = asked[0].pk
    save(part, {first: said(good, "Seen.")})
    save(part, {first: said(poor, "Seen.", was=(good, "Seen."))})
    saved = save(part, {first: said(good, "Seen twice.", was=(good, "Seen."))})
    clashes = [(one.field, one.theirs, one.mine) for one in saved.clashes]
    assert clashes == [("mark", poor, good), ("reason", "Seen.", "Seen twice.")]
    assert stands(part)[first] == (int(poor), False, "Seen.", 2)


@pytest.mark.parametrize(
    ("about", "code"),
    [
        ([Edit("note", "", "x" * 4001)], "too_long"),
        ([Edit("not_involved", "", "x" * 2001)], "too_long"),
    ],
)
def test_what_is_too_long_is_refused(part, about, code):
    assert refused(save, part, {}, about=about) == code


def test_a_grade_of_another_scale_is_refused_and_nothing_saved(part, asked, good):
    other = steps.scale("Yes", "No", name="Yes or no").grades.get(position=1)
    edits = {asked[0].pk: said(good), asked[1].pk: said(str(other.pk))}
    assert refused(save, part, edits) == "grade"
    assert stands(part) == {}


def test_a_question_of_another_tool_is_refused(part, good):
    other = steps.tool("Another", on=part.case.audit.tool.scale)
    edits = {steps.questions(other)[0].pk: said(good)}
    assert refused(save, part, edits) == "question"


@pytest.mark.parametrize("who", ["viewer", "other_lead", "coordinator", "auditor"])
def test_only_those_who_grade_for_the_agency_may(cast, part, asked, good, who):
    by = access(getattr(cast, who))
    with pytest.raises(Forbidden):
        save(part, {asked[0].pk: said(good)}, by=by)
    for doing in (finish_part, reopen_part):
        with pytest.raises(Forbidden):
            doing(part=part, by=by, at=NOW)


@pytest.mark.parametrize("state", ["planned", "moderating", "reporting"])
def test_an_audit_that_is_not_collecting_takes_no_grades(audit, part, asked, state):
    type(audit).objects.filter(pk=audit.pk).update(state=state)
    assert refused(save, part, {asked[0].pk: said("na")}) == "not_collecting"
    for doing in (finish_part, reopen_part):
        code = refused(doing, part=part, by=ANYBODY, at=NOW)
        assert code == "not_collecting"


def test_a_case_is_finished_once_all_is_said(northshire, part, asked, good):
    for one in asked[1:]:
        steps.judge(part, one)
    assert refused(finish_part, part=part, by=ANYBODY, at=NOW) == "missing"
    save(part, {asked[0].pk: [Edit("mark", "", good)]})
    assert refused(finish_part, part=part, by=ANYBODY, at=NOW) == "missing"
    save(part, {asked[0].pk: [Edit("mark", good, "na")]})
    finish_part(part=part, by=ANYBODY, at=NOW)
    part.refresh_from_db()
    assert part.is_finished
    assert refused(save, part, {}) == "finished"
    adoption = Adoption.objects.get(partnership=northshire)
    assert adoption.evidence_changed_at == NOW


@pytest.mark.parametrize("mark", ["", "na", "poor"])
def test_a_grade_given_anew_is_moderated_no_longer(part, asked, good, poor, mark):
    row = steps.judge(part, asked[0], 1, moderated=2)
    other = steps.judge(part, asked[1], 1, moderated=2)
    now = {"poor": poor}.get(mark, mark)
    save(part, {asked[0].pk: [Edit("mark", good, now)]})
    for one in (row, other):
        one.refresh_from_db()
    assert (row.moderated, row.moderated_reason, row.moderated_by) == (None, "", "")
    assert other.moderated_id
    event = Event.objects.get(thread_kind="audits.casereview")
    assert event.before == {
        "mark": "Requires improvement",
        "reason": "The panel saw it otherwise.",
    }


def test_another_reason_leaves_the_moderated_grade(part, asked):
    row = steps.judge(part, asked[0], 1, moderated=2)
    save(part, {asked[0].pk: [Edit("reason", "Seen on file.", "Seen twice.")]})
    row.refresh_from_db()
    assert row.moderated_id


def test_who_was_not_involved_says_why_and_grades_nothing(part, asked, good):
    save(part, {asked[0].pk: said(good)}, about=[Edit("not_involved", "", "Unknown.")])
    assert refused(finish_part, part=part, by=ANYBODY, at=NOW) == "both"
    save(part, {asked[0].pk: said("", "", was=(good, "Seen on file."))})
    finish_part(part=part, by=ANYBODY, at=NOW)


def test_personal_data_is_kept_in_the_draft_and_not_finished(part, asked):
    for one in asked:
        steps.judge(part, one)
    edits = [Edit("note", "", NHS)]
    save(part, {}, about=edits)
    assert refused(finish_part, part=part, by=ANYBODY, at=NOW) == "identifiers"
    same = [Edit("note", NHS, NHS)]
    save(part, {}, about=same, may_stay_because="It is made up.")
    part.refresh_from_db()
    assert part.may_stay == ["943 476 5919"]
    finish_part(part=part, by=ANYBODY, at=NOW)


def test_a_finished_case_is_opened_again(part):
    steps.judge_all(part.case.audit)
    reopen_part(part=part, by=ANYBODY, at=NOW)
    part.refresh_from_db()
    assert not part.is_finished
    assert Event.objects.filter(verb="opened again").count() == 1
    reopen_part(part=part, by=ANYBODY, at=NOW)
    assert Event.objects.filter(verb="opened again").count() == 1


def test_saving_asks_the_database_no_more_for_more_questions(audit, part, asked, good):
    def queries(some):
        edits = {one.pk: said(good) for one in some}
        with CaptureQueriesContext(
            connection,
        ) as caught:
            save(part, edits)
        Judgement.objects.all().delete()
        return len(caught)

    assert queries(asked[:1]) == queries(asked)
