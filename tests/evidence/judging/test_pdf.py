"""A PDF opens without a password, does nothing by itself, and is read page by page."""

import pytest
from pypdf.annotations import FreeText
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from evidence.judging import Refused, pdf, shapes
from tests.evidence.files import NHS, changed, with_action
from tests.evidence.files import pdf as made


def refusal(content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        list(pdf.passages(content))
    return str(refused.value)


def test_the_words_of_each_page_say_where_they_stand():
    passages = list(pdf.passages(made("First words", "Second words")))
    assert [(one.where, one.text.strip()) for one in passages] == [
        ("on page 1", "First words"),
        ("on page 2", "Second words"),
    ]


def test_a_password_is_refused():
    content = changed(made(), lambda one: one.encrypt("secret", algorithm="RC4-128"))
    assert refusal(content) == shapes.LOCKED


@pytest.mark.parametrize(
    "kind", ["/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE"]
)
def test_what_runs_launches_fetches_or_sends_is_refused(kind):
    assert refusal(with_action(kind)) == shapes.ACTIVE


def test_what_only_leads_to_a_page_is_let_through():
    assert list(pdf.passages(with_action("/GoTo")))


def test_a_script_that_no_page_leads_to_is_refused():
    def hide(writer):
        script = {NameObject("/JS"): TextStringObject("app.alert(1)")}
        writer._add_object(DictionaryObject(script))

    assert refusal(changed(made(), hide)) == shapes.ACTIVE


def test_files_within_are_refused():
    content = changed(made(), lambda one: one.add_attachment("a.exe", b"MZ"))
    assert refusal(content) == shapes.HOLDS_FILES


def test_a_note_on_a_page_is_read_too():
    note = FreeText(text=f"Ask about {NHS}", rect=(0, 0, 90, 20))
    content = changed(made(), lambda one: one.add_annotation(0, note))
    places = {one.where: one.text for one in pdf.passages(content)}
    assert NHS in places["in a note on page 1"]


def test_more_pages_than_anybody_reads_are_refused(monkeypatch):
    monkeypatch.setattr(pdf, "PAGES_MAX", 1)
    assert refusal(made("One", "Two")) == shapes.TOO_MUCH


def test_more_objects_than_can_be_looked_at_are_refused(monkeypatch):
    monkeypatch.setattr(pdf, "OBJECTS_MAX", 3)
    assert refusal(made()) == shapes.TOO_MUCH


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"%PDF-1.7\n<html></html>"])
def test_what_only_begins_as_a_pdf_is_damaged(content):
    assert refusal(content) == shapes.DAMAGED
