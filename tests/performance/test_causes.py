"""Vectors recomputed from NHSRplotthedots’ documented examples and tests (MIT)."""

import json
from pathlib import Path

import pytest

from performance.causes import shifts, trends, two_of_three

RULES = json.loads((Path(__file__).parent / "data" / "spc.json").read_text())["rules"]


def ends(flags, length=7):
    """1 where a run of flags has lasted for the length, as the package’s tests ask."""
    return [
        int(at + 1 >= length and all(flags[at + 1 - length : at + 1]))
        for at in range(len(flags))
    ]


@pytest.mark.parametrize("case", RULES["shift_run_end"], ids=str)
def test_seven_on_one_side_of_the_mean_are_a_shift(case):
    assert ends(shifts(case["rel"])) == case["out"]


@pytest.mark.parametrize("case", RULES["trend_run_end"], ids=str)
def test_seven_that_rise_or_fall_are_a_trend(case):
    flags = trends(case["y"])
    signed = [end * flag for end, flag in zip(ends(flags), flags, strict=True)]
    assert signed == case["out"]


@pytest.mark.parametrize("case", RULES["part_of_seven"], ids=str)
def test_all_seven_are_flagged_where_one_ends_a_run(case):
    rising = [0]
    for at in range(1, len(case["v"])):  # a series that ends its trends where v says
        part = any(map(abs, case["v"][at : at + 6]))
        rising.append(rising[-1] + (sum(case["v"]) if part else 0))
    assert list(map(abs, trends(rising))) == case["out"]
    sides = [sum(case["v"]) * part for part in case["out"]]
    assert list(map(abs, shifts(sides))) == case["out"]


@pytest.mark.parametrize("case", RULES["two_in_three"], ids=str)
def test_two_of_three_close_to_one_limit_are_flagged(case):
    assert two_of_three(case["close"], case["rel"]) == case["flagged"]


def test_below_the_mean_the_flags_are_negative():
    assert two_of_three([1, 0, 1], [-1, -1, -1]) == [-1, 0, -1]
    assert shifts([-1] * 7) == [-1] * 7


def test_a_gap_breaks_a_trend_and_a_shift():
    assert not any(trends([1, 2, 3, None, 4, 5, 6, 7]))
    assert not any(shifts([1, 1, 1, 0, 1, 1, 1, 1]))


def test_the_peak_between_two_trends_belongs_to_the_second():
    flags = trends([1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1])
    assert flags == [1] * 6 + [-1] * 7
