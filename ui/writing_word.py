"""Writing Word documents that a screen reader can read: headings and plain tables."""

from collections.abc import Sequence

from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from ui.characters import legal as plain

HEADER = "E4EFF9"


def set_up(document: Docx, title: str, *, landscape: bool = False) -> None:
    """British English, one typeface, and no name of whoever made it."""
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
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2)


def add_table(document: Docx, widths: Sequence[Cm], described: str) -> Table:
    """A table of one row; `described` is read out before it."""
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


def add_row(table: Table) -> tuple[_Cell, ...]:
    """The cells of one more row."""
    row = table.add_row()
    _dress(row)
    return row.cells


def _dress(row: _Row) -> None:
    """Keep a row on one page, in columns as wide as those above."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))


def mark_header(row: _Row) -> None:
    """Say that a row is the header, so that it is repeated and read out."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def fill(cell: _Cell, paragraphs: Sequence[str], *, bold: bool = False) -> None:
    """Put paragraphs into a cell, each as plain text."""
    for place, text in enumerate(paragraphs):
        paragraph: Paragraph = (
            cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        )
        if text:
            paragraph.add_run(text).bold = bold or None
        paragraph.paragraph_format.space_after = Pt(3)


def shade(properties: object, colour: str) -> None:
    """Colour what is behind a cell or a paragraph."""
    behind = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        behind.set(qn(f"w:{name}"), value)
    properties.append(behind)  # type: ignore[attr-defined]
