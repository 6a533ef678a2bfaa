"""Which chart fits a measure, and what may stand beside it."""

import pytest

from performance.drawing import is_alike
from performance.models import Commission, Measure
from performance.periods import Frequency


@pytest.mark.parametrize(
    ("unit", "kind", "frequency", "alike"),
    [
        ("rate", "flow", "quarter", False),  # a quarter of what a year has
        ("rate", "flow", "year", True),
        ("rate", "snapshot", "quarter", True),
        ("count", "flow", "month", False),
        ("percentage", "flow", "month", True),
    ],
)
def test_a_yearly_published_figure_stands_beside_what_it_is_like(
    unit, kind, frequency, alike
):
    measure = Measure(unit=unit, kind=kind)
    commission = Commission(measure=measure, frequency=frequency)
    assert is_alike(commission, Frequency.YEAR) is alike
