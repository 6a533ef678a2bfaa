"""What a file is by its content, whether it may be kept, and what it says."""

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from evidence.judging import office, pdf, pictures
from evidence.judging.shapes import (
    ACCEPTED,
    DAMAGED,
    EMPTY,
    FILE_MAX,
    TOO_BIG,
    Finding,
    Passage,
    Refused,
    found_in,
)
from evidence.kinds import Kind
from ui import packages

READERS: dict[Kind, Callable[[bytes], Iterator[Passage]]] = {
    Kind.PDF: pdf.passages,
    Kind.WORD: office.word_passages,
    Kind.EXCEL: office.excel_passages,
}
CLEANERS: dict[Kind, Callable[[bytes], bytes]] = {
    Kind.PNG: pictures.clean_png,
    Kind.JPEG: pictures.clean_jpeg,
}


@dataclass(frozen=True, slots=True)
class Judged:
    """A file that may be kept: what it is, and what in it looks personal."""

    kind: Kind
    findings: list[Finding]
    was_read: bool


def judge(content: bytes) -> Judged:
    """Judge a document or picture by its content. Raises Refused."""
    kind = kind_of(content)
    if kind.is_picture:
        CLEANERS[kind](content)
        return Judged(kind, [], was_read=False)
    findings, was_read = found_in(READERS[kind](content))
    return Judged(kind, findings, was_read)


def cleaned(content: bytes) -> bytes:
    """The file as it is kept: a picture without where and when it was taken.

    Raises Refused.
    """
    kind = kind_of(content)
    return CLEANERS[kind](content) if kind.is_picture else content


def kind_of(content: bytes) -> Kind:
    """What a file is, by how it begins and, of a package, what it says it holds."""
    if not content:
        raise Refused(EMPTY)
    if len(content) > FILE_MAX:
        raise Refused(TOO_BIG)
    if content.startswith((packages.BEGINS, packages.OLE)):
        return office.kind_of(content)
    for kind, beginning in (
        (Kind.PDF, b"%PDF-"),
        (Kind.PNG, pictures.PNG),
        (Kind.JPEG, pictures.JPEG),
    ):
        if content.startswith(beginning):
            _not_two_in_one(kind, content)
            return kind
    raise Refused(ACCEPTED)


def _not_two_in_one(kind: Kind, content: bytes) -> None:
    """A PDF that is a package as well would be another file to another reader.

    Of a picture only the picture is kept, whatever follows it.
    """
    if kind is Kind.PDF and zipfile.is_zipfile(io.BytesIO(content)):
        raise Refused(DAMAGED)
