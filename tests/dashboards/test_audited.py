"""Audits on the board page."""

import pytest
from django.utils import timezone

from dashboards.actions import compile_dashboard
from dashboards.audited import Audited
from strategies.models import Adoption
from tests.audits import steps
from tests.dashboards.conftest import address

CASES = [f"A{number}" for number in range(1, 9)]
NAMES = ("open", "asked", "verified", "overdue")


def test_a_snapshot_from_before_this_part_shows_none_of_it():
    assert not Audited({}).is_known
    assert not Audited({"states": [{"state": "closed", "number": 0}]}).is_known


def lead(closed: int, coming: int, *recommended: int) -> str:
    one = {"report_by": "2026-12-01"}
    return Audited(
        {
            "states": [{"state": "closed", "number": closed}],
            "coming": [one] * coming,
            "recommended": dict(zip(NAMES, recommended, strict=False)),
        }
    ).lead


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        (
            (1, 0),
            (
                "One audit is closed and none are on. "
                "No recommendation has been made yet."
            ),
        ),
        (
            (2, 1, 1, 1, 1, 1),
            (
                "Two audits are closed and one is on. Of 3 recommendations, 1 is done "
                "and checked by somebody of another agency, and 1 is overdue."
            ),
        ),
        (
            (0, 3, 2, 0, 0, 0),
            (
                "No audits are closed and three are on. Of 2 recommendations, none is "
                "done and checked by somebody of another agency, and none is overdue."
            ),
        ),
        (
            (2, 2, 0, 0, 1, 0),
            (
                "Two audits are closed and two are on. The one recommendation is done "
                "and checked by somebody of another agency."
            ),
        ),
        (
            (2, 2, 0, 1, 0, 0),
            (
                "Two audits are closed and two are on. The one recommendation is "
                "being seen to."
            ),
        ),
    ],
)
def test_the_first_sentences_say_where_audits_and_recommendations_are(numbers, said):
    assert lead(*numbers) == said


def test_an_objective_stands_beside_what_agencies_say_of_it():
    figures = {"objectives": [{"title": "Early help"}, {"title": "Other"}]}
    read = Audited(figures, {"Early help": "3 of 5 on track or better"})
    assert [one["own"] for one in read.objectives] == ["3 of 5 on track or better", ""]


@pytest.fixture
def dashboard(cast, northshire, round_, visit):
    """dashboard() is the dashboard as the board reads it now."""

    def opened():
        adoption = Adoption.objects.get(partnership=northshire)
        compile_dashboard(adoption=adoption, now=timezone.now, force=True)
        return visit(cast.board).go(address(adoption))

    return opened


def test_a_partnership_without_audits_has_no_such_part(dashboard):
    assert not dashboard().soup.select("#audits")


def test_the_board_reads_grades_themes_and_recommendations(
    dashboard, northshire, hopewell
):
    done = steps.audit(northshire, hopewell, cases=CASES, state="closed")
    steps.judge_all(done, 2)
    steps.recommendation(done, hopewell, due_on="2026-01-01", text="Ask the father.")
    read = dashboard()
    assert "One audit is closed" in read.text
    table = read.main.select_one("section[aria-labelledby=audits] table")
    cells = [cell.get_text(" ", strip=True) for cell in table.select("tbody tr")[0]]
    assert cells == ["Domain 1", "Good 0", "Requires improvement 16", "Inadequate 0"]
    assert "Chronology" in read.text
    assert "Ask the father." in read.links
    assert read.links["Neglect in early years"].endswith(f"/audits/{done.pk}/report/")


def test_the_board_reads_no_grades_of_five_cases_or_fewer(
    dashboard, northshire, hopewell
):
    done = steps.audit(northshire, hopewell, cases=CASES[:5], state="closed")
    steps.judge_all(done, 3)
    assert "This audit looked at five cases or fewer" in dashboard().text


def test_the_board_reads_what_a_symbol_stands_for(dashboard, northshire, hopewell):
    done = steps.audit(northshire, hopewell, cases=CASES, state="closed")
    for number, reference in enumerate(CASES):
        part = steps.part_of(done, hopewell, reference)
        for question in steps.questions(done.tool):
            steps.judge(part, question, 3 if number < 2 else 1)
    steps.finish(done)
    read = dashboard()
    symbols = read.main.select("section[aria-labelledby=audits] .np-symbol")
    assert [one.get_text() for one in symbols] == ["c"] * 4
    assert "c stands for a number that is hidden" in read.text


def test_an_audit_that_is_on_is_named_and_says_nothing_of_its_grades(
    dashboard, northshire, hopewell
):
    on = steps.audit(northshire, hopewell, cases=CASES, report_by="2026-12-30")
    steps.judge_all(on, 3)
    read = dashboard()
    assert read.links["Neglect in early years"].endswith(f"/audits/{on.pk}/")
    assert "agencies are grading; report due 30 December 2026" in read.text
    assert not read.main.select("section[aria-labelledby=audits] table")
