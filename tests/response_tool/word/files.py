"""Word files for tests: filled-in Response Tools, and the XML of rare ones."""

from collections.abc import Mapping, Sequence

from docx import Document

from tests.packages import saved

HEADER = ("Priority", "Action", "Status")


def fill(cell, text: str) -> None:
    """Text in a cell: one paragraph for each line, as a person would press Enter."""
    first, *rest = text.split("\n")
    cell.text = first
    for line in rest:
        cell.add_paragraph(line)


def add_table(document, rows: Sequence[Sequence[str]]):
    table = document.add_table(rows=len(rows), cols=max(map(len, rows)))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            fill(cell, text)
    return table


def tool(*rows: Sequence[str], details: Mapping[str, str] | None = None) -> bytes:
    """A Response Tool of one table with its header."""
    document = Document()
    add_table(document, [HEADER, *rows])
    if details:
        document.add_paragraph()
        add_table(document, list(details.items()))
    return saved(document)


def template(filled: Mapping[str, Sequence[tuple[str, str, str]]]) -> bytes:
    """The partnerships' original form: a band, a header and numbered rows a table."""
    document = Document()
    document.add_paragraph("How to fill this in.")
    for objective, rows in filled.items():
        table = add_table(document, [[objective, "", ""], HEADER, *rows])
        table.cell(0, 0).merge(table.cell(0, 2))
        for row in table.rows[2:]:
            row.cells[0].paragraphs[0].style = "List Number"
        document.add_paragraph()
    return saved(document)


def p(text: str = "") -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def tc(inner: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    header = tr(*(tc(p(text)) for text in HEADER))
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{header}{''.join(rows)}</w:tbl>"
