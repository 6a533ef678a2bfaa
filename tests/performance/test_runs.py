from datetime import date
from decimal import Decimal

import pytest

from performance.causes import Cause
from performance.runs import Kind, fitting, judge, run_chart
from performance.sentences import change
from performance.spc import Assurance, Direction, Start, Variation
from tests.performance.series import series

HIGHER = [(date.min, Direction.HIGHER)]


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([3, 4], Kind.CONTROL),
        ([5, 5, 5], Kind.CONTROL),
        ([0, 0, 1, 7], Kind.RUN),  # rare events
        ([0, 3, 1, 7], Kind.CONTROL),
        ([3, None, 4, None, 5], Kind.RUN),  # hardly two months side by side
        ([3, 4, None, 5, 6], Kind.CONTROL),
        ([3, None], Kind.TABLE),
        ([], Kind.TABLE),
    ],
)
def test_the_chart_that_fits_a_series(values, kind):
    assert fitting(series(*values)) is kind


def test_yearly_figures_show_their_trend():
    assert fitting(series(3, 4, 5), yearly=True) is Kind.TREND
    assert fitting(series(3), yearly=True) is Kind.TABLE


def test_a_run_chart_judges_by_the_median():
    values = [0, 0, 0, 0, 1, 0, 0, 0, 2, 1, 1, 1, 2, 1, 3]
    chart = run_chart(series(*values), direction=Direction.LOWER)
    assert chart.median == Decimal(1)
    assert run_chart(series(1, 2, None, 9)).median == Decimal(2)
    assert run_chart(series(1, 2)).median == Decimal("1.5")


def test_seven_above_the_median_are_a_shift_for_the_worse():
    values = [0] * 8 + [2, 3, 2, 3, 2, 3, 2]
    chart = run_chart(series(*values), direction=Direction.LOWER)
    assert [one.cause for one in chart.points[-7:]] == [Cause.SHIFT] * 7
    assert chart.variation is Variation.CONCERN_HIGH
    assert [one.cause for one in chart.points[:8]] == [Cause.COMMON] * 8


def test_seven_that_rise_are_a_trend():
    chart = run_chart(series(*[0] * 9, 1, 2, 3, 4, 5, 6))
    assert chart.points[-1].cause is Cause.TREND
    assert chart.variation is Variation.NEUTRAL_HIGH


def test_nothing_or_a_missing_month_is_not_judged():
    assert run_chart([]).variation is Variation.NOT_JUDGED
    assert run_chart(series(None)).median is None
    assert run_chart(series(0, 0, None)).variation is Variation.NOT_JUDGED


def test_points_stand_in_order():
    with pytest.raises(ValueError, match="order"):
        run_chart(series(1, 2)[::-1])


def test_fewer_figures_than_the_shortest_run_are_not_judged():
    few, enough = series(*[1, None] * 6), series(*[1, None] * 6, 1)
    assert run_chart(few).points[-2].variation is Variation.NOT_JUDGED
    assert run_chart(few).median == 1
    assert run_chart(enough).variation is Variation.COMMON
    assert change(run_chart(few[:-1])) == "Six months so far, too few to judge."


def test_two_points_are_not_judged_on_a_control_chart_either():
    two = judge(series(3, 4), target=Decimal(90), direction=HIGHER)
    assert (two.variation, two.assurance) == (Variation.NOT_JUDGED, None)
    assert change(two) == "Two months so far, too few to judge."
    assert two.limits
    seven = judge(series(*range(3, 9), 3), target=Decimal(90), direction=HIGHER)
    assert seven.variation is Variation.COMMON
    assert seven.assurance is Assurance.FAILING


def test_so_it_is_again_where_a_mean_begins_anew():
    values = series(3, 4, 3, 4, 3, 4, 3, 9)
    chart = judge(values, starts=[Start(values[-1].on)])
    assert chart.points[0].variation is Variation.COMMON
    assert chart.variation is Variation.NOT_JUDGED
    assert change(chart) == "One month since the mean began anew, too few to judge."
