"""Cases with all their agencies side by side, in the browser."""

import pytest

from audits.actions.moderating import moderate
from audits.models import Audit, Judgement, Part
from tests.audits import steps
from tests.factories import ANYBODY, NOW, AgencyFactory
from tests.response_tool.pages import query_count
from ui.merging import Edit


@pytest.fixture
def case(audit, hopewell, harbour, asked):
    """On question 1 the two agencies differ, on the others not."""
    for agency in (hopewell, harbour):
        part = steps.part_of(audit, agency)
        for number, one in enumerate(asked):
            differs = agency == harbour and number == 0
            steps.judge(part, one, 3 if differs else 1)
    Part.objects.update(finished_at=NOW, finished_by="Someone")
    Audit.objects.update(state="moderating")
    return audit.cases.get(reference="A1")


@pytest.fixture
def where(case) -> str:
    return f"/partnerships/northshire/audits/cases/{case.pk}/grades/"


@pytest.fixture
def auditor(cast, visit):
    return visit(cast.auditor)


def judgement(case, asked, slug="harbour") -> Judgement:
    return Judgement.objects.get(
        part__case=case, part__agency__slug=slug, criterion=asked[0]
    )


def test_agencies_stand_side_by_side_and_differences_are_said(auditor, where):
    page = auditor.go(where)
    assert page.heading == "Case A1"
    assert "Agencies differ on 1 of 4 questions." in page.text
    assert "Agencies differ: from “Good” to “Inadequate”" in page.text
    page = auditor.follow("Only where agencies differ")
    assert "Question 1.1" in page.text
    assert "Question 1.2" not in page.text
    page = auditor.follow("Case A2")
    assert "Agencies do not differ on any question of this case." in page.text


def test_a_case_of_a_planned_audit_says_that_nobody_grades_now(auditor, where):
    Audit.objects.update(state="planned")
    page = auditor.go(where)
    assert "The audit is planned, so agencies do not grade now." in page.text
    assert "Agencies are still grading." not in page.text


def test_a_grade_is_moderated_with_a_reason(auditor, where, case, asked, good):
    auditor.go(where)
    page = auditor.follow("Moderate question 1")
    assert "Agencies differ: “Good”, “Inadequate”." in page.text
    one = judgement(case, asked)
    page = auditor.press("Save and go to question 2", {f"grade-{one.pk}": good})
    assert page.problems == ["Harbour Service: say why you settled on this grade"]
    typed = {f"reason-{one.pk}": "Read with health’s chronology."}
    page = auditor.press("Save and go to question 2", typed)
    assert "question 2 of 4" in page.text
    page = auditor.go(where)
    assert "≠ changed" in page.text
    assert "Read with health’s chronology." in page.text


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("reason", "NHS 943 476 5919", "Take out what could identify"),
        ("reason", "x" * 2001, "must be 2,000 characters or fewer"),
        ("grade", "999999", "not one of the scale"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    auditor, where, case, asked, good, name, value, problem
):
    auditor.go(f"{where}1/")
    pk = judgement(case, asked).pk
    typed = {f"grade-{pk}": good, f"reason-{pk}": "Why."} | {f"{name}-{pk}": value}
    page = auditor.press("Save and go to the whole case", typed)
    assert problem in page.problems[0]
    if name == "reason":
        assert page.field(f"reason-{pk}") == value


def test_a_reason_without_a_grade_is_asked_about(auditor, where, case, asked):
    auditor.go(f"{where}1/")
    pk = judgement(case, asked).pk
    page = auditor.press("Save and go to the whole case", {f"reason-{pk}": "Why."})
    assert "Harbour Service: you gave a reason and no" in page.problems[0]


def test_a_colleagues_grade_is_shown_and_neither_is_lost(
    auditor, where, case, asked, good, poor
):
    auditor.go(f"{where}1/")
    one = judgement(case, asked)
    theirs = [Edit("mark", "", poor), Edit("reason", "", "Theirs.")]
    moderate(case=case, edits={one.pk: theirs}, by=ANYBODY, at=NOW)
    mine = {f"grade-{one.pk}": good, f"reason-{one.pk}": "Mine."}
    page = auditor.press("Save and go to the whole case", mine)
    first, second = page.problems
    assert first.startswith("Harbour Service: a colleague settled on “Inadequ")
    assert second.startswith("Harbour Service: a colleague wrote “Theirs.”")
    assert page.field(f"reason-{one.pk}") == "Mine."
    auditor.press("Save and go to the whole case")
    one.refresh_from_db()
    assert one.moderated_reason == "Mine."


