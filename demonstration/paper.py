"""Small files as agencies would upload them, the same to the byte each time."""

import io
import json
import zipfile
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import typst
from docx import Document
from openpyxl import Workbook

from evidence.judging.judge import cleaned
from evidence.kinds import Kind

# When all of them say that they were written, whatever the day of loading.
WRITTEN_AT = datetime(2026, 1, 5, 9, 0)  # noqa: DTZ001 — files know no time zones
PAGE = "#set document(date: none, title: {title})\n#set page(width: 14cm, height: 9cm)"


def paper(kind: Kind, title: str, lines: Sequence[Any]) -> bytes:
    """A file of a kind, with a title and lines; an Excel file has rows of cells."""
    return MAKERS[kind](title, lines)


def _typst(title: str, lines: Sequence[str]) -> bytes:
    quoted = [json.dumps(text, ensure_ascii=False) for text in (title, *lines)]
    head = PAGE.format(title=quoted[0])
    words = "\n\n".join(f"#text({text})" for text in quoted[1:])
    return f"{head}\n= #text({quoted[0]})\n{words}".encode()


def _pdf(title: str, lines: Sequence[str]) -> bytes:
    return typst.compile(_typst(title, lines))


def _png(title: str, lines: Sequence[str]) -> bytes:
    picture = typst.compile(_typst(title, lines), format="png", ppi=72)
    # As the portal keeps it.
    return cleaned(picture if isinstance(picture, bytes) else picture[0])


def _word(title: str, lines: Sequence[str]) -> bytes:
    document = Document()
    document.core_properties.title = title
    document.add_heading(title, 1)
    for text in lines:
        document.add_paragraph(text)
    held = io.BytesIO()
    document.save(held)
    return _undated(held.getvalue())


def _excel(title: str, lines: Sequence[Sequence[object]]) -> bytes:
    book = Workbook()
    sheet: Any = book.active
    sheet.title = title[:31].replace(":", "")
    for row in lines:
        sheet.append(row)
    book.properties.created = WRITTEN_AT
    held = io.BytesIO()
    book.save(held)
    return _undated(held.getvalue())


def _undated(content: bytes) -> bytes:
    """The same package without the moment at which it was packed."""
    held = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = _undated_core(part)
            entry = zipfile.ZipInfo(name, WRITTEN_AT.timetuple()[:6])
            new.writestr(entry, part, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def _undated_core(part: bytes) -> bytes:
    """Openpyxl writes when it saved, whatever it is told."""
    before, mark, rest = part.partition(b'<dcterms:modified xsi:type="dcterms:W3CDTF">')
    _, end, after = rest.partition(b"</dcterms:modified>")
    moment = WRITTEN_AT.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    return before + mark + moment + end + after if mark else part


MAKERS: dict[Kind, Callable[[str, Sequence[Any]], bytes]] = {
    Kind.PDF: _pdf,
    Kind.PNG: _png,
    Kind.WORD: _word,
    Kind.EXCEL: _excel,
}
