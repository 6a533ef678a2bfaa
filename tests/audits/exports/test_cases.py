"""The spreadsheet of an agency's cases."""

from audits.models import SELF_ASSESSMENT, Audit, Part
from tests.audits import steps
from tests.audits.workbooks import template
from tests.factories import NOW


def rows(book):
    values = book["Grades"].iter_rows(min_row=6, values_only=True)
    return [list(row) for row in values]


def test_it_has_a_row_for_each_question_of_each_case(audit, hopewell, part, asked):
    steps.judge(part, asked[1], 3, reason="=No chronology.")
    found = rows(template(audit, hopewell))
    assert found[0] == [
        *("Reference", "Case", "Domain", "Question", "What to look for"),
        *("Grade", "Reason"),
    ]
    assert len(found) == 1 + 2 * (4 + 2)
    first = found[1]
    assert first[:4] == [
        f"C{part.case_id}-Q{asked[0].pk}",
        "A1",
        "Domain 1",
        "Question 1.1",
    ]
    assert found[2][5:] == ["Inadequate", "'=No chronology."]
    assert found[5][3] == "What stood out in this case?"
    assert found[7][1] == "A2"


def test_only_what_is_filled_in_is_open_and_grades_are_chosen(audit, hopewell, part):
    Part.objects.filter(pk=part.pk).update(finished_at=NOW, finished_by="A")
    book = template(audit, hopewell)
    page = book["Grades"]
    assert page.protection.sheet
    open_to = {
        cell.coordinate
        for row in page.iter_rows(min_row=7)
        for cell in row
        if not cell.protection.locked
    }
    second = [(f"F{n}", f"G{n}") for n in range(13, 17)]
    assert open_to == {one for pair in second for one in pair} | {"G17", "G18"}
    assert "This case is finished" in page["E7"].value
    offered = page.data_validations.dataValidation[0]
    assert str(offered.sqref) == "F7:F18"
    choices = book["Notes"][offered.formula1.removeprefix("Notes!").replace("$", "")]
    assert [row[0].value for row in choices] == [
        *("Good", "Requires improvement", "Inadequate"),
        "Does not apply here",
    ]


def test_it_says_whose_it_is_and_how_it_is_filled_in(audit, hopewell):
    book = template(audit, hopewell)
    page = book["Grades"]
    assert [page[f"B{n}"].value for n in (1, 2, 3)] == [
        "Hopewell Family Support",
        "Neglect in early years",
        f"hopewell/{audit.pk}/{audit.tool_id}",
    ]
    notes = [cell.value for cell in book["Notes"]["B"] if cell.value]
    assert any("yellow cells" in text for text in notes)


def test_a_self_assessment_does_not_ask_who_was_involved(northshire, hopewell):
    audit = steps.audit(
        northshire, hopewell, kind=Audit.Kind.SELF, cases=[SELF_ASSESSMENT]
    )
    asked = [row[3] for row in rows(template(audit, hopewell))]
    assert "What stood out in this case?" in asked
    assert "We have nothing to grade in this case, because" not in asked
