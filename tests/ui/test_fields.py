"""What people type is made even, and what cannot be meant is explained."""

from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError

from ui.fields import DateField, DateInput, LongText, ShortText, dress

MARCH = date(2027, 3, 27)
LONG = LongText(label="Progress", max_length=4000)
SHORT = ShortText(label="Who will do it", max_length=20)
WHEN = DateField(label="By when")


def complaint(field: forms.Field, value: object) -> str:
    with pytest.raises(ValidationError) as caught:
        field.clean(value)
    return " ".join(caught.value.messages)


def test_line_ends_of_every_system_become_one_kind():
    assert LONG.clean("one\r\ntwo\rthree\nfour") == "one\ntwo\nthree\nfour"


def test_blanks_at_the_ends_go_and_those_within_stay():
    assert LONG.clean("\r\n  one\n\n  two  \r\n\t") == "one\n\n  two"


@pytest.mark.parametrize("nothing", ["", "  \r\n ", None])
def test_long_text_may_be_left_empty(nothing):
    assert LONG.clean(nothing) == ""


def test_long_text_that_is_needed_is_asked_for():
    assert complaint(LongText(max_length=9, required=True), " \r\n ")


def test_over_long_text_says_how_long_it_is():
    assert complaint(LONG, "x" * 4321) == (
        "Progress must be 4,000 characters or fewer. It has 4,321."
    )


@pytest.mark.parametrize("kind", [LongText, ShortText])
def test_an_error_names_a_question_by_what_it_is_called(kind):
    field = kind(label="What have you done?", called="What you have done", max_length=2)
    assert complaint(field, "abc").startswith("What you have done must be 2 characters")


def test_line_ends_count_once_as_in_the_browsers_own_count():
    text = "x\r\n" * 1999 + "xx"
    assert len(LONG.clean(text)) == 4000


def test_as_long_as_allowed_is_not_too_long():
    assert LONG.clean("x" * 4000) == "x" * 4000
    assert SHORT.clean("x" * 20) == "x" * 20


@pytest.mark.parametrize("field", [LONG, SHORT])
def test_nul_characters_are_refused_because_postgresql_cannot_keep_them(field):
    assert "Null characters" in complaint(field, "a\x00b")


@pytest.mark.parametrize("field", [LONG, SHORT])
def test_what_no_document_can_hold_is_left_out_of_what_is_pasted(field):
    assert field.clean("a\ufffe\uffff\x07\x1fb") == "ab"
    assert field.clean("long\x1eterm \U0001f600 na\u200dme") == (
        "long-term \U0001f600 na\u200dme"
    )
    needed = type(field)(max_length=9, required=True)
    assert complaint(needed, " \ufffe ")


def test_words_own_line_ends_stay_line_ends():
    assert LONG.clean("one\x0btwo\x0cthree") == "one\ntwo\nthree"
    assert SHORT.clean("one\x0btwo") == "one two"


@pytest.mark.parametrize("field", [LONG, SHORT])
def test_no_browser_is_told_to_cut_a_pasted_text(field):
    assert "maxlength" not in field.widget.attrs


@pytest.mark.parametrize("field", [LONG, SHORT])
def test_markup_and_formulas_are_kept_as_typed(field):
    for text in ("<b>=1+1</b>", "@SUM(A1)", "-2 + 3", "&amp;"):
        assert field.clean(text) == text


def test_text_that_differs_only_in_line_ends_has_not_changed():
    assert not LONG.has_changed("one\ntwo", "one\r\ntwo  ")
    assert LONG.has_changed("one\ntwo", "one\r\nthree")


def test_pasted_line_breaks_become_spaces_in_one_line():
    assert SHORT.clean("  team\r\n manager\t now ") == "team manager now"


def test_over_long_line_says_how_long_it_is():
    assert complaint(SHORT, "x" * 21) == (
        "Who will do it must be 20 characters or fewer. It has 21."
    )


@pytest.mark.parametrize("month", ["3", "03", "March", "march", "MAR", " mar "])
def test_a_month_may_be_a_number_or_a_name(month):
    assert WHEN.clean(["27", month, "2027"]) == MARCH


def test_every_month_is_known_by_its_name():
    said = (date(2027, month, 1) for month in range(1, 13))
    assert [
        WHEN.clean(["1", f"{day:%B}", "2027"]).month
        for day in said  # the test runs in the C locale, as the portal does
    ] == list(range(1, 13))


