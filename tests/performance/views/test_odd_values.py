"""Whatever stands in a file is read or named by its cell; nothing breaks the page."""

import zipfile
from datetime import date, datetime, time, timedelta
from io import BytesIO

import pytest
from openpyxl import Workbook

from performance.models import DataPoint
from tests.partnership.sheets import with_part
from tests.performance.steps import QUARTER, ask, measure
from tests.performance.views.test_sheets import HEAD, PATH, bring, cells
from tests.performance.workbooks import filled, saved

ALL = "/measures/northshire/put-in/"


@pytest.fixture
def visits(northshire, asked):
    """One measure of each frequency beside the share that is asked for."""
    for frequency in ("month", "half", "year", "school-year"):
        one = measure(f"Every {frequency}", "count")
        first = date(2020, 9, 1) if "school" in frequency else date(2020, 4, 1)
        ask(northshire, asked, of=one, frequency=frequency, first_on=first)
    one = measure("Visits", "count")
    ask(northshire, asked, of=one)
    return one


@pytest.fixture
def lead(cast, visits, signed_in):
    return signed_in(cast.lead)


@pytest.fixture
def analyst(cast, visits, signed_in):
    return signed_in(cast.analyst)


def book(*rows) -> bytes:
    """A workbook of an analyst, with these rows."""
    made = Workbook()
    made.active.append(HEAD.strip().split(","))
    for row in rows:
        made.active.append(row)
    return saved(made)


DAYS = [
    *("1/12/9999", "9999-12-01", "9999-07-01", "31/12/9999", "0001-01-01", "1/4/0001"),
    *("31/02/2026", "0000", "0", "00/00/0000", "0000-00-00", "2026-13-01", "46204"),
    *("1 July 20026", "٣/٧/٢٠٢٦", "1/7/26", "July", "-", "x" * 5000, "1e3", "2026.5"),
    *("1/4/1900", "1/9/2150", "July to September 9999", "=TODAY()", "1899-12-31"),
]
NUMBERS = [0, -1, 7, 0.5, 2026, 46204, 2958465, 2958466, 10**15, 1e300, True]
MOMENTS = [
    *(date(9999, 12, 1), date(9999, 12, 31), date(1900, 1, 1), datetime(1, 1, 1)),  # noqa: DTZ001
    *(time(12, 30), timedelta(days=3), date(2026, 7, 2)),
]
FREQUENCIES = ["month", "half", "year", "school-year"]


def test_a_day_that_begins_no_period_is_named_by_its_cell(analyst, asked):
    titles = ["Visits", *(f"Every {one}" for one in FREQUENCIES)]
    lines = [f"{asked},{title},{day},9,," for day in DAYS for title in titles]
    page = bring(analyst, (HEAD + "\n".join(lines)).encode(), ALL, "all.csv")
    assert page.status_code == 200
    found = cells(page, "Problems")
    assert [row[0] for row in found] == [f"C{n + 2}" for n in range(len(lines))]
    assert not any("rror" in row[3] for row in found)


def test_so_is_a_day_in_a_workbook_whatever_kind_of_cell_it_is_in(analyst, asked):
    rows = [[str(asked), "Visits", value, 9] for value in [*NUMBERS, *MOMENTS]]
    page = bring(analyst, book(*rows), ALL, "all.xlsx")
    assert page.status_code == 200
    found = cells(page, "Problems")
    assert [row[0] for row in found] == [f"C{n + 2}" for n in range(len(rows))]


def test_a_text_as_long_as_a_book_is_named_by_its_cell(analyst, asked):
    line = f"{asked},Visits,2026-07-01,9,,{'x' * 200_000}"
    page = bring(analyst, (HEAD + line).encode(), ALL, "all.csv")
    (problem,) = cells(page, "Problems")
    assert problem[0] == "F2"
    assert "at most 500 characters. It has 200,000" in problem[3].replace("At", "at")


@pytest.mark.parametrize("column", [0, 1, 3])
def test_so_is_whatever_stands_in_another_column(analyst, asked, column):
    """An agency, a measure, and a number that are none."""
    odd = [
        *([] if column == 3 else [*NUMBERS, "1,234", " 7 ", "²"]),
        *MOMENTS,
        *("12%", "-3", "1e3", "٣", "x" * 30_000, "<5", "1.234", "NaN", "inf", "7 or 8"),
    ]
    rows = []
    for value in odd:
        row = [str(asked), "Visits", QUARTER.starts_on, 9]
        row[column] = value
        rows.append(row)
    page = bring(analyst, book(*rows), ALL, "all.xlsx")
    assert page.status_code == 200
    letter = "ABCD"[column]
    found = [row[0] for row in cells(page, "Problems")]
    assert found == [f"{letter}{n + 2}" for n in range(len(rows))]


def test_a_serial_that_is_no_day_is_named_by_its_cell(analyst, asked):
    """A cell that is to show a day, with a number or a text that gives none."""
    rows = [[str(asked), "Visits", date(2026, 7, 1), 9]] * 4
    content = book(*rows)
    name = "xl/worksheets/sheet1.xml"
    text = zipfile.ZipFile(BytesIO(content)).read(name)
    for odd in (b"99999999999", b"-1", b"1e999"):
        text = text.replace(b"<v>46204</v>", b"<v>" + odd + b"</v>", 1)
    text = text.replace(b't="n"><v>46204', b't="d"><v>31/02/2026', 1)
    page = bring(analyst, with_part(content, name, text), ALL, "all.xlsx")
    assert page.status_code == 200
    assert [row[0] for row in cells(page, "Problems")] == ["C2", "C3", "C4", "C5"]


def test_odd_cells_of_an_agencys_own_sheet_are_named_too(lead, asked):
    def change(sheet):
        sheet.merge_cells("E7:E8")
        sheet.row_dimensions[9].hidden = True
        sheet["K9"], sheet["K6"] = "Ours", "Our column"

    page = bring(
        lead, filled(asked, change, D7=date(9999, 12, 31), E7=64, D8="٣", D9="1,234")
    )
    assert page.status_code == 200
    found = [row[0] for row in cells(page, "Problems")]
    assert found == ["E7:E8", "D7", "D8", "B9"]
    assert not DataPoint.objects.exists()


def test_addresses_of_periods_that_never_come_are_not_found(lead):
    for day in ("9999-12-01", "2100-12-01", "0001-01-01", "2026-02-31"):
        path = PATH.replace(str(QUARTER.starts_on), day)
        for frequency in ("month", "quarter", "half", "year", "school-year"):
            there = path.replace("quarter", frequency)
            assert lead.get(there).status_code == 404, there
