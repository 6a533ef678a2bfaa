"""Findings in the browser: written, changed, moved, removed, and their grades."""

import pytest

from audits.actions.findings import change_finding, remove_finding
from audits.models import Finding
from tests.audits import steps
from tests.audits.wanted import found
from tests.factories import ANYBODY, NOW
from tests.response_tool.pages import query_count

TYPED = {
    "kind": "improve",
    "theme": "Chronology",
    "text": "Histories stayed in files.",
    "severity": "3",
}


@pytest.fixture
def audit(northshire, hopewell):
    return steps.audit(
        northshire, hopewell, state="moderating", cases=("A1", "A2", "A3")
    )


@pytest.fixture
def of_list(audit) -> str:
    return f"/partnerships/northshire/audits/{audit.pk}/findings/"


def of_one(finding) -> str:
    return f"/partnerships/northshire/audits/findings/{finding.pk}/"


@pytest.fixture
def auditor(cast, visit):
    return visit(cast.auditor)


def test_a_finding_is_written_down_and_read(auditor, of_list, hopewell, strategy):
    page = auditor.go(of_list)
    assert "Nothing is written down yet" in page.text
    page = auditor.follow("Write down a finding")
    objective = strategy.objectives.first()
    more = {"agencies": [str(hopewell.pk)], "objectives": [str(objective.pk)]}
    page = auditor.press("Save", TYPED | more)
    assert page.path == of_list
    assert "Histories stayed in files." in page.text
    assert "Severity: high" in page.text
    assert f"Concerns {hopewell}." in page.text
    assert f"Bears on: {objective.title}." in page.text


def test_themes_used_before_and_the_tools_domains_are_offered(auditor, audit, of_list):
    steps.finding(audit, theme="Escalation")
    page = auditor.go(f"{of_list}add/")
    offered = [one["value"] for one in page.soup.select("#themes option")]
    assert offered == ["Domain 1", "Domain 2", "Escalation"]
    assert page.soup.select_one("#id_theme")["list"] == "themes"


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"kind": []}, "Choose what it is"),
        ({"theme": ""}, "Enter what it is about"),
        ({"theme": "x" * 61}, "must be 60 characters or fewer"),
        ({"text": ""}, "Enter what was found"),
        ({"severity": ""}, "Choose how much it matters."),
        ({"kind": "strength"}, "has no severity"),
        ({"text": "NHS 943 476 5919"}, "Take out what could identify"),
        ({"text": "In a2 nobody asked."}, "Take out “a2”"),
        ({"theme": "Case A3"}, "Take out “A3”"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    auditor, of_list, typed, problem
):
    auditor.go(f"{of_list}add/")
    page = auditor.press("Save", TYPED | typed)
    (told,) = page.problems
    assert problem in told
    assert page.field("text").strip() == typed.get("text", TYPED["text"])
    assert not Finding.objects.exists()


def test_a_colleagues_change_stands_beside_what_was_typed(auditor, audit):
    finding = steps.finding(audit)
    auditor.go(of_one(finding))
    theirs = found(text="Theirs.")
    change_finding(finding=finding, found=theirs, seen=1, by=ANYBODY, at=NOW)
    page = auditor.press("Save", {"text": "Mine."})
    assert "Theirs." in page.text
    assert page.field("text").strip() == "Mine."
    page = auditor.press("Save")
    assert "Mine." in page.text
    assert Finding.objects.get().version == 3


def test_words_for_a_finding_that_is_gone_are_saved_as_new(auditor, audit):
    finding = steps.finding(audit)
    auditor.go(of_one(finding))
    remove_finding(finding=finding, seen=1, by=ANYBODY, at=NOW)
    page = auditor.press("Save", {"text": "Mine."})
    assert "A colleague removed this" in page.text
    auditor.press("Save")
    assert Finding.objects.get().text == "Mine."


def test_a_finding_removed_at_the_same_moment_is_removed(auditor, audit, monkeypatch):
    finding = steps.finding(audit)
    auditor.go(of_one(finding) + "remove/")

    def gone(_request, version=0):
        Finding.objects.all().delete()
        return version

    monkeypatch.setattr("audits.views.findings.version_seen", gone)
    page = auditor.press("Remove it")
    assert "The finding is removed." in page.text


def test_words_typed_when_the_audit_is_closed_are_not_lost(auditor, audit, of_list):
    auditor.go(f"{of_list}add/")
    audit.state, audit.closed_at = "closed", NOW
    audit.save()
    page = auditor.press("Save", TYPED)
    assert page.problems == [
        "The audit is closed, so what it found does not change any more."
    ]
    assert page.field("text").strip() == TYPED["text"]
    page = auditor.go(f"{of_list}add/")
    assert page.path == of_list
    assert "The audit is closed" in page.text


