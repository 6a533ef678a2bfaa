"""Good rows on their way from the preview to the confirmation, as plain values."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any

from partnership.actions import ImportedRow
from partnership.details import AGENCY, AgencyDetails, SeatDetails


def carried(rows: Iterable[ImportedRow]) -> list[list[Any]]:
    """Rows as plain values."""
    return [
        [
            row.number,
            *asdict(row.agency).values(),
            row.seat.from_on.isoformat(),
            row.seat.to_on.isoformat() if row.seat.to_on else None,
            row.seat.statutory,
        ]
        for row in rows
    ]


def taken_up(values: Iterable[list[Any]]) -> list[ImportedRow]:
    """Rows again, from plain values."""
    found = []
    for number, *texts, from_on, to_on, statutory in values:
        agency = AgencyDetails.of(dict(zip(AGENCY, texts, strict=True)))
        begins = date.fromisoformat(from_on)
        ends = date.fromisoformat(to_on) if to_on else None
        found.append(ImportedRow(number, agency, SeatDetails(begins, ends, statutory)))
    return found
