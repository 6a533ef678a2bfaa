"""An audit report as a Word document and as a tagged PDF; a briefing as a PDF."""

import io
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.utils.text import slugify
from docx import Document
from docx.document import Document as Docx
from docx.shared import Cm, Pt
from docx.table import _Cell

from audits.exports.blocks import Block, blocks
from audits.models import Briefing
from audits.report import Report
from ui import documents
from ui.characters import legal as plain
from ui.writing_word import (
    HEADER,
    add_row,
    add_table,
    fill,
    mark_header,
    set_up,
    shade,
)

WIDE, FIRST, NARROW = 24.7, 6.5, 4.7
FEW = 5  # columns of grades that fit in letters of the usual size


def file_name(what: str, title: str, ending: str) -> str:
    """What a download is called."""
    return f"{what}-{slugify(title)[:60] or 'audit'}.{ending}"


def word_document(report: Report) -> bytes:
    """The report to edit, file and send."""
    document = Document()
    set_up(document, report.title, landscape=True)
    document.sections[0].footer.paragraphs[0].text = report.marking
    document.add_heading(plain(report.title), 1)
    document.add_paragraph(plain(report.audit.partnership.name))
    for block in blocks(report):
        _block(document, block)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _block(document: Docx, block: Block) -> None:
    if block.heading:
        document.add_heading(plain(block.heading), 2)
    for text in block.texts:
        for line in plain(text).split("\n"):
            document.add_paragraph(line)
    if block.rows:
        _table(document, block)


def _table(document: Docx, block: Block) -> None:
    many = len(block.head) - 1
    first = NARROW if many > FEW else FIRST
    widths = [Cm(first), *[Cm((WIDE - first) / many)] * many]
    table = add_table(document, widths, plain(block.caption))
    for cell, text in zip(table.rows[0].cells, block.head, strict=True):
        fill(cell, plain(text).split("\n"), bold=True)
        _fit(cell, many)
        shade(cell._tc.get_or_add_tcPr(), HEADER)
    mark_header(table.rows[0])
    for row in block.rows:
        for cell, text in zip(add_row(table), row, strict=True):
            fill(cell, plain(text).split("\n"))
    document.add_paragraph()


def _fit(cell: _Cell, many: int) -> None:
    """Smaller letters where many grades stand beside each other."""
    if many > FEW:
        for paragraph in cell.paragraphs:
            for run in paragraph.runs:
                run.font.size = Pt(8.5)


def pdf_document(report: Report, *, at: datetime) -> bytes:
    """The report to read, print and file."""
    data = {
        "title": plain(report.title),
        "whose": plain(report.audit.partnership.name),
        "foot": f"{plain(report.title)}. {report.marking}",
        "blocks": [_plain(asdict(block)) for block in blocks(report)],
    }
    return documents.pdf("documents/audit_report.typ", data, at=at)


def _plain(block: dict[str, object]) -> dict[str, object]:
    return {name: _cleaned(value) for name, value in block.items()}


def _cleaned(value: object) -> object:
    if isinstance(value, str):
        return plain(value)
    return [_cleaned(one) for one in value] if isinstance(value, Sequence) else value


def briefing_pdf(briefing: Briefing, *, at: datetime) -> bytes:
    """One page to print and pin up."""
    audit = briefing.audit
    data = {
        "title": plain(f"Learning from: {audit.title}"),
        "whose": plain(audit.partnership.name),
        "foot": plain(f"{audit.partnership.short_name}. OFFICIAL"),
        "parts": [[label, plain(text)] for label, text in briefing.parts()],
    }
    return documents.pdf("documents/briefing.typ", data, at=at)
