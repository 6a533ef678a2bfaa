"""Limits are those of NHSRplotthedots’ documented examples and tests (MIT licence)."""

import json
import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.causes import Cause, Limits
from performance.spc import (
    Assurance,
    Chart,
    Direction,
    Group,
    Point,
    Start,
    Variation,
    direction_at,
    xmr,
)
from tests.performance.series import SERIES, VALUES, month, series

VECTORS = json.loads((Path(__file__).parent / "data" / "spc.json").read_text())
ASSURANCE = VECTORS["rules"]["assurance"]
WORDS = {
    "consistent_fail": Assurance.FAILING,
    "consistent_pass": Assurance.PASSING,
    "inconsistent": Assurance.HIT_AND_MISS,
    None: None,
}
STEADY = [10, 12, 11, 9, 10, 11, 12, 10, 9, 11, 10, 12]


def causes(chart) -> list[Cause]:
    return [one.cause for one in chart.points]


# The vectors.


@pytest.mark.parametrize("case", VECTORS["limits"], ids=lambda case: case["id"])
def test_limits_are_those_of_the_nhs_package(case):
    limits = xmr(series(*case["y"]), screened=case["screen_outliers"]).limits
    found = (limits.mean, limits.lower, limits.upper)
    expected = (case["expect"][name] for name in ("mean", "lpl", "upl"))
    for one, other in zip(found, expected, strict=True):
        assert float(one) == pytest.approx(other, abs=case["tol"])


@pytest.mark.parametrize("case", ASSURANCE["cases"], ids=str)
@pytest.mark.parametrize(
    ("name", "direction"),
    [
        ("increase", Direction.HIGHER),
        ("decrease", Direction.LOWER),
        ("neutral", Direction.NEUTRAL),
    ],
)
def test_assurance_is_that_of_the_nhs_package(case, name, direction):
    low, high = Decimal(case["lpl"]), Decimal(case["upl"])
    limits = Limits((low + high) / 2, low, high, low, high)
    group = Group(Start(), (), limits, on_trial=False)
    chart = Chart((group,), direction, Decimal(ASSURANCE["target"]))
    assert chart.assurance is WORDS[case[name]]


# Limits.


def test_a_very_large_moving_range_is_left_out_once():
    limits = xmr(series(*STEADY, 90, 10, 11)).limits
    assert limits.upper - limits.mean == pytest.approx(
        Decimal("3.99"), abs=Decimal("0.3")
    )


def test_near_limits_are_two_thirds_of_the_way():
    limits = xmr(series(*STEADY)).limits
    near, far = limits.near_upper - limits.mean, limits.upper - limits.mean
    assert near == pytest.approx(far * 2 / 3)


def test_a_series_that_never_moves_has_limits_on_its_mean_and_no_special_cause():
    chart = xmr(series(*["0.1"] * 49), direction=Direction.HIGHER)
    assert chart.limits.lower == chart.limits.mean == chart.limits.upper
    assert chart.limits.mean == Decimal("0.1")
    assert set(causes(chart)) == {Cause.COMMON}
    gap = xmr(series(1, 1, None, 2, 2))
    assert set(causes(gap)) == {Cause.COMMON}


def test_what_moves_after_a_baseline_that_never_did_is_outside():
    chart = xmr(series(*[5] * 12, 6), starts=[Start(baseline=12)])
    assert causes(chart)[-1] is Cause.OUTSIDE


def test_fewer_than_twelve_points_have_limits_on_trial():
    assert xmr(series(*STEADY[:11], None)).groups[0].on_trial
    assert not xmr(series(*STEADY)).groups[0].on_trial


@pytest.mark.parametrize("values", [[], [7], [None], [7, None, 9]])
def test_without_two_points_in_a_row_there_are_no_limits(values):
    chart = xmr(series(*values), direction=Direction.HIGHER, target=Decimal(1))
    assert chart.limits is None
    assert chart.variation is Variation.NOT_JUDGED
    assert chart.assurance is None


