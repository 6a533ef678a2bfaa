from audits.models import Audit, Briefing, Shared
from tests.audits import steps
from tests.factories import NOW
from ui.templatetags.words import day as day_of

CASES = [f"A{number}" for number in range(1, 9)]


def at(audit, page, slug="northshire", whose="partnerships"):
    return f"/{whose}/{slug}/audits/{audit.pk}/{page}"


def closed(northshire, hopewell, position=1, **more):
    made = steps.audit(northshire, hopewell, state="closed", cases=CASES, **more)
    steps.judge_all(made, position)
    return made


def test_the_board_reads_a_report_only_once_the_audit_is_closed(
    northshire, hopewell, cast, visit
):
    still_on = steps.audit(northshire, hopewell, state="reporting")
    board = visit(cast.board)
    assert "This audit is not closed yet." in board.go(at(still_on, "report/")).text
    for page in ("report/word/", "report/pdf/"):
        assert board.client.get(at(still_on, page)).status_code == 404


def test_nobody_reads_a_report_while_agencies_grade(northshire, hopewell, cast, visit):
    still_on = steps.audit(northshire, hopewell, state="collecting")
    page = visit(cast.auditor).go(at(still_on, "report/"))
    assert "once moderating has begun" in page.text
    assert "How it was done" not in page.text


def test_a_reviewer_sees_it_grow(northshire, hopewell, cast, visit):
    still_on = steps.audit(northshire, hopewell, state="moderating")
    page = visit(cast.auditor).go(at(still_on, "report/"))
    assert "The audit is not closed, so it may still change" in page.text
    assert "Nothing has been graded yet." in page.text


def test_the_page_says_grades_findings_and_recommendations(
    northshire, hopewell, cast, visit
):
    made = closed(northshire, hopewell)
    steps.recommendation(made, hopewell, state="closed")
    page = visit(cast.coordinator).go(at(made, "report/"))
    assert "8 cases were graded." in page.text
    assert "Histories were not drawn together." in page.text
    assert "What changed: Children were seen sooner." in page.text
    assert "OFFICIAL-SENSITIVE" in page.text


def test_downloads_come_with_a_name_and_are_kept_by_nobody(
    northshire, hopewell, cast, visit
):
    made = closed(northshire, hopewell)
    client = visit(cast.board).client
    for page, ending in (("report/word/", "docx"), ("report/pdf/", "pdf")):
        answer = client.get(at(made, page))
        assert answer.status_code == 200
        assert f"neglect-in-early-years.{ending}" in answer["Content-Disposition"]
        assert answer["Cache-Control"] == "no-store"


def test_an_agency_that_took_part_reads_the_masked_report(
    northshire, hopewell, cast, visit
):
    made = closed(northshire, hopewell)
    page = visit(cast.viewer).go(at(made, "report/", "hopewell", "agencies"))
    assert "Grades by domain" in page.text
    assert "You see every number" not in page.text


def test_a_briefing_is_drafted_saved_given_and_shared(
    northshire, hopewell, cast, visit
):
    made = closed(northshire, hopewell)
    steps.finding(made)
    coordinator = visit(cast.coordinator)
    coordinator.go(at(made, "briefing/edit/"))
    assert "Histories were not drawn together." in coordinator.page.text
    coordinator.press("Save", {"learnt": "Begin early."})
    assert "Begin early." in coordinator.page.text
    coordinator.press("Give it to the agencies")
    assert Briefing.objects.get().is_published
    lead = visit(cast.lead)
    lead.go(at(made, "briefing/", "hopewell", "agencies"))
    lead.press("Write it down", {"with_whom": "Family support team"})
    assert "Enter when you shared it" in lead.page.problems
    answer = lead.client.get(at(made, "briefing/pdf/", "hopewell", "agencies"))
    assert answer.content.startswith(b"%PDF")


