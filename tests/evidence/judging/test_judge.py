"""A file is what its content says, whatever it is called; anything else is refused."""

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.judging import Refused, shapes
from evidence.judging.judge import judge
from evidence.kinds import Kind
from tests.evidence.files import HTML, NHS, excel, jpeg, pdf, png, word
from tests.partnership.sheets import with_part
from ui.packages import OLE

GOOD = {
    Kind.PDF: pdf(),
    Kind.WORD: word(),
    Kind.EXCEL: excel(),
    Kind.PNG: png(),
    Kind.JPEG: jpeg(),
}


def refusal(content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        judge(content)
    return str(refused.value)


def slides() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        kinds = "application/vnd…presentationml.presentation.main+xml"
        packed.writestr("[Content_Types].xml", kinds)
        packed.writestr("ppt/presentation.xml", "<p/>")
    return held.getvalue()


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_is_known_by_its_content(kind):
    judged = judge(GOOD[kind])
    assert (judged.kind, judged.findings) == (kind, [])
    assert judged.was_read is not kind.is_picture


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_says_how_it_is_handed_over(kind):
    assert kind.label
    assert kind.ending.startswith(".")
    assert "/" in kind.content_type


@pytest.mark.parametrize(
    "content",
    [
        HTML,
        b"\n" + pdf(),
        b"GIF89a" + bytes(40),
        b"MZ" + bytes(400),
        b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        slides(),
    ],
)
def test_what_is_of_no_accepted_kind_is_refused(content):
    assert refusal(content) == shapes.ACCEPTED


def test_an_empty_file_is_refused():
    assert refusal(b"") == shapes.EMPTY


def test_a_file_over_ten_megabytes_is_refused():
    assert refusal(pdf() + bytes(11 * 1024 * 1024)) == shapes.TOO_BIG


def test_a_pdf_that_is_a_package_as_well_is_refused():
    assert refusal(pdf() + word()) == shapes.DAMAGED


def test_an_older_office_file_is_told_from_one_with_a_password():
    assert "older kind" in refusal(OLE + bytes(504))
    assert refusal(OLE + "EncryptedPackage".encode("utf-16-le")) == shapes.LOCKED


@pytest.mark.parametrize("kind", Kind)
def test_a_file_that_is_cut_off_is_refused(kind):
    content = GOOD[kind]
    assert refusal(content[: len(content) // 2]) == shapes.DAMAGED


def test_what_looks_personal_is_told_once_with_every_place():
    (found,) = judge(pdf(f"One {NHS}", "Nothing", f"Again {NHS}")).findings
    assert (found.kind, found.text) == ("an NHS number", NHS)
    assert found.where == "on page 1, on page 3"


def test_after_a_few_places_the_others_are_counted():
    (found,) = judge(excel(*((NHS,) for _ in range(9)))).findings
    assert found.where.endswith("cell A5 and 4 more")


def test_more_words_than_can_be_looked_through_are_refused(monkeypatch):
    monkeypatch.setattr(shapes, "TEXT_MAX", 20)
    assert refusal(word("Fourteen staff were trained in spring.")) == shapes.TOO_MUCH


def test_a_file_without_words_says_that_it_could_not_be_read():
    assert not judge(word("")).was_read


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_a_tampered_file_is_judged_or_refused_and_nothing_else(data):
    content = bytearray(GOOD[data.draw(st.sampled_from(list(Kind)))])
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place] = data.draw(st.integers(0, 255))
    # Whatever else is raised fails the test.
    with suppress(Refused):
        judge(bytes(content))


def test_macros_are_refused_in_either_kind():
    for content, name in ((word(), "word/vbaProject.bin"), (excel(), "xl/vbaData.xml")):
        assert "macros" in refusal(with_part(content, name, b"Sub AutoOpen()"))
