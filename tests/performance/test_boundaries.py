"""A point, a range or a target that lies just on a boundary is not beyond it."""

from decimal import Decimal

import pytest

from performance.causes import Cause
from performance.spc import Assurance, Direction, Start, xmr
from tests.performance.series import series

# Mean 150 and moving range 300: limits at -648 and 948, near limits at -382 and 682.
SWINGS = [0, 300] * 6
FIXED = [Start(baseline=12)]


def latest(*values):
    chart = xmr(series(*SWINGS, *values), starts=FIXED)
    return [one.cause for one in chart.points[len(SWINGS) :]]


@pytest.mark.parametrize("limit", [948, -648])
def test_a_point_on_a_limit_is_not_outside(limit):
    beyond = limit + Decimal("0.01") * (1 if limit > 0 else -1)
    assert latest(limit) == [Cause.COMMON]
    assert latest(beyond) == [Cause.OUTSIDE]


@pytest.mark.parametrize(("near", "inside"), [(682, 200), (-382, 100)])
def test_a_point_on_a_near_limit_is_not_close(near, inside):
    beyond = near + Decimal("0.01") * (1 if near > 0 else -1)
    close = [Cause.TWO_OF_THREE, Cause.COMMON, Cause.TWO_OF_THREE]
    assert latest(near, inside, near) == [Cause.COMMON] * 3
    assert latest(beyond, inside, beyond) == close


def test_a_point_on_a_limit_is_close_to_it():
    assert latest(948, 948, 200)[:2] == [Cause.TWO_OF_THREE] * 2


def test_a_moving_range_just_as_large_as_allowed_is_left_out():
    # Ranges 733, 733, 733 and 9801, which is 3.267 times their mean of 3000.
    limits = xmr(series(0, 733, 1466, 2199, 12000)).limits
    assert limits.upper - limits.mean == Decimal("2.66") * 733


@pytest.mark.parametrize(
    ("target", "assurance"),
    [
        (948, Assurance.HIT_AND_MISS),
        (-648, Assurance.HIT_AND_MISS),
        ("948.01", Assurance.FAILING),
        ("-648.01", Assurance.PASSING),
    ],
)
def test_a_target_on_a_limit_is_hit_and_miss(target, assurance):
    chart = xmr(series(*SWINGS), direction=Direction.HIGHER, target=Decimal(target))
    assert chart.assurance is assurance
