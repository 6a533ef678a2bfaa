"""What a person may enter about a challenge."""

from datetime import timedelta

import pytest

from response_tool.forms import AskAgainForm, AskForm, ChallengeReplyForm, CloseForm
from response_tool.forms.challenges import AHEAD
from response_tool.models import QUESTION_MAX, REASON_MAX, REPLY_MAX, Challenge


def posted(prefix: str, **values: object) -> dict[str, str]:
    return {f"{prefix}-{name}": str(value) for name, value in values.items()}


def days(prefix: str, on) -> dict[str, str]:
    parts = {"day": on.day, "month": on.month, "year": on.year}
    return {f"{prefix}reply_by-{name}": str(number) for name, number in parts.items()}


def test_one_partnership_is_not_asked_about(northshire, today):
    typed = {"question": "Why?", **days("", today)}
    form = AskForm(typed, partnerships=[northshire], today=today)
    assert "partnership" not in form.fields
    assert form.is_valid()
    assert form.question_asked()["partnership"] == northshire


def test_of_two_partnerships_one_is_chosen(northshire, castlebourne, today):
    both = [castlebourne, northshire]
    typed = {"question": "Why?", "partnership": northshire.pk, **days("", today)}
    form = AskForm(typed, partnerships=both, today=today)
    assert form.is_valid()
    assert form.question_asked()["partnership"] == northshire
    form = AskForm(typed | {"partnership": 0}, partnerships=both, today=today)
    assert "partnership" in form.errors


@pytest.mark.parametrize(("ahead", "good"), [(-1, False), (0, True), (366, True)])
def test_the_day_is_between_today_and_a_year_from_now(northshire, today, ahead, good):
    on = today + timedelta(days=ahead)
    typed = {"question": "Why?", **days("", on)}
    form = AskForm(typed, partnerships=[northshire], today=today)
    assert form.is_valid() is good
    assert AHEAD.days == 366


@pytest.mark.parametrize(
    ("form", "field", "longest"),
    [
        (AskForm, "question", QUESTION_MAX),
        (AskAgainForm, "text", QUESTION_MAX),
        (ChallengeReplyForm, "text", REPLY_MAX),
        (CloseForm, "because", REASON_MAX),
    ],
)
def test_every_text_has_its_bound(form, field, longest):
    assert form.base_fields[field].max_length == longest


def test_a_form_sends_how_many_texts_its_page_showed():
    assert ChallengeReplyForm(written=3)["seen"].value() == 3
    form = ChallengeReplyForm(posted("reply", text="Yes.", seen=2), written=3)
    assert form.is_valid()
    assert form.words()["seen"] == 2


def test_shown_again_it_has_seen_everything():
    form = ChallengeReplyForm(posted("reply", text="Yes.", seen=2), written=2)
    form.is_valid()
    form.show_again(3)
    assert (form["seen"].value(), form["text"].value()) == ("3", "Yes.")


def test_a_count_that_is_no_number_is_a_problem():
    form = ChallengeReplyForm(posted("reply", text="Yes.", seen="x"), written=2)
    assert not form.is_valid()


def test_what_was_typed_can_be_shown_where_it_was_not_saved():
    form = CloseForm(posted("close", how="answered", because="It is."), written=0)
    form.is_valid()
    assert form.typed() == "It is."


def test_there_is_a_hint_for_every_way_to_close():
    hints = CloseForm.base_fields["how"].look["hints"]
    assert set(hints) == set(Challenge.How.values)
