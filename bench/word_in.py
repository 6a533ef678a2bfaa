"""What reading filled-in Word files costs beside python-docx opening them."""

from io import BytesIO
from random import Random
from time import perf_counter

from docx import Document

from accounts.models import User
from bench.clock import medians
from bench.report import Row
from bench.saving import draft_of
from bench.words import text, what
from response_tool.imports import read_upload
from response_tool.models import Response
from response_tool.standing import lines

DOCUMENTS = 40
OPENING = "python-docx opening them"
STATUSES = ("ongoing", "Completed Sept 25", "amber", "N/A", "")


def rows(lead: User, times: int) -> list[Row]:
    """Forty documents read and compared, beside the same ones merely opened."""
    pk = draft_of(lead).response_id
    response = Response.objects.with_round().get(pk=pk)
    files = [_filled_in(response, Random(place)) for place in range(DOCUMENTS)]

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


def _filled_in(response: Response, random: Random) -> bytes:
    """The original form, as an agency fills it in: several actions in a cell."""
    document = Document()
    table = document.add_table(rows=1, cols=3)
    for cell, heading in zip(
        table.rows[0].cells, ("Priority", "Action", "Status"), strict=True
    ):
        cell.text = heading
    for line in lines(response):
        cells = table.add_row().cells
        cells[0].text = line.answer.priority.text
        cells[1].text = what(random)
        cells[1].add_paragraph(text(random)[:200])
        cells[2].text = random.choice(STATUSES)
    content = BytesIO()
    document.save(content)
    return content.getvalue()