def test_a_grade_stays_beside_a_reason_that_clashes(
    auditor, where, case, asked, good, poor
):
    one = judgement(case, asked)
    before = [Edit("mark", "", good), Edit("reason", "", "Seen.")]
    moderate(case=case, edits={one.pk: before}, by=ANYBODY, at=NOW)
    auditor.go(f"{where}1/")
    theirs = [Edit("mark", good, poor), Edit("reason", "Seen.", "Seen.")]
    moderate(case=case, edits={one.pk: theirs}, by=ANYBODY, at=NOW)
    page = auditor.press("Save and go to the whole case", {f"reason-{one.pk}": "Mine."})
    assert len(page.problems) == 1
    assert "settled on “Inadequate” while you were writing" in page.problems[0]
    assert page.field(f"grade-{one.pk}") == good
    auditor.press("Save and go to the whole case")
    one.refresh_from_db()
    assert (str(one.moderated_id), one.moderated_reason) == (good, "Mine.")


def test_what_was_typed_when_moderating_is_over_is_not_lost(
    auditor, where, case, asked, good
):
    auditor.go(f"{where}1/")
    Audit.objects.update(state="reporting")
    pk = judgement(case, asked).pk
    typed = {f"grade-{pk}": good, f"reason-{pk}": "Mine."}
    page = auditor.press("Save and go to the whole case", typed)
    assert "only be moderated while" in page.problems[0]
    assert page.field(f"reason-{pk}") == "Mine."


@pytest.mark.parametrize("state", ["collecting", "moderating"])
def test_what_was_typed_of_a_part_that_was_opened_again_is_there_to_copy(
    auditor, where, case, asked, good, state
):
    auditor.go(f"{where}1/")
    pk, other = judgement(case, asked).pk, judgement(case, asked, "hopewell").pk
    Audit.objects.update(state=state)
    parts = case.parts.filter(agency__slug="harbour")
    parts.update(finished_at=None, finished_by="")
    typed = {f"grade-{pk}": good, f"reason-{pk}": "Mine."}
    typed |= {f"grade-{other}": good, f"reason-{other}": "Mine too."}
    page = auditor.press("Save and go to the whole case", typed)
    assert "An agency opened this case again" in page.problems[0]
    assert "for you to copy Harbour Service : Good Mine." in page.text
    assert page.field(f"reason-{other}") == "Mine too."
    assert not Judgement.objects.exclude(moderated=None).exists()


def test_what_is_not_finished_is_not_shown(auditor, where, case):
    part = case.parts.get(agency__slug="harbour")
    Part.objects.filter(pk=part.pk).update(finished_at=None, finished_by="")
    page = auditor.go(where)
    assert "Not finished yet, so not shown: Harbour Service." in page.text
    assert "Inadequate" not in page.text


def test_who_was_not_involved_is_said(auditor, where, case):
    case.parts.filter(agency__slug="harbour").update(not_involved="Not known to us.")
    assert "had nothing to grade: Not known to us." in auditor.go(where).text


def test_who_may_only_read_finds_no_boxes(cast, visit, where):
    analyst = visit(cast.analyst)
    assert "Moderate question" not in analyst.go(where).text
    assert "Save" not in analyst.go(f"{where}1/").text


def test_there_is_no_question_beyond_the_last(auditor, where):
    assert auditor.client.get(f"{where}5/").status_code == 404


def test_the_page_asks_no_more_for_more_agencies_and_questions(
    cast, signed_in, northshire
):
    client, found = signed_in(cast.auditor), set()
    for name, each, agencies in (("Few", 1, 1), ("Many", 13, 12)):
        tool = steps.tool(name, each=each, on=steps.scale(name=name))
        some = [AgencyFactory() for _ in range(agencies)]
        audit = steps.audit(northshire, *some, using=tool, title=name)
        steps.judge_all(audit)
        Audit.objects.update(state="moderating")
        url = f"/partnerships/northshire/audits/cases/{audit.cases.get().pk}/grades/"
        found.add((query_count(client, url), query_count(client, f"{url}1/")))
    assert len(found) == 1
