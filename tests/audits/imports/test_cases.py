"""What a spreadsheet of cases says, or what is wrong with it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook

from audits.imports.comparing import sealed, unsealed
from audits.models import Part, Tool
from tests.audits import steps
from tests.audits.workbooks import filled, problems, read, saved
from tests.factories import NOW
from ui.merging import Edit
from ui.sheets.found import Refused

NHS = "NHS 943 476 5919"


def news(audit, agency, content):
    _, shown = read(audit, agency, content)
    return {one.entry.row: one for one in shown if one.kind != "same"}


def test_grades_reasons_and_words_about_a_case_are_read(
    audit, hopewell, part, asked, good
):
    steps.judge(part, asked[1], 3, reason="Why.")
    content = filled(
        audit, hopewell, F7=" good ", G7="Seen.\nTwice.", F8="N/A", G11="Learnt."
    )
    found = news(audit, hopewell, content)
    assert {row: one.kind for row, one in found.items()} == {
        7: "new",
        8: "changed",
        11: "new",
    }
    assert found[7].now == {"mark": good, "reason": "Seen.\nTwice."}
    assert found[8].now == {"mark": "na", "reason": "Why."}
    assert found[7].said_now == "Good\nSeen.\nTwice."
    assert found[8].said_before == "Inadequate\nWhy."


def test_what_the_portal_gave_says_nothing_new(audit, hopewell, part, asked):
    steps.judge(part, asked[1], 3, reason="=1+1")
    assert news(audit, hopewell, filled(audit, hopewell)) == {}


@pytest.mark.parametrize(
    ("cells", "cell", "expected"),
    [
        ({"F7": "Outstanding"}, "F7", "one of the grades in the list: “Good”; “Req"),
        ({"F7": 2}, "F7", "one of the grades in the list"),
        ({"F11": "Good"}, "F11", "nothing: this row asks for words alone"),
        ({"G7": NHS}, "G7", "nothing about a person: ‘943 476 5919’ is an NHS"),
        ({"G7": "x" * 2001}, "G7", "at most 2,000 characters. It has 2,001"),
        ({"A7": "C9999-Q1", "F7": "Good"}, "A7", "the reference of a row that the"),
        ({"A7": None, "F7": "Good"}, "A7", "the reference of a row that the"),
        ({"B7": "A2", "F7": "Good"}, "B7", "“A1”, which belongs to this reference"),
        ({"D7": "Else?", "F7": "Good"}, "D7", "“Question 1.1”, which belongs to"),
        ({"F7": "=HYPERLINK(1)"}, "F7", "the value itself: the file holds a formula"),
    ],
)
def test_every_problem_is_named_by_its_cell_and_good_rows_stay(
    audit, hopewell, cells, cell, expected
):
    content = filled(audit, hopewell, **cells, F8="Good", G8="Seen.")
    found = problems(audit, hopewell, content)
    assert [one[0] for one in found] == [cell]
    assert found[0][2].startswith(expected)
    assert list(news(audit, hopewell, content)) == [8]


def test_words_that_may_stay_are_not_a_problem(audit, hopewell, part):
    Part.objects.filter(pk=part.pk).update(may_stay=["943 476 5919"])
    assert problems(audit, hopewell, filled(audit, hopewell, G7=NHS)) == []


def test_merged_cells_are_named_and_hidden_rows_read(audit, hopewell):
    def change(page):
        page.merge_cells("F7:F8")
        page.row_dimensions[9].hidden = True

    content = filled(audit, hopewell, change, F7="Good", F9="Good", G9="Seen.")
    reading, shown = read(audit, hopewell, content)
    assert [one.cell for one in reading.problems] == ["F7:F8"]
    assert [one.text for one in reading.told] == [
        "Row 9 is hidden. It was read all the same."
    ]
    assert [one.entry.row for one in shown if one.kind != "same"] == [9]


def test_rows_that_contradict_each_other_are_both_left_out(audit, hopewell, part):
    def change(page):
        page["A8"], page["D8"] = page["A7"].value, page["D7"].value

    content = filled(audit, hopewell, change, F7="Good", F8="Inadequate")
    found = problems(audit, hopewell, content)
    assert [one[0] for one in found] == ["A7", "A8"]
    assert "Row 8 has this one too" in found[0][2]


def test_a_finished_case_stays_as_it_is(audit, hopewell, part):
    Part.objects.filter(pk=part.pk).update(finished_at=NOW, finished_by="A")
    content = filled(audit, hopewell, F7="Good", F13="Good", G13="Seen.")
    found = problems(audit, hopewell, content)
    assert [(cell, said) for cell, said, _ in found] == [("F7", "Good")]
    assert list(news(audit, hopewell, content)) == [13]


def test_the_spreadsheet_of_another_agency_or_version_is_refused(
    audit, hopewell, harbour
):
    content = filled(audit, hopewell, F7="Good")
    with pytest.raises(Refused, match="the spreadsheet of Hopewell Family Support, “N"):
        read(audit, harbour, content)
    newer = Tool.objects.create(title="Newer", scale=audit.tool.scale, number=2)
    audit.tool = newer
    with pytest.raises(Refused, match="another version of the questions"):
        read(audit, hopewell, content)


def test_a_file_with_nothing_in_it_or_no_headings_is_refused(audit, hopewell):
    with pytest.raises(Refused, match="Nothing is filled in"):
        read(audit, hopewell, filled(audit, hopewell))
    with pytest.raises(Refused, match="No row of the file has the headings"):
        read(audit, hopewell, saved(Workbook()))
    with pytest.raises(Refused, match="neither an Excel workbook"):
        read(audit, hopewell, b"\0")


def test_what_was_shown_is_carried_and_nothing_else(audit, hopewell, asked, good):
    content = filled(audit, hopewell, F7="Good", G7="Seen.", G11="Learnt.", F8="Bad")
    reading, shown = read(audit, hopewell, content)
    text = sealed("a.xlsx", reading, shown, salt="one")
    assert unsealed(text, salt="another") is None
    carried = unsealed(text, salt="one")
    assert carried.left == {8: "A1: Question 1.2"}
    part = steps.part_of(audit, hopewell)
    assert carried.edits() == {
        part.pk: {
            str(asked[0].pk): [Edit("mark", "", good), Edit("reason", "", "Seen.")],
            "note": [Edit("note", "", "Learnt.")],
        }
    }


def test_reading_asks_the_database_no_more_for_more_rows(northshire, hopewell):
    found = set()
    for name, each, cases in (("One", 1, ["A1"]), ("Two", 4, ["A1", "A2", "A3"])):
        tool = steps.tool(name, each=each, on=steps.scale(name=name))
        audit = steps.audit(northshire, hopewell, using=tool, title=name, cases=cases)
        content = filled(audit, hopewell, F7="Good")
        with CaptureQueriesContext(connection) as caught:
            read(audit, hopewell, content)
        found.add(len(caught))
    assert len(found) == 1
