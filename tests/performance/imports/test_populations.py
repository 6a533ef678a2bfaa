"""A spreadsheet of populations: every problem by its cell, good rows not lost."""

from datetime import date

import pytest

from performance.imports.populations import beside, latest, read_populations
from performance.models import Area, Population
from ui.sheets.found import Refused

ON = date(2026, 11, 18)
OURS = {"E06999001": "North", "E06999002": "South Marsh"}
HEAD = "Code,Area,Mid-year,Children aged 0 to 17\n"


def read(text, head=HEAD, **more):
    return read_populations(f"{head}{text}".encode(), OURS, on=ON, **more)


def good(reading):
    return [(*one.key, one.values["children"]) for one in reading.entries]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("E06999001,North,2024,21400", 21400),
        ('e06999001 ,north,mid-2024," 21,400 "', 21400),
        ("E06999001,,Mid 2024,21400.0", 21400),
        ("E06999001,Northshire Council,mid-year 2024,1", 1),
    ],
)
def test_rows_are_read_as_people_type_them(row, expected):
    assert good(read(row)) == [("E06999001", 2024, expected)]


@pytest.mark.parametrize(
    ("row", "cell", "found", "expected"),
    [
        ("N1,North,2024,5", "A2", "N1", "the code of an area, as in E06000001"),
        (
            "E06999002,North,2024,5",
            "A2",
            "E06999002",
            "E06999001, which is the code of North",
        ),
        (
            "E06999009,North,2024,5",
            "A2",
            "E06999009",
            "E06999001, which is the code of North",
        ),
        ("E06999001,North,2027,5", "C2", "2027", "2026 or an earlier year"),
        ("E06999001,North,1989,5", "C2", "1989", "a year from 1990 on, as in 2024"),
        ("E06999001,North,24/25,5", "C2", "24/25", "a year from 1990 on, as in 2024"),
        ("E06999001,North,2024,0", "D2", "0", "a number from 1 to 20,000,000"),
        ("E06999001,North,2024,-5", "D2", "-5", "a whole number, such as 21,400."),
        ("E06999001,North,2024,c", "D2", "c", "a whole number, such as 21,400."),
        (
            "E06999001,Call 01632 960 123,2024,5",
            "B2",
            "Call 01632 960 123",
            "nothing that could identify a child or family",
        ),
    ],
)
def test_what_is_wrong_is_named_by_its_cell_and_good_rows_stay(
    row, cell, found, expected
):
    reading = read(f"{row}\nE06999002,South Marsh,2023,700\n")
    (problem,) = reading.problems
    assert (problem.cell, problem.found) == (cell, found)
    assert problem.expected.startswith(expected)
    assert list(reading.left) == [2]
    assert good(reading) == [("E06999002", 2023, 700)]


def test_areas_of_others_are_left_alone_and_said():
    reading = read(
        "E06999001,North,2024,5\nE08000001,Elsewhere,2024,5\nE08000002,,2024,6\n"
    )
    assert not reading.problems
    assert len(reading.entries) == 1
    (told,) = reading.told
    assert told.text == (
        "2 rows are about areas that your partnership does not look after, and were "
        "left alone: Elsewhere and E08000002."
    )
    with pytest.raises(Refused, match="It is about Elsewhere"):
        read("E08000001,Elsewhere,2024,5\n")


def test_any_area_is_read_where_it_is_named():
    reading = read("E08000001,Elsewhere,2024,5\nE08000002,,2024,6\n", any_area=True)
    assert good(reading) == [("E08000001", 2024, 5)]
    (problem,) = reading.problems
    assert problem.expected == "the name of the area, which is not known here yet"


def test_the_same_year_twice_is_taken_once_or_not_at_all():
    reading = read("E06999001,,2024,5\nE06999001,,mid-2024,5\n")
    assert good(reading) == [("E06999001", 2024, 5)]
    reading = read("E06999001,,2024,5\nE06999001,,2024,6\n")
    assert not reading.entries
    assert [one.cell for one in reading.problems] == ["C2", "C3"]


def test_a_file_without_its_columns_or_numbers_is_refused():
    with pytest.raises(Refused, match="has no heading “Mid-year”"):
        read("E06999001,5\n", head="Code,Population\n")
    with pytest.raises(Refused, match="Nothing is filled in"):
        read("E06999001,North,2024,\n")


def test_rows_stand_beside_what_is_known_and_odd_ones_are_asked_about(db):
    area = Area.objects.create(code="E06999001", name="North", kind="authority")
    for year, children in ((2022, 700), (2023, 710)):
        Population.objects.create(area=area, year=year, children=children, source="A")
    rows = beside(
        read("E06999001,,2023,710\nE06999001,,2022,720\nE06999001,,2024,7200\n"), OURS
    )
    same, changed, new = rows
    assert (same.was, same.now, same.is_new) == ((710, "A"), (710, "A"), False)
    assert (changed.was, changed.now) == ((700, "A"), (720, "A"))
    assert new.was is None
    assert new.now == (7200, "ONS mid-year population estimates")
    asks = [one.asks for one in rows]
    assert asks == ["", "", "Far from the 710 of mid-2023. Is it right?"]


@pytest.mark.parametrize(
    ("on", "year"), [(date(2026, 6, 30), 2025), (date(2026, 7, 1), 2026)]
)
def test_the_middle_of_a_year_must_be_over(on, year):
    assert latest(on) == year
