"""Two texts side by side: nothing of either goes missing, and it does not take long."""

import difflib
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.difference import SLOW_ABOVE, Piece, pieces

# Texts that share words, as two versions of one answer do; and any texts at all.
ANSWERS = st.lists(
    st.sampled_from(["we", "trained", "staff", " ", "\n", "\n\n", "  "]), max_size=30
).map("".join)
TEXTS = ANSWERS | st.text(max_size=60)


def joined(parts: list[Piece]) -> str:
    return "".join(part.text for part in parts)


def shared(parts: list[Piece]) -> list[str]:
    return "".join(part.text for part in parts if not part.differs).split()


def marked(parts: list[Piece]) -> list[str]:
    return [part.text.strip() for part in parts if part.differs]


def words(letter: str, count: int) -> str:
    return " ".join(f"{letter}{number}" for number in range(count))


@given(TEXTS, TEXTS)
def test_the_pieces_joined_again_are_each_text_exactly(left, right):
    first, second = pieces(left, right)
    assert (joined(first), joined(second)) == (left, right)


@given(TEXTS, TEXTS)
def test_the_words_that_do_not_differ_are_the_same_on_both_sides(left, right):
    first, second = pieces(left, right)
    assert shared(first) == shared(second)


@given(TEXTS, TEXTS)
def test_no_piece_is_empty(left, right):
    assert all(piece.text for side in pieces(left, right) for piece in side)


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text):
    whole = [Piece(text, differs=False)] if text else []
    assert pieces(text, text) == (whole, whole)


def test_only_the_words_that_were_changed_are_marked():
    first, second = pieces("we trained two staff", "we trained nine staff")
    assert (marked(first), marked(second)) == (["two"], ["nine"])
    assert shared(first) == ["we", "trained", "staff"]


def test_what_was_added_is_marked_on_its_own_side_alone():
    first, second = pieces("we met", "we met twice")
    assert (marked(first), marked(second)) == ([], ["twice"])


def test_nothing_beside_something_differs_whole():
    assert pieces("", "new words") == ([], [Piece("new words", differs=True)])


def test_very_long_texts_are_shown_whole_and_at_once():
    left, right = words("a", SLOW_ABOVE), words("a", SLOW_ABOVE - 1) + " end"
    assert pieces(left, right) == (
        [Piece(left, differs=True)],
        [Piece(right, differs=True)],
    )
    assert steps(left, right) == 0


STEPS_MAX = 5_000_000  # of the comparison; well under a second


def steps(left: str, right: str) -> int:
    """How many lines of difflib a comparison runs: its cost, on a busy machine too."""
    counted = 0

    def count(frame, event, argument):
        nonlocal counted
        counted += event == "line"
        return count

    def enter(frame, event, argument):
        return count if frame.f_code.co_filename == difflib.__file__ else None

    before = sys.gettrace()
    sys.settrace(enter)
    try:
        pieces(left, right)
    finally:
        sys.settrace(before)
    return counted


ALPHABET = "abcdefgh"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        # Half of what an answer may hold, and not a word in common.
        (words("a", 400), words("b", 400)),
        (words("a", 700), " ".join(reversed(words("a", 700).split()))),
        ("the child " * 300, "the home " * 300),
        (" ".join(ALPHABET * 120), " ".join(ALPHABET[::-1] * 120)),
        # As many pairs of equal words as are still compared.
        (" ".join(ALPHABET * 49), " ".join(ALPHABET[::-1] * 49)),
    ],
    ids=["rewritten", "turned about", "two words", "eight words", "the most pairs"],
)
def test_comparing_two_answers_takes_a_bounded_number_of_steps(left, right):
    assert steps(left, right) < STEPS_MAX
