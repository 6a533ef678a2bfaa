"""Only a Word file that is safe to open is opened; others are refused, saying why."""

import io
import struct
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.packages import BODY, part, repacked
from tests.response_tool.word.files import tool
from ui import word as package
from ui.word import Refused, open_package

GOOD = tool()
OLE = package.OLE + bytes(504)


def refusal(content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        open_package(content)
    return str(refused.value)


def spreadsheet() -> bytes:
    kind = part(GOOD, "_rels/.rels").replace(b"word/document.xml", b"xl/workbook.xml")
    return repacked(
        GOOD,
        {"_rels/.rels": kind, BODY: None, "xl/workbook.xml": b"<workbook xmlns='x'/>"},
    )


def plain_zip() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        packed.writestr("notes.txt", "Words")
    return held.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"Words in a text file that somebody renamed",
        b"%PDF-1.7 and so on",
        b"{\\rtf1 words}",
        plain_zip(),
        spreadsheet(),
        repacked(GOOD, {"_rels/.rels": None}),
        repacked(GOOD, {BODY: None}),
        repacked(GOOD, {BODY: b"<document/>"}),
    ],
)
def test_what_is_not_a_word_document_is_refused_by_its_content(content):
    assert refusal(content) == package.NOT_WORD


def test_a_file_of_the_older_kind_is_told_from_one_with_a_password():
    assert refusal(OLE) == package.OLD_WORD
    assert refusal(OLE + "EncryptedPackage".encode("utf-16-le")) == package.LOCKED


def test_a_package_whose_entries_are_locked_is_refused():
    content = bytearray(GOOD)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(mark)
        flags = struct.unpack_from("<H", content, place + at)[0]
        struct.pack_into("<H", content, place + at, flags | 1)
    assert refusal(bytes(content)) == package.LOCKED


@pytest.mark.parametrize("name", ["word/vbaProject.bin", "word/VBAPROJECT.BIN"])
def test_macros_are_refused_whatever_the_file_is_called(name):
    assert refusal(repacked(GOOD, {name: b"Sub AutoOpen"})) == package.MACROS


def test_a_file_that_says_it_is_for_macros_is_refused():
    kinds = part(GOOD, "[Content_Types].xml").replace(
        b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"vnd.ms-word.document.macroEnabled.main+xml",
    )
    assert refusal(repacked(GOOD, {"[Content_Types].xml": kinds})) == package.MACROS


def test_a_zip_bomb_is_refused_without_being_unpacked(monkeypatch):
    bomb = repacked(GOOD, {"word/media/a.bin": bytes(30 * 1024 * 1024)})
    assert len(bomb) < 200_000
    monkeypatch.setattr(zipfile.ZipFile, "open", None)
    assert refusal(bomb) == package.BOMB


def test_many_bombs_that_are_small_each_are_refused(monkeypatch):
    monkeypatch.setattr(package, "UNPACKED_MAX", 100_000)
    parts = {f"word/media/{n}": bytes(30_000) for n in range(4)}
    content = repacked(GOOD, parts, method=zipfile.ZIP_STORED)
    assert refusal(content) == package.BOMB


def test_a_package_of_too_many_entries_is_refused():
    content = repacked(GOOD, {f"word/media/{n}": b"" for n in range(2001)})
    assert refusal(content) == package.BOMB


def test_a_part_that_is_too_big_to_be_read_is_refused(monkeypatch):
    monkeypatch.setattr(package, "PART_MAX", 300)
    assert refusal(GOOD) == package.BOMB


def test_a_way_of_packing_that_word_does_not_use_is_refused():
    content = repacked(GOOD, {}, method=zipfile.ZIP_LZMA)
    assert refusal(content) == package.BROKEN


@pytest.mark.parametrize(
    "declaration",
    [
        b'<!DOCTYPE d [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        b'<!DOCTYPE d [<!ENTITY f SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE d SYSTEM "http://localhost/evil.dtd">',
    ],
)
@pytest.mark.parametrize(
    "name", [BODY, "word/styles.xml", "_rels/.rels", "[Content_Types].xml"]
)
def test_a_part_that_declares_entities_is_refused(declaration, name):
    whole = part(GOOD, name)
    start = whole.index(b"?>") + 2 if whole.startswith(b"<?xml") else 0
    changed = whole[:start] + declaration + whole[start:]
    assert refusal(repacked(GOOD, {name: changed})) == package.DECLARES


def test_a_file_over_ten_megabytes_is_refused():
    assert refusal(GOOD + bytes(package.FILE_MAX)) == package.TOO_BIG


def test_a_part_that_is_not_xml_is_refused_as_damaged():
    assert refusal(repacked(GOOD, {BODY: b"<w:document"})) == package.BROKEN


def test_a_document_without_styles_or_links_is_read():
    parts = {"word/styles.xml": None, "word/_rels/document.xml.rels": None}
    package = open_package(repacked(GOOD, parts))
    assert list(package.related("styles")) == []
    assert package.links == {}


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_file_is_read_or_refused_and_nothing_else(data):
    content = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(
            st.integers(0, 255)
        )
    # Whatever else is raised fails the test.
    with suppress(Refused):
        open_package(bytes(content))
