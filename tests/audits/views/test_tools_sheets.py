"""A tool in a spreadsheet, in the browser: taken away, brought, looked at, saved."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from audits.models import Tool
from tests.audits import steps
from tests.audits.imports.test_tools import book, csv_of
from tests.response_tool.pages import Page

LIST = "/partnerships/northshire/audits/tools/"
BRING = f"{LIST}spreadsheet/"
ROW = ("Voice", "Hear.", "Was the child seen?", "Look for dates.")


@pytest.fixture
def auditor(cast, visit):
    return visit(cast.auditor)


def bring(visitor, content, name="tool.xlsx") -> Page:
    file = SimpleUploadedFile(name, content)
    visitor.page = Page(visitor.client.post(BRING, {"file": file}))
    return visitor.page


def test_it_is_brought_looked_at_and_saved_as_a_draft(auditor, northshire):
    auditor.go(LIST)
    auditor.follow("Bring one in a spreadsheet")
    page = bring(auditor, book(ROW))
    assert "Nothing of it is saved yet." in page.text
    assert "Was the child seen? Look for dates." in page.text
    assert not Tool.objects.exists()
    typed = {"title": "Early help", "about": "", "scale": "yes-partly-no"}
    page = auditor.press("Save it as a draft", typed)
    assert page.heading == "Early help"
    tool = Tool.objects.get()
    assert (tool.partnership, tool.state) == (northshire, "draft")
    assert steps.questions(tool)[0].guidance == "Look for dates."


def test_problems_are_shown_by_cell_and_nothing_can_be_saved(auditor):
    page = bring(auditor, csv_of(ROW, ("", "", "", "Look.")), "tool.csv")
    assert page.problems == ["1 cell has to be put right"]
    assert "C3 Sheet The file Found nothing Expected A question" in page.text
    assert not page.buttons


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("tool.pdf", b"x", "Choose an Excel workbook (.xlsx) or a CSV file"),
        ("tool.xlsx", b"", "No row of the file has the headings"),
        ("tool.xlsx", b"\0\1", "neither an Excel workbook"),
        ("tool.csv", b"x" * (5 * 1024 * 1024 + 1), "must be 5 MB or smaller"),
    ],
)
def test_a_file_that_is_no_tool_is_refused(auditor, name, content, problem):
    page = bring(auditor, content, name)
    assert problem in page.problems[0]


def test_what_is_entered_wrongly_beside_it_is_said_and_the_rows_stay(
    auditor, northshire
):
    steps.tool("Ours", partnership=northshire)
    bring(auditor, book(ROW))
    page = auditor.press("Save it as a draft", {"title": "ours", "scale": "section-11"})
    assert "has a tool “ours” already" in page.problems[0]
    assert "Was the child seen?" in page.text
    page = auditor.press("Save it as a draft", {"title": "", "about": "Kept."})
    assert page.problems == ["Enter what the tool is called"]
    page = auditor.press("Save it as a draft", {"title": "Other"})
    assert page.heading == "Other"
    assert Tool.objects.get(title="Other").about == "Kept."


def test_what_was_tampered_with_is_asked_for_again(auditor):
    page = Page(auditor.client.post(f"{BRING}save/", {"rows": "x", "title": "T"}))
    assert "Choose the file once more" in page.text
    assert not Tool.objects.exists()


def test_a_tool_is_taken_away_and_brought_back(auditor, cast, visit, northshire):
    tool = steps.tool("Ours", partnership=northshire)
    answer = visit(cast.board).client.get(f"{LIST}{tool.pk}/spreadsheet/")
    assert 'filename="ours-version-1.xlsx"' in answer["Content-Disposition"]
    page = bring(auditor, answer.content)
    assert "2 domains, 4 questions" in page.text


def test_the_template_can_be_opened(auditor):
    answer = auditor.client.get(f"{BRING}template/")
    assert load_workbook(BytesIO(answer.content)).sheetnames == ["About", "Questions"]