@pytest.mark.parametrize(
    "typed",
    [
        ["31", "2", "2027"],
        ["31", "February", "2027"],
        ["29", "2", "2027"],
        ["0", "3", "2027"],
        ["27", "13", "2027"],
        ["27", "Marchember", "2027"],
        ["27", "3", "27"],
        ["27", "3", "0000"],
        ["27", "3", "20277"],
        ["-1", "3", "2027"],
        ["2\x00", "3", "2027"],
    ],
    ids=" ".join,
)
def test_what_is_no_date_is_told_by_example(typed):
    assert complaint(WHEN, typed) == ("By when must be a real date, such as 27 3 2027.")


def test_the_29th_of_february_is_real_in_a_leap_year():
    assert WHEN.clean(["29", "2", "2028"]) == date(2028, 2, 29)


@pytest.mark.parametrize("box", [0, 1, 2])
def test_a_number_beyond_all_calendars_is_no_date(box):
    typed = ["27", "3", "2027"]
    typed[box] = "9" * 30
    assert "real date" in complaint(WHEN, typed)


@pytest.mark.parametrize("day", ["1_1", "+2"])
def test_a_day_is_made_of_plain_digits_and_nothing_is_guessed(day):
    assert "real date" in complaint(WHEN, [day, "3", "2027"])


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["", "3", "2027"], "By when must include a day."),
        (["27", " ", "2027"], "By when must include a month."),
        (["27", "", ""], "By when must include a month and a year."),
        (["", "3", ""], "By when must include a day and a year."),
    ],
)
def test_missing_parts_are_named(typed, said):
    assert complaint(WHEN, typed) == said


def test_a_date_too_early_or_too_late_is_told_the_limits():
    field = DateField(label="Due", earliest=date(2026, 1, 2), latest=date(2026, 9, 30))
    said = "Due must be between 2 January 2026 and 30 September 2026."
    assert complaint(field, ["1", "1", "2026"]) == said
    assert complaint(field, ["1", "10", "2026"]) == said
    assert field.clean(["2", "1", "2026"]) == date(2026, 1, 2)
    assert field.clean(["30", "9", "2026"]) == date(2026, 9, 30)


def test_a_date_that_is_asked_for_in_a_question_is_named_in_errors():
    field = DateField(label="When was it heard?", called="When it was heard")
    said = "When it was heard must be a real date, such as 27 3 2027."
    assert complaint(field, ["31", "2", "2027"]) == said


def test_iso_text_is_read_for_what_a_page_began_from():
    assert WHEN.clean("2027-03-27") == MARCH
    assert complaint(WHEN, "27/03/2027") == "Not a date."


def test_a_date_that_is_one_already_stays():
    assert WHEN.clean(MARCH) == MARCH


def test_an_empty_date_is_asked_for_only_where_it_is_needed():
    assert complaint(WHEN, None)
    assert DateField(label="By when", required=False).clean(None) is None


def test_a_date_typed_in_another_way_has_not_changed():
    assert not WHEN.has_changed(MARCH, ["27", "mar", "2027"])
    assert not WHEN.has_changed("2027-03-27", ["27", "03", "2027"])
    assert not WHEN.has_changed(None, None)
    assert WHEN.has_changed(MARCH, ["28", "3", "2027"])
    assert WHEN.has_changed(MARCH, None)
    assert WHEN.has_changed(MARCH, ["31", "2", "2027"])


class DueForm(forms.Form):
    due = DateField(label="Due")


def test_the_three_boxes_are_read_and_given_back_as_typed():
    form = DueForm({"due-day": "31", "due-month": "feb", "due-year": "2027"})
    assert not form.is_valid()
    assert DateInput().format_value(form["due"].value()) == ["31", "feb", "2027"]


def test_three_empty_boxes_are_no_date_at_all():
    form = DueForm({"due-day": " ", "due-month": "", "due-year": ""})
    assert form.errors["due"] == ["This field is required."]


def test_a_saved_date_stands_in_its_three_boxes():
    form = DueForm(initial={"due": MARCH})
    assert DateInput().format_value(form["due"].value()) == ["27", "3", "2027"]
    assert DateInput().format_value("2027-03-27") == ["27", "3", "2027"]
    assert DateInput().format_value(None) == ["", "", ""]


def test_a_form_sent_without_the_boxes_left_the_date_out():
    widget = DateInput()
    assert widget.value_omitted_from_data({}, {}, "due")
    assert not widget.value_omitted_from_data({"due-month": ""}, {}, "due")


def test_an_error_leads_to_the_day():
    assert DateInput().id_for_label("id_due") == "id_due-day"
    assert DateInput().id_for_label("") == ""


def test_a_field_is_dressed_and_handed_back():
    field = forms.CharField()
    assert dress(field, label="m", count=True) is field
    assert field.look == {"label": "m", "count": True}
