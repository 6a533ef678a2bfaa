"""The template can be opened, filled in and read back."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from partnership.exports import agencies_template
from partnership.imports import read_agencies
from tests.factories import PartnershipFactory
from tests.partnership.sheets import GOOD, HEADINGS, filled


@pytest.fixture
def template(db):
    return agencies_template(PartnershipFactory(name="=cmd|' /C calc'!A0"))


def test_the_template_has_the_headings_and_says_what_goes_where(template):
    sheet, notes = load_workbook(BytesIO(template)).worksheets
    assert [cell.value for cell in sheet[1]] == HEADINGS
    explained = [row[0] for row in notes.iter_rows(min_row=5, values_only=True)]
    assert explained == HEADINGS


def test_the_template_filled_in_is_read(template):
    sheet = read_agencies(filled(template, GOOD))
    assert [row.agency.name for row in sheet.rows] == ["Riverside Surgery"]
    assert sheet.problems == []


def test_no_cell_of_the_template_is_a_formula(template):
    book = load_workbook(BytesIO(template))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []


def test_the_template_is_small(template):
    assert len(template) < 60_000
