"""Planning an audit in the browser, and what is said where something is wrong."""

from dataclasses import replace

import pytest

from audits import library
from audits.actions.audits import change_audit
from audits.actions.moving import move_back, move_on
from audits.actions.programmes import Year, change_programme
from audits.models import Audit, CaseReview, Programme
from audits.plans import plan_of
from tests.audits import steps
from tests.cast import seated
from tests.factories import ANYBODY, NOW
from tests.response_tool.pages import day

HERE = "/partnerships/northshire/audits/"
TYPED = {
    "title": "Neglect in early years",
    "theme": "Early years",
    "kind": "multi",
    "sample_size": "5",
    "scope": "Children under 5.",
    "lead": "Quality assurance manager",
    **day("period_from", "1 4 2026"),
    **day("period_to", "30 9 2026"),
    **day("collect_by", "1 12 2099"),
    **day("moderate_by", "15 12 2099"),
    **day("report_by", "31 12 2099"),
}


@pytest.fixture
def auditor(cast, visit):
    return visit(cast.auditor)


@pytest.fixture
def coordinator(cast, visit):
    return visit(cast.coordinator)


@pytest.fixture
def school(northshire):
    return seated("Hill School", "hill", northshire)


@pytest.fixture
def year(northshire):
    return steps.programme(northshire)


def typed(year, using, *agencies, **more):
    return {
        **TYPED,
        "programme": str(year.pk),
        "tool": str(using.pk) if using else "",
        "agencies": [str(one.pk) for one in agencies],
        **more,
    }


def test_a_new_partnership_is_led_to_its_first_audit(auditor, northshire, hopewell):
    tool = steps.tool()
    page = auditor.go(HERE)
    assert "has planned no audits yet. First set up a programme" in page.text
    auditor.follow("Set up a programme")
    auditor.press(
        "Save",
        {
            "title": "2026 to 2027",
            **day("starts_on", "1 4 2026"),
            **day("ends_on", "31 3 2027"),
        },
    )
    assert "No audit is planned in this programme yet." in auditor.page.text
    auditor.follow("Plan an audit")
    year = Programme.objects.get()
    assert auditor.page.field("programme") == str(year.pk)
    page = auditor.press("Plan it", typed(year, tool, hopewell))
    assert page.heading == "Neglect in early years"
    assert "No cases are put in yet; 5 are planned." in page.text
    audit = Audit.objects.get()
    assert list(audit.agencies.all()) == [hopewell]
    page = auditor.go(HERE)
    assert page.links["Neglect in early years"] == f"{HERE}{audit.pk}/"


def test_readers_are_told_that_nothing_is_planned(cast, visit):
    page = visit(cast.board).go(HERE)
    assert "When the coordinator plans some, they stand here." in page.text
    assert "Set up a programme" not in page.links


def test_without_a_programme_the_page_says_what_comes_first(auditor):
    page = auditor.go(f"{HERE}plan/")
    assert "Set up a programme first" in page.links


