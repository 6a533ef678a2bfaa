"""Years on a chart, beside the same years of what is published."""

from datetime import date
from decimal import Decimal

from partnership.models import Partnership
from performance.benchmarks import Beside, Line, Mark
from performance.drawing import draw
from performance.measuring import Measured
from performance.models import Commission, Measure
from performance.periods import Frequency, Period
from performance.series import Given, Series, Spec, moment
from privacy.disclosure import DFE

LAST = Period(Frequency.YEAR, date(2025, 4, 1))


def years(*numbers: int) -> Measured:
    """A rate of these children of 10,000, up to the last year."""
    measure = Measure(pk=7, title="Referrals", unit="rate", kind="flow", places=1)
    commission = Commission(
        partnership=Partnership(short_name="North"), measure=measure, frequency="year"
    )
    spec = Spec(measure.multiplier, 1, policy=DFE)
    moments = [
        moment(
            LAST.moved(place + 1 - len(numbers)),
            {1: Given(one)},
            [1],
            spec,
            population=10_000,
        )
        for place, one in enumerate(numbers)
    ]
    return Measured(commission, Series(moments), {1: "Hopewell"})


def published(kind: Beside, name: str, *values: str) -> Line:
    marks = [
        Mark(LAST.moved(place + 1 - len(values)), Decimal(value))
        for place, value in enumerate(values)
    ]
    return Line(kind, name, 1, Frequency.YEAR, marks)


def test_years_are_drawn_beside_england_and_neighbours():
    lines = [
        published(Beside.NEIGHBOURS, "Neighbours", "501", "502"),
        published(Beside.ENGLAND, "England", "518.3", "512.1"),
    ]
    chart = draw(years(400, 3, 410), lines)
    assert chart is not None
    table = str(chart.table)
    for said in ("England", "Neighbours", "518.3", "512.1", "400.0", "410.0", "c"):
        assert said in table
    assert "'3" not in table
