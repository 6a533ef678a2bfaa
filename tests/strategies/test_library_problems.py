"""A document that is not a strategy: every problem is said, and where it is."""

import pytest

from strategies.library import Unreadable, parse

GOOD = """
key: made-up
title: A made-up strategy
written_by: [One board]
starts_on: 2026-01-01
aims: [One aim]
objectives:
  - title: Recognise
    priorities:
      - {number: 1, title: Notice, short: Notice, text: Notice neglect.}
      - {number: 2, title: Say, short: Say, text: Say what you notice.}
  - title: Respond
    aim: Help comes in time.
    priorities:
      - {number: 3, title: Help, short: Help, text: Help.}
principles: [One principle]
commitments:
  - {group: Together, items: [One thing to do]}
outcomes: [One outcome]
resources:
  - {title: Toolkit, kind: toolkit}
oversight:
  - {name: The board, kind: board}
"""


def problems(text: str) -> list[str]:
    with pytest.raises(Unreadable) as refused:
        parse(text, where="made-up.yaml")
    return str(refused.value).split("\n")


def changed(old: str, new: str) -> str:
    assert GOOD.count(old) == 1
    return GOOD.replace(old, new)


def test_a_good_document_has_no_problem():
    document = parse(GOOD, where="made-up.yaml")
    assert document["title"] == "A made-up strategy"
    assert document["objectives"][1]["priorities"][0]["number"] == 3


def test_a_key_that_no_strategy_has_is_named():
    assert problems(GOOD + "colour: red\n") == [
        "made-up.yaml: “colour” is not something a strategy has"
    ]


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("key: made-up\n", "key"),
        ("title: A made-up strategy\n", "title"),
    ],
)
def test_a_key_that_every_strategy_needs_is_missed(line, key):
    assert problems(changed(line, "")) == [f"made-up.yaml: “{key}” is missing"]


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        (
            "{number: 2, title: Say, short: Say, text",
            "{number: 2, title: Say, text",
            "objectives 1, priorities 2: “short” is missing",
        ),
        (
            "{number: 3, title",
            "{number: three, title",
            "objectives 2, priorities 1: “number” is 'three', not a number",
        ),
        (
            "    aim: Help",
            "    purpose: Help",
            "objectives 2: “purpose” is not something a strategy has",
        ),
        (
            "{group: Together, items: [One thing to do]}",
            "{group: Together}",
            "commitments 1: “items” is missing",
        ),
        ("{title: Toolkit, kind", "{kind", "resources 1: “title” is missing"),
        (
            "{name: The board, kind: board}",
            "The board",
            "oversight 1: expected headings with values, found 'The board'",
        ),
    ],
)
def test_a_problem_deep_inside_is_said_with_its_place(old, new, where):
    assert problems(changed(old, new)) == [f"made-up.yaml, {where}"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "starts_on: 2026-01-01",
            "starts_on: soon",
            "“starts_on” is 'soon', not a date",
        ),
        (
            "title: A made-up strategy",
            "title: 2026",
            "“title” is 2026, not text",
        ),
        (
            "written_by: [One board]",
            "written_by: One board",
            "“written_by” is 'One board', not a list",
        ),
    ],
)
def test_a_value_of_the_wrong_kind_is_shown(old, new, said):
    assert problems(changed(old, new)) == [f"made-up.yaml: {said}"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("aims: [One aim]", "aims: [7]"),
        # What YAML makes of “- Note: a colon in the text”.
        ("principles: [One principle]", "principles: [{Note: a colon}]"),
        ("outcomes: [One outcome]", "outcomes: [null]"),
        ("items: [One thing to do]", "items: [7]"),
        ("written_by: [One board]", "written_by: [7]"),
    ],
)
def test_an_item_of_a_list_that_is_not_text_is_a_problem(old, new):
    (problem,) = problems(changed(old, new))
    assert problem.startswith("made-up.yaml")


def test_every_problem_is_said_at_once():
    text = changed("key: made-up\n", "").replace("number: 1,", "number: one,")
    assert problems(text + "colour: red\n") == [
        "made-up.yaml: “key” is missing",
        "made-up.yaml, objectives 1, priorities 1: “number” is 'one', not a number",
        "made-up.yaml: “colour” is not something a strategy has",
    ]


@pytest.mark.parametrize("text", ["key: [", "key: 'unfinished", "\tkey: x"])
def test_what_is_no_yaml_is_said_to_be_none(text):
    said = "\n".join(problems(text))
    assert said.startswith("made-up.yaml: not readable as YAML: ")
    assert "line 1" in said


@pytest.mark.parametrize("text", ["", "just words", "- a list"])
def test_yaml_that_is_no_document_is_said_to_be_none(text):
    (problem,) = problems(text)
    assert problem.startswith("made-up.yaml: expected headings with values, found ")