def test_a_shipped_tool_is_planned_with_at_once(auditor, year, hopewell):
    page = auditor.go(f"{HERE}plan/")
    assert "Neglect practice audit" in page.text
    shipped = library.tools()[0]
    values = [one["value"] for one in page.main.select("select[name=tool] option")]
    assert shipped.key in values
    auditor.press("Plan it", typed(year, None, hopewell, tool=shipped.key))
    audit = Audit.objects.get()
    assert audit.tool.library_key == shipped.key
    page = auditor.go(f"{HERE}{audit.pk}/change/")
    assert page.field("tool") == str(audit.tool.pk)
    page = auditor.press("Save", {"title": "Another name"})
    audit.refresh_from_db()
    assert (audit.title, audit.tool.library_key) == ("Another name", shipped.key)


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"title": ""}, "Enter what it is called"),
        ({"theme": "x" * 61}, "What it is about must be 60 characters or fewer"),
        ({"kind": []}, "Choose who grades what"),
        ({"tool": ""}, "Choose a tool"),
        ({"programme": ""}, "Choose a programme"),
        ({"sample_size": "0"}, "How many cases must be from 1 to 200."),
        ({"sample_size": "10000"}, "How many cases must be from 1 to 200."),
        ({"sample_size": ""}, "Enter how many cases"),
        ({"sample_size": "many"}, "Enter a whole number of cases"),
        ({"lead": ""}, "Enter who leads it"),
        ({"scope": "NHS 943 476 5919"}, "Take out what could identify"),
        ({"method": "Call 01632 960 123"}, "Take out what could identify"),
        (day("period_to", "31 3 2026"), "It must end after it begins."),
        (day("collect_by", "31 2 2027"), "Agencies grade until must be a real date"),
        (day("moderate_by", "30 11 2099"), "Moderating must end on or after the day"),
        (day("report_by", "14 12 2099"), "The report must be due on or after the day"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    auditor, year, hopewell, wrong, problem
):
    tool = steps.tool()
    auditor.go(f"{HERE}plan/")
    page = auditor.press("Plan it", typed(year, tool, hopewell) | wrong)
    (told,) = page.problems
    assert problem in told
    kept = {"title": "Neglect in early years", "scope": "Children under 5."} | wrong
    assert page.field("title") == kept["title"]
    assert page.field("scope").strip() == kept["scope"]
    assert page.field("report_by-year") == "2099"
    assert not Audit.objects.exists()


def test_one_agency_alone_looks_at_its_own_cases(auditor, year, hopewell, school):
    tool = steps.tool()
    auditor.go(f"{HERE}plan/")
    sent = typed(year, tool, hopewell, school, kind="single")
    page = auditor.press("Plan it", sent)
    assert page.problems == ["Choose one agency, which looks at its own cases"]


def test_each_assessing_itself_needs_no_number(auditor, year, hopewell):
    tool = steps.tool()
    auditor.go(f"{HERE}plan/")
    auditor.press("Plan it", typed(year, tool, hopewell, kind="self", sample_size=""))
    audit = Audit.objects.get()
    assert (audit.kind, audit.sample_size) == ("self", 1)


def test_an_agency_whose_seat_ended_meanwhile_is_named(
    auditor, year, hopewell, school, northshire
):
    tool = steps.tool()
    auditor.go(f"{HERE}plan/")
    northshire.seats.filter(agency=hopewell).delete()
    page = auditor.press("Plan it", typed(year, tool, hopewell))
    (told,) = page.problems
    assert "Only agencies that have a seat in your partnership" in told
    assert page.field("title") == "Neglect in early years"


def test_a_tool_that_was_retired_meanwhile_has_to_be_chosen_anew(auditor, year):
    tool = steps.tool()
    steps.tool("Other", on=tool.scale)
    auditor.go(f"{HERE}plan/")
    tool.state = "retired"
    tool.save()
    page = auditor.press("Plan it", typed(year, tool))
    assert page.problems == ["What you chose can no longer be chosen. Choose again."]


def test_a_name_that_is_taken_is_said_beside_it(auditor, northshire, hopewell):
    audit = steps.audit(northshire, hopewell)
    auditor.go(f"{HERE}plan/")
    page = auditor.press("Plan it", typed(audit.programme, audit.tool))
    assert page.problems == ["You have an audit of that name already."]


def test_an_audit_is_changed(auditor, northshire, hopewell, school):
    audit = steps.audit(northshire, hopewell, state="planned")
    auditor.go(f"{HERE}{audit.pk}/")
    page = auditor.follow("Change the audit")
    assert page.field("title") == audit.title
    page = auditor.press(
        "Save", {"lead": "Head of quality", "agencies": [str(school.pk)]}
    )
    assert page.heading == audit.title
    assert "Head of quality" in page.text
    assert list(audit.agencies.all()) == [school]


