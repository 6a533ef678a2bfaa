import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.typed import NotANumber, amount, count


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("7", 7),
        (" 7 ", 7),
        ("\xa07", 7),
        ("007", 7),
        ("1,234", 1234),
        ("1,234,567", 1_234_567),
        ("1 234", 1234),
        ("1\u202f234\u202f567", 1_234_567),
        ("12.0", 12),
        ("+5", 5),
        (12, 12),
        (12.0, 12),
        (Decimal(12), 12),
        ("0", 0),
        (0, 0),
        ("", None),
        ("  ", None),
        (None, None),
    ],
)
def test_a_count_is_read_as_people_type_it(cell, number):
    assert count(cell) == number


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("12%", "‘12%’ is a percentage. Enter how many."),
        ("12.5", "‘12.5’ is not a whole number. Enter how many."),
        (0.12, "‘0.12’ is not a whole number. Enter how many."),
        ("-5", "‘-5’ is below 0."),
        ("−5", "‘−5’ is below 0."),
        (-5, "‘-5’ is below 0."),
        (
            "<b>7</b>",
            "‘<b>7</b>’ is not a number. Enter digits only, such as 1,234.",
        ),
        ("7 8", "‘7 8’ is not a number. Enter digits only, such as 1,234."),
        ("1 234,567", "‘1 234,567’ is not a number. Enter digits only, such as 1,234."),
        (
            "1.000",
            "‘1.000’ can be read in two ways. Enter it without the full stop.",
        ),
        ("1,23", "‘1,23’ is not a number. Enter digits only, such as 1,234."),
        ("1.234,5", "‘1.234,5’ is not a number. Enter digits only, such as 1,234."),
        ("1e3", "‘1e3’ is not a number. Enter digits only, such as 1,234."),
        ("٣", "‘٣’ is not a number. Enter digits only, such as 1,234."),
        ("seven", "‘seven’ is not a number. Enter digits only, such as 1,234."),
        ("=A1+B1", "‘=A1+B1’ is a formula. Enter the number it gives."),
        ("c", "‘c’ is not a number. Leave the cell empty and say why it is missing."),
        (
            "N/A",
            "‘N/A’ is not a number. Leave the cell empty and say why it is missing.",
        ),
        (True, "‘True’ is not a number."),
        (float("nan"), "‘nan’ is not a number."),
        (10**10, "‘10000000000’ is too large. Enter 1,000,000,000 or less."),
    ],
)
def test_what_is_no_count_is_refused_in_words(cell, message):
    with pytest.raises(NotANumber) as refused:
        count(cell)
    assert str(refused.value) == message


@pytest.mark.parametrize(
    "cell",
    [datetime.date(2026, 3, 1), datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)],
)
def test_a_date_in_a_number_cell_is_called_a_date(cell):
    with pytest.raises(NotANumber, match="‘01/03/2026’ is a date"):
        count(cell)


def test_a_small_number_that_somebody_hid_is_asked_for():
    with pytest.raises(NotANumber, match="small numbers are hidden from others"):
        count("<5")


def test_long_text_is_cut():
    with pytest.raises(NotANumber) as refused:
        count("9" * 5000)
    assert len(str(refused.value)) < 100


def test_a_percentage_may_have_its_sign_and_is_at_most_100():
    assert amount("12%", percentage=True) == 12
    assert amount("12.5 %", percentage=True) == Decimal("12.5")
    assert amount("12.5") == Decimal("12.5")
    assert amount("", percentage=True) is None
    for cell, words in [("101%", "more than 100%"), ("%", "‘%’ is not a number")]:
        with pytest.raises(NotANumber, match=words):
            amount(cell, percentage=True)
    with pytest.raises(NotANumber, match="‘12%’ is not a number"):
        amount("12%")


@given(st.integers(0, 10**9))
def test_what_is_written_with_commas_is_read_back(number):
    assert count(f" {number:,} ") == number


@given(st.text(max_size=60))
def test_any_text_is_a_number_nothing_or_refused(text):
    try:
        found = count(text)
    except NotANumber:
        return
    assert found is None or 0 <= found <= 10**9
