"""A strategy in the library's format: read whole, or refused line by line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategies import library
from strategies.imports import Refused, document_of_yaml, yaml_file

GOOD = """key: made-up
title: A made-up strategy
starts_on: 2026-01-01
objectives:
  - title: Recognise
    priorities:
      - number: 1
        title: Notice
        short: Notice
        text: Notice neglect.
resources:
  - title: Kit
    kind: toolkit
"""


def problems(text: str) -> tuple[str, ...]:
    with pytest.raises(Refused) as refused:
        document_of_yaml(text)
    return refused.value.problems


def changed(old: str, new: str) -> str:
    assert GOOD.count(old) == 1
    return GOOD.replace(old, new)


@pytest.mark.parametrize("name", library.names())
def test_every_document_of_the_library_is_read_as_the_library_reads_it(name):
    text = (library.FOLDER / f"{name}.yaml").read_text()
    assert document_of_yaml(text) == library.read(name)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("key: made-up", "kye: x", "Line 1: “kye” is not something a strategy has."),
        (
            "short: Notice",
            "shirt: a",
            "Line 9: “shirt” is not something a priority has.",
        ),
        (
            "        text: Notice neglect.\n",
            "",
            "Line 7: “text” is missing from a priority.",
        ),
        ("number: 1", "number: one", "Line 7: “number” is text, not a number."),
        ("2026-01-01", "2026", "Line 3: “starts_on” is a number, not a date."),
        (
            "2026-01-01",
            "2026-02-30",
            "“starts_on” is '2026-02-30', which cannot be read.",
        ),
        (
            "2026-01-01",
            "2026-01-01 10:00:00",
            "Line 3: “starts_on” is a time, not a date.",
        ),
        (
            "A made-up strategy",
            "yes",
            "Line 2: “title” is yes or no, not text (quote it).",
        ),
        ("A made-up strategy", "", "Line 2: “title” is empty, not text (quote it)."),
        ("A made-up strategy", "[a]", "Line 2: “title” is a list, not text."),
        (
            "kind: toolkit",
            "kind: hat",
            "Line 13: “kind” is “hat”, not one of: toolkit,",
        ),
        ("title: Kit", "kind: tool", "Line 13: “kind” stands here twice."),
        (
            "resources:",
            "aims: [a, 2]\nresources:",
            "Line 11: “aims” holds a number, not",
        ),
        ("resources:", "aims: x\nresources:", "Line 11: “aims” is text, not a list."),
        (
            "  - title: Kit\n    kind: toolkit",
            "  - Kit",
            "Line 12: expected headings with",
        ),
        (
            "key: made-up",
            "key: !!python/name:os.system x",
            "something that is not accepted",
        ),
        ("key: made-up", "<<: {a: 1}", "Line 1: “<<” is not something a strategy has."),
    ],
)
def test_what_is_wrong_is_said_by_line(old, new, said):
    assert any(said in one for one in problems(changed(old, new)))


def test_every_problem_is_said_in_the_order_of_the_lines():
    text = changed("number: 1", "number: x").replace("key: made-up", "kye: a")
    assert [one.partition(":")[0] for one in problems(text)] == [
        "Line 1",
        "Line 1",
        "Line 7",
    ]


def test_more_problems_than_one_can_read_are_counted():
    text = GOOD + "".join(f"odd{n}: 1\n" for n in range(30))
    said = problems(text)
    assert len(said) == 21
    assert said[-1] == "And 10 more."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title: [a", "Line 1: this is not YAML"),
        ("title: a\n\tkey: b", "Line 2: this is not YAML"),
        ("a: 1\n--- \nb: 1", "Line 2: this is not YAML"),
        ("", "There is nothing in it."),
        ("# only a comment", "There is nothing in it."),
        ("- a\n- b", "Line 1: expected headings with values, found a list."),
        ("Words", "Line 1: expected headings with values, found text."),
        ("title: \x00", "This is not a text file in YAML."),
    ],
)
def test_what_is_not_a_strategy_in_yaml_is_refused(text, said):
    assert any(said in one for one in problems(text))


@pytest.mark.parametrize(
    "text", ["key: &a x", "key: *a", "a: &a [x]\nb: [*a, *a]", "? &a x\n: y"]
)
def test_references_are_refused_before_they_can_multiply(text):
    (said,) = problems(text)
    assert "Line 1: anchors and aliases" in said


@pytest.mark.parametrize("text", ["[" * 50_000, "{a: " * 40_000, "- " * 90_000])
def test_depth_without_end_is_refused(text):
    (said,) = problems(text)
    assert "too many levels" in said


def test_a_file_that_is_too_big_is_refused():
    (said,) = problems("a" * (yaml_file.YAML_MAX + 1))
    assert said.startswith("The file must be 200 KB or smaller")


PIECES = [
    "key",
    ": ",
    "\n",
    "- ",
    "&",
    "*",
    "!!",
    "{",
    "[",
    "'",
    "2026-01-01",
    "title",
    "  ",
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3)).map("".join))
def test_whatever_is_typed_is_read_or_refused_and_nothing_else(text):
    try:
        document = document_of_yaml(text)
    except Refused as refused:
        problems = refused.problems
    else:
        problems = ("read",) if document else ()
    assert all(problems)
    assert problems