def test_what_can_no_longer_change_is_not_asked(auditor, northshire, hopewell):
    audit = steps.audit(northshire, hopewell)
    page = auditor.go(f"{HERE}{audit.pk}/change/")
    assert "tool and who grades what stay as they are" in page.text
    assert {"tool", "kind"}.isdisjoint(page.boxes())
    auditor.press("Save", {"title": "Renamed", "agencies": [str(hopewell.pk)]})
    audit.refresh_from_db()
    assert (audit.title, audit.kind) == ("Renamed", "multi")
    Audit.objects.update(state="reporting")
    page = auditor.go(f"{HERE}{audit.pk}/change/")
    assert "agencies" not in page.boxes()
    Audit.objects.update(state="closed", closed_at=NOW)
    assert auditor.go(f"{HERE}{audit.pk}/change/").path == f"{HERE}{audit.pk}/"


def test_a_colleagues_change_is_shown_beside_what_was_typed(
    auditor, coordinator, northshire, hopewell
):
    audit = steps.audit(northshire, hopewell, state="planned")
    auditor.go(f"{HERE}{audit.pk}/change/")
    coordinator.go(f"{HERE}{audit.pk}/change/")
    coordinator.press("Save", {"theme": "Theirs"})
    page = auditor.press("Save", {"theme": "Mine"})
    assert "A colleague changed this audit" in page.problems[0]
    assert "What stands there now" in page.text
    assert "Theirs" in page.text
    assert page.field("theme") == "Mine"
    auditor.press("Save")
    audit.refresh_from_db()
    assert (audit.theme, audit.version) == ("Mine", 3)


def test_an_agency_that_has_graded_is_kept_and_the_rest_typed_too(
    auditor, northshire, hopewell
):
    audit = steps.audit(northshire, hopewell)
    auditor.go(f"{HERE}{audit.pk}/change/")
    steps.judge_all(audit)
    page = auditor.press("Save", {"lead": "Head of quality", "agencies": []})
    assert "has begun to grade, and stays" in page.problems[0]
    assert page.field("lead") == "Head of quality"


def test_what_an_audit_had_can_stay_though_it_is_no_longer_offered(
    auditor, northshire, hopewell, strategy
):
    closed = steps.audit(northshire, hopewell, state="closed", title="Last year")
    audit = steps.audit(
        northshire, hopewell, using=closed.tool, state="planned", again_of=closed
    )
    audit.objectives.set(strategy.objectives.all())
    northshire.adoptions.all().delete()
    northshire.seats.all().delete()
    audit.tool.state = "retired"
    audit.tool.save()
    auditor.go(f"{HERE}{audit.pk}/change/")
    auditor.press("Save", {"lead": "Head of quality"})
    audit.refresh_from_db()
    assert audit.lead == "Head of quality"
    assert audit.objectives.count() == 2
    assert audit.again_of == closed


def test_a_programme_is_changed(auditor, year):
    auditor.go(HERE)
    auditor.follow("Change this programme")
    page = auditor.press("Save", {"title": "This year", "about": "Early help."})
    assert "Early help." in page.text


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"title": ""}, "Enter what it is called"),
        ({"about": "x" * 2001}, "What it is to find out must be 2,000 characters"),
        ({"about": "NHS 943 476 5919"}, "Take out what could identify"),
        (day("ends_on", "1 4 2026"), "The last day must be later than the first."),
    ],
)
def test_what_is_wrong_with_a_programme_is_said(auditor, year, wrong, problem):
    auditor.go(f"{HERE}programmes/{year.pk}/change/")
    page = auditor.press("Save", {"about": "Early help."} | wrong)
    (told,) = page.problems
    assert problem in told
    assert page.field("about").strip() == wrong.get("about", "Early help.")


def test_a_name_of_a_programme_that_is_taken_is_said_beside_it(auditor, year):
    auditor.go(f"{HERE}programmes/add/")
    page = auditor.press(
        "Save",
        {
            "title": year.title.upper(),
            **day("starts_on", "1 4 2027"),
            **day("ends_on", "31 3 2028"),
        },
    )
    assert page.problems == ["You have a programme of that name already."]


def test_a_colleagues_programme_is_shown_beside_what_was_typed(auditor, year):
    auditor.go(f"{HERE}programmes/{year.pk}/change/")
    theirs = Year("Theirs", year.starts_on, year.ends_on)
    change_programme(programme=year, year=theirs, seen=1, by=ANYBODY, at=NOW)
    page = auditor.press("Save", {"title": "Mine"})
    assert "A colleague changed this" in page.problems[0]
    assert "Theirs" in page.text
    assert page.field("title") == "Mine"
    auditor.press("Save")
    year.refresh_from_db()
    assert year.title == "Mine"


