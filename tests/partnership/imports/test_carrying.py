"""Rows come out of the preview as they went in."""

import json
from datetime import date

from partnership.actions import ImportedRow
from partnership.details import AgencyDetails, SeatDetails
from partnership.imports import carried, taken_up


def test_rows_are_the_same_after_being_carried(surgery, from_today):
    rows = [
        ImportedRow(2, surgery, from_today),
        ImportedRow(
            9,
            AgencyDetails("A", "other", "B", "C", "d@e.example", "+44 1632 960 001"),
            SeatDetails(date(2026, 4, 1), date(2027, 3, 31), statutory=True),
        ),
    ]
    assert taken_up(json.loads(json.dumps(carried(rows)))) == rows
