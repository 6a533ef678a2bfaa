"""What Word documents and Excel workbooks are inside: packed parts, judged unopened.

A package is judged by its list of contents before anything of it is unpacked. Knows
nothing of what it is for: whoever reads it puts a refusal in words.
"""

import io
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from xml.etree.ElementTree import ParseError

# What Office files were before 2007; those with a password still are.
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BEGINS = b"PK\x03\x04"
CONTENTS = "[Content_Types].xml"
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
MACROS = ("vbaproject.bin", "vbadata.xml")
ENCRYPTED = 0x1
MB = 1024 * 1024
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
SIGN = b"!"  # every one of these words has it


class Why(Enum):
    """Why a package is not read."""

    ANOTHER_KIND = auto()
    OLDER_KIND = auto()
    DAMAGED = auto()
    LOCKED = auto()
    BOMB = auto()
    MACROS = auto()
    DECLARES = auto()


class Unsafe(ValueError):
    """Not read, and nothing of it unpacked."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.name)
        self.why = why


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may be in a package, and how far it may have shrunk."""

    entries: int
    unpacked: int
    ratio: int | None = None


def opened(content: bytes) -> zipfile.ZipFile:
    """The package, to be closed again. Raises Unsafe where it is none."""
    if content.startswith(OLE):
        encrypted = "EncryptedPackage".encode("utf-16-le") in content
        raise Unsafe(Why.LOCKED if encrypted else Why.OLDER_KIND)
    # A file that begins as a package does was one before it was damaged.
    begun = Why.DAMAGED if content.startswith(BEGINS) else Why.ANOTHER_KIND
    if not zipfile.is_zipfile(io.BytesIO(content)):
        raise Unsafe(begun)
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except UNREADABLE as error:
        raise Unsafe(Why.DAMAGED) from error


def judge(packed: zipfile.ZipFile, limits: Limits) -> None:
    """Refuse, by the list of contents, what must not be unpacked. Raises Unsafe."""
    entries = packed.infolist()
    if len(entries) > limits.entries:
        raise Unsafe(Why.BOMB)
    names = {entry.filename for entry in entries}
    if CONTENTS not in names:
        raise Unsafe(Why.ANOTHER_KIND)
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise Unsafe(Why.LOCKED)
    if _is_bomb(entries, limits):
        raise Unsafe(Why.BOMB)
    if any(entry.compress_type not in PACKED for entry in entries):
        raise Unsafe(Why.DAMAGED)
    if any(name.lower().endswith(MACROS) for name in names):
        raise Unsafe(Why.MACROS)


def part_of(packed: zipfile.ZipFile, name: str, longest: int) -> bytes:
    """One part, unless it is longer than it may be. Raises Unsafe."""
    with packed.open(name) as part:
        content = part.read(longest + 1)
    if len(content) > longest:
        raise Unsafe(Why.BOMB)
    return content


def refuse_declarations(texts: Iterable[bytes]) -> None:
    """Refuse parts with a document type or entities of their own. Raises Unsafe."""
    # To look for one sign is quick, and few parts have it; the words take longer.
    suspect = (text for text in texts if SIGN in text)
    if any(word in text for text in suspect for word in DECLARATIONS):
        raise Unsafe(Why.DECLARES)


def _is_bomb(entries: list[zipfile.ZipInfo], limits: Limits) -> bool:
    # Python unpacks no more of a part than its header says, so this cannot be fooled.
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > limits.unpacked:
        return True
    shrunk = limits.ratio and unpacked > MB
    packed_size = sum(entry.compress_size for entry in entries)
    return bool(shrunk and unpacked > (limits.ratio or 0) * max(packed_size, 1))
