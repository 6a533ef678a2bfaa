"""A package is judged by its list of contents, for whoever is to read it."""

import pytest

from tests.packages import repacked
from tests.partnership.sheets import GOOD, workbook
from ui import packages
from ui.packages import Limits, Unsafe, Why

BOOK = workbook(GOOD)
WIDE = Limits(entries=100, unpacked=10 * packages.MB, ratio=100)


def why(content: bytes, limits: Limits = WIDE) -> Why:
    with pytest.raises(Unsafe) as refused, packages.opened(content) as packed:
        packages.judge(packed, limits)
    return refused.value.why


def test_what_is_good_is_opened():
    with packages.opened(BOOK) as packed:
        packages.judge(packed, WIDE)
        assert packages.part_of(packed, "xl/workbook.xml", 10_000)


@pytest.mark.parametrize(
    ("content", "because"),
    [
        (b"words", Why.ANOTHER_KIND),
        (packages.BEGINS + b"cut off", Why.DAMAGED),
        (packages.OLE + bytes(504), Why.OLDER_KIND),
        (packages.OLE + "EncryptedPackage".encode("utf-16-le"), Why.LOCKED),
        (repacked(BOOK, {packages.CONTENTS: None}), Why.ANOTHER_KIND),
        (repacked(BOOK, {"xl/vbaProject.bin": b"Sub"}), Why.MACROS),
        (repacked(BOOK, {"xl/media/a": bytes(11 * packages.MB)}), Why.BOMB),
        (repacked(BOOK, {"xl/media/a": bytes(9 * packages.MB)}), Why.BOMB),
    ],
)
def test_what_must_not_be_unpacked_is_refused_with_its_reason(content, because):
    assert why(content) is because


def test_too_many_parts_are_refused():
    assert why(BOOK, Limits(entries=3, unpacked=packages.MB)) is Why.BOMB


def test_a_part_longer_than_it_may_be_is_not_read_whole():
    with packages.opened(BOOK) as packed, pytest.raises(Unsafe) as refused:
        packages.part_of(packed, "xl/workbook.xml", 10)
    assert refused.value.why is Why.BOMB


def test_declarations_are_refused_in_every_encoding():
    packages.refuse_declarations([b"<a/>"])
    for encoding in ("ascii", "utf-16-le", "utf-16-be"):
        with pytest.raises(Unsafe):
            packages.refuse_declarations(["<!DOCTYPE a>".encode(encoding)])
