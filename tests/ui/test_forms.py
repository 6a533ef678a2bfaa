"""Forms that send along what was saved when the page was opened."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.template import Context, Template
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ui.fields import DateField, LongText
from ui.forms import EditForm
from ui.merging import Edit

PAGE = Template("{% load crispy_forms_filters %}<form>{{ form|crispy }}</form>")
MARCH = date(2027, 3, 27)


class WordsForm(EditForm):
    words = LongText(label="Words", max_length=4000)
    status = forms.ChoiceField(
        required=False, choices=[("", "-"), ("a", "A"), ("b", "B")]
    )
    due = DateField(required=False)
    note = LongText(label="Note", max_length=100)


BOXES = {"due-day": "27", "due-month": "March", "due-year": "2027"}
SAVED = {"words": "as saved", "status": "a", "due": MARCH}


def sent(**fields: str) -> QueryDict:
    """What a browser would send."""
    query = QueryDict(mutable=True)
    query.update(fields)
    return query


def valid(**fields: str) -> WordsForm:
    form = WordsForm(sent(**fields), saved=SAVED)
    assert form.is_valid(), form.errors
    return form


def test_an_edit_says_what_was_when_the_page_was_opened_and_what_is_now():
    form = valid(**{"words": "mine", "initial-words": "as opened"})
    assert form.edits("words") == [Edit("words", was="as opened", now="mine")]


def test_a_page_that_sends_nothing_along_began_from_what_is_saved_now():
    assert valid(words="mine").edits("words") == [Edit("words", "as saved", "mine")]


def test_a_page_shown_again_takes_up_what_is_saved_but_for_what_is_kept():
    form = valid(words="as saved", status="a")
    form.begin_from({"words": "theirs", "status": "b"}, kept={"status"})
    assert (form["words"].value(), form["status"].value()) == ("theirs", "a")
    assert (form.began_from("words"), form.began_from("status")) == ("theirs", "b")


@pytest.mark.parametrize("odd", ["a\ufffe b", " a b\x07\n"])
def test_a_text_saved_before_with_what_no_box_sends_back_is_nobodys_clash(odd):
    def edit(words: str) -> Edit:
        typed = sent(**{"words": words, "initial-words": odd})
        form = WordsForm(typed, saved=SAVED | {"words": odd})
        assert form.is_valid()
        (found,) = form.edits("words")
        return found

    assert edit(odd) == Edit("words", was=odd, now=odd)
    assert edit("a b") == Edit("words", was=odd, now=odd)
    assert edit("a b, and more") == Edit("words", was=odd, now="a b, and more")


def test_an_empty_beginning_is_a_beginning():
    form = valid(**{"words": "mine", "initial-words": ""})
    assert form.edits("words") == [Edit("words", was="", now="mine")]


def test_edits_are_of_all_that_is_saved_and_of_nothing_else():
    form = valid(words="mine", status="b", note="not saved anywhere", **BOXES)
    assert [edit.field for edit in form.edits()] == ["words", "status", "due"]


def test_what_was_not_on_the_page_was_not_changed():
    assert [edit.field for edit in valid(words="mine").edits()] == ["words"]
    assert valid(words="mine").edits("due") == []


def test_what_was_emptied_on_the_page_was_changed():
    assert valid(words="").edits("words") == [Edit("words", was="as saved", now="")]


def test_edits_compare_dates_as_dates():
    began = {"initial-due": "2027-03-01"}
    assert valid(**began, **BOXES).edits("due") == [
        Edit("due", was=date(2027, 3, 1), now=MARCH)
    ]


def test_line_ends_made_by_the_browser_are_no_change():
    form = valid(**{"words": "a\r\nb", "initial-words": "a\r\nb"})
    assert form.edits("words") == [Edit("words", was="a\nb", now="a\nb")]


def test_a_beginning_that_cannot_be_read_is_unlike_anything_saved():
    form = valid(**{"initial-due": "rubbish"}, **BOXES)
    (edit,) = form.edits("due")
    assert edit.was is None
    assert edit.was != SAVED["due"]


def test_a_field_with_an_error_has_no_edit():
    form = WordsForm(sent(words="x" * 4001, status="b"), saved=SAVED)
    assert not form.is_valid()
    assert [edit.field for edit in form.edits()] == ["status"]


def test_the_page_begins_from_what_is_saved():
    form = WordsForm(saved=SAVED)
    assert form.began_from("words") == "as saved"
    assert form.began_from("due") == "2027-03-27"
    assert WordsForm(saved={**SAVED, "due": None}).began_from("due") == ""


def test_a_page_shown_again_goes_on_from_where_it_first_began():
    form = WordsForm(sent(**{"words": "", "initial-words": "older"}), saved=SAVED)
    assert form.began_from("words") == "older"


def test_what_is_suggested_is_shown_but_not_taken_for_saved():
    form = WordsForm(saved=SAVED, suggested={"words": "from last time"})
    assert form["words"].value() == "from last time"
    assert form.began_from("words") == "as saved"
    assert form.saved["words"] == "as saved"


def test_keeping_a_suggestion_is_an_edit():
    form = WordsForm(
        sent(**{"words": "from last time", "initial-words": ""}),
        saved={"words": ""},
        suggested={"words": "from last time"},
    )
    assert form.is_valid()
    assert form.edits() == [Edit("words", was="", now="from last time")]


def test_after_a_save_the_page_goes_on_from_what_is_saved_now():
    form = valid(**{"words": "mine", "initial-words": "older", "status": "b"})
    form.begin_from({"words": "mine"})
    assert form.began_from("words") == "mine"
    assert form["words"].value() == "mine"
    assert form["status"].value() == "b"


def test_what_was_not_touched_shows_a_colleagues_words():
    form = valid(**{"words": "as opened", "initial-words": "as opened", **BOXES})
    form.begin_from({"words": "theirs", "due": date(2027, 1, 2), "status": "b"})
    assert form["words"].value() == "theirs"
    assert form["status"].value() == "b"
    assert form.began_from("due") == "2027-01-02"


@pytest.mark.parametrize(
    ("theirs", "boxes", "began"),
    [(date(2027, 1, 2), ["2", "1", "2027"], "2027-01-02"), (None, None, "")],
)
def test_a_date_that_was_not_touched_shows_a_colleagues_date(theirs, boxes, began):
    form = valid(**{"initial-due": "2027-03-27"}, **BOXES)
    form.begin_from({"due": theirs})
    assert form["due"].value() == boxes
    assert form.began_from("due") == began


def test_what_was_typed_stays_when_the_page_goes_on_from_a_colleagues():
    typed = {"words": "mine", "initial-words": "as opened", "initial-due": "2027-03-27"}
    form = valid(**typed, **{**BOXES, "due-day": "28", "due-month": "3"})
    form.begin_from({"words": "theirs", "due": date(2027, 1, 2)})
    assert form["words"].value() == "mine"
    assert form.began_from("words") == "theirs"
    assert form["due"].value() == ["28", "3", "2027"]


def test_saved_values_given_to_a_form_are_not_changed_by_it():
    given = {"words": "as saved"}
    form = WordsForm(sent(words="mine"), saved=given)
    assert form.is_valid()
    form.begin_from({"words": "mine"})
    assert given == {"words": "as saved"}


def test_a_prefix_keeps_two_forms_of_one_page_apart():
    data = sent(**{"b-words": "mine", "initial-b-words": "b began", "words": "not b"})
    form = WordsForm(data, saved=SAVED, prefix="b")
    assert form.is_valid()
    assert form.edits("words") == [Edit("words", was="b began", now="mine")]


def _as_a_browser_sends_it(html: str) -> QueryDict:
    soup = BeautifulSoup(html, "html.parser")
    fields = {one["name"]: one["value"] for one in soup.select("input[type=hidden]")}
    for area in soup.select("textarea"):
        # A browser leaves out the line end that stands right after the tag.
        fields[area["name"]] = area.text.removeprefix("\n")
    every = {name: text.replace("\n", "\r\n") for name, text in fields.items()}
    return sent(**every)


# The first page reads its templates, and takes as long as that takes.
@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_comes_back_from_a_page_as_it_was_saved(text):
    try:
        saved = {"words": LongText(max_length=4000).clean(text)}
    except ValidationError:
        assume(False)
    html = PAGE.render(Context({"form": WordsForm(saved=saved)}))
    form = WordsForm(_as_a_browser_sends_it(html), saved={"words": "a colleague’s"})
    assert form.is_valid(), form.errors
    assert form.edits() == [Edit("words", was=saved["words"], now=saved["words"])]


@pytest.mark.parametrize("name", ["words", "status", "due"])
def test_every_saved_field_has_its_beginning_on_the_page(name):
    html = PAGE.render(Context({"form": WordsForm(saved=SAVED)}))
    hidden = BeautifulSoup(html, "html.parser").select(f"input[name=initial-{name}]")
    assert len(hidden) == 1
