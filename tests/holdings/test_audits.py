"""What a copy has of audits: all of it for a partnership, its own for an agency."""

from datetime import timedelta

import pytest

from activity.actions import record
from audits.actions.tools_library import pick_tool
from tests.audits import steps
from tests.factories import ANYBODY, NOW, TODAY
from tests.holdings.copies import OF_HOPEWELL, OF_NORTHSHIRE, taken

ELSEWHERE = "Words of another partnership"
OTHERS = "Words of another agency"


@pytest.fixture
def audit(northshire, hopewell, harbour):
    """Hopewell and Harbour graded two cases; one grade was moderated."""
    tool = pick_tool(key="tool-use", partnership=northshire, by=ANYBODY, at=NOW)
    made = steps.audit(northshire, hopewell, harbour, using=tool, cases=["A1", "A2"])
    first = steps.questions(tool)[0]
    steps.judge(steps.part_of(made, hopewell), first, 1, moderated=2)
    steps.judge(steps.part_of(made, harbour), first, 3, reason=OTHERS)
    steps.finish(made)
    return made


@pytest.fixture
def of_partnership(cast, signed_in):
    return lambda: taken(signed_in(cast.coordinator), OF_NORTHSHIRE)


@pytest.fixture
def of_agency(cast, signed_in):
    return lambda: taken(signed_in(cast.lead), OF_HOPEWELL)


def test_a_partnership_takes_every_case_with_what_each_agency_said(
    audit, of_partnership
):
    copy = of_partnership()
    assert copy.column("audit_cases", "reference") == ["A1", "A2"]
    assert len(copy.rows("audit_parts")) == 4
    assert sorted(copy.column("audit_agencies", "agency")) == [
        "Harbour Service",
        "Hopewell Family Support",
    ]
    graded = {row["agency"]: row for row in copy.rows("audit_judgements")}
    ours, theirs = graded["Hopewell Family Support"], graded["Harbour Service"]
    assert (ours["graded"], ours["moderated_to"]) == ("Yes", "Partly")
    assert ours["moderated_reason"] == "The panel saw it otherwise."
    assert (theirs["graded"], theirs["reason"]) == ("No", OTHERS)
    assert ours["domain"] == "Was it used?"


def test_a_part_that_its_agency_is_not_done_with_is_nobody_elses_to_take(
    audit, harbour, of_partnership
):
    part = steps.part_of(audit, harbour)
    type(part).objects.filter(pk=part.pk).update(finished_at=None, finished_by="")
    record(by=ANYBODY, at=NOW, verb="graded", subject=part, after={"why": OTHERS})
    copy = of_partnership()
    assert len(copy.rows("audit_parts")) == 3
    assert OTHERS not in copy.everything()


def test_the_tools_that_it_used_or_made_are_in_it_with_their_scales(
    audit, northshire, of_partnership
):
    scale = steps.scale(name="Ours alone", partnership=northshire)
    steps.tool("Ours", partnership=northshire, state="draft")
    steps.tool("Shared and unused")
    copy = of_partnership()
    titles = ["Dip sample of the use of a neglect tool", "Ours"]
    assert copy.column("audit_tools", "title") == titles
    assert set(copy.column("audit_scales", "name")) == {
        "Yes, partly, no",
        "Three grades",
        scale.name,
    }
    assert len(copy.rows("audit_domains")) == 5
    assert len(copy.rows("audit_questions")) == 13
    assert {"Partly", "Inadequate"} <= set(copy.column("audit_grades", "label"))


def test_what_followed_is_in_it(audit, hopewell, of_partnership):
    found = steps.finding(audit)
    found.agencies.set([hopewell])
    found.judgements.set([steps.part_of(audit, hopewell).judgements.get()])
    to_do = steps.recommendation(audit, hopewell, found, state="closed")
    to_do.milestones.create(position=1, text="Write it.", due_on=TODAY)
    to_do.steps.create(kind="update", text="Written.", at=NOW, by="The owner")
    shared = steps.briefing(audit).shared
    shared.create(
        agency=hopewell,
        with_whom="Early help",
        shared_on=TODAY,
        saved_at=NOW,
        saved_by="A",
    )
    copy = of_partnership()
    (finding,) = copy.rows("audit_findings")
    assert finding["agencies"] == ["Hopewell Family Support"]
    assert len(finding["judgements"]) == 1
    (recommendation,) = copy.rows("recommendations")
    assert recommendation["findings"] == [str(found)]
    assert recommendation["impact"] == "Children were seen sooner."
    people = {"asked_by_person", "closed_by_person", "written_by"}
    assert not people & set(recommendation)
    assert copy.column("recommendation_milestones", "text") == ["Write it."]
    assert copy.column("recommendation_updates", "text") == ["Written."]
    assert copy.column("learning_briefings", "audit") == [audit.title]
    assert copy.column("briefings_shared", "with_whom") == ["Early help"]


