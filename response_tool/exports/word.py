"""The Response Tool as a Word document, which the reader reads back as it stands."""

import io
from collections.abc import Mapping, Sequence

from docx import Document
from docx.document import Document as Docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, RGBColor
from docx.table import Table, _Cell

from response_tool.exports.rows import (
    COLUMNS,
    Entry,
    contact_of,
    entries,
    one_line,
    plain,
    priority_words,
)
from response_tool.models import OwnQuestion, Response
from response_tool.standing import Band, Line
from response_tool.word import matching, ours
from ui.templatetags.words import day
from ui.writing_word import (
    HEADER,
    add_row,
    add_table,
    fill,
    mark_header,
    set_up,
    shade,
)

BAND = "1A65A6"
WIDTHS = (Cm(9), Cm(11), Cm(4.7))


def word_document(
    response: Response, bands: Sequence[Band], words: Mapping[str, str], *, blank: bool
) -> bytes:
    """An agency's Response Tool: blank, or as it stands.

    `words` are what its partnerships call the statuses.
    """
    document = Document()
    set_up(
        document, f"{response.agency}: Response Tool, {response.round}", landscape=True
    )
    document.add_heading(plain(ours.heading(str(response.round.strategy))), 1)
    document.add_paragraph(plain(ours.about(str(response.agency), str(response.round))))
    for text in ours.how_to(words.values()):
        document.add_paragraph(text)
    for band in bands:
        _band(document, plain(band.objective.title), plain(band.objective.aim))
        table = _answers_table(document, band)
        for line in band.lines:
            said = [Entry()] if blank else entries(line, words)
            _write(table, line, said, str(response.round.strategy_id))
    _band(document, ours.ABOUT, "")
    _details(document, response, blank=blank)
    document.add_paragraph(plain(ours.due(day(response.due_on))))
    if OwnQuestion.objects.asked_of(response).exists():
        document.add_paragraph(ours.OWN)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


# --- The document as a whole


def _band(document: Docx, title: str, aim: str) -> None:
    """An objective: a real heading, white on blue across the page."""
    text = f"{title} – {aim}" if aim else title
    heading = document.add_heading(text, 2)
    heading.runs[0].font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)
    shade(heading._p.get_or_add_pPr(), BAND)


# --- The tables


def _answers_table(document: Docx, band: Band) -> Table:
    table = add_table(document, WIDTHS, f"Answers: {plain(band.objective.title)}")
    for cell, text in zip(table.rows[0].cells, COLUMNS, strict=True):
        fill(cell, [text], bold=True)
        shade(cell._tc.get_or_add_tcPr(), HEADER)
    mark_header(table.rows[0])
    return table


def _write(table: Table, line: Line, said: Sequence[Entry], strategy: str) -> None:
    """The rows of one priority, each with its reference."""
    for place, entry in enumerate(said):
        row = add_row(table)
        continued = f"R{line.number} {ours.CONTINUED}"
        fill(row[0], [continued if place else priority_words(line)])
        _control(row[0], line.number, strategy)
        fill(row[1], entry.paragraphs)
        fill(row[2], [entry.status])


def _details(document: Docx, response: Response, *, blank: bool) -> None:
    rows = (
        ("Organisation", [response.agency.name]),
        ("Contact details", [] if blank else contact_of(response)),
        ("Date", [] if blank else [day(response.submitted_at)]),
    )
    table = add_table(
        document, (Cm(6), Cm(18.7)), "Organisation, contact details, date"
    )
    table._tbl.tblPr.find(qn("w:tblLook")).set(qn("w:firstRow"), "0")
    for place, (label, said) in enumerate(rows):
        row = table.rows[0].cells if place == 0 else add_row(table)
        fill(row[0], [label], bold=True)
        shade(row[0]._tc.get_or_add_tcPr(), HEADER)
        fill(row[1], [one_line(one) for one in said])


def _control(cell: _Cell, number: int, strategy: str) -> None:
    """Wrap what stands in a priority cell in a content control that knows which."""
    control, properties = OxmlElement("w:sdt"), OxmlElement("w:sdtPr")
    for name, value in (
        ("w:alias", f"Priority {number}"),
        ("w:tag", matching.tag(strategy, number)),
        ("w:lock", "sdtLocked"),
    ):
        element = OxmlElement(name)
        element.set(qn("w:val"), value)
        properties.append(element)
    content = OxmlElement("w:sdtContent")
    control.extend([properties, content])
    paragraph = cell.paragraphs[0]
    for run in paragraph.runs:
        content.append(run._r)
    paragraph._p.append(control)
