"""The list of audits, the page of one, its steps and its cases, in the browser."""

from datetime import date, timedelta

import pytest
from django.db.models import Q

from audits import places
from audits.models import Audit, CaseReview, Part, Programme
from tests.audits import steps
from tests.cast import seated
from tests.factories import NOW, AgencyFactory, SeatFactory
from tests.response_tool.pages import query_count

HERE = "/partnerships/northshire/audits/"


@pytest.fixture
def coordinator(cast, visit):
    return visit(cast.coordinator)


@pytest.fixture
def school(northshire):
    return seated("Hill School", "hill", northshire)


def on_days(today, **more):
    """The days of an audit that is due in 14, 28 and 42 days from the real today."""
    return {
        "collect_by": today + timedelta(days=14),
        "moderate_by": today + timedelta(days=28),
        "report_by": today + timedelta(days=42),
        **more,
    }


def test_audits_stand_by_how_far_they_are_and_late_ones_say_so(
    coordinator, northshire, hopewell, today
):
    tool = steps.tool()
    days = on_days(today, collect_by=today - timedelta(days=3))
    steps.audit(
        northshire, hopewell, using=tool, title="Late", cases=["A1", "A2"], **days
    )
    steps.audit(northshire, using=tool, title="Next", state="planned", cases=[])
    steps.audit(northshire, using=tool, title="Done", state="closed")
    page = coordinator.go(HERE)
    headings = [one.get_text(strip=True) for one in page.main.select("h2")]
    assert headings == ["Agencies are grading", "Planned", "Closed"]
    assert "3 days late" in page.text
    assert "0 of 2 parts finished" in page.text
    assert "Closed 18 November 2026" in page.text


def test_the_programme_that_is_on_comes_first_and_others_are_linked(
    coordinator, northshire, today
):
    def year(title, starts_on):
        return Programme.objects.create(
            partnership=northshire,
            title=title,
            starts_on=starts_on,
            ends_on=starts_on + timedelta(days=364),
        )

    year("Now", today - timedelta(days=30))
    year("Before", today - timedelta(days=400))
    year("Later", today + timedelta(days=335))
    page = coordinator.go(HERE)
    assert page.heading == "Audits, Now"
    page = coordinator.follow("Before")
    assert page.heading == "Audits, Before"
    assert "Now" in page.links


def test_a_programme_to_come_is_shown_where_there_is_no_other(
    coordinator, northshire, today
):
    Programme.objects.create(
        partnership=northshire,
        title="Later",
        starts_on=today + timedelta(days=30),
        ends_on=date(2099, 1, 1),
    )
    assert coordinator.go(HERE).heading == "Audits, Later"


def test_the_page_of_an_audit_says_how_far_each_agency_is(
    coordinator, northshire, hopewell, school
):
    audit = steps.audit(northshire, hopewell, school, cases=["A1", "A2"])
    finished = Part.objects.filter(Q(agency=hopewell) | Q(case__reference="A1"))
    assert "None of two has finished." in coordinator.go(f"{HERE}{audit.pk}/").text
    finished.update(finished_at=NOW)
    page = coordinator.go(f"{HERE}{audit.pk}/")
    assert "One of two has finished." in page.text
    rows = [one.get_text(" ", strip=True) for one in page.main.select("tbody tr")]
    assert rows == [
        "Hill School Finished 1 of 2 cases",
        "Hopewell Family Support Finished All 2 cases",
        "A1 Finished by 2 of 2 agencies",
        "A2 Finished by 1 of 2 agencies",
    ]


