"""Rows of a sheet become agencies, or messages that name the row and the column."""

from datetime import date, datetime

import pytest

from partnership.details import AgencyDetails, SeatDetails
from partnership.imports import NotASpreadsheet, Problem, read_agencies
from tests.partnership.sheets import GOOD, HEADINGS, workbook


def read(*rows, **kwargs):
    return read_agencies(workbook(*rows, **kwargs))


def problem(**cells) -> Problem:
    """The one problem of a row that is good but for these cells."""
    (found,) = read(GOOD | {k.replace("_", " "): v for k, v in cells.items()}).problems
    return found


def test_a_good_row_is_an_agency_with_its_seat():
    full = GOOD | {
        "Contact name": "Reception",
        "Contact telephone": "01632 960 001",
        "Seat to": date(2027, 3, 31),
        "Statutory partner": "Yes",
    }
    sheet = read(full)
    assert sheet.problems == []
    (row,) = sheet.rows
    assert row.number == 2
    assert row.agency == AgencyDetails(
        "Riverside Surgery",
        "gp",
        "Practice manager",
        "Reception",
        "team@riverside.example",
        "01632 960 001",
    )
    assert row.seat == SeatDetails(date(2026, 4, 1), date(2027, 3, 31), statutory=True)


def test_what_may_be_empty_is():
    (row,) = read(GOOD).rows
    assert (row.agency.contact_name, row.agency.contact_phone) == ("", "")
    assert row.seat == SeatDetails(date(2026, 4, 1))


@pytest.mark.parametrize(
    "written",
    [
        "1/4/2026",
        "01.04.2026",
        "1 April 2026",
        "1 apr 2026",
        "2026-04-01",
        date(2026, 4, 1),
        datetime(2026, 4, 1, 12, 0),  # noqa: DTZ001 — as a cell holds it
    ],
)
def test_dates_are_read_as_people_write_them(written):
    (row,) = read(GOOD | {"Seat from": written}).rows
    assert row.seat.from_on == date(2026, 4, 1)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Yes", True),
        ("y", True),
        (True, True),
        ("NO", False),
        (False, False),
        (None, False),
    ],
)
def test_yes_and_no_are_read_as_people_write_them(written, meant):
    (row,) = read(GOOD | {"Statutory partner": written}).rows
    assert row.seat.statutory is meant


@pytest.mark.parametrize(
    "written", ["gp practice", "GP", "School or college", "school"]
)
def test_a_sector_is_known_whatever_its_capitals(written):
    (row,) = read(GOOD | {"Sector": written}).rows
    assert row.agency.sector in ("gp", "schools")


def test_columns_stand_in_any_order_and_others_are_left_alone():
    headings = ["Notes", *reversed(HEADINGS), "seen"]
    (row,) = read(GOOD | {"Notes": "x"}, headings=headings).rows
    assert row.agency.name == "Riverside Surgery"


def test_a_row_with_notes_alone_is_no_agency():
    headings = [*HEADINGS, "Notes"]
    sheet = read(GOOD, {"Notes": "to be asked"}, headings=headings)
    assert (len(sheet.rows), sheet.problems) == (1, [])


def test_headings_that_are_missing_are_named():
    with pytest.raises(NotASpreadsheet, match="no heading “Contact role”, “Seat from”"):
        read(GOOD, headings=["Agency", "Sector", "Contact e-mail"])


def test_headings_alone_are_no_list():
    with pytest.raises(NotASpreadsheet, match="no agencies below its headings"):
        read()


def test_an_empty_workbook_is_no_list():
    with pytest.raises(NotASpreadsheet, match="no heading"):
        read(headings=[])


def many(count: int) -> list[dict[str, str]]:
    return [GOOD | {"Agency": f"Surgery {n}"} for n in range(count)]


def test_five_hundred_agencies_are_read():
    assert len(read(*many(500)).rows) == 500


def test_one_more_is_too_many():
    with pytest.raises(NotASpreadsheet, match="more than 500 agencies"):
        read(*many(501))


@pytest.mark.parametrize(
    ("cells", "found", "expected"),
    [
        ({"Agency": None}, "nothing", "the agency’s name"),
        ({"Agency": "x" * 121}, "x" * 60 + "…", "no more than 120 characters"),
        ({"Agency": "=A3"}, "=A3", "not a formula"),
        ({"Agency": date(2026, 4, 1)}, "1/4/2026", "the agency’s name"),
        ({"Sector": "Surgery"}, "Surgery", "one of: Council, Health, GP practice"),
        ({"Sector": 7}, "7", "one of: Council"),
        ({"Contact_e-mail": "reception"}, "reception", "like team@agency.example"),
        ({"Contact_telephone": 1632960001}, "1632960001", "as text"),
        ({"Contact_telephone": "1" * 41}, "1" * 41, "no more than 40 characters"),
        ({"Seat_from": "spring"}, "spring", "a date, like 1/4/2027"),
        ({"Seat_from": "31/2/2026"}, "31/2/2026", "a date"),
        ({"Seat_from": "1/4/26"}, "1/4/26", "a date"),
        ({"Seat_from": date(1850, 4, 1)}, "1/4/1850", "a date"),
        ({"Seat_from": 46000}, "46000", "a date"),
        ({"Seat_to": "1/3/2026"}, "1/3/2026", "a day on or after “Seat from”"),
        ({"Statutory_partner": "perhaps"}, "perhaps", "yes or no"),
    ],
)
def test_a_problem_says_what_was_found_and_what_was_expected(cells, found, expected):
    one = problem(**cells)
    assert (one.row, one.column) == (2, next(iter(cells)).replace("_", " "))
    assert one.found == found
    assert expected in one.expected


def test_a_name_that_could_identify_a_child_is_a_problem():
    assert "identify a child" in problem(Agency="NHS 943 476 5919").expected


def test_every_problem_of_a_row_is_named_and_the_other_rows_are_good():
    bad = {"Agency": "Nowhere", "Sector": "x", "Seat from": "soon"}
    sheet = read(GOOD, bad, GOOD | {"Agency": "Hill Surgery"})
    assert [(one.row, one.column) for one in sheet.problems] == [
        (3, "Sector"),
        (3, "Contact role"),
        (3, "Contact e-mail"),
        (3, "Seat from"),
    ]
    assert [row.number for row in sheet.rows] == [2, 4]


def test_an_agency_stands_once_whatever_its_capitals():
    sheet = read(GOOD, GOOD | {"Agency": "RIVERSIDE  surgery"})
    (one,) = sheet.problems
    assert (one.row, one.column) == (3, "Agency")
    assert one.expected == "each agency once; row 2 has it"
