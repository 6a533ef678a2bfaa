"""What an audit report says, and to whom."""

import io

import pikepdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document

from audits.exports.reports import briefing_pdf, pdf_document, word_document
from audits.report import report_of
from tests.audits import steps
from tests.factories import NOW, TODAY, access

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
    steps.finding(made, agencies=())
    steps.recommendation(made, hopewell, due_on=TODAY, state="closed")
    return made


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


def test_a_board_member_is_not_told_how_few_cases_there_were(
    northshire, hopewell, cast
):
    made = steps.audit(northshire, hopewell, cases=CASES[:3], state="closed")
    steps.judge_all(made, 3)
    found = report(made, cast.board)
    assert found.sample == "Fewer than 6 cases were graded."
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
    assert [(one.title, one.way) for one in found.moved] == [
        ("Domain 1", "better"),
        ("Domain 2", "same"),
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
    with pikepdf.open(io.BytesIO(content)) as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.docinfo.Title) == "Audit report: Neglect in early years"


def test_the_fullest_briefing_fits_on_one_page(audited):
    full = "What staff are to do next time. " * 21
    briefing = steps.briefing(
        audited,
        **dict.fromkeys(("why", "went_well", "learnt", "do_next", "questions"), full),
    )
    with pikepdf.open(io.BytesIO(briefing_pdf(briefing, at=NOW))) as document:
        assert len(document.pages) == 1


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