def test_a_draft_holds_what_was_found_and_says_what_did_not_fit(
    northshire, hopewell, cast, visit
):
    made = closed(northshire, hopewell)
    long = "x" * 701
    steps.finding(made, text="Found.")
    steps.finding(made, text=long)
    steps.recommendation(made, hopewell, text="Sent.")
    page = visit(cast.coordinator).go(at(made, "briefing/edit/"))
    assert page.field("learnt").strip().startswith("Found.")
    assert page.field("do_next").strip() == ""
    assert "Sent." not in page.text
    assert "in words of your own" in page.text
    assert f"1 text did not fit and is left out of the boxes {long}" in page.text


def test_an_agency_takes_out_what_it_wrote_by_mistake(
    northshire, hopewell, cast, visit
):
    made = closed(northshire, hopewell)
    steps.briefing(made).shared.create(
        agency=hopewell, with_whom="Nights", shared_on=NOW.date(), saved_at=NOW
    )
    where = at(made, "briefing/", "hopewell", "agencies")
    assert "Nights" in visit(cast.viewer).go(where).text
    lead = visit(cast.lead)
    lead.go(where)
    page = lead.press("Remove Nights, " + day_of(NOW))
    assert "The entry is removed." in page.text
    assert not Shared.objects.exists()


def test_a_briefing_of_an_audit_that_was_opened_again_is_looked_at_again(
    northshire, hopewell, cast, visit
):
    made = closed(northshire, hopewell)
    steps.briefing(made)
    Audit.objects.update(state="reporting", closed_at=None)
    board = visit(cast.board).go(at(made, "briefing/"))
    assert "its briefing is being looked at again" in board.text
    assert "There is no briefing yet" not in board.text
    lead = visit(cast.lead).go(at(made, "briefing/", "hopewell", "agencies"))
    assert "its briefing is being looked at again" in lead.text
    page = visit(cast.coordinator).go(at(made, "briefing/"))
    assert "nobody else can read it until the audit is closed" in page.text
    assert "have it since" not in page.text


def test_a_stale_save_shows_both_texts(northshire, hopewell, cast, visit):
    made = closed(northshire, hopewell)
    steps.briefing(made, published=False, learnt="Mine.")
    coordinator = visit(cast.coordinator)
    coordinator.go(at(made, "briefing/edit/"))
    Briefing.objects.update(learnt="A colleague’s.", version=2)
    coordinator.press("Save", {"learnt": "Typed."})
    assert "A colleague changed this" in coordinator.page.text
    assert "A colleague’s." in coordinator.page.text
    assert "Typed." in coordinator.page.text
    coordinator.press("Save")
    assert Briefing.objects.get().learnt == "Typed."


def test_words_that_could_identify_a_child_are_refused_and_kept(
    northshire, hopewell, cast, visit
):
    made = closed(northshire, hopewell)
    coordinator = visit(cast.coordinator)
    coordinator.go(at(made, "briefing/edit/"))
    coordinator.press("Save", {"learnt": "Ring 07700 900123."})
    assert "Take out what could identify" in coordinator.page.text
    assert "Ring 07700 900123." in coordinator.page.text
    assert not Briefing.objects.exists()


def test_a_briefing_names_no_case(northshire, hopewell, cast, visit):
    made = closed(northshire, hopewell)
    coordinator = visit(cast.coordinator)
    coordinator.go(at(made, "briefing/edit/"))
    coordinator.press("Save", {"learnt": "Ask as in A3."})
    assert "Take out “A3”" in coordinator.page.text
    assert not Briefing.objects.exists()


def test_the_partnership_sees_with_whom_it_was_shared(
    northshire, hopewell, cast, visit, now
):
    made = closed(northshire, hopewell)
    briefing = steps.briefing(made)
    Shared.objects.create(
        briefing=briefing,
        agency=hopewell,
        with_whom="Night shift",
        shared_on=now.date(),
        saved_at=now,
        saved_by="A lead",
    )
    assert "Night shift" in visit(cast.board).go(at(made, "briefing/")).text