def test_a_finding_is_moved_and_removed_after_asking(auditor, audit, of_list):
    steps.finding(audit, text="First.")
    second = steps.finding(audit, text="Second.")
    page = auditor.go(of_list)
    assert page.text.index("First.") < page.text.index("Second.")
    page = auditor.press("Move up finding 2")
    assert page.text.index("Second.") < page.text.index("First.")
    page = auditor.go(f"{of_one(second)}remove/")
    assert "Second." in page.text
    page = auditor.press("Remove it")
    assert page.path == of_list
    assert "Second." not in page.text


def test_one_behind_a_recommendation_says_why_it_stays(auditor, audit, hopewell):
    finding = steps.finding(audit)
    steps.recommendation(audit, hopewell, finding)
    auditor.go(f"{of_one(finding)}remove/")
    page = auditor.press("Remove it")
    assert "A recommendation follows from this finding" in page.text
    assert Finding.objects.exists()


def test_a_board_reads_findings_once_the_audit_is_closed(cast, visit, audit, of_list):
    steps.finding(audit, text="Histories stayed in files.")
    page = visit(cast.board).go(of_list)
    assert "Histories stayed in files." not in page.text
    assert "stands here once it is closed" in page.text
    audit.state, audit.closed_at = "closed", NOW
    audit.save()
    page = visit(cast.board).go(of_list)
    assert "Histories stayed in files." in page.text
    assert "Change" not in page.links
    assert "grade" not in page.text


def graded(audit) -> None:
    steps.judge_all(audit)


def test_grades_are_ticked_over_several_lists_and_all_kept(auditor, audit):
    graded(audit)
    finding = steps.finding(audit)
    first, second = audit.tool.domains.order_by("position")
    page = auditor.go(f"{of_one(finding)}grades/")
    assert "Case A1, Hopewell Family Support" in page.text
    page = auditor.press("Save and show these", {"about": f"d{first.pk}"})
    assert "Question 2.1" not in page.main.select_one("table").text
    ticks = [one["value"] for one in page.main.select("[name=ticked]")]
    page = auditor.press(
        "Save and show these", {"ticked": ticks[:2], "about": f"d{second.pk}"}
    )
    assert "The finding rests on 2 grades" in page.text
    more = page.main.select("[name=ticked]")[0]["value"]
    page = auditor.press("Save and finish", {"ticked": [more]})
    assert "Rests on 3 grades." in page.text
    assert finding.judgements.count() == 3


def test_a_tick_is_taken_away_and_the_chosen_are_shown_alone(auditor, audit, hopewell):
    graded(audit)
    finding = steps.finding(audit)
    part = steps.part_of(audit, hopewell, "A2")
    finding.judgements.set(part.judgements.order_by("pk")[:2])
    page = auditor.go(f"{of_one(finding)}grades/?show=chosen")
    assert len(page.main.select("[name=ticked][checked]")) == 2
    left = page.main.select("[name=ticked]")[0]["value"]
    auditor.press("Save and finish", {"ticked": [left]})
    assert [str(one.pk) for one in finding.judgements.all()] == [left]


def test_what_can_be_chosen_is_bounded_by_case_question_and_concern(
    auditor, audit, hopewell
):
    graded(audit)
    finding = steps.finding(audit)
    question = steps.questions(audit.tool)[2]
    case = audit.cases.get(reference="A2")
    bad = steps.part_of(audit, hopewell, "A2").judgements.get(criterion=question)
    bad.moderated, bad.moderated_reason = steps.grade(audit.tool, 3), "Worse."
    bad.save()

    def shown(query) -> int:
        page = auditor.go(f"{of_one(finding)}grades/?{query}")
        return len(page.main.select("[name=ticked]"))

    assert shown("") == 12
    assert shown(f"case={case.pk}") == 4
    assert shown(f"about=q{question.pk}") == 3
    assert shown("show=concern") == 1
    assert shown(f"case={case.pk}&about=q{question.pk}&show=concern") == 1
    assert shown("about=q0&case=nonsense") == 12


def test_pages_of_many_grades_save_as_one_turns_them(auditor, audit):
    # 60 cases of four questions.
    for number in range(57):
        steps.case(audit, f"B{number}")
    graded(audit)
    finding = steps.finding(audit)
    page = auditor.go(f"{of_one(finding)}grades/")
    assert "Page 1 of 5, 240 grades." in page.text
    tick = page.main.select("[name=ticked]")[0]["value"]
    page = auditor.press("Save, next page", {"ticked": [tick]})
    assert "Page 2 of 5" in page.text
    assert finding.judgements.count() == 1


def test_queries_do_not_grow(auditor, audit, of_list, hopewell):
    graded(audit)
    finding = steps.finding(audit)
    steps.recommendation(audit, hopewell, finding)
    lists = query_count(auditor.client, of_list)
    grades = query_count(auditor.client, f"{of_one(finding)}grades/")
    for _ in range(4):
        more = steps.finding(audit)
        more.agencies.add(hopewell)
        steps.recommendation(audit, hopewell, more)
    assert query_count(auditor.client, of_list) == lists
    assert query_count(auditor.client, f"{of_one(finding)}grades/?show=all") == grades