def test_another_partnerships_audits_are_not_in_it(
    castlebourne, hopewell, of_partnership
):
    tool = steps.tool(ELSEWHERE, partnership=castlebourne)
    theirs = steps.audit(castlebourne, hopewell, using=tool, title=ELSEWHERE)
    steps.judge_all(theirs)
    steps.finding(theirs, text=ELSEWHERE)
    steps.recommendation(theirs, hopewell, text=ELSEWHERE)
    copy = of_partnership()
    assert ELSEWHERE not in copy.everything()
    assert copy.rows("audits") == copy.rows("audit_judgements") == []


def test_an_agency_takes_its_own_parts_and_nothing_that_others_said(audit, of_agency):
    copy = of_agency()
    assert set(copy.column("audit_parts", "agency")) == {"Hopewell Family Support"}
    (own,) = copy.rows("audit_judgements")
    assert (own["graded"], own["reason"]) == ("Yes", "Seen on file.")
    assert OTHERS not in copy.everything()
    assert "Harbour" not in copy.everything()


def test_an_agency_takes_what_was_moderated_once_the_audit_is_closed(audit, of_agency):
    copy = of_agency()
    assert copy.rows("moderated_grades") == []
    assert "The panel saw it otherwise." not in copy.everything()
    type(audit).objects.filter(pk=audit.pk).update(state="closed", closed_at=NOW)
    (moderated,) = of_agency().rows("moderated_grades")
    assert moderated["moderated_to"] == "Partly"


def test_an_agency_takes_what_it_is_to_change_once_that_is_agreed(
    audit, hopewell, harbour, of_agency
):
    steps.recommendation(audit, hopewell, text="Ours to do.")
    steps.recommendation(audit, hopewell, text="Not agreed.", state="draft")
    steps.recommendation(audit, harbour, text=OTHERS)
    copy = of_agency()
    assert copy.column("recommendations", "text") == ["Ours to do."]
    assert OTHERS not in copy.everything()


def test_an_agency_takes_no_draft_of_what_it_is_to_change_and_no_finding_too_early(
    audit, hopewell, northshire, of_agency
):
    found = steps.finding(audit, theme="Held back")
    hours = [timedelta(hours=one) for one in (-2, 2)]
    to_do = steps.recommendation(audit, hopewell, found, opened_at=NOW)
    for at, words in zip(hours, ("A harsher draft", "Given another day"), strict=True):
        record(
            by=ANYBODY, at=NOW + at, verb="did", subject=to_do, after={"text": words}
        )
    to_do.tested_by.add(
        steps.audit(northshire, using=audit.tool, title="Only planned", state="planned")
    )
    copy = of_agency()
    for words in ("A harsher draft", "Held back", "Only planned"):
        assert words not in copy.everything()
    assert "Given another day" in copy.everything()
    type(audit).objects.filter(pk=audit.pk).update(state="closed", closed_at=NOW)
    assert "Held back" in of_agency().everything()


def test_an_audit_that_is_only_planned_is_not_in_an_agencys_copy(
    northshire, hopewell, of_agency
):
    steps.audit(northshire, hopewell, state="planned")
    copy = of_agency()
    assert copy.rows("audits") == copy.rows("audit_parts") == []
    assert copy.rows("audit_tools") == []


def test_histories_are_told_to_whom_they_concern(
    audit, hopewell, harbour, northshire, of_agency, of_partnership
):
    tool = steps.tool("Ours", partnership=northshire)
    ours, theirs = (steps.part_of(audit, one) for one in (hopewell, harbour))
    for thing in (ours, theirs, tool, audit):
        record(by=ANYBODY, at=NOW, verb="did", subject=thing)
    kinds = [row["subject_kind"] for row in of_agency().rows("audit_history")]
    assert kinds == ["audits.part"]
    copy = of_partnership()
    assert len(copy.rows("audit_history")) == 3
    assert copy.column("audit_tool_history", "subject_label") == ["Ours"]
