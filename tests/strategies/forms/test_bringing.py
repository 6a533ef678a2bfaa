"""Bringing a document: one file or one text, and whose it will be."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from partnership.models import Partnership
from strategies.forms import BringForm
from strategies.outline import FILE_MAX, TEXT_MAX

HERE, THERE = Partnership(pk=1, name="Here"), Partnership(pk=2, name="There")


def bring(*, size: int | None = None, partnerships=(HERE, THERE), **data) -> BringForm:
    files = {}
    if size is not None:
        files["file"] = SimpleUploadedFile("a.docx", b"words")
        files["file"].size = size
    form = BringForm({"convenor": "1", **data}, files, partnerships=partnerships)
    form.is_valid()
    return form


def test_a_file_or_a_text_is_enough():
    assert bring(size=5).errors == {}
    assert bring(text="Words").errors == {}


def test_one_of_the_two_is_needed():
    assert bring().errors == {"file": ["Choose a file, or paste the text below"]}


def test_both_are_too_many():
    form = bring(size=5, text="Words")
    assert form.errors == {"text": ["Upload a file or paste a text, not both"]}


def test_a_file_that_is_too_big_is_refused_before_it_is_read():
    assert bring(size=FILE_MAX).errors == {}
    (said,) = bring(size=50 * 1024 * 1024).errors["file"]
    assert said.startswith("The file must be 10 MB or smaller")


def test_an_empty_file_is_left_to_the_reader_to_explain():
    assert bring(size=0).errors == {}


def test_a_text_that_is_too_long_is_refused():
    (said,) = bring(text="a" * (TEXT_MAX + 1)).errors["text"]
    assert "200,000 characters or fewer" in said


@pytest.mark.parametrize("pk", ["", "3", "x"])
def test_the_partnership_must_be_one_of_ones_own(pk):
    assert "convenor" in bring(text="Words", convenor=pk).errors


def test_a_person_with_one_partnership_need_not_choose():
    form = BringForm(partnerships=[HERE])
    assert [pk for pk, _ in form.fields["convenor"].choices] == [1]
