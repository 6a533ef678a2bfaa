"""The Response Tool as a tagged PDF: whole, readable aloud, and only ever text."""

import io
import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from response_tool.exports import file_name, pdf_document
from response_tool.models import Action
from response_tool.standing import bands, lines
from tests.conftest import submit
from tests.factories import NOW
from tests.response_tool.steps import answer_to, put, write
from ui import documents

WORDS = dict(Action.Status.choices)
HOSTILE = (
    '#panic("no") $ _x_ *y* ]) #import "a.typ" \\ <label> @ref // /* `raw` = -- "q"'
)


def made(response, *, blank: bool = False) -> bytes:
    return pdf_document(response, bands(lines(response)), WORDS, blank=blank, at=NOW)


def text_of(content: bytes) -> str:
    reader = PdfReader(io.BytesIO(content))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def root_of(content: bytes) -> DictionaryObject:
    root = PdfReader(io.BytesIO(content)).trailer["/Root"].get_object()
    assert isinstance(root, DictionaryObject)
    return root


def roles_of(root: DictionaryObject) -> set[str]:
    """The kinds of element that a screen reader is told of."""
    found: set[str] = set()
    waiting: list[object] = [root["/StructTreeRoot"]]
    while waiting:
        one = waiting.pop()
        one = one.get_object() if isinstance(one, IndirectObject) else one
        if isinstance(one, ArrayObject):
            waiting += list(one)
        elif isinstance(one, DictionaryObject):
            found |= {str(one["/S"])} if "/S" in one else set()
            waiting += [one.raw_get("/K")] if "/K" in one else []
    return found


def test_it_is_tagged_and_says_its_title_and_language(response):
    content = made(response)
    root = root_of(content)
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert not {"/OpenAction", "/AA", "/Names"} & set(root)
    title = PdfReader(io.BytesIO(content)).metadata.title
    assert title == "Hopewell Family Support: Response Tool, autumn 2026"
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/P"} <= roles_of(root)


def test_it_holds_every_priority_action_status_and_text(response):
    action = put(answer_to(response, 1), "slipping", what="Train twelve staff")
    write(answer_to(response, 1), progress="Two sessions.", difference="Seen sooner.")
    text = text_of(made(response))
    for one in lines(response):
        assert f"R{one.number} " in text
    for words in (action.what, action.who, "Slipping", "Two sessions.", "Seen sooner."):
        assert words in text
    assert "A draft, as it stood on 18 November 2026." in text


def test_a_blank_one_says_nothing_of_the_answers(response):
    put(answer_to(response, 1), what="Train twelve staff")
    text = text_of(made(response, blank=True))
    assert "R1 " in text
    assert "Train" not in text
    assert "draft" not in text


def test_what_was_submitted_says_when_and_whom_to_ask(response):
    submit(response)
    response.refresh_from_db()
    text = text_of(made(response))
    assert "As submitted on" in text
    assert response.contact_role in text


def test_text_that_looks_like_instructions_stays_text(response):
    write(answer_to(response, 1), progress=HOSTILE)
    text = text_of(made(response))
    for words in ('#panic("no")', "*y*", "<label>", "// /*", "`raw`"):
        assert words in text


@pytest.mark.parametrize("words", ["汉字 и ελ", "😀 ok", "a\u202eb", "fi ﬁ"])
def test_letters_that_the_typeface_lacks_do_not_stop_it(response, words):
    write(answer_to(response, 1), progress=f"Before {words} after")
    assert "after" in text_of(made(response))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(words=st.text(alphabet=string.printable + "£é–“”", max_size=300))
def test_any_text_makes_a_document(words):
    entries = [{"parts": [[words, True], [words, False]], "status": words}] * 2
    rows = [{"priority": words, "entries": entries}]
    data = {
        **dict.fromkeys(("foot", "about", "note", "due"), words),
        "title": "A title",
        "heading": "A heading",
        "bands": [{"title": words or "x", "aim": words, "lines": rows}],
        "details": {"title": "About", "rows": [["Organisation", words]]},
    }
    assert documents.pdf("documents/response_tool.typ", data, at=NOW).startswith(
        b"%PDF"
    )


def test_it_is_called_after_the_agency_and_the_round(response):
    assert file_name(response, "pdf") == "response-tool-hopewell-autumn-2026.pdf"
