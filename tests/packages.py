"""Word files made or tampered with, for the tests of everything that opens them."""

import io
import zipfile
from collections.abc import Mapping

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

BODY = "word/document.xml"


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
    body = document.element.body
    for one in list(xml(f"<w:body>{inner}</w:body>")):
        body.insert(len(body) - 1, one)
    return saved(document)


def repacked(
    content: bytes,
    changes: Mapping[str, bytes | None],
    *,
    method: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """The same package with parts changed, added, or taken away."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(held, "w", method) as new:
        for name, part in (parts | dict(changes)).items():
            if part is not None:
                new.writestr(name, part)
    return held.getvalue()


def part(content: bytes, name: str = BODY) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return packed.read(name)
