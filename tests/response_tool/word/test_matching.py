"""Rows find their priorities by reference, by content control, by their words."""

import pytest

from response_tool.word import matching
from response_tool.word.matching import Wanted, is_of_another, match_rows
from response_tool.word.shapes import Document, Row

WANTED = [
    Wanted(
        1, "Train everybody", "Train the workforce so that everyone can see neglect"
    ),
    Wanted(2, "Tell families", "Work with parents and carers to raise awareness of it"),
    Wanted(3, "Use the toolkit", "Embed use of the toolkit and research other tools"),
    Wanted(4, "Share figures", "Develop a framework of figures across the local area"),
]


def match(*rows: Row):
    return match_rows(Document(rows=list(rows)), WANTED, strategy="7")


def row(priority: str = "", *, reference: str = "", tag: str = "") -> Row:
    return Row(number=1, priority=priority, reference=reference, tag=tag)


def test_a_literal_reference_comes_first():
    (found,) = match(row("Embed use of the tool kit", reference="R3"))
    assert (found.number, found.how) == (3, "reference")


def test_then_the_content_control():
    (found,) = match(row("Rewritten altogether", tag=matching.tag("7", 2)))
    assert (found.number, found.how) == (2, "content control")


def test_a_content_control_of_another_strategy_says_nothing():
    (found,) = match(row("Rewritten altogether", tag=matching.tag("8", 2)))
    assert found.number is None


@pytest.mark.parametrize(
    "words",
    [
        "Train the workforce so that everyone can see neglect",
        "TRAIN THE WORKFORCE, so everyone can see neglect!",
        "Train everybody",
    ],
)
def test_then_the_words(words):
    (found,) = match(row(words))
    assert (found.number, found.how) == (1, "words")


def test_a_reference_that_its_words_contradict_is_for_a_person():
    (found,) = match(row(WANTED[0].text, reference="R3"))
    assert found.number is None
    assert found.why == (
        "Its reference is that of priority 3, but its words are those of priority 1."
    )


def test_a_bare_number_that_counts_rows_gives_way_to_the_words():
    (found,) = match(row(WANTED[0].text, reference="3."))
    assert (found.number, found.how) == (1, "words")


def test_words_of_no_priority_are_for_a_person():
    (found,) = match(row("Extra: food and warmth"))
    assert (found.number, found.why) == (
        None,
        "It is no priority of this strategy that we know.",
    )


def test_words_of_two_priorities_are_for_a_person():
    twins = [
        Wanted(1, "Train all staff of schools"),
        Wanted(2, "Train all staff of wards"),
    ]
    document = Document(rows=[row("Train all staff of homes")])
    (found,) = match_rows(document, twins)
    assert (found.number, found.why) == (
        None,
        "Its words could be those of more than one priority.",
    )


def test_a_reference_beyond_the_strategy_is_no_reference():
    (found,) = match(row("Extra", reference="R99"))
    assert found.number is None


@pytest.mark.parametrize(
    ("rows", "another"),
    [
        ([row(WANTED[0].text), row(WANTED[1].text)], False),
        ([row("Other words", reference="R1"), row("More", reference="R2")], True),
        ([row("Quite other"), row("words here"), row(WANTED[1].text)], True),
        ([row(reference="R1"), row(reference="R2")], False),
        ([row(WANTED[0].text, tag=matching.tag("8", 1))], True),
        ([], False),
    ],
)
def test_a_document_of_another_strategy_is_known(rows, another):
    document = Document(rows=rows)
    assert is_of_another(document, match(*rows), "7") is another


REWORDED = [
    Wanted(
        1,
        "Repair cycles in every village hall",
        "Volunteers mend bicycles in halls, so that people of every village can ride.",
    ),
    Wanted(
        2,
        "Plant orchards beside schools",
        "Pupils and gardeners plant fruit trees, and look after the orchard together.",
    ),
    Wanted(
        3,
        "Teach swimming to grown-ups",
        "Pools open early, and grown-ups who never learnt to swim are taught for free.",
    ),
]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Mending of bicycles by volunteers in the village halls", 1),
        ("To look after fruit trees and orchards, planted by gardeners with pupils", 2),
        ("Free lessons at the pool, early, for grown-ups learning how to swim", 3),
    ],
)
def test_a_priority_put_in_other_words_is_known_by_what_it_is_about(words, number):
    (found,) = match_rows(Document(rows=[row(words)]), REWORDED)
    assert (found.number, found.how) == (number, "words")


def test_what_is_left_goes_to_the_priority_that_no_other_row_is_about():
    between = "Volunteers and pupils of the village look after trees and cycles"
    (alone,) = match_rows(Document(rows=[row(between)]), REWORDED)
    assert alone.number is None
    rows = [row(REWORDED[0].text), row(between)]
    found = match_rows(Document(rows=rows), REWORDED)
    assert [one.number for one in found] == [1, 2]
