"""Opening a Word file safely: what it is and holds is judged before it is read.

Knows nothing of what the file is for; its readers give the words of their refusals.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from ui import packages
from ui.packages import MB, OLE, UNREADABLE, Why

__all__ = ["MB", "OLE", "Package", "Refused", "open_package"]

FILE_MAX = 10 * MB
ENTRIES_MAX = 2000
UNPACKED_MAX = 60 * MB
# A part that is read: the text of a thousand pages stays far below this.
PART_MAX = 20 * MB
# Word's own files shrink to a tenth or a twentieth; bombs to a thousandth.
RATIO_MAX = 150

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

WORDS = {
    Why.ANOTHER_KIND: NOT_WORD,
    Why.OLDER_KIND: OLD_WORD,
    Why.DAMAGED: BROKEN,
    Why.LOCKED: LOCKED,
    Why.BOMB: BOMB,
    Why.MACROS: MACROS,
    Why.DECLARES: DECLARES,
}


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
    limits = packages.Limits(ENTRIES_MAX, UNPACKED_MAX, RATIO_MAX)
    try:
        with packages.opened(content) as packed:
            packages.judge(packed, limits)
            return _package(packed)
    except packages.Unsafe as unsafe:
        raise Refused(WORDS[unsafe.why]) from unsafe
    except DefusedXmlException as error:
        raise Refused(DECLARES) from error
    except Refused:
        raise
    except UNREADABLE as error:
        raise Refused(BROKEN) from error


def _package(packed: zipfile.ZipFile) -> Package:
    texts = {
        name: packages.part_of(packed, name, PART_MAX)
        for name in packed.namelist()
        if name.endswith((".xml", ".rels"))
    }
    if b"macroenabled" in texts["[Content_Types].xml"].lower():
        raise Refused(MACROS)
    packages.refuse_declarations(texts.values())
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
