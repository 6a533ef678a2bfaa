"""A spreadsheet of agencies: read as rows, or as messages about rows."""

from partnership.imports.carrying import carried, taken_up
from partnership.imports.reading import Problem, Sheet, read_agencies
from partnership.imports.workbook import NotASpreadsheet

__all__ = [
    "NotASpreadsheet",
    "Problem",
    "Sheet",
    "carried",
    "read_agencies",
    "taken_up",
]
