"""From the rows of a workbook to agencies and seats, or to what is wrong where."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from partnership.actions import ImportedRow
from partnership.actions.importing import folded
from partnership.columns import COLUMNS, ROWS_MAX, Column
from partnership.details import AgencyDetails, SeatDetails
from partnership.imports import cells
from partnership.imports.workbook import NotASpreadsheet, rows_of

SHOWN_MAX = 60


@dataclass(frozen=True, slots=True)
class Problem:
    """What was found in a cell, and what was expected there."""

    row: int
    column: str
    found: str
    expected: str


@dataclass(slots=True)
class Sheet:
    """The rows that are good, and the problems of those that are not."""

    rows: list[ImportedRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


READERS: Mapping[str, Callable[[Any], Any]] = {
    "name": cells.name,
    "sector": cells.sector,
    "contact_role": cells.text,
    "contact_name": cells.text,
    "contact_email": cells.email,
    "contact_phone": cells.phone,
    "senior_role": cells.text,
    "senior_name": cells.text,
    "senior_email": cells.email,
    "from_on": cells.day,
    "to_on": cells.day,
    "statutory": cells.yes_or_no,
}


def read_agencies(content: bytes) -> Sheet:
    """Every row of a sheet of agencies. Raises NotASpreadsheet."""
    rows = rows_of(content)
    places = _places(next(rows, None))
    sheet, met = Sheet(), dict[str, int]()
    for place, (number, values) in enumerate(rows, start=1):
        if place > ROWS_MAX:
            raise NotASpreadsheet(
                f"The spreadsheet has more than {ROWS_MAX} agencies. Send it in parts"
            )
        cell = {name: values[at] for name, at in places.items()}
        if any(value not in (None, "") for value in cell.values()):
            _read(number, cell, sheet, met)
    if not sheet.rows and not sheet.problems:
        raise NotASpreadsheet("The spreadsheet has no agencies below its headings")
    return sheet


def _places(first: tuple[int, tuple[Any, ...]] | None) -> dict[str, int]:
    """Where each column is, by its heading; the order is free."""
    values = first[1] if first else ()
    headings = [" ".join(str(value or "").split()).casefold() for value in values]
    places, missing = {}, []
    for column in COLUMNS:
        if column.heading.casefold() in headings:
            places[column.name] = headings.index(column.heading.casefold())
        elif column.required:
            missing.append(f"“{column.heading}”")
    if missing:
        raise NotASpreadsheet(
            f"The first row has no heading {', '.join(missing)}. Fill in the template, "
            "and keep its headings"
        )
    return places


def _read(
    number: int, cell: Mapping[str, Any], sheet: Sheet, met: dict[str, int]
) -> None:
    """One row: good, or the problems of its cells."""
    values: dict[str, Any] = {}
    problems = []
    for column in COLUMNS:
        try:
            values[column.name] = _value(column, cell.get(column.name))
        except cells.Unexpected as unexpected:
            problems.append(_problem(number, column, cell, unexpected))
    problems += _together(number, values, met)
    if problems:
        sheet.problems += problems
        return
    met[folded(values["name"])] = number
    sheet.rows.append(
        ImportedRow(number, AgencyDetails.of(values), SeatDetails.of(values))
    )


def _value(column: Column, found: Any) -> Any:
    if found is None or not str(found).strip():
        if column.required:
            raise cells.Unexpected
        return cells.EMPTY.get(column.name, "")
    return READERS[column.name](found)


def _problem(
    number: int, column: Column, cell: Mapping[str, Any], why: cells.Unexpected
) -> Problem:
    found = cells.said(cell.get(column.name))
    short = found if len(found) <= SHOWN_MAX else f"{found[:SHOWN_MAX]}…"
    return Problem(number, column.heading, short, str(why) or column.expects)


def _together(
    number: int, values: Mapping[str, Any], met: Mapping[str, int]
) -> Iterable[Problem]:
    """What is wrong between two cells of a row, or between two rows."""
    begins, ends = values.get("from_on"), values.get("to_on")
    if begins and ends and ends < begins:
        yield Problem(
            number, "Seat to", cells.said(ends), "a day on or after “Seat from”"
        )
    name = values.get("name", "")
    if name and folded(name) in met:
        yield Problem(
            number, "Agency", name, f"each agency once; row {met[folded(name)]} has it"
        )
