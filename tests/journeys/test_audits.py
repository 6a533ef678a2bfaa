"""From case reviews to a recommendation that is really closed, and what moved since."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from audits.models import Audit, Judgement, Part, Recommendation
from tests.audits import steps
from tests.cast import seated
from tests.factories import NOW, member_of

PHONE = 320
TITLE = "Neglect in early years"
CASES = ("N-01", "N-02", "N-03", "N-04", "N-05")
OURS = "Hopewell Family Support"
WEAK, FAILING = "Requires improvement to be good", "Inadequate"
OUTPUT = "Every team uses the shared chronology since June."
IMPACT = "Children are seen two months sooner than a year ago."
FINDINGS = (
    ("Chronology", "Area for improvement", "Histories were not drawn together."),
    ("Fathers", "System issue", "Nobody asked what fathers do for their children."),
)


@pytest.fixture
def police(northshire):
    return seated("Northshire Police", "police", northshire)


@pytest.fixture
def officer(police):
    """Who reads the records of the police."""
    return member_of(police, "contributor", email="officer@police.example")


def enters(guest, group: str, day: date) -> None:
    """Fill in a day."""
    boxes = guest.page.get_by_role("group", name=group, exact=True)
    for name, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        boxes.get_by_label(name).fill(str(number))


def fills_in(guest, **boxes: str) -> None:
    """Fill in boxes, by the names that they have in their form."""
    for name, words in boxes.items():
        guest.page.locator(f"[name='{name}']").fill(words)


def sets_up_a_year(coordinator, today: date) -> None:
    coordinator.follows("Audits").sees("has planned no audits yet").checks_the_page()
    coordinator.presses("Set up a programme")
    fills_in(coordinator, title="This year")
    enters(coordinator, "First day", today - timedelta(days=30))
    enters(coordinator, "Last day", today + timedelta(days=300))
    coordinator.presses("Save").sees("is set up")


def plans(coordinator, police, today: date) -> None:
    """With the tool that is shipped, as it is."""
    page = coordinator.presses("Plan an audit").checks_the_page().page
    fills_in(
        coordinator,
        title=TITLE,
        theme="Early recognition",
        sample_size="5",
        lead="Quality assurance manager",
    )
    page.get_by_label("Which tool?").select_option(label="Neglect practice audit")
    for name in (OURS, police.name):
        page.get_by_role("checkbox", name=name).check()
    for group, days in (
        ("Practice looked at from", -200),
        ("Practice looked at until", -20),
        ("Agencies grade until", 14),
        ("Moderated until", 28),
        ("Report due", 42),
    ):
        enters(coordinator, group, today + timedelta(days=days))
    coordinator.presses("Plan it").sees("The audit is planned.").checks_the_page()


def asks_agencies(coordinator) -> None:
    coordinator.presses("Put in cases")
    coordinator.page.get_by_label("References of cases").fill("Sam Smith")
    coordinator.presses("Put in these cases").sees("There is a problem")
    coordinator.checks_the_page()
    coordinator.page.get_by_label("References of cases").fill("\n".join(CASES))
    coordinator.presses("Put in these cases").sees("5 cases").checks_the_page()
    coordinator.follows(TITLE).presses("Ask agencies to grade").checks_the_page()
    coordinator.presses("Ask agencies to grade").sees("Agencies can grade now")


def grades_a_case(guest, grade: str) -> None:
    """The first question saves itself; then all the others, and the case is done."""
    guest.follows("Grade 5 cases").checks_the_page()
    guest.presses("Start with N-01").checks_the_page()
    questions = guest.page.locator(".np-question").all()
    answers(questions[0], grade)
    guest.sees("Saved at")
    guest.page.reload()
    guest.sees(f"1 of {len(questions)} questions is graded.")
    for one in questions[1:]:
        answers(one, grade)
    guest.presses("Finish this case").sees("N-01 is finished.").checks_the_page()


def answers(question, grade: str) -> None:
    question.get_by_label(grade, exact=True).check()
    question.locator("textarea").fill("Seen on file.")


def grades_the_rest(audit: Audit) -> None:
    """What the two agencies said of the other four cases."""
    left = Part.objects.filter(case__audit=audit, finished_at=None)
    weak = steps.grade(audit.tool, 3)
    said = {"reason": "Seen on file.", "saved_at": NOW, "saved_by": "An agency"}
    Judgement.objects.bulk_create(
        Judgement(part=part, criterion=one, grade=weak, **said)
        for part in left.order_by("pk")
        for one in steps.questions(audit.tool)
    )
    left.update(finished_at=NOW, finished_by="An agency")


def moderates(coordinator) -> None:
    """Three grades; the first is at first without its reason."""
    coordinator.goes_to("/").follows(f"Begin moderating: {TITLE}")
    coordinator.presses("Begin moderating").presses("Begin moderating")
    coordinator.follows("N-01").checks_the_page().follows("Moderate question 1")
    page = coordinator.checks_the_page().page
    for number in (1, 2, 3):
        group = page.get_by_role("group", name=f"Moderated grade, {OURS}")
        group.get_by_role("radio", name=FAILING).check()
        if number == 1:
            coordinator.presses("Save and go to question 2")
            coordinator.sees("There is a problem").checks_the_page()
        page.get_by_label(f"Why, {OURS}").fill("The panel read the whole file.")
        coordinator.presses(f"Save and go to question {number + 1}")
    coordinator.follows("The whole case").checks_the_page()
    settled = Judgement.objects.filter(moderated__label=FAILING)
    assert settled.count() == 3


def writes_up(coordinator, today: date) -> None:
    """Two findings, and a recommendation that follows from both."""
    coordinator.follows(TITLE).presses("Begin writing up").presses("Begin writing up")
    coordinator.follows("Findings and recommendations").checks_the_page()
    page = coordinator.page
    for theme, kind, text in FINDINGS:
        coordinator.presses("Write down a finding")
        page.get_by_role("radio", name=kind).check()
        page.locator("[name='severity'][value='2']").check()
        fills_in(coordinator, theme=theme, text=text)
        coordinator.presses("Save").sees(text)
    coordinator.checks_the_page().presses("Write a recommendation").checks_the_page()
    for box in page.locator("[name='findings']").all():
        box.check()
    page.locator("[name='change'][value='policy']").check()
    page.get_by_label("Which agency owns it?").select_option(label=OURS)
    fills_in(coordinator, text="Bring in one chronology.", owner="Head of service")
    enters(coordinator, "When is it due?", today + timedelta(days=90))
    coordinator.presses("Save").checks_the_page()


def closes(coordinator) -> None:
    """What is recommended goes to its owner with it."""
    coordinator.goes_to("/").follows(f"Write up and close: {TITLE}")
    coordinator.presses("Close the audit").checks_the_page()
    assert Recommendation.objects.get().state == "draft"
    coordinator.presses("Close the audit").sees("The audit is closed")
    assert Recommendation.objects.get().state == "open"


def asks_to_close_without_impact_then_with(owner) -> None:
    owner.goes_to("/").follows("See to: Bring in one chronology.").checks_the_page()
    typed = {"answer-output": OUTPUT, "answer-shown_by": "The dip sample of June."}
    fills_in(owner, **typed)
    # Each button saves everything on the page, so that nothing is left behind.
    owner.presses("Save this update").sees("What you wrote is saved.")
    assert owner.warnings == []
    owner.presses("Ask to close it").sees("There is a problem")
    owner.sees("Say what changed for children").checks_the_page()
    for name, words in typed.items():
        assert owner.page.locator(f"[name='{name}']").input_value() == words
    fills_in(owner, **{"answer-impact": IMPACT})
    owner.presses("Ask to close it").checks_the_page()
    assert Recommendation.objects.get().state == "asked"
    assert owner.page.get_by_role("button", name="It is checked").count() == 0


def checks_and_closes_it(coordinator) -> None:
    coordinator.goes_to("/").follows("Check whether to close").checks_the_page()
    coordinator.presses("It is checked: close it").checks_the_page()
    assert Recommendation.objects.get().state == "closed"


def takes_report_and_briefing(coordinator, audit: Audit) -> None:
    here = f"/partnerships/northshire/audits/{audit.pk}/"
    coordinator.goes_to(here).checks_the_page()
    coordinator.follows("Report").sees(IMPACT).checks_the_page()
    assert begins(coordinator.takes("Download in Word")) == b"PK"
    assert begins(coordinator.takes("download as a PDF")) == b"%P"
    coordinator.goes_to(here).follows("Learning briefing")
    coordinator.presses("Draft the briefing").checks_the_page()
    coordinator.presses("Save").checks_the_page()
    coordinator.presses("Give it to the agencies").checks_the_page()
    assert begins(coordinator.takes("Download as a PDF")) == b"%P"


def begins(download) -> bytes:
    return Path(download.path()).read_bytes()[:2]


def reads_what_was_found(guest) -> None:
    """An agency: its own part, the report without few cases, and the briefing."""
    guest.goes_to("/audits/").checks_the_page()
    guest.follows("Report of").sees("Beside your agency, one other graded")
    guest.checks_the_page()
    guest.follows(TITLE).follows("Read the learning briefing").sees(FINDINGS[0][2])
    guest.checks_the_page()


def looks_again(audit: Audit) -> Audit:
    """The same a year later, all of it good."""
    again = steps.audit(
        audit.partnership,
        *audit.agencies.order_by("pk"),
        using=audit.tool,
        state="closed",
        title="A year later",
        cases=("M-01", "M-02", "M-03", "M-04", "M-05", "M-06"),
        again_of=audit,
    )
    steps.judge_all(again, position=2)
    return again


def test_an_audit_from_its_plan_to_what_moved_since(
    visitor, cast, police, officer, today
):
    coordinator = visitor().signs_in(cast.coordinator)
    sets_up_a_year(coordinator, today)
    plans(coordinator, police, today)
    asks_agencies(coordinator)
    audit = Audit.objects.get()
    lead = visitor(width=PHONE).signs_in(cast.lead)
    grades_a_case(lead, WEAK)
    other = visitor(width=PHONE).signs_in(officer)
    grades_a_case(other, "Good")
    grades_the_rest(audit)
    moderates(coordinator)
    writes_up(coordinator, today)
    closes(coordinator)
    asks_to_close_without_impact_then_with(lead)
    checks_and_closes_it(coordinator)
    takes_report_and_briefing(coordinator, audit)
    reads_what_was_found(other)
    again = looks_again(audit)
    coordinator.goes_to(f"/partnerships/northshire/audits/{again.pk}/report/")
    coordinator.sees("What moved since").sees("Better").checks_the_page()
