"""A tool as a spreadsheet, to be read elsewhere or brought back as another tool."""

from collections.abc import Iterator, Sequence

from audits.laid import LaidScale, LaidTool
from audits.tool_columns import COLUMNS, SHEET
from ui.tables import Table, workbook

HOW_TO = """\
One row for each question, in the order in which they are asked. Keep the headings.
Bring the file on the page “Bring a tool in a spreadsheet”. You see what it says, and \
every problem by its cell, before anything is saved.
Leave out the wording of a tool that somebody else owns or licenses."""


def tool_sheet(laid: LaidTool, scale: LaidScale, number: int) -> bytes:
    """A workbook with everything that a tool says."""
    about = [
        f"Version {number}.",
        *filter(None, laid.about.splitlines()),
        f"Graded on: {scale.name}.",
        *(_grade(one.label, one.means) for one in scale.grades),
        *HOW_TO.splitlines(),
    ]
    return workbook(laid.title, about, [_table(list(_rows(laid)))])


def empty_sheet() -> bytes:
    """A workbook to fill in."""
    return workbook("A tool for audits", HOW_TO.splitlines(), [_table([])])


def _table(rows: Sequence[Sequence[str]]) -> Table:
    return Table(
        name="questions",
        title=SHEET,
        about="Domains and their questions.",
        columns=COLUMNS,
        rows=rows,
    )


def _rows(laid: LaidTool) -> Iterator[tuple[str, str, str, str]]:
    for domain in laid.domains:
        about = domain.about
        for one in domain.questions:
            yield domain.title, about, one.text, one.guidance
            about = ""
        if not domain.questions:
            yield domain.title, about, "", ""


def _grade(label: str, means: str) -> str:
    return f"{label}: {means}" if means else label
