"""Opening a Word file safely: what it is and holds is judged before it is read.

Knows nothing of what the file is for; its readers give the words of their refusals.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

MB = 1024 * 1024
FILE_MAX = 10 * MB
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
    RecursionError,
    ValueError,
)
# In every encoding in which a part can be written.
DECLARATIONS = tuple(
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("ascii", "utf-16-le", "utf-16-be")
)

SAVE_AGAIN = "save it as “Word document (.docx)” and choose that file."
NOT_WORD = (
    "This is not a Word document (.docx). Open it in your word processor, " + SAVE_AGAIN
)
OLD_WORD = (
    "This is not a .docx file but one of an older kind (.doc). Open it in your word "
    "processor, " + SAVE_AGAIN
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
    "The file must be 10 MB or smaller. Save a copy without its pictures and choose "
    "that file."
)
BOMB = (
    "This file unpacks to far more than a document of words holds, so it was not "
    "opened. Save a copy without its pictures and choose that file."
)
DECLARES = (
    "This document declares a document type or entities of its own, which Word never "
    "does, so it was not opened."
)
BROKEN = (
    "This file is damaged and cannot be read. Open it in your word processor, save it "
    "again as “Word document (.docx)” and choose that file."
)


class Refused(ValueError):
    """Not read, and nothing kept; the message is for the person who brought it."""


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a Word file that hold words, and where its links lead."""

    body: Element
    links: dict[str, str]
    parts: dict[str, list[bytes]] = field(repr=False)

    def related(self, kind: str) -> Iterator[Element]:
        """Parts that the document names as its styles, header, comments and so on.

        Raises Refused.
        """
        for content in self.parts.get(kind, ()):
            try:
                yield fromstring(content, forbid_dtd=True)
            except UNREADABLE as error:
                raise Refused(BROKEN) from error


def open_package(content: bytes) -> Package:
    """The parts of a Word file. Raises Refused, having unpacked nothing unsafe."""
    if len(content) > FILE_MAX:
        raise Refused(TOO_BIG)
    if content.startswith(OLE):
        encrypted = "EncryptedPackage".encode("utf-16-le") in content
        raise Refused(LOCKED if encrypted else OLD_WORD)
    if not zipfile.is_zipfile(io.BytesIO(content)):
        # A file that begins as a package does was one before it was damaged.
        raise Refused(BROKEN if content.startswith(b"PK\x03\x04") else NOT_WORD)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            _check(packed)
            return _package(packed)
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


def _package(packed: zipfile.ZipFile) -> Package:
    texts = {
        name: _read(packed, name)
        for name in packed.namelist()
        if name.endswith((".xml", ".rels"))
    }
    if b"macroenabled" in texts["[Content_Types].xml"].lower():
        raise Refused(MACROS)
    if any(word in text for text in texts.values() for word in DECLARATIONS):
        raise Refused(DECLARES)
    main = _main_part(texts)
    body = fromstring(texts[main], forbid_dtd=True)
    if not re.search(r"wordprocessingml.*\}document\Z", body.tag):
        raise Refused(NOT_WORD)
    folder, _, name = main.rpartition("/")
    links: dict[str, str] = {}
    parts: dict[str, list[bytes]] = {}
    for one in _relations(texts, f"{folder}/_rels/{name}.rels".lstrip("/")):
        target = one.get("Target", "")
        if one.get("TargetMode") == "External":
            links[one.get("Id", "")] = target
            continue
        where = target[1:] if target.startswith("/") else f"{folder}/{target}"
        if (where := where.lstrip("/")) in texts:
            kind = one.get("Type", "").rpartition("/")[2]
            parts.setdefault(kind, []).append(texts[where])
    web = {key: one for key, one in links.items() if re.match(r"https?://", one)}
    return Package(body=body, links=web, parts=parts)


def _main_part(texts: dict[str, bytes]) -> str:
    """Where the document itself stands: usually word/document.xml."""
    for one in _relations(texts, "_rels/.rels"):
        if one.get("Type", "").endswith("/officeDocument"):
            main = one.get("Target", "").lstrip("/")
            if main in texts:
                return main
    raise Refused(NOT_WORD)


def _relations(texts: dict[str, bytes], name: str) -> list[Element]:
    return list(fromstring(texts[name], forbid_dtd=True)) if name in texts else []


def _read(packed: zipfile.ZipFile, name: str) -> bytes:
    with packed.open(name) as part:
        content = part.read(PART_MAX + 1)
    if len(content) > PART_MAX:
        raise Refused(BOMB)
    return content
