"""Parts as lines in a box: what is written reads back, what is wrong is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategies import library
from strategies.models import Oversight, Resource
from strategies.outline import notation

PRIORITY = {
    "number": 3,
    "title": "Train every worker",
    "short": "Training",
    "text": "All who meet children are trained.",
    "guidance": "Say who.",
}


def even(value):
    """Texts with blanks made even, as the boxes and the rows have them."""
    if isinstance(value, dict):
        return {key: even(one) for key, one in value.items()}
    if isinstance(value, list):
        return [even(one) for one in value]
    return " ".join(value.split()) if isinstance(value, str) else value


@pytest.mark.parametrize("name", library.names())
def test_every_part_of_a_library_document_reads_back(name):
    document = even(library.read(name))
    for objective in document["objectives"]:
        written = notation.write_priorities(objective["priorities"])
        read = notation.read_priorities(written)
        assert (read.items, read.problems) == (objective["priorities"], [])
    for key in ("aims", "principles", "outcomes"):
        texts = document.get(key, [])
        assert notation.read_texts(notation.write_texts(texts)).items == texts
    blocks = document.get("commitments", [])
    written = notation.write_commitments(blocks)
    assert notation.read_commitments(written).items == blocks
    for key, title, labels, kinds in (
        ("resources", "title", notation.RESOURCE, Resource.Kind.values),
        ("oversight", "name", notation.BODY, Oversight.Kind.values),
    ):
        items = document.get(key, [])
        written = notation.write_entries(items, title, labels)
        read = notation.read_entries(written, title, labels, kinds)
        assert (read.items, read.problems) == (items, [])


TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1
) | st.sampled_from(["# mark", "- dash", "Kind: x", "Text: y", "3. three", "a b", "·"])
LINE = st.lists(TEXT, min_size=1, max_size=4).map(" ".join).map(even)


@given(st.lists(LINE))
def test_any_texts_read_back(texts):
    assert notation.read_texts(notation.write_texts(texts)).items == texts


@given(st.lists(st.fixed_dictionaries({"title": LINE, "note": LINE, "url": LINE})))
def test_any_entries_read_back(items):
    items = [item | {"kind": "plan"} for item in items]
    written = notation.write_entries(items, "title", notation.RESOURCE)
    read = notation.read_entries(written, "title", notation.RESOURCE, ["plan"])
    assert read.items == items


@given(LINE, LINE, LINE, LINE, st.integers(1, 999))
def test_any_priority_reads_back(title, short, text, guidance, number):
    one = {
        "number": number,
        "title": title,
        "short": short,
        "text": text,
        "guidance": guidance,
    }
    assert notation.read_priorities(notation.write_priorities([one])).items == [one]


def test_one_line_is_enough_for_a_priority():
    read = notation.read_priorities("1. To raise awareness of neglect in every school.")
    assert read.items == [
        {
            "number": 1,
            "title": "Raise awareness of neglect in every school",
            "short": "Raise awareness of neglect",
            "text": "To raise awareness of neglect in every school.",
        }
    ]


def test_a_priority_without_a_number_waits_to_be_counted():
    (one,) = notation.read_priorities("- Listen to children").items
    assert (one["number"], one["title"]) == (None, "Listen to children")


def test_what_belongs_to_a_priority_stands_under_it():
    written = notation.write_priorities([PRIORITY])
    assert written.splitlines() == [
        "3. Train every worker",
        "Short: Training",
        "Text: All who meet children are trained.",
        "Guidance: Say who.",
    ]


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("Short: Training", "Line 1: there is nothing above “Short:”"),
        ("1. A\n\nShort: B\nShort: C", "Line 4: “Short:” stands here twice"),
        (f"1. A\nShort: {'b' * 31}", "this short has 31 characters; it may have 30"),
        (f"1. {'a' * 121}\nText: T", "this title has 121 characters; it may have 120"),
        ("0. A", "Line 1: the number must be between 1 and 999"),
        ("1000. A", "Line 1: the number must be between 1 and 999"),
    ],
)
def test_what_is_wrong_with_a_priority_is_said_by_line(written, problem):
    assert any(problem in said for said in notation.read_priorities(written).problems)


def test_a_line_that_is_too_long_is_said_by_line():
    read = notation.read_texts(f"Short enough\n{'a' * 1001}")
    assert read.problems == [
        "Line 2: this item has 1,001 characters; it may have 1,000"
    ]


def test_a_kind_that_there_is_not_is_said():
    read = notation.read_entries("A\nKind: hat", "title", notation.RESOURCE, ["plan"])
    assert read.problems == ["Line 1: the kind must be one of plan"]


def test_a_kind_left_away_is_worked_out():
    read = notation.read_entries(
        "Oversight group", "name", notation.BODY, ["board", "group"]
    )
    assert read.items == [{"name": "Oversight group", "kind": "group"}]


def test_a_group_without_commitments_is_said():
    assert notation.read_commitments("# Teach\n# Learn\nRead").problems == [
        "“Teach” has nothing under it"
    ]
