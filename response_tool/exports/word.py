"""The Response Tool as a Word document, which the reader reads back as it stands."""

import io
from collections.abc import Mapping, Sequence

from docx import Document
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

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

BAND = "1A65A6"
HEADER = "E4EFF9"
WIDTHS = (Cm(9), Cm(11), Cm(4.7))


def word_document(
    response: Response, bands: Sequence[Band], words: Mapping[str, str], *, blank: bool
) -> bytes:
    """An agency's Response Tool: blank, or as it stands.

    `words` are what its partnerships call the statuses.
    """
    document = Document()
    _set_up(document, f"{response.agency}: Response Tool, {response.round}")
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


def _set_up(document: Docx, title: str) -> None:
    properties = document.core_properties
    properties.title, properties.language = plain(title)[:255], "en-GB"
    properties.author, properties.comments = "", ""
    styles = document.styles
    default = styles.element.find(qn("w:docDefaults"))
    for language in default.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    normal = styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(11)
    normal.paragraph_format.space_after = Pt(6)
    for level, size in ((1, 20), (2, 14)):
        style = styles[f"Heading {level}"]
        style.font.name, style.font.size = "Arial", Pt(size)
        style.font.color.rgb = RGBColor(0x0B, 0x0C, 0x0C)
        # The theme's typeface would win over the one that is named.
        fonts = style.element.rPr.rFonts
        for name in [name for name in fonts.attrib if name.endswith("Theme")]:
            del fonts.attrib[name]
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2)


def _band(document: Docx, title: str, aim: str) -> None:
    """An objective: a real heading, white on blue across the page."""
    text = f"{title} – {aim}" if aim else title
    heading = document.add_heading(text, 2)
    heading.runs[0].font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)
    _shade(heading._p.get_or_add_pPr(), BAND)


# --- The tables


def _answers_table(document: Docx, band: Band) -> Table:
    table = _table(document, WIDTHS, f"Answers: {plain(band.objective.title)}")
    for cell, text in zip(table.rows[0].cells, COLUMNS, strict=True):
        _fill(cell, [text], bold=True)
        _shade(cell._tc.get_or_add_tcPr(), HEADER)
    _mark_header(table.rows[0])
    return table


def _write(table: Table, line: Line, said: Sequence[Entry], strategy: str) -> None:
    """The rows of one priority, each with its reference."""
    for place, entry in enumerate(said):
        row = _new_row(table)
        continued = f"R{line.number} {ours.CONTINUED}"
        _fill(row[0], [continued if place else priority_words(line)])
        _control(row[0], line.number, strategy)
        _fill(row[1], entry.paragraphs)
        _fill(row[2], [entry.status])


def _details(document: Docx, response: Response, *, blank: bool) -> None:
    rows = (
        ("Organisation", [response.agency.name]),
        ("Contact details", [] if blank else contact_of(response)),
        ("Date", [] if blank else [day(response.submitted_at)]),
    )
    table = _table(document, (Cm(6), Cm(18.7)), "Organisation, contact details, date")
    table._tbl.tblPr.find(qn("w:tblLook")).set(qn("w:firstRow"), "0")
    for place, (label, said) in enumerate(rows):
        row = table.rows[0].cells if place == 0 else _new_row(table)
        _fill(row[0], [label], bold=True)
        _shade(row[0]._tc.get_or_add_tcPr(), HEADER)
        _fill(row[1], [one_line(one) for one in said])


def _table(document: Docx, widths: Sequence[Cm], described: str) -> Table:
    table = document.add_table(rows=1, cols=len(widths), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for name in ("w:tblCaption", "w:tblDescription"):
        element = OxmlElement(name)
        element.set(qn("w:val"), described)
        table._tbl.tblPr.append(element)
    _dress(table.rows[0])
    return table


def _new_row(table: Table) -> tuple[_Cell, ...]:
    row = table.add_row()
    _dress(row)
    return row.cells


def _dress(row: _Row) -> None:
    """Keep a row on one page, in columns as wide as those above."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))


def _mark_header(row: _Row) -> None:
    """Say that a row is the header, so that it is repeated and read out."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _fill(cell: _Cell, paragraphs: Sequence[str], *, bold: bool = False) -> None:
    """Put paragraphs into a cell, each as plain text."""
    for place, text in enumerate(paragraphs):
        paragraph: Paragraph = (
            cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        )
        if text:
            paragraph.add_run(text).bold = bold or None
        paragraph.paragraph_format.space_after = Pt(3)


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


def _shade(properties: object, colour: str) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shade.set(qn(f"w:{name}"), value)
    properties.append(shade)  # type: ignore[attr-defined]
