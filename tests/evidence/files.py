"""Files for tests: good ones with these words in them, and ones made to do harm."""

import io
import json
import struct
import zlib
from collections.abc import Callable
from functools import lru_cache

import typst
from docx import Document
from openpyxl import Workbook
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from tests.packages import saved

NHS = "943 476 5919"
HTML = b"<html><script>alert(1)</script></html>"


@lru_cache
def pdf(*pages: str) -> bytes:
    """A PDF of pages with these words."""
    words = "#pagebreak()".join(
        f"#text({json.dumps(text, ensure_ascii=False)})"
        for text in pages or ("Fourteen staff were trained.",)
    )
    return typst.compile(words.encode())


def word(*paragraphs: str, header: str = "") -> bytes:
    document = Document()
    for text in paragraphs or ("Fourteen staff were trained.",):
        document.add_paragraph(text)
    document.sections[0].header.paragraphs[0].text = header
    return saved(document)


def excel(*rows: tuple[object, ...], sheet: str = "Cases", hidden: str = "") -> bytes:
    book = Workbook()
    book.active.title = sheet
    for row in rows or (("Session", "Staff"), ("Spotting neglect", 14)):
        book.active.append(row)
    if hidden:
        more = book.create_sheet("Notes")
        more["B7"] = hidden
        more.sheet_state = "hidden"
    return saved(book)


def chunk(name: bytes, data: bytes) -> bytes:
    mark = struct.pack(">I", zlib.crc32(name + data))
    return struct.pack(">I", len(data)) + name + data + mark


def png(*more: bytes, width: int = 2, height: int = 2) -> bytes:
    """A small picture, with more chunks before its end."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0\0\0" * 2)
    return b"".join(
        [
            *(b"\x89PNG\r\n\x1a\n", chunk(b"IHDR", head), chunk(b"IDAT", rows)),
            *(*more, chunk(b"IEND", b"")),
        ]
    )


def segment(mark: int, data: bytes) -> bytes:
    return bytes((0xFF, mark)) + struct.pack(">H", len(data) + 2) + data


def exif(*, turned: int = 1, place: bytes = b"51.5007N") -> bytes:
    """What a phone writes into a photo: which way up, and where it was taken."""
    entries = struct.pack("<HHIHH", 0x0112, 3, 1, turned, 0)
    entries += struct.pack("<HHII", 0x8825, 4, 1, 38)
    tiff = b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", 2) + entries + bytes(4)
    return segment(0xE1, b"Exif\0\0" + tiff + place)


def jpeg(*more: bytes, width: int = 2, height: int = 2, after: bytes = b"") -> bytes:
    """A small photo, with more segments before its picture and bytes after it."""
    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00"
    return b"".join(
        [
            *(b"\xff\xd8", segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"), *more),
            *(segment(0xDB, bytes(65)), segment(0xC0, frame)),
            *(segment(0xDA, b"\x01\x01\x00\x00\x3f\x00"), b"\x12\xff\x00\x34\xff\xd0"),
            *(b"\x56\xff\xd9", after),
        ]
    )


def changed(content: bytes, change: Callable[[PdfWriter], object]) -> bytes:
    """A PDF as some other program would have made it."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    change(writer)
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


def with_action(kind: str) -> bytes:
    """A PDF that does something when it is opened."""

    def act(writer: PdfWriter) -> None:
        action = {"/S": NameObject(kind), "/F": TextStringObject("calc.exe")}
        action = {NameObject(key): value for key, value in action.items()}
        root = writer.root_object
        root[NameObject("/OpenAction")] = DictionaryObject(action)

    return changed(pdf(), act)
