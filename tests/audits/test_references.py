"""A case is called by a reference from which nobody can be told."""

import pytest

from audits.references import problem, problems


@pytest.mark.parametrize(
    "reference",
    ["A1", "N-07", "NS-301", "2026-014", "CASE-12", "REF-07", "Case-7", "7"],
)
def test_letters_digits_and_hyphens_are_a_reference(reference):
    assert problem(reference) == ""


@pytest.mark.parametrize(
    ("reference", "kind"),
    [
        ("9434765919", "an NHS number"),
        ("943-476-5919", "an NHS number"),
        ("E000200005001", "a unique pupil number"),
        ("AB123456C", "a National Insurance number"),
        ("ab-12-34-56-c", "a National Insurance number"),
        ("12-03-2015", "a date of birth"),
        ("2015-03-12", "a date of birth"),
        ("12032015", "a date of birth"),
        ("20150312", "a date of birth"),
        ("SW1A-1AA", "a postcode"),
        ("sw1a1aa", "a postcode"),
        ("01632960123", "a phone number"),
        ("a@home.example", "an e-mail address"),
        ("Kayla-7", "a name beside an age"),
        ("Kayla (7)", "a name beside an age"),
    ],
)
def test_what_could_tell_who_it_is_about_is_named_and_refused(reference, kind):
    told = problem(reference)
    assert f"“{reference}” looks like {kind}" in told
    assert "Use a reference that only you can trace back" in told


@pytest.mark.parametrize(
    ("reference", "told"),
    [
        ("A" * 20 + "1", "has 21 characters. A reference has at most 20."),
        ("N 07", "is not letters, digits and single hyphens"),
        ("N_07", "is not letters, digits and single hyphens"),
        ("-7", "is not letters, digits and single hyphens"),
        ("É7", "is not letters, digits and single hyphens"),
        ("Kayla", "could be a name. A reference has a digit in it"),
        ("SamSmith7", "could hold a name. A reference has at most four letters in a"),
        ("Smith-07", "could hold a name"),
        ("KaylaJones1", "could hold a name"),
        ("audit-3-case-12", "could hold a name"),
    ],
)
def test_what_else_is_no_reference_says_why(reference, told):
    assert told in problem(reference)


def test_a_word_beside_a_number_is_refused_in_plain_words():
    assert problem("Ref-7") == (
        "“Ref-7” looks like a name beside an age, as in Kayla who is 7, because its "
        "word could be a first name. Use a reference that only you can trace back to "
        "the case."
    )
    assert problem("REF-7") == ""


def test_eight_digits_that_are_no_date_are_a_reference():
    assert problem("20269931") == ""


def test_the_same_reference_twice_is_said_once_whatever_its_capitals():
    assert problems(["N-1", "N-2", "n-1"]) == [
        "“n-1” is there twice. Each case has its own reference."
    ]


def test_a_very_long_text_is_shown_cut():
    assert "…” has 300 characters" in problem("a" * 299 + "1")
