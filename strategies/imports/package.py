"""Opens a Word file's package, after checking that it is one and may be opened."""

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from strategies.imports.refusal import Refused
from strategies.outline import FILE_MAX, MB

ENTRIES_MAX = 2000
UNPACKED_MAX = 60 * MB
# A part that is read: the text of a thousand pages stays far below this.
PART_MAX = 20 * MB
# Word's own files shrink to a tenth or a twentieth; bombs to a thousandth.
RATIO_MAX = 150
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What the libraries raise for a package that lies about itself.
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    EOFError,
    NotImplementedError,
    OSError,
    ValueError,
)
DOCUMENT = "/officeDocument"

NOT_WORD = (
    "This is not a Word document (.docx). Open it in your word processor, save it as "
    "“Word document (.docx)” and choose that file."
)
OLD_WORD = (
    "This is not a .docx file but one of an older kind (.doc). Open it in your word "
    "processor, save it as “Word document (.docx)” and choose that file."
)
LOCKED = (
    "This document is protected with a password. Save a copy without the password and "
    "choose that file."
)
MACROS = (
    "This document holds macros, which are not accepted. Save it as “Word document "
    "(.docx)”, without macros, and choose that file."
)
TOO_BIG = (
    "The file must be 10 MB or smaller. Save a copy without its pictures, or paste "
    "the text instead."
)
BOMB = (
    "This file unpacks to far more than a strategy holds, so it was not opened. Save "
    "a copy without its pictures, or paste the text instead."
)
DECLARES = (
    "This document declares a document type or entities of its own, which Word never "
    "does, so it was not opened. Paste the text instead."
)
BROKEN = (
    "This file is damaged and cannot be read. Open it in your word processor, save it "
    "again as “Word document (.docx)” and choose that file."
)


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a Word file that are read."""

    body: Element
    styles: Element | None
    links: Mapping[str, str]


def open_package(content: bytes) -> Package:
    """The parts of a Word file. Raises Refused, having unpacked nothing unsafe."""
    if len(content) > FILE_MAX:
        raise Refused(TOO_BIG)
    if content.startswith(OLE):
        encrypted = "EncryptedPackage".encode("utf-16-le") in content
        raise Refused(LOCKED if encrypted else OLD_WORD)
    if not zipfile.is_zipfile(io.BytesIO(content)):
        raise Refused(NOT_WORD)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            _check(packed)
            return _parts(packed)
    except DefusedXmlException as error:
        raise Refused(DECLARES) from error
    except Refused:
        raise
    except UNREADABLE as error:
        raise Refused(BROKEN) from error


def _check(packed: zipfile.ZipFile) -> None:
    """Judge the package by its list of contents, before anything is unpacked."""
    entries = packed.infolist()
    if len(entries) > ENTRIES_MAX:
        raise Refused(BOMB)
    names = {entry.filename for entry in entries}
    if "[Content_Types].xml" not in names:
        raise Refused(NOT_WORD)
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused(LOCKED)
    unpacked = sum(entry.file_size for entry in entries)
    packed_size = sum(entry.compress_size for entry in entries)
    if unpacked > UNPACKED_MAX or (
        unpacked > MB and unpacked > RATIO_MAX * max(packed_size, 1)
    ):
        raise Refused(BOMB)
    if any(entry.compress_type not in PACKED for entry in entries):
        raise Refused(BROKEN)
    if any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in names):
        raise Refused(MACROS)


def _parts(packed: zipfile.ZipFile) -> Package:
    kinds = _read(packed, "[Content_Types].xml")
    if b"macroenabled" in kinds.lower():
        raise Refused(MACROS)
    fromstring(kinds, forbid_dtd=True)
    main = _main_part(packed)
    folder, _, name = main.rpartition("/")
    related = f"{folder}/_rels/{name}.rels".lstrip("/")
    styles = f"{folder}/styles.xml".lstrip("/")
    body = fromstring(_read(packed, main), forbid_dtd=True)
    if not re.search(r"wordprocessingml.*\}document\Z", body.tag):
        raise Refused(NOT_WORD)
    names = packed.namelist()
    return Package(
        body=body,
        styles=fromstring(_read(packed, styles), forbid_dtd=True)
        if styles in names
        else None,
        links=_links(packed, related) if related in names else {},
    )


def _main_part(packed: zipfile.ZipFile) -> str:
    """Where the document itself stands: usually word/document.xml."""
    if "_rels/.rels" not in packed.namelist():
        raise Refused(NOT_WORD)
    found = fromstring(_read(packed, "_rels/.rels"), forbid_dtd=True)
    for one in found:
        if one.get("Type", "").endswith(DOCUMENT):
            main = one.get("Target", "").lstrip("/")
            if main in packed.namelist():
                return main
    raise Refused(NOT_WORD)


def _links(packed: zipfile.ZipFile, related: str) -> dict[str, str]:
    """Web addresses by the mark that the text knows them by; none is ever opened."""
    found = fromstring(_read(packed, related), forbid_dtd=True)
    return {
        one.get("Id", ""): one.get("Target", "")
        for one in found
        if one.get("TargetMode") == "External"
        and re.match(r"https?://", one.get("Target", ""))
    }


def _read(packed: zipfile.ZipFile, name: str) -> bytes:
    with packed.open(name) as part:
        content = part.read(PART_MAX + 1)
    if len(content) > PART_MAX:
        raise Refused(BOMB)
    return content
