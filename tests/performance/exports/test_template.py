"""The spreadsheet that an agency fills in."""

from performance.columns import OF_AGENCY
from performance.models import DataPoint
from tests.performance.steps import QUARTER, accept, ask, give, history, measure, send
from tests.performance.workbooks import read, saved, template


def test_it_names_its_agency_and_period_and_has_a_title(asked):
    book = template(asked)
    sheet = book["Figures"]
    assert [sheet[cell].value for cell in ("B1", "B2", "B3")] == [
        "Hopewell Family Support",
        "July to September 2026",
        "hopewell/quarter/2026-07-01",
    ]
    assert [cell.value for cell in sheet[6]] == [one.heading for one in OF_AGENCY]
    assert book.properties.title == "Figures of " + f"{asked}, {QUARTER.words}"
    assert book.properties.language == "en-GB"
    notes = [row[1] for row in book["Notes"].iter_rows(values_only=True) if row[1]]
    assert any("A cell that you leave empty changes nothing" in one for one in notes)


def test_only_what_is_to_be_filled_in_is_open(asked, northshire):
    for unit in ("count", "words"):
        ask(northshire, asked, of=measure(unit.title(), unit))
    sheet = template(asked)["Figures"]
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    open_cells = {
        cell.coordinate
        for row in sheet.iter_rows()
        for cell in row
        if not cell.protection.locked
    }
    share, number, words = sorted(
        {cell.row for row in sheet.iter_rows(7) for cell in row}
    )
    assert open_cells == {
        *(f"{column}{share}" for column in "DEFG"),
        *(f"{column}{number}" for column in "DFG"),
        *(f"{column}{words}" for column in "FGH"),
    }


def test_reasons_are_offered_and_other_numbers_warned_of(asked, northshire):
    ask(northshire, asked, of=measure("A lead?", "yes_no"))
    offered = template(asked)["Figures"].data_validations.dataValidation
    by_cells = {str(one.sqref): one for one in offered}
    assert by_cells["F7:F8"].formula1 == f'"{",".join(DataPoint.Missing.labels)}"'
    assert by_cells["D8"].formula1 == '"Yes,No"'
    (counts,) = [one for one in offered if one.type == "whole"]
    assert {"D7", "E7"} == {one.coord for one in counts.sqref.ranges}
    assert {one.errorStyle for one in offered} == {"warning"}


def test_what_was_saved_and_sent_before_stands_in_it(asked, rereferrals):
    history(asked, rereferrals, 5, 6, 7, 8, out_of=60)
    give(asked, rereferrals, 9, 64, note="=1+1, they say")
    sheet = template(asked)["Figures"]
    assert [cell.value for cell in sheet[7]][3:] == [
        *(9, 64, None, "'=1+1, they say", None),
        *("13.3% (8 of 60)", "8.3% (5 of 60)"),
    ]
    # And it comes back as it went.
    assert [one.edits for one in read(asked, saved(template(asked)))[1]] == [[]]


def test_accepted_figures_are_shut(asked, rereferrals, northshire, castlebourne):
    give(asked, rereferrals, 9, 64)
    sent = send(asked)
    for one in (northshire, castlebourne):
        accept(sent, one)
    sheet = template(asked)["Figures"]
    assert sheet["D7"].protection.locked
    assert "Accepted already" in sheet["C7"].value
