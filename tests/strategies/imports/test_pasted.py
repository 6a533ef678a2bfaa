"""Pasted text: the look of each line says what it is, and nothing is dropped."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategies.imports import Refused, lines_of_text
from strategies.outline import Kind, Line
from tests.strategies.outline.texts import TEXTS


def one(text: str) -> Line:
    (line,) = lines_of_text(text)
    return line


@pytest.mark.parametrize(
    ("text", "level", "words"),
    [
        ("## Our aims", 2, "Our aims"),
        ("#### Deep ##", 4, "Deep"),
        ("OUR APPROACH", 1, "OUR APPROACH"),
        ("What will we do?", 2, "What will we do?"),
        ("3. Recognise", 2, "Recognise"),
        ("Objective 1:", 3, "Objective 1:"),
        ("Objective 2 – Help sooner.", 3, "Objective 2 – Help sooner."),
        ("Evidence of impact:", 4, "Evidence of impact:"),
        ("Introduction", 2, "Introduction"),
    ],
)
def test_a_heading_is_known_by_its_look(text, level, words):
    line = one(text)
    assert (line.kind, line.level, line.text) == (Kind.HEADING, level, words)


@pytest.mark.parametrize("mark", ["-", "·", "•", "*", "–", "▪"])
def test_a_bullet_makes_a_list_item(mark):
    line = one(f"{mark} Warm homes")
    assert (line.kind, line.level, line.text) == (Kind.ITEM, 0, "Warm homes")
    assert one(f"    {mark}\tWarm rooms").level == 2


def test_numbered_neighbours_are_a_list():
    lines = lines_of_text("1. Look\n2) Listen\n3.\tStay")
    assert [(line.kind, line.number, line.text) for line in lines] == [
        (Kind.ITEM, 1, "Look"),
        (Kind.ITEM, 2, "Listen"),
        (Kind.ITEM, 3, "Stay"),
    ]


def test_a_numbered_sentence_that_stands_alone_is_no_heading():
    assert one("1. We listen to every child.").kind is Kind.ITEM


def test_a_year_or_an_amount_is_no_number_of_a_list():
    for text in ("2026 was a hard year.", "30 children came."):
        assert one(text) == Line(Kind.PARAGRAPH, text)


def test_tabs_and_bars_make_table_rows():
    assert one("Version\tVersion 2").cells == ("Version", "Version 2")
    assert one("| Priority | Action |").cells == ("Priority", "Action")
    assert one("\t1. Open a clothes bank.").number == 1
    assert one("\tNotice").cells == ("Notice",)


def test_rules_and_empty_lines_are_no_lines():
    assert len(lines_of_text("A line.\n\n---\n|---|:--|\n***\n\t\nAnother.")) == 2


def test_marks_of_bold_and_links_are_taken_away_and_addresses_kept():
    assert one("We **listen** to [all](#).").text == "We listen to all."
    assert one("The [kit](https://a.example/k).").text == (
        "The kit (https://a.example/k)."
    )
    assert one("The kit <https://a.example/k>.").text == "The kit https://a.example/k."


def test_line_ends_of_every_machine_are_read():
    assert len(lines_of_text("\ufeffOne.\r\nTwo.\rThree.\n")) == 3


def test_text_without_words_is_refused():
    with pytest.raises(Refused, match="no words in it"):
        lines_of_text(" \n\t\n---\n")


def test_too_many_lines_are_refused_saying_how_many():
    assert len(lines_of_text("a\n" * 2000)) == 2000
    with pytest.raises(Refused, match=r"It has 2,001 lines\. At most 2,000"):
        lines_of_text("a\n" * 2001)


def test_too_long_a_text_is_refused_saying_how_long():
    with pytest.raises(Refused, match=r"200,001 characters\. At most 200,000"):
        lines_of_text("a" * 200_001)


def words(text: str) -> list[str]:
    return sorted(re.findall(r"[^\W\d_]+", text.casefold()))


@pytest.mark.parametrize("name", TEXTS)
def test_every_word_of_a_text_is_in_a_line(name):
    lines = lines_of_text(TEXTS[name])
    assert words(" ".join(line.words for line in lines)) == words(TEXTS[name])


PIECES = st.sampled_from(
    ["# ", "- ", "1. ", "\t", "|", ":", "?", " – ", "\n", "aims", "Word", "AIMS", " "]
)
TEXT = st.lists(PIECES | st.text(max_size=8), max_size=40).map("".join)


@given(TEXT)
def test_every_word_of_any_text_is_in_a_line(text):
    try:
        lines = lines_of_text(text)
    except Refused:
        assert words(text) == []
    else:
        assert words(" ".join(line.words for line in lines)) == words(text)


@pytest.mark.parametrize(
    "text", ["[" * 5000, "**" * 5000, "<https://" * 3000, "1." * 5000, "- " * 5000]
)
def test_hostile_text_is_read_in_good_time(text):
    assert lines_of_text(f"{text}\nword")