def test_a_missing_period_is_never_0_and_no_moving_range_crosses_it():
    limits = xmr(series(1, 2, None, 9, 10)).limits
    assert limits.mean == Decimal("5.5")
    assert limits.upper == Decimal("5.5") + Decimal("2.66")


def test_limits_are_drawn_from_0_and_to_100_but_judged_as_they_are():
    limits = xmr(series(99, 1, 98, 2)).limits
    assert limits.drawn(Decimal(100)) == (0, 100)
    assert limits.drawn() == (0, limits.upper)
    assert limits.lower < 0


# Rules.


def test_the_first_rule_that_matches_wins():
    rising = ["10.6", "10.7", "10.8", "10.9", 11, "11.1", 40]
    chart = xmr(series(*STEADY, 10, *rising), starts=[Start(baseline=12)])
    assert causes(chart)[-8:] == [Cause.TREND] * 7 + [Cause.OUTSIDE]
    assert causes(xmr(series(*STEADY, *rising), starts=[Start(baseline=12)]))[12:] == [
        *[Cause.TREND] * 6,
        Cause.OUTSIDE,
    ]


def test_seven_on_one_side_are_a_shift():
    chart = xmr(series(*STEADY, *[11, "11.5"] * 4), starts=[Start(baseline=12)])
    assert causes(chart)[-8:] == [Cause.SHIFT] * 8
    assert chart.points[-1].sign == 1


def test_two_of_three_close_to_a_limit_are_flagged_and_the_third_is_not():
    chart = xmr(series(*STEADY, 13.9, 11, 13.9), starts=[Start(baseline=12)])
    limits = chart.limits
    assert limits.near_upper < Decimal("13.9") < limits.upper
    close = [Cause.TWO_OF_THREE, Cause.COMMON, Cause.TWO_OF_THREE]
    assert causes(chart)[-3:] == close


def test_a_point_on_the_mean_breaks_a_shift():
    below, above = [9, 9.5] * 3, [11, 10.5] * 3
    chart = xmr(series(*below, *above, 10, 10.5))
    assert Cause.SHIFT not in causes(chart)


def test_a_missing_month_breaks_a_shift_and_is_not_judged():
    values = [10, 12, 10, 12, 9, 9, 9, None, 9, 9, 9]
    chart = xmr(series(*values))
    assert Cause.SHIFT not in causes(chart)
    assert chart.points[7].variation is Variation.NOT_JUDGED
    assert xmr(series(*values, None)).variation is Variation.NOT_JUDGED


# Icons.


@pytest.mark.parametrize(
    ("direction", "latest", "icon"),
    [
        (Direction.HIGHER, 40, Variation.IMPROVEMENT_HIGH),
        (Direction.HIGHER, 0, Variation.CONCERN_LOW),
        (Direction.LOWER, 40, Variation.CONCERN_HIGH),
        (Direction.LOWER, 0, Variation.IMPROVEMENT_LOW),
        (Direction.NEUTRAL, 40, Variation.NEUTRAL_HIGH),
        (Direction.NEUTRAL, 0, Variation.NEUTRAL_LOW),
        (Direction.HIGHER, 11, Variation.COMMON),
    ],
)
def test_the_icon_is_the_last_cause_times_the_direction(direction, latest, icon):
    assert xmr(series(*STEADY, latest), direction=direction).variation is icon


def test_a_rising_trend_below_the_mean_is_a_rise():
    rising = ["9.1", "9.2", "9.3", "9.4", "9.5", "9.6", "9.7"]
    chart = xmr(
        series(*STEADY, *rising),
        starts=[Start(baseline=12)],
        direction=Direction.HIGHER,
    )
    assert chart.points[-1].cause is Cause.TREND
    assert chart.variation is Variation.IMPROVEMENT_HIGH


def test_a_direction_may_change_on_a_date():
    steps = [(month(0), Direction.NEUTRAL), (month(13), Direction.LOWER)]
    chart = xmr(series(*STEADY, 40, 40), direction=steps, target=Decimal(1000))
    icons = [one.variation for one in chart.points[-2:]]
    assert icons == [Variation.NEUTRAL_HIGH, Variation.CONCERN_HIGH]
    assert chart.assurance is Assurance.PASSING
    assert direction_at(steps[1:], month(0)) is Direction.NEUTRAL


