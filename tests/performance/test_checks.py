"""What is looked at before figures are sent."""

import pytest

from performance.checks import Row, Weight, check, unusual

SHARE = {"wants_out_of": True, "is_share": True}


def said(*rows):
    return [(one.key, one.box, one.text) for one in check(rows)]


def test_a_complete_row_has_no_problem():
    assert said(Row(1, "A", 9, 64, **SHARE), Row(2, "B", 0)) == []


def test_a_share_larger_than_its_whole_must_change():
    ((key, box, text),) = said(Row(1, "A", 71, 64, **SHARE))
    assert (key, box) == (1, "number")
    assert text == "The number (71) cannot be larger than ‘out of’ (64)"


def test_an_average_may_be_of_more_than_it_is_out_of():
    assert said(Row(1, "Days", 710, 64, wants_out_of=True)) == []


@pytest.mark.parametrize(
    ("row", "box", "text"),
    [
        (Row(1, "A"), "number", "Enter a number, or choose why there is none"),
        (Row(1, "A", 4, **SHARE), "out_of", "Enter out of how many"),
        (
            Row(1, "A", 4, 0, wants_out_of=True),
            "out_of",
            "Enter out of how many: it cannot be 0",
        ),
        (
            Row(1, "A", words=" ", wants_words=True),
            "words",
            "Write something, or choose why there is none",
        ),
    ],
)
def test_what_is_missing_is_named(row, box, text):
    assert said(row) == [(1, box, text)]


def test_a_reason_stands_for_a_figure():
    rows = Row(1, "A", missing="not_yet"), Row(2, "B", missing="poor", wants_words=True)
    assert said(*rows) == []


def test_a_part_is_no_larger_than_its_whole():
    whole = Row(1, "Notices", 64)
    assert said(whole, Row(2, "Of these, charged", 64, part_of=1)) == []
    ((key, _, text),) = said(whole, Row(2, "Of these, charged", 65, part_of=1))
    assert key == 2
    assert text == "It is part of “Notices” (64), so it cannot be larger."
    assert said(Row(2, "Of these, charged", 65, part_of=1)) == []


def test_a_sudden_change_wants_a_note():
    usual = (118, 130, 128, 141)
    (problem,) = check([Row(3, "Notices", 212, earlier=usual)])
    assert problem.weight is Weight.ASKS
    assert problem.box == "note"
    assert problem.text.startswith("Much higher than usual for you (")
    assert check([Row(3, "Notices", 212, earlier=usual, note="A new form")]) == []


@pytest.mark.parametrize(
    ("number", "earlier", "how"),
    [
        (212, (118, 130, 128, 141), "higher"),
        (0, (118, 130, 128, 141), "lower"),
        (141, (118, 130, 128, 141), None),
        (150, (118, 130, 128, 141), None),  # inside the limits
        (212, (118, 130, 128), None),  # too few to tell
        (6, (5, 5, 5, 5), "higher"),
        (5, (5, 5, 5, 5), None),
    ],
)
def test_what_is_unusual(number, earlier, how):
    found = unusual(number, earlier)
    assert (found and found[0]) == how