def test_a_board_member_reads_no_case_and_not_how_many_there_are(
    cast, visit, northshire, hopewell
):
    """A report does not say it of five or fewer, so no other page does."""
    audit = steps.audit(northshire, hopewell, cases=["XYZ-1", "XYZ-2"])
    board = visit(cast.board)
    page = board.go(f"{HERE}{audit.pk}/")
    assert "Hopewell Family Support Finished Not yet" in page.text
    assert "How many cases" not in page.text
    assert "2 cases" not in page.text
    assert "XYZ-1" not in page.text
    (row,) = board.go(HERE).main.select("tbody tr")
    assert "How far 1 agency" in row.get_text(" ", strip=True)
    board.go(f"{HERE}{audit.pk}/")
    assert "Begin moderating" not in page.links
    assert "What happened to this audit" not in page.text


@pytest.mark.parametrize("who", ["board", "coordinator"])
@pytest.mark.parametrize("state", ["planned", "reporting", "closed"])
def test_every_page_that_an_audit_leads_to_can_be_read(
    cast, visit, northshire, hopewell, who, state
):
    audit = steps.audit(northshire, hopewell, state=state)
    visitor = visit(getattr(cast, who))
    page = visitor.go(f"{HERE}{audit.pk}/")
    for _, label in places.of_audit(audit, "northshire"):
        assert visitor.go(page.links[label]).heading


def test_a_self_assessment_speaks_of_no_cases(coordinator, northshire, hopewell):
    audit = steps.audit(northshire, hopewell, kind="self", cases=["Self-assessment"])
    page = coordinator.go(f"{HERE}{audit.pk}/")
    assert "Not yet" in page.text
    assert "Put in or take out cases" not in page.links
    page = coordinator.go(f"{HERE}{audit.pk}/cases/")
    assert "no cases to put in" in page.text


def test_an_audit_is_taken_from_plan_to_close(coordinator, northshire, hopewell, today):
    audit = steps.audit(
        northshire, hopewell, state="planned", cases=[], **on_days(today)
    )
    coordinator.go(f"{HERE}{audit.pk}/")
    coordinator.follow("Put in cases")
    page = coordinator.press("Put in these cases", {"references": "A-1\n\n A-2 "})
    assert "2 cases are put in." in page.soup.text
    coordinator.go(f"{HERE}{audit.pk}/")
    coordinator.follow("Ask agencies to grade")
    page = coordinator.press("Ask agencies to grade")
    assert "Agencies can grade now, and are told so." in page.soup.text
    coordinator.follow("Begin moderating")
    page = coordinator.press("Begin moderating")
    (told,) = page.problems
    assert "Hopewell Family Support (2 cases to go)" in told
    page = coordinator.press("Begin moderating", {"because": "They were not known."})
    assert "Because: They were not known." in page.text
    coordinator.follow("Begin writing up")
    coordinator.press("Begin writing up")
    coordinator.follow("Close the audit")
    page = coordinator.press("Close the audit", {"because": "NHS 943 476 5919"})
    assert "Take out what could identify" in page.problems[0]
    page = coordinator.press("Close the audit", {"because": "The sample is small."})
    assert "Closed." in page.text
    assert "Change the audit" not in page.links
    assert Audit.objects.get().is_closed


def test_an_audit_without_cases_cannot_begin(coordinator, northshire, hopewell, today):
    audit = steps.audit(
        northshire, hopewell, state="planned", cases=[], **on_days(today)
    )
    page = coordinator.go(f"{HERE}{audit.pk}/move/")
    assert "This audit has no cases yet." in page.text
    assert page.buttons == {}
    assert page.links["Put in cases"] == f"{HERE}{audit.pk}/cases/"


def test_it_goes_a_step_back_with_a_reason(coordinator, northshire, hopewell):
    audit = steps.audit(northshire, hopewell, state="moderating")
    coordinator.go(f"{HERE}{audit.pk}/")
    coordinator.follow("Take a step back")
    page = coordinator.press("Take a step back")
    assert page.problems == ["Say why it goes back."]
    page = coordinator.press("Take a step back", {"because": "A case was missed."})
    assert "gone a step back. It says now: agencies are grading." in page.soup.text
    assert "Agencies are grading." in page.text


