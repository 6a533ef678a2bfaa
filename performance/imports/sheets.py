"""The spreadsheet of one agency and period: its rows, by their measures."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from performance.columns import (
    ABOUT,
    BOUNDS,
    CODE,
    ENTRIES,
    FIGURES,
    NOTES,
    OF,
    OF_AGENCY,
    code,
    reference,
)
from performance.grids import Grid
from performance.imports.rows import read_rows
from performance.models import Measure
from ui.sheets.columns import folded
from ui.sheets.files import read_file
from ui.sheets.found import Reading, Refused
from ui.sheets.tables import Row, Shape, Table, table_of

SHAPE = Shape(FIGURES, NOTES, OF_AGENCY, ENTRIES)


def read_sheet(grid: Grid, content: bytes) -> Reading[int]:
    """What a file says about the measures of a grid. Raises Refused."""
    table = table_of(read_file(content, BOUNDS), SHAPE)
    _refuse_another(grid, table)
    whose = _Measures([line.measure for line in grid.lines])
    found: Reading[int] = read_rows(table, whose)
    if not (found.entries or found.problems):
        raise Refused("Nothing is filled in below the headings of the file")
    return found


def _refuse_another(grid: Grid, table: Table) -> None:
    """Refuse the spreadsheet of another agency or period, by what stands above it."""
    above: dict[str, Any] = {}
    for number, values in table.sheet.rows.items():
        if number < table.head:
            for at, beside in pairwise(sorted(values)):
                above.setdefault(folded(values[at]), values[beside])
    ours = code(grid.agency.slug, grid.period)
    if str(above.get(folded(CODE), ours)).strip() == ours:
        return
    of, about = above.get(folded(OF)), above.get(folded(ABOUT))
    which = f"of {of}, {about}" if of and about else "of another agency or period"
    raise Refused(
        f"This is the spreadsheet {which}. Here you bring figures of {grid.agency}, "
        f"{grid.period.words}. Download the spreadsheet for this period, and copy them "
        "into it"
    )


class _Measures:
    """Finds the measure of a row: by its reference, or where it has none by title."""

    def __init__(self, measures: Sequence[Measure]) -> None:
        self.by_reference: Mapping[str, Measure] = {
            folded(reference(one.pk)): one for one in measures
        }
        titles: dict[str, list[Measure]] = {}
        for one in measures:
            titles.setdefault(folded(one.title), []).append(one)
        self.by_title = {key: s[0] for key, s in titles.items() if len(s) == 1}

    def __call__(self, row: Row) -> tuple[int, Measure] | None:
        given, title = row.get("reference"), row.get("measure")
        by_title = None if title is None else self.by_title.get(folded(title))
        if given is None:
            if by_title is None:
                row.refuse("measure", "a measure that your agency is asked for")
            return (by_title.pk, by_title) if by_title else None
        found = self.by_reference.get(folded(given))
        if found is None:
            row.refuse(
                "reference",
                "the reference of a measure that your agency is asked for in this "
                "period. Download the spreadsheet again to get them",
            )
            return None
        if by_title not in (None, found):
            row.refuse(
                "measure",
                f"“{found.title}”, which belongs to {reference(found.pk)}. Sort whole "
                "rows, so that each keeps its reference",
            )
            return None
        return found.pk, found
