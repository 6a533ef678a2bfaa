"""Short words for long ones."""

from datetime import date

import pytest

from strategies.outline import titles


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("To train all staff.", "Train all staff"),
        ("We will listen to children", "Listen to children"),
        ("All partner agencies will share what they know", "Share what they know"),
        ("Raising awareness in schools", "Raise awareness in schools"),
        ("Identifying neglect early", "Identify neglect early"),
        (
            "Visit families twice a month. They say when.",
            "Visit families twice a month",
        ),
        ("to", "To"),
        ("…", "…"),
    ],
)
def test_a_title_begins_with_its_verb(text, title):
    assert titles.in_one_line(text) == title


def test_a_long_title_ends_where_a_clause_does():
    text = (
        "Give every family that asks for help an answer within two days, so that no "
        "child waits longer than they must, whatever their age or their address"
    )
    assert titles.in_one_line(text) == (
        "Give every family that asks for help an answer within two days"
    )


def test_a_title_is_never_longer_than_it_may_be():
    assert len(titles.in_one_line("word " * 80)) <= 120
    assert len(titles.in_one_line("w" * 300)) == 120


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Train all staff", "Train all staff"),
        ("Raise awareness of the signs of neglect", "Raise awareness of the signs"),
        ("Work with families in all the parishes", "Work with families in all"),
        ("a" * 40, "a" * 30),
    ],
)
def test_a_short_title_is_cut_at_a_word(title, short):
    assert titles.short(title) == short


def test_years_are_read_however_they_are_parted():
    expected = (date(2026, 1, 1), date(2029, 12, 31))
    for text in ("2026-2029", "2026 – 29", "2026 to 2029", "2026/29"):
        assert titles.years(f"Strategy {text}") == expected
    assert titles.years("2029 – 2026") is None
    assert titles.years("Strategy 2026") is None