def test_whoever_comes_late_sees_where_it_is_now(coordinator, northshire, hopewell):
    audit = steps.audit(northshire, hopewell, state="moderating")
    coordinator.go(f"{HERE}{audit.pk}/move/")
    Audit.objects.update(state="collecting")
    page = coordinator.press("Begin writing up")
    assert "A colleague moved this audit meanwhile." in page.problems[0]
    assert page.heading == "Begin moderating"


def test_there_is_no_step_beyond_the_ends(coordinator, northshire):
    audit = steps.audit(northshire, state="closed")
    assert coordinator.go(f"{HERE}{audit.pk}/move/").path == f"{HERE}{audit.pk}/"
    Audit.objects.update(state="planned", closed_at=None)
    assert coordinator.go(f"{HERE}{audit.pk}/step-back/").path == f"{HERE}{audit.pk}/"


def test_references_that_are_none_are_named_and_nothing_typed_is_lost(
    coordinator, northshire
):
    audit = steps.audit(northshire, cases=["A1"])
    coordinator.go(f"{HERE}{audit.pk}/cases/")
    sent = "B1\nKayla-7\na1"
    page = coordinator.press("Put in these cases", {"references": sent})
    assert "“Kayla-7” looks like a name beside an age" in page.problems[0]
    assert page.field("references").split() == sent.split()
    page = coordinator.press("Put in these cases", {"references": "B1\na1"})
    assert page.problems == ["“a1” is in this audit already."]
    many = "\n".join(f"N {n}" for n in range(8))
    page = coordinator.press("Put in these cases", {"references": many})
    assert page.problems[-1] == "There are 3 more like these."
    assert audit.cases.count() == 1


def test_references_for_an_audit_that_went_on_are_kept(coordinator, northshire):
    audit = steps.audit(northshire)
    coordinator.go(f"{HERE}{audit.pk}/cases/")
    Audit.objects.update(state="moderating")
    page = coordinator.press("Put in these cases", {"references": "B1"})
    assert page.problems == ["Agencies no longer grade, so no case can come or go."]
    assert page.field("references").strip() == "B1"


def test_a_case_is_taken_out_unless_somebody_graded_it(
    coordinator, northshire, hopewell
):
    audit = steps.audit(northshire, hopewell, cases=["A1", "A2"])
    coordinator.go(f"{HERE}{audit.pk}/cases/")
    coordinator.follow("Take out case A1")
    coordinator.press("Take it out")
    assert CaseReview.objects.get().reference == "A2"
    coordinator.follow("Take out case A2")
    steps.judge_all(audit)
    page = coordinator.press("Take it out")
    assert "A2 has been graded, so it stays." in page.text
    page = coordinator.follow("Go back to the cases")
    assert "Being graded" in page.text
    assert "Take out case A2" not in page.links


def test_an_agency_sees_what_it_is_asked_to_grade(
    cast, visit, northshire, hopewell, school, today
):
    tool = steps.tool()
    steps.audit(northshire, hopewell, using=tool, cases=["A1", "A2"], **on_days(today))
    steps.audit(northshire, hopewell, using=tool, title="Soon", state="planned")
    steps.audit(northshire, school, using=tool, title="Another’s")
    steps.audit(northshire, hopewell, using=tool, title="Past", state="closed")
    page = visit(cast.viewer).go("/agencies/hopewell/audits/")
    assert "0 of 2 cases finished" in page.text
    assert "In 14 days" in page.text
    assert "Past" in page.links
    assert {"Soon", "Another’s"}.isdisjoint(page.links)
    past = Audit.objects.get(title="Past")
    here = f"/agencies/hopewell/audits/{past.pk}/"
    assert page.links["Report of Past"] == f"{here}report/"
    assert page.links["Learning briefing of Past"] == f"{here}briefing/"
    assert "Recommendations for you" in page.links


