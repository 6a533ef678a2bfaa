from decimal import Decimal

import pytest

from performance.runs import run_chart
from performance.sentences import assurance, change
from performance.spc import Direction, Start, xmr
from tests.performance.series import month, series

STEADY = [10, 12, 11, 9, 10, 11, 12, 10, 9, 11, 10, 12]
FIXED = [Start(baseline=12)]


def said(*values, direction=Direction.HIGHER) -> str:
    return change(xmr(series(*values), direction=direction, starts=FIXED))


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([], "There are no figures to show yet."),
        ([None], "There are no figures to show yet."),
        ([3], "One month so far, too few to judge."),
        ([3, 4, None], "There is no figure for the latest month, so it is not judged."),
        (
            [*STEADY, 10, 11],
            "No special cause: the last 14 months vary as expected.",
        ),
        ([*STEADY, 40, 11], "No special cause: the latest month is as expected."),
        (
            [3, 4],
            (
                "No special cause: the last 2 months vary as expected. The limits are "
                "on trial until there are 12 months."
            ),
        ),
        (
            [*STEADY, 40],
            (
                "Special cause: the latest month is above the upper limit. "
                "This is a change for the better."
            ),
        ),
        (
            [*STEADY, *[9, 9.5] * 4],
            (
                "Special cause: the last 8 months are all below the mean. "
                "This is a change for the worse."
            ),
        ),
        (
            [*STEADY, 11, 10.5, 10.6, 10.7, 10.8, 10.9, 11, 11.1],
            (
                "Special cause: the figures have risen over the last 7 months. "
                "This is a change for the better."
            ),
        ),
        (
            [*STEADY, 13.9, 11, 13.9],
            (
                "Special cause: two of three months in a row, with the latest, are "
                "close to the upper limit. This is a change for the better."
            ),
        ),
    ],
)
def test_a_chart_says_what_it_shows(values, words):
    assert said(*values) == words


def test_a_change_that_is_neither_good_nor_bad_is_called_so():
    assert said(*STEADY, 0, direction=Direction.NEUTRAL).endswith(
        "This is a fall, neither good nor bad in itself."
    )


def test_months_before_a_rebase_are_not_counted():
    chart = xmr(series(*STEADY, *STEADY), starts=[Start(month(12))])
    assert "the last 12 months" in change(chart)


def test_a_quarter_is_called_a_quarter_and_a_median_a_median():
    chart = run_chart(series(*[0] * 8, *[2, 3] * 4), direction=Direction.LOWER)
    assert change(chart, each="quarter") == (
        "Special cause: the last 8 quarters are all above the median. "
        "This is a change for the worse."
    )


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (100, "The target of 100% will not be met, if nothing changes."),
        (1, "The target of 1% is met every month, if nothing changes."),
        (
            11,
            "The target of 11% is inside the expected range: met or missed by chance.",
        ),
        (None, ""),
    ],
)
def test_the_target_is_put_in_words(target, words):
    target = None if target is None else Decimal(target)
    chart = xmr(series(*STEADY), direction=Direction.HIGHER, target=target)
    assert assurance(chart, show=lambda value: f"{value}%") == words