def test_a_mistake_and_a_colleagues_change_are_met_one_after_the_other(
    auditor, northshire
):
    audit = steps.audit(northshire, state="planned")
    auditor.go(f"{HERE}{audit.pk}/change/")
    theirs = replace(plan_of(audit), lead="Theirs")
    change_audit(audit=audit, plan=theirs, seen=1, by=ANYBODY, at=NOW)
    page = auditor.press("Save", {"lead": ""})
    assert page.problems == ["Enter who leads it"]
    page = auditor.press("Save", {"lead": "Mine"})
    assert "A colleague changed this audit" in page.problems[0]


def test_a_reference_is_corrected(cast, visit, northshire, hopewell):
    audit = steps.audit(northshire, hopewell, cases=["A1", "A2"])
    coordinator = visit(cast.coordinator)
    coordinator.go(f"/partnerships/northshire/audits/{audit.pk}/cases/")
    coordinator.follow("Correct the reference A1")
    page = coordinator.press("Save", {"reference": "Kayla-7"})
    assert "looks like a name beside an age" in page.problems[0]
    audit.cases.filter(reference="A1").update(reference="A3")
    page = coordinator.press("Save", {"reference": "N-07"})
    assert "the case is called “A3” now" in page.problems[0]
    page = coordinator.press("Save")
    assert "The reference is corrected." in page.text
    assert "N-07" in page.text


def test_an_audit_planned_by_mistake_is_removed_with_its_year(
    coordinator, northshire, hopewell
):
    planned = steps.audit(northshire, hopewell, state="planned")
    page = coordinator.go(f"{HERE}{planned.pk}/")
    page = coordinator.go(page.links["Remove it"])
    assert page.heading == "Remove “Neglect in early years”?"
    assert "Nobody has graded anything yet, and no agency is told." in page.text
    page = coordinator.press("Remove it")
    assert "The audit “Neglect in early years” is removed." in page.text
    page = coordinator.go(page.links["Remove this programme"])
    assert page.heading == "Remove “2026 to 2027”?"
    page = coordinator.press("Remove it")
    assert "The programme “2026 to 2027” is removed." in page.text
    assert not Programme.objects.exists()


def test_cases_put_in_while_the_page_was_open_keep_an_audit(
    coordinator, northshire, hopewell
):
    planned = steps.audit(northshire, hopewell, state="planned")
    coordinator.go(f"{HERE}{planned.pk}/remove/")
    CaseReview.objects.create(audit=planned, position=9, reference="A9")
    page = coordinator.press("Remove it")
    assert "Something changed here meanwhile." in page.text
    assert Audit.objects.filter(pk=planned.pk).exists()
    coordinator.go(f"{HERE}{planned.pk}/remove/")
    coordinator.press("Remove it")
    assert not Audit.objects.exists()


def test_agencies_that_were_asked_before_are_said_to_be_told(
    coordinator, cast, northshire, hopewell
):
    planned = steps.audit(northshire, hopewell, state="planned")
    asked = move_on(audit=planned, to="collecting", by=ANYBODY, at=NOW)
    back = {"to": "planned", "because": "Too soon.", "by": ANYBODY, "at": NOW}
    move_back(audit=asked, **back)
    page = coordinator.go(f"{HERE}{planned.pk}/remove/")
    assert "Agencies that were asked to grade are told that it is no" in page.text
    assert "no agency is told" not in page.text


def test_an_audit_that_has_begun_says_why_it_stays(coordinator, northshire, hopewell):
    begun = steps.audit(northshire, hopewell)
    assert "Remove it" not in coordinator.go(f"{HERE}{begun.pk}/").links
    page = coordinator.go(f"{HERE}{begun.pk}/remove/")
    assert "This audit has begun, so it stays." in page.text
    assert page.buttons == {}
    coordinator.client.post(f"{HERE}{begun.pk}/remove/")
    assert Audit.objects.filter(pk=begun.pk).exists()