def test_a_planned_audit_is_moved_to_a_later_version_of_its_tool(
    coordinator, northshire
):
    tool = steps.tool("Ours", partnership=northshire)
    audit = steps.audit(northshire, using=tool, state="planned", cases=[])
    page = coordinator.go(f"{HERE}{audit.pk}/")
    assert "There is a later version" not in page.text
    steps.tool("Ours", on=tool.scale, number=2, replaces=tool, partnership=northshire)
    coordinator.go(f"{HERE}{audit.pk}/")
    coordinator.press("Use version 2")
    page = coordinator.go(f"{HERE}{audit.pk}/")
    assert "Ours, version 2" in page.text
    assert "There is a later version" not in page.text


def test_a_tool_can_be_planned_with_while_its_next_version_is_built(
    coordinator, northshire
):
    steps.programme(northshire)
    tool = steps.tool("Ours", partnership=northshire)
    more = {"number": 2, "replaces": tool, "partnership": northshire}
    steps.tool("Ours", on=tool.scale, state="draft", **more)
    page = coordinator.go(f"{HERE}plan/")
    assert "Ours" in page.text


def test_closing_says_which_recommendation_cannot_be_sent_and_keeps_the_reason(
    coordinator, northshire, hopewell, today
):
    audit = steps.audit(northshire, hopewell, state="reporting")
    draft = steps.recommendation(audit, hopewell, state="draft", due_on=today)
    draft.findings.clear()
    audit.findings.all().delete()
    page = coordinator.go(f"{HERE}{audit.pk}/move/")
    assert "1 recommendation is not sent yet, and goes out with this step" in page.text
    type(draft).objects.update(due_on=today - timedelta(days=1))
    page = coordinator.press("Close the audit", {"because": "Nothing stood out."})
    assert "which is past. Give it a later day" in page.text
    assert "Nothing stood out." in str(page.main)
    assert "Findings and recommendations" in page.links
    audit.refresh_from_db()
    assert audit.state == "reporting"


def test_an_agency_that_is_asked_nothing_is_told_so(cast, visit):
    page = visit(cast.lead).go("/agencies/hopewell/audits/")
    assert "asked to grade nothing yet" in page.text


def test_audits_of_several_doors_are_listed(cast, visit, northshire, hopewell):
    northshire.members.create(user=cast.lead, role="board")
    page = visit(cast.lead).go("/audits/")
    assert page.links == {
        str(northshire): HERE,
        "Hopewell Family Support": "/agencies/hopewell/audits/",
    }


@pytest.fixture
def crowd(northshire):
    """grow(audits, cases, agencies) makes that many more."""
    tool = steps.tool()

    def grow(audits, cases, agencies):
        new = AgencyFactory.create_batch(agencies)
        for one in new:
            SeatFactory(partnership=northshire, agency=one)
        return [
            steps.audit(
                northshire,
                *new,
                using=tool,
                title=f"Audit {len(new)} {n}",
                cases=[f"A{c}" for c in range(cases)],
            )
            for n in range(audits)
        ]

    return grow


def test_pages_need_no_more_queries_for_more_of_everything(cast, signed_in, crowd):
    client = signed_in(cast.coordinator)
    (small,) = crowd(1, 1, 1)
    pages = (HERE, f"{HERE}{{}}/", f"{HERE}{{}}/cases/", f"{HERE}{{}}/move/", "/")
    before = [query_count(client, one.format(small.pk)) for one in pages]
    large = crowd(3, 4, 5)[0]
    after = [query_count(client, one.format(large.pk)) for one in pages]
    assert after == before


def test_an_agencys_page_needs_no_more_queries_for_more_audits(
    cast, signed_in, northshire, hopewell
):
    client = signed_in(cast.lead)
    tool = steps.tool()
    pages = ("/agencies/hopewell/audits/", "/")
    steps.audit(northshire, hopewell, using=tool, title="One")
    before = [query_count(client, one) for one in pages]
    for n in range(3):
        steps.audit(northshire, hopewell, using=tool, title=f"More {n}")
    assert [query_count(client, one) for one in pages] == before
