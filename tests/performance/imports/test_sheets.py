"""An agency's spreadsheet: every mistake named by its cell, good rows kept."""

import re
import zipfile
from datetime import date, datetime
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from performance.grids import grid
from performance.imports.sheets import read_sheet
from performance.models import Measure
from tests.partnership.sheets import with_part
from tests.performance.steps import QUARTER, accept, ask, give, measure, send
from tests.performance.workbooks import (
    csv_of,
    filled,
    problems,
    read,
    saved,
    template,
)
from ui.sheets.found import Refused


@pytest.fixture
def asked(northshire, hopewell, rereferrals):
    """A share, a number, a yes or no, and words; in rows 7 to 10."""
    ask(northshire, hopewell, of=rereferrals)
    for title, unit in (
        ("Visits", "count"),
        ("Is there a lead?", "yes_no"),
        ("What helped", "words"),
    ):
        ask(northshire, hopewell, of=measure(title, unit))
    return hopewell


def values(shown) -> dict[str, dict]:
    return {
        one.entry.title: {edit.field: edit.now for edit in one.edits} for one in shown
    }


def test_numbers_as_people_type_them_are_understood(asked):
    content = filled(
        asked, D7="1,234", E7=" 2 345 ", D8=12.0, G8="New form", D9="yes", H10="Visits"
    )
    reading, shown = read(asked, content)
    assert reading.problems == []
    assert values(shown) == {
        "Re-referrals": {"numerator": 1234, "denominator": 2345},
        "Visits": {"numerator": 12, "note": "New form"},
        "Is there a lead?": {"numerator": 1},
        "What helped": {"words": "Visits"},
    }


@pytest.mark.parametrize(
    ("value", "found", "expected"),
    [
        ("12%", "12%", "is a percentage"),
        (-4, "-4", "is below 0"),
        ("a few", "a few", "Enter digits only"),
        ("<5", "<5", "not an exact number"),
        (1.5, "1.5", "not a whole number"),
        (date(2026, 7, 9), "9/7/2026", "is a date"),
        (
            datetime(2026, 7, 9, 10, 0),  # noqa: DTZ001 — as a workbook has it
            "9/7/2026",
            "is a date",
        ),
        (True, "TRUE", "is not a number"),
        ("#REF!", "#REF!", "is not a number"),
    ],
)
def test_what_is_no_number_is_named_and_other_rows_are_kept(
    asked, value, found, expected
):
    reading, shown = read(asked, filled(asked, D8=value, D9="No"))
    ((one),) = reading.problems
    assert (one.sheet, one.cell, one.found) == ("Figures", "D8", found)
    assert one.expected.startswith("a whole number, 0 or more")
    assert expected in one.expected
    assert values(shown) == {"Is there a lead?": {"numerator": 0}}
    assert reading.left == {8: "Visits"}


def test_a_cell_formatted_as_a_percentage_is_read_as_one(asked):
    def change(sheet):
        sheet["D8"] = 0.12
        sheet["D8"].number_format = "0%"

    assert problems(asked, filled(asked, change)) == [("D8", "12%")]


@pytest.mark.parametrize(
    ("cells", "where", "expected"),
    [
        ({"D7": 71, "E7": 64}, "D7", "cannot be larger than ‘out of’ (64)"),
        ({"D7": 3, "E7": 0}, "D7", "cannot be larger"),
        ({"D8": 5, "E8": 9}, "E8", "nothing: this measure is not out of anything"),
        ({"D8": 5, "H8": "Words"}, "H8", "nothing: this measure asks for a number"),
        ({"D10": 5}, "D10", "nothing: this measure asks for words"),
        ({"D9": "perhaps"}, "D9", "Yes or No"),
        ({"F8": "Dunno"}, "F8", "one of the reasons in the list"),
        ({"D8": 5, "F8": "We do not collect it"}, "F8", "not both"),
        ({"D8": 5, "G8": "x" * 501}, "G8", "at most 500 characters. It has 501"),
        ({"D8": 5, "G8": "Ring 943 476 5919"}, "G8", "nothing about a person"),
    ],
)
def test_what_does_not_go_together_is_named(asked, cells, where, expected):
    reading, shown = read(asked, filled(asked, **cells))
    assert shown == []
    assert where in [one.cell for one in reading.problems]
    assert any(expected in one.expected for one in reading.problems)


def test_what_is_still_missing_can_be_saved_and_is_said(asked):
    reading, (one,) = read(asked, filled(asked, D7=9))
    assert reading.problems == []
    assert one.asks == ["Enter out of how many"]


def test_an_empty_cell_changes_nothing_and_a_reason_takes_the_number_out(
    asked, rereferrals
):
    give(asked, rereferrals, 9, 64, note="New form")
    content = filled(asked, D7=None, E7=None, F7="not available YET", G7=None)
    _, (one,) = read(asked, content)
    assert values([one]) == {"Re-referrals": {"missing": "not_yet", "numerator": None}}
    _, shown = read(asked, filled(asked))
    assert [(one.kind, one.edits) for one in shown] == [("same", [])]


