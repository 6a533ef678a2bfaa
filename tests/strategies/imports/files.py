"""Word files for tests: real ones, and ones that were tampered with."""

import io
from collections.abc import Callable

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls


def word(fill: Callable[[object], None] | None = None) -> bytes:
    """A Word file, filled in by a function."""
    document = Document()
    (fill or (lambda one: one.add_paragraph("Words.")))(document)
    return saved(document)


def saved(document) -> bytes:
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def xml(inner: str):
    """A piece of WordprocessingML."""
    return parse_xml(inner.replace(">", f" {nsdecls('w', 'r')}>", 1))


def with_body(inner: str) -> bytes:
    """A Word file whose body is given as XML."""
    document = Document()
    wrapped = xml(f"<w:body>{inner}</w:body>")
    body = document.element.body
    for one in list(wrapped):
        body.insert(len(body) - 1, one)
    return saved(document)
