"""A PDF: it opens, it does nothing by itself, and it says this on these pages."""

import io
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NullObject,
    PdfObject,
)

from evidence.judging.shapes import (
    ACTIVE,
    DAMAGED,
    HOLDS_FILES,
    LOCKED,
    TOO_MUCH,
    Passage,
    Refused,
)

PAGES_MAX = 1000
OBJECTS_MAX = 200_000
DEPTH_MAX = 60
# What runs, fetches or sends when the file or a part of it is opened.
RUNS = {
    *("/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition"),
    *("/GoToE", "/RichMediaExecute"),
}
RUNS_KEYS = {"/JS", "/JavaScript", "/XFA", "/RichMediaContent"}
FILES_KEYS = {"/EF", "/EmbeddedFiles"}
FILES = {"/FileAttachment", "/RichMedia", "/3D", "/Screen"}


def passages(content: bytes) -> Iterator[Passage]:
    """The words of a PDF, page by page. Raises Refused."""
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            raise Refused(LOCKED)
        _refuse_what_acts(reader)
        many = len(reader.pages)
        if not 0 < many <= PAGES_MAX:
            raise Refused(TOO_MUCH if many else DAMAGED)
        for number, page in enumerate(reader.pages, start=1):
            yield Passage(f"on page {number}", page.extract_text())
            yield from _notes(page, number)
    except Refused:
        raise
    # Whatever the library trips over, in a file made by anybody, it cannot be read.
    except Exception as error:
        raise Refused(DAMAGED) from error


def _notes(page: DictionaryObject, number: int) -> Iterator[Passage]:
    """What is written into comments and the boxes of a form."""
    for one in _resolved(page.get("/Annots")) or ():
        note = _resolved(one)
        if isinstance(note, DictionaryObject):
            for key in ("/Contents", "/V"):
                if text := _resolved(note.get(key)):
                    yield Passage(f"in a note on page {number}", str(text))


def _resolved(value: Any) -> Any:
    found = value.get_object() if isinstance(value, PdfObject) else value
    return None if isinstance(found, NullObject) else found


def _refuse_what_acts(reader: PdfReader) -> None:
    """Look at every object there is, whether or not a page leads to it."""
    numbers = {
        (number, generation)
        for generation, rows in reader.xref.items()
        for number in rows
        if number
    }
    numbers |= {(number, 0) for number in reader.xref_objStm}
    if len(numbers) > OBJECTS_MAX:
        raise Refused(TOO_MUCH)
    _look_at(reader.trailer, 0)
    for number, generation in sorted(numbers):
        found = reader.get_object(IndirectObject(number, generation, reader))
        _look_at(found, 0)


def _look_at(one: Any, depth: int) -> None:
    """One object and what stands in it; what it points to is looked at by itself."""
    if depth > DEPTH_MAX:
        raise Refused(DAMAGED)
    if isinstance(one, ArrayObject):
        for part in one:
            _look_at(part, depth + 1)
    elif isinstance(one, DictionaryObject):
        keys = set(one)
        if keys & RUNS_KEYS or _named(one, "/S") in RUNS:
            raise Refused(ACTIVE)
        if keys & FILES_KEYS or _named(one, "/Subtype") in FILES:
            raise Refused(HOLDS_FILES)
        for part in one.values():
            _look_at(part, depth + 1)


def _named(one: DictionaryObject, key: str) -> str:
    """A name that an object gives; whatever else stands there is no name."""
    return str(_resolved(one.raw_get(key))) if key in one else ""