def test_rows_may_be_sorted(asked):
    def upside_down(sheet):
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(7, 10)]
        for number, row in enumerate(rows[::-1], start=7):
            for place, value in enumerate(row, start=1):
                sheet.cell(number, place).value = value

    book = template(asked)
    book["Figures"]["D8"] = 12
    upside_down(book["Figures"])
    reading, shown = read(asked, saved(book))
    assert reading.problems == []
    assert values(shown) == {"Visits": {"numerator": 12}}


def test_titles_sorted_away_from_their_references_are_named(asked):
    content = filled(asked, B7="Visits", B8="Re-referrals", D7=3, D8=4)
    assert problems(asked, content) == [("B7", "Visits"), ("B8", "Re-referrals")]


def test_a_title_does_where_the_reference_is_gone(asked):
    _, shown = read(asked, filled(asked, A8=None, D8=3))
    assert values(shown) == {"Visits": {"numerator": 3}}


def test_unknown_measures_are_named(asked):
    content = filled(asked, A11="M999999", B11="Other", D11=3, B12="Total", D12=9)
    assert problems(asked, content) == [("A11", "M999999"), ("B12", "Total")]


def test_of_two_rows_about_one_measure_neither_is_taken(asked):
    def twice(sheet):
        for place in (1, 2):
            sheet.cell(11, place, sheet.cell(8, place).value)

    content = filled(asked, twice, D8=3, D11=4)
    reading, shown = read(asked, content)
    assert shown == []
    assert [one.cell for one in reading.problems] == ["B8", "B11"]
    assert "Row 11 has this one too" in reading.problems[0].expected
    # The same said twice is no contradiction.
    assert len(read(asked, filled(asked, twice, D8=3, D11=3))[1]) == 1


def test_nor_is_a_good_row_where_another_about_its_measure_has_a_mistake(asked):
    def twice(sheet):
        for place in (1, 2):
            sheet.cell(11, place, sheet.cell(8, place).value)

    content = filled(asked, twice, D8="four", D11=4)
    reading, shown = read(asked, content)
    assert shown == []
    assert [one.cell for one in reading.problems] == ["D8", "B11"]
    assert "Row 8 has this one too" in reading.problems[-1].expected


def test_merged_cells_are_named_once_with_every_row_that_they_cover(asked):
    content = filled(asked, lambda sheet: sheet.merge_cells("D7:D8"), D7=9, D9="Yes")
    reading, shown = read(asked, content)
    assert [(one.cell, one.found) for one in reading.problems] == [("D7:D8", "9")]
    assert sorted(reading.left) == [7, 8]
    assert values(shown) == {"Is there a lead?": {"numerator": 1}}


def test_a_formula_without_a_result_is_named(asked):
    content = filled(asked, D8="=3+4", D9="Yes")
    reading, shown = read(asked, content)
    assert [(one.cell, one.found) for one in reading.problems] == [("D8", "nothing")]
    assert "a formula here without its result" in reading.problems[0].expected
    assert len(shown) == 1


def test_the_result_of_a_formula_is_read_and_said(asked):
    content = with_results(filled(asked, D8="=3+4"))
    reading, shown = read(asked, content)
    assert reading.problems == []
    assert values(shown) == {"Visits": {"numerator": 7}}
    assert "D8 holds a formula. The result" in reading.told[-1].text


def with_results(content: bytes) -> bytes:
    """What Excel saves: beside a formula what it came to."""
    name = "xl/worksheets/sheet1.xml"
    part = zipfile.ZipFile(BytesIO(content)).read(name)
    worked_out, many = re.subn(rb"<v ?/>|<v></v>", b"<v>7</v>", part)
    assert many == 1
    return with_part(content, name, worked_out)


def test_hidden_rows_and_columns_are_read_and_said(asked):
    def hide(sheet):
        sheet.row_dimensions[8].hidden = True
        sheet.column_dimensions["G"].hidden = True

    reading, shown = read(asked, filled(asked, hide, D8=3))
    assert values(shown) == {"Visits": {"numerator": 3}}
    assert [one.text for one in reading.told] == [
        "Row 8 is hidden. It was read all the same.",
        "Column G is hidden. It was read all the same.",
    ]


def test_columns_of_their_own_are_said_and_not_read(asked):
    content = filled(asked, D8=3, K6="Our workings", K8=17, M8="?")
    reading, shown = read(asked, content)
    assert len(shown) == 1
    assert [one.text for one in reading.told] == [
        "Column K, “Our workings”, is not one of ours and was not read.",
        "Column M, without a heading, is not one of ours and was not read.",
    ]


def test_headings_may_stand_elsewhere_and_go_by_other_names(asked):
    def move(sheet):
        sheet.insert_cols(3)
        sheet.insert_rows(2)
        sheet["E7"], sheet["E9"] = "NUMERATOR", 3

    reading, _ = read(asked, filled(asked, move))
    assert [one.values for one in reading.entries] == [{"numerator": 3}]


