"""What reading filled-in Word files costs beside python-docx opening them."""

from io import BytesIO
from random import Random
from time import perf_counter

from docx import Document
from docx.document import Document as Docx
from docx.table import _Cell

from accounts.models import User
from bench.clock import medians
from bench.report import Row
from bench.saving import draft_of
from bench.words import text, what
from response_tool.exports import word_document
from response_tool.imports import read_upload
from response_tool.models import Response
from response_tool.standing import bands, lines
from response_tool.wording import words_of_response

DOCUMENTS = 40
OF_THE_ORIGINAL = 4  # of them; the others were taken away from the portal
OPENING = "python-docx opening them"
STATUSES = ("ongoing", "Completed Sept 25", "amber", "N/A", "")


def rows(lead: User, times: int) -> list[Row]:
    """Forty documents read and compared, beside the same ones merely opened."""
    pk = draft_of(lead).response_id
    response = Response.objects.with_round().get(pk=pk)
    words = words_of_response(pk).statuses
    blank = word_document(response, bands(lines(response)), words, blank=True)
    files = [
        _original(response, Random(place))
        if place < OF_THE_ORIGINAL
        else _ours(blank, Random(place))
        for place in range(DOCUMENTS)
    ]

    def read() -> float:
        began = perf_counter()
        for content in files:
            assert read_upload(response, "tool.docx", content).comparison.rows
        return perf_counter() - began

    def opened() -> float:
        began = perf_counter()
        for content in files:
            Document(BytesIO(content))
        return perf_counter() - began

    took, plain = medians(read, opened, times=times)
    name = f"Reading and comparing {DOCUMENTS} Word files"
    return [Row(name, "ms", took, OPENING, plain, goal=2.0)]


def _ours(blank: bytes, random: Random) -> bytes:
    """The portal's own document with two actions a priority typed into it."""
    document = Document(BytesIO(blank))
    for table in document.tables[:-1]:
        for row in table.rows[1:]:
            _fill(row.cells, random)
    return _saved(document)


def _original(response: Response, random: Random) -> bytes:
    """The partnerships' original form, which has no references in it."""
    document = Document()
    table = document.add_table(rows=1, cols=3)
    for cell, heading in zip(
        table.rows[0].cells, ("Priority", "Action", "Status"), strict=True
    ):
        cell.text = heading
    for line in lines(response):
        cells = table.add_row().cells
        cells[0].text = line.answer.priority.text
        _fill(cells, random)
    return _saved(document)


def _fill(cells: tuple[_Cell, ...], random: Random) -> None:
    cells[1].text = what(random)
    cells[1].add_paragraph(text(random)[:200])
    cells[2].text = random.choice(STATUSES)
    cells[2].add_paragraph(random.choice(STATUSES))


def _saved(document: Docx) -> bytes:
    content = BytesIO()
    document.save(content)
    return content.getvalue()