# Rebasing.


def test_a_rebase_begins_a_new_group_with_limits_of_its_own():
    after = [value + 30 for value in STEADY]
    chart = xmr(series(*STEADY, *after), starts=[Start(month(12))])
    first, second = chart.groups
    assert first.limits == xmr(series(*STEADY)).limits
    assert second.limits.mean == first.limits.mean + 30
    assert second.points[0].point.on == month(12)
    assert set(causes(chart)) == {Cause.COMMON}


def test_a_rebase_between_two_points_begins_with_the_later():
    chart = xmr(series(1, 2, 3, 4), starts=[Start(month(1).replace(day=2))])
    assert [len(group.points) for group in chart.groups] == [2, 2]


def test_a_fixed_baseline_is_of_the_first_points_that_have_a_value():
    chart = xmr(series(None, *STEADY, 500, 900), starts=[Start(baseline=12)])
    assert chart.limits == xmr(series(*STEADY)).limits


@pytest.mark.parametrize("points", [0, 11])
def test_a_baseline_of_fewer_than_twelve_points_is_refused(points):
    with pytest.raises(ValueError, match="12"):
        Start(baseline=points)


def test_points_and_starts_out_of_order_and_numbers_without_end_are_refused():
    with pytest.raises(ValueError, match="order"):
        xmr(series(1, 2)[::-1])
    with pytest.raises(ValueError, match="order"):
        xmr(series(1, 2), starts=[Start(month(1)), Start(month(1))])
    with pytest.raises(ValueError, match="finite"):
        xmr([Point(month(0), Decimal("nan"))])


# What holds for every series.


@given(SERIES, VALUES, st.sampled_from([Decimal("0.5"), Decimal(3), Decimal(100)]))
def test_the_same_figures_in_another_unit_are_judged_the_same(values, more, times):
    moved = [None if value is None else value * times + more for value in values]
    first, second = xmr(series(*values)), xmr(series(*moved))
    assert causes(first) == causes(second)
    assert (first.limits is None) == (second.limits is None)
    if first.limits and second.limits:
        upper = first.limits.upper * times + more
        assert second.limits.upper == pytest.approx(upper, abs=Decimal("1e-20"))


@given(SERIES)
def test_upside_down_high_is_low(values):
    down = [None if value is None else -value for value in values]
    first, second = xmr(series(*values)).points, xmr(series(*down)).points
    assert [(p.cause, p.sign) for p in first] == [(p.cause, -p.sign) for p in second]


@given(SERIES)
def test_backwards_the_same_points_are_judged_the_same(values):
    first, second = xmr(series(*values)), xmr(series(*values[::-1]))
    assert causes(first) == causes(second)[::-1]
    assert first.limits == second.limits


@given(SERIES, VALUES)
def test_with_a_fixed_baseline_another_month_makes_nothing_common_again(values, more):
    begin = [Start(baseline=12)]
    before = xmr(series(*STEADY, *values), starts=begin)
    after = xmr(series(*STEADY, *values, more), starts=begin)
    assert before.limits == after.limits
    for one, other in zip(before.points, after.points, strict=False):
        assert one.cause is Cause.COMMON or other.cause is not Cause.COMMON
        assert (one.cause is Cause.OUTSIDE) == (other.cause is Cause.OUTSIDE)


@given(SERIES, SERIES)
def test_what_comes_after_a_rebase_does_not_touch_what_was_before(values, later):
    whole = xmr(series(*values, *later), starts=[Start(month(len(values)))])
    assert whole.points[: len(values)] == xmr(series(*values)).points


def test_sixty_charts_of_sixty_points_take_a_few_milliseconds():
    points = series(*(STEADY * 5))
    points[30] = replace(points[30], value=Decimal("60.5"))
    assert min(_timed(points) for _ in range(5)) < 0.06


def _timed(points) -> float:
    began = time.process_time()
    for _ in range(60):
        xmr(points, direction=Direction.HIGHER)
    return time.process_time() - began