def test_a_heading_that_is_gone_is_named_with_what_stands_instead(asked):
    with pytest.raises(Refused) as refused:
        read(asked, filled(asked, D6="Nubmer", D8=3))
    said = str(refused.value)
    assert "Row 6 of sheet “Figures” has no heading “Number”" in said
    assert "It has “Nubmer”" in said


def test_a_column_that_is_gone_and_not_needed_is_said(asked):
    reading, shown = read(asked, filled(asked, G6=None, D8=3))
    assert reading.told[0].text.startswith("There is no column “Note”")
    assert len(shown) == 1


def test_the_spreadsheet_of_another_period_or_agency_is_refused(asked):
    with pytest.raises(Refused, match="This is the spreadsheet of Hopewell"):
        read(asked, filled(asked, period=QUARTER.before))
    with pytest.raises(Refused, match="This is the spreadsheet of"):
        read(asked, filled(asked, B3="another/quarter/2026-07-01", D8=3))


def test_the_same_as_csv(asked):
    content = csv_of(filled(asked, D7="1,234", E7=2345, D8="12%", H10="Visits – often"))
    reading, shown = read(asked, content)
    assert [(one.cell, one.found) for one in reading.problems] == [("D8", "12%")]
    assert values(shown) == {
        "Re-referrals": {"numerator": 1234, "denominator": 2345},
        "What helped": {"words": "Visits – often"},
    }
    semicolons = "What we count;Number;Out of;Note\nVisits;3;;a, b, c\n".encode(
        "utf-16"
    )
    assert len(read(asked, semicolons)[1]) == 1


def test_accepted_figures_stay_as_they_are(asked, rereferrals, northshire):
    for line in grid(asked, QUARTER).lines:
        if line.measure.unit == Measure.Unit.WORDS:
            give(asked, line.measure, None, words="Visits")
        else:
            give(asked, line.measure, 1, 2 if line.measure.has_denominator else None)
    accept(send(asked), northshire)
    reading, shown = read(asked, filled(asked, D8=3))
    assert [(one.cell, one.found) for one in reading.problems] == [("D8", "3")]
    assert "has been accepted" in reading.problems[0].expected
    assert {one.kind for one in shown} == {"same"}


def test_a_part_is_not_larger_than_its_whole(asked):
    whole = Measure.objects.get(title="Visits")
    (first,) = [
        one for one in grid(asked, QUARTER).lines if one.measure.unit == "percentage"
    ]
    Measure.objects.filter(pk=first.measure.pk).update(part_of=whole)
    reading, shown = read(asked, filled(asked, D7=9, E7=64, D8=5))
    assert [(one.cell, one.found) for one in reading.problems] == [("D7", "9")]
    assert values(shown) == {"Visits": {"numerator": 5}}


def test_a_file_without_figures_is_refused(asked):
    book = Workbook()
    book.active.append(["Hello"])
    for content in (
        saved(book),
        b"Hello,there\n",
        b"",
        b"\0\1\2",
        b"PK\x03\x04",
        b"%PDF",
    ):
        with pytest.raises(Refused):
            read(asked, content)
    with pytest.raises(Refused, match="Nothing is filled in"):
        read(asked, filled(asked))


def test_a_file_of_too_many_rows_or_columns_is_refused(asked):
    lines = "What we count,Number,Note,\n" + "Visits,3,,\n" * 2_100
    with pytest.raises(Refused, match=r"more than 2,030 rows\. At most 2,000 rows"):
        read(asked, lines.encode())
    with pytest.raises(Refused, match="more than 60 columns"):
        read(asked, filled(asked, BZ8=1))


CELLS = st.one_of(
    st.none(),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(date(1950, 1, 1)),
    st.sampled_from(["1,234", "12%", " 7 ", "<5", "=1+1", "#N/A", "Yes", "n/a", "−3"]),
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.dictionaries(
        st.sampled_from([f"{c}{n}" for c in "ABDEFGH" for n in range(7, 12)]), CELLS
    )
)
def test_every_filled_cell_is_understood_or_named(asked, cells):
    content = filled(asked, **cells)
    found = grid(asked, QUARTER)
    try:
        reading = read_sheet(found, content)
    except Refused:
        assert not any(
            where[0] in "DEFGH" and str(value).strip()
            for where, value in cells.items()
            if value is not None
        )
        return
    understood = {entry.row: entry.values for entry in reading.entries}
    fields = dict(
        zip(
            "DEFGH",
            ("numerator", "denominator", "missing", "note", "words"),
            strict=True,
        )
    )
    for where, value in cells.items():
        if where[0] not in fields or value is None or not str(value).strip():
            continue
        row = int(where[1:])
        if row in understood:
            assert fields[where[0]] in understood[row], (where, value)
        else:
            named = [one for one in reading.problems if one.row == row]
            assert row in reading.left
            assert named, (where, value)
