"""What an audit report says, and to whom."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document
from pypdf import PdfReader

from audits.exports.blocks import blocks
from audits.exports.reports import briefing_pdf, pdf_document, word_document
from audits.figures.spreads import graded
from audits.grades import grades_of
from audits.models import Judgement
from audits.report import report_of
from audits.spread import TWO, spread
from privacy.disclosure import Symbol
from tests.audits import steps
from tests.factories import NOW, TODAY, AgencyFactory, access

CASES = [f"A{number}" for number in range(1, 9)]


@pytest.fixture
def audited(northshire, hopewell, harbour):
    """Eight cases; the moderator set one judgement of each of two cases lower."""
    made = steps.audit(northshire, hopewell, harbour, cases=CASES, state="closed")
    steps.judge_all(made, 1)
    first, *_ = steps.questions(made.tool)
    for reference in CASES[:2]:
        judged = steps.part_of(made, hopewell, reference).judgements.get(
            criterion=first
        )
        judged.moderated = steps.grade(made.tool, 3)
        judged.moderated_reason = "Nobody asked the child."
        judged.moderated_at = NOW
        judged.save()
    found = steps.finding(made)
    found.agencies.add(hopewell)
    steps.recommendation(made, hopewell, found, due_on=TODAY, state="closed")
    return made


@pytest.fixture
def third():
    return AgencyFactory(name="Third")


def report(audit, person):
    return report_of(audit, access=access(person), on=TODAY)


def test_a_coordinator_sees_every_number(audited, cast):
    found = report(audited, cast.coordinator)
    assert found.is_raw
    assert found.marking == "OFFICIAL-SENSITIVE"
    first, second = found.spread.rows
    assert first.cells == (30, 0, 2)
    assert second.cells == (32, 0, 0)
    assert found.sample == "8 cases were graded."
    assert [(o.same, o.better, o.worse) for o in found.beside] == [(0, 0, 2)]
    assert found.worst == ["Domain 1: Inadequate", "Domain 2: Good"]


def test_a_board_member_sees_no_number_that_rests_on_few_cases(audited, cast):
    found = report(audited, cast.board)
    assert not found.is_raw
    assert found.marking == "OFFICIAL"
    assert "2" not in [str(count) for count in found.spread.rows[0].cells]
    assert [str(one.worse) for one in found.beside] == ["c"]
    assert found.worst[0] != "Domain 1: Inadequate"


def test_what_an_agency_is_not_done_with_is_not_counted(audited, harbour, cast):
    undone = steps.part_of(audited, harbour, CASES[0])
    undone.finished_at, undone.finished_by = None, ""
    undone.save()
    found = report(audited, cast.coordinator)
    assert [row.total for row in found.spread.rows] == [30, 30]
    assert undone.judgements.all()[0] not in grades_of(
        audited, access(cast.coordinator)
    )


def test_a_board_member_is_not_told_how_few_cases_there_were(
    northshire, hopewell, cast
):
    made = steps.audit(northshire, hopewell, cases=CASES[:3], state="closed")
    steps.judge_all(made, 3)
    found = report(made, cast.board)
    assert found.sample == "Five cases or fewer were graded."
    assert found.spread.few
    assert found.beside == []


def test_an_audit_that_repeats_another_says_what_moved(
    audited, northshire, hopewell, cast
):
    again = steps.audit(
        northshire,
        hopewell,
        using=audited.tool,
        title="Again",
        cases=CASES,
        again_of=audited,
        state="closed",
    )
    steps.judge_all(again, 1)
    found = report(again, cast.coordinator)
    assert found.before == audited
    assert [(one.title, one.now, one.before) for one in found.moved] == [
        ("Domain 1", 0, 2),
        ("Domain 2", 0, 0),
    ]


def test_what_was_said_reads_the_same_in_word(audited, cast):
    document = Document(io.BytesIO(word_document(report(audited, cast.coordinator))))
    texts = [one.text for one in document.paragraphs]
    assert texts[0] == "Audit report: Neglect in early years"
    cells = [cell.text for table in document.tables for cell in table._cells]
    assert "Histories were not drawn together." in cells
    assert any("What changed: Children were seen sooner." in one for one in cells)
    assert document.sections[0].footer.paragraphs[0].text == "OFFICIAL-SENSITIVE"


def test_the_pdf_is_tagged_and_says_what_it_is(audited, cast):
    content = pdf_document(report(audited, cast.board), at=NOW)
    document = PdfReader(io.BytesIO(content))
    assert document.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert document.metadata.title == "Audit report: Neglect in early years"


def test_the_fullest_briefing_fits_on_one_page(audited):
    full = "What staff are to do next time. " * 21
    briefing = steps.briefing(
        audited,
        **dict.fromkeys(("why", "went_well", "learnt", "do_next", "questions"), full),
    )
    assert len(PdfReader(io.BytesIO(briefing_pdf(briefing, at=NOW))).pages) == 1


def test_the_number_of_queries_does_not_grow(northshire, hopewell, harbour, cast):
    def queries(cases):
        made = steps.audit(
            northshire,
            hopewell,
            harbour,
            cases=cases,
            title=f"Of {len(cases)}",
            state="closed",
        )
        steps.judge_all(made)
        steps.recommendation(made, hopewell)
        for _ in cases:
            steps.finding(made)
        with CaptureQueriesContext(connection) as found:
            report(made, cast.board)
        return len(found)

    assert queries(CASES) == queries(CASES[:1])


def test_an_agency_reads_no_grades_where_one_other_graded(audited, cast):
    """What is left of a number without its own would be the other’s."""
    found = report(audited, cast.viewer)
    assert found.spread.rows == ()
    assert found.beside == []
    assert found.spread.few == TWO
    assert report(audited, cast.coordinator).spread.rows


def test_nor_what_one_other_agency_says_of_itself(northshire, hopewell, harbour, cast):
    made = steps.audit(
        northshire, hopewell, harbour, kind="self", cases=["Self"], state="closed"
    )
    steps.judge_all(made, 3)
    assert report(made, cast.viewer).spread.rows == ()


def test_an_agency_reads_the_grades_of_several_others_together(
    northshire, hopewell, harbour, third, cast
):
    made = steps.audit(
        northshire, hopewell, harbour, third, cases=CASES, state="closed"
    )
    steps.judge_all(made, 1)
    found = report(made, cast.viewer)
    assert [row.cells for row in found.spread.rows] == [(48, 0, 0), (48, 0, 0)]


def test_a_domain_that_one_other_alone_graded_is_left_out_and_named(
    northshire, hopewell, harbour, third, cast
):
    made = steps.audit(
        northshire, hopewell, harbour, third, cases=CASES, state="closed"
    )
    steps.judge_all(made, 1)
    second = made.tool.domains.get(title="Domain 2")
    Judgement.objects.filter(
        part__agency__in=[hopewell, third], criterion__domain=second
    ).delete()
    found = report(made, cast.viewer)
    assert [row.title for row in found.spread.rows] == ["Domain 1"]
    assert found.spread.hidden == (
        "Left out, because one other agency alone graded it: Domain 2."
    )
    assert len(report(made, cast.coordinator).spread.rows) == 2


def test_an_agency_cannot_take_its_own_grades_from_what_is_hidden(
    northshire, hopewell, harbour, third, cast
):
    """Two numbers are hidden for the board; whoever knows one would know the other."""
    made = steps.audit(
        northshire,
        hopewell,
        harbour,
        third,
        cases=CASES,
        using=steps.tool(domains=1, each=1),
        state="closed",
    )
    steps.judge_all(made, 1)
    given = {harbour: [3, 2, 2, 2], hopewell: [2, 2, 2]}
    for agency, grades in given.items():
        for reference, position in zip(CASES, grades, strict=False):
            judged = steps.part_of(made, agency, reference).judgements.get()
            judged.grade = steps.grade(made.tool, position)
            judged.save()
    (board,) = spread(graded([made])[made.pk], raw=False).rows
    (mine,) = report(made, cast.viewer).spread.rows
    hidden = Symbol.HIDDEN
    assert (board.cells, board.total) == ((17, hidden, hidden), 24)
    assert (mine.cells, mine.total) != (board.cells, board.total)
    assert mine.cells[1:] == (hidden, hidden)


def test_an_agency_reads_that_these_are_its_own_recommendations(audited, cast):
    """That it is sent none does not say that none followed."""
    found = report(audited, cast.viewer)
    assert found.to_change == "Recommendations for your agency"
    audited.recommendations.all().delete()
    found = report(audited, cast.viewer)
    assert found.none_to_change == "No recommendation was sent to your agency."
    texts = [text for block in blocks(found) for text in block.texts]
    assert found.none_to_change in texts
    assert report(audited, cast.board).none_to_change == "No recommendation followed."


def test_while_recommendations_are_written_nobody_reads_that_none_followed(
    audited, hopewell, cast
):
    audited.recommendations.all().delete()
    steps.recommendation(audited, hopewell, state="draft")
    said = report(audited, cast.board).none_to_change
    assert said == "Recommendations are being written. None has been sent yet."
