"""Cases by spreadsheet, in the browser."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from audits.actions.grading import save_part
from audits.models import Audit, Part
from tests.audits.workbooks import filled
from tests.factories import ANYBODY, NOW
from tests.response_tool.pages import Page
from ui.merging import Edit


@pytest.fixture
def lead(cast, visit):
    return visit(cast.lead)


@pytest.fixture
def whole(audit) -> str:
    return f"/agencies/hopewell/audits/{audit.pk}/"


@pytest.fixture
def bring(lead, whole):
    """bring(content) uploads a file, and gives the page that comes back."""

    def bring(content: bytes):
        file = BytesIO(content)
        file.name = "cases.xlsx"
        answer = lead.client.post(f"{whole}upload/", {"file": file})
        lead.page = Page(answer)
        return lead.page

    return bring


def test_it_is_downloaded_from_the_page_of_the_cases(lead, whole):
    lead.go(whole)
    page = lead.follow("Grade in a spreadsheet")
    answer = lead.client.get(page.links["Download the spreadsheet of your cases"])
    book = load_workbook(BytesIO(answer.content))
    assert book.sheetnames == ["Grades", "Notes"]


def test_good_rows_are_looked_at_and_saved(lead, bring, audit, hopewell, part, good):
    content = filled(
        audit, hopewell, F7="Good", G7="Seen.", F8="Bad", G11="Learnt.", F13="Good"
    )
    page = bring(content)
    assert page.problems == [
        "1 row has a problem and is left out: see what is wrong in which cell"
    ]
    assert "Nothing of it is saved yet." in page.text
    assert part.judgements.count() == 0
    page = lead.press("Save the 3 good rows")
    assert "3 rows from “cases.xlsx” saved." in page.text
    assert "Left out for a problem: row 8." in page.text
    part.refresh_from_db()
    assert (part.note, part.judgements.get().reason) == ("Learnt.", "Seen.")
    page = bring(content)
    assert "There is nothing to save." in page.text


def test_what_a_colleague_changed_meanwhile_is_shown(
    lead, bring, audit, hopewell, part, asked, poor
):
    bring(filled(audit, hopewell, F7="Good", G7="Seen."))
    edits = {asked[0].pk: [Edit("mark", "", poor), Edit("reason", "", "Theirs.")]}
    save_part(part=part, edits=edits, by=ANYBODY, at=NOW)
    page = lead.press("Save the good row")
    assert "A colleague changed some of these meanwhile" in page.problems[0]
    assert "Inadequate Theirs." in page.text
    lead.press("Save the good row")
    assert part.judgements.get().reason == "Seen."


def test_a_save_that_was_overtaken_says_how_much_of_it_is_saved(
    lead, bring, audit, hopewell, part, asked, poor
):
    cells = {"F7": "Good", "G7": "Seen.", "F8": "Good", "G8": "Seen.", "G11": "Learnt."}
    bring(filled(audit, hopewell, **cells))
    edits = {asked[0].pk: [Edit("mark", "", poor), Edit("reason", "", "Theirs.")]}
    save_part(part=part, edits=edits, by=ANYBODY, at=NOW)
    page = lead.press("Save the 3 good rows")
    assert "2 rows are saved. 1 row is not saved." in page.text
    assert "Nothing of it is saved" not in page.text
    assert "what the portal holds already" not in page.text


def test_a_case_that_was_finished_meanwhile_stays(lead, bring, audit, hopewell, part):
    bring(filled(audit, hopewell, F7="Good", G7="Seen."))
    Part.objects.filter(pk=part.pk).update(finished_at=NOW, finished_by="A")
    page = lead.press("Save the good row")
    assert "A1: This case is finished" in page.problems[0]
    assert "Nothing of it is saved." in page.text
    assert part.judgements.count() == 0


def test_what_cannot_be_read_is_refused_beside_the_box(lead, bring, whole):
    page = bring(b"no workbook")
    assert "No row of the file has the headings" in page.problems[0]
    answer = lead.client.post(f"{whole}upload/save/", {"rows": "tampered"})
    assert "That page was open for too long" in answer.content.decode()


def test_no_spreadsheet_is_taken_once_the_collecting_is_over(
    lead, bring, audit, hopewell, whole
):
    content = filled(audit, hopewell, F7="Good")
    Audit.objects.update(state="moderating")
    page = bring(content)
    assert "This audit does not take grades now" in page.problems[0]
    assert "no spreadsheet can be brought" in lead.go(f"{whole}upload/").text
