"""Which chart fits a measure, and what may stand beside it."""

from dataclasses import asdict
from datetime import date
from decimal import Decimal

import pytest

from performance.drawing import draw, draw_agencies, is_alike
from performance.figures.board import of_measure, yearly
from performance.figures.pictured import chart_of, pictured
from performance.measuring import Measured
from performance.models import Commission, Measure, Rebase
from performance.periods import Frequency, Period
from performance.pictures import DRAWN
from performance.pictures.paints import DOT
from performance.runs import RunChart
from performance.series import Moment, Series
from performance.spc import Start, Variation
from privacy.disclosure import Symbol
from tests.performance.pictured import STEADY

FIRST = Period(Frequency.MONTH, date(2018, 1, 1))


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


def day(at: int) -> date:
    return FIRST.moved(at).starts_on


def drawn(*values, rebases=(), frequency="month", baseline=None) -> Measured:
    """A measure that one agency gives, with a new mean from some places on."""
    begin = Period(
        Frequency(frequency), Frequency(frequency).first_day(FIRST.starts_on)
    )
    shown = [Symbol.UNAVAILABLE if one is None else Decimal(one) for one in values]
    visits = Measure(title="Visits", unit="count")
    commission = Commission(pk=1, measure=visits, frequency=frequency)
    commission._prefetched_objects_cache = {"objectives": []}
    return Measured(
        commission=commission,
        series=Series(
            moments=[
                Moment(begin.moved(at), one, Symbol.UNAVAILABLE, None, {1: one}, 1, 1)
                for at, one in enumerate(shown)
            ],
            starts=[Start(day(at), baseline) for at, _ in rebases],
        ),
        agencies={1: "Hopewell"},
        rebases=[Rebase(from_on=day(at), because=why) for at, why in rebases],
    )


def reasons(one: Measured) -> dict[str, str]:
    """Why a mean begins anew, by the period before which its line stands."""
    wide = draw(one, ()).pictures[0]
    lines = [float(part.split()[0]) for part in wide.breaks.split("M")[1:]]
    said = [text for text in wide.notes if text.words.startswith("why")]
    return {
        text.words: round(min(abs(float(text.x) - 6 - x) for x in lines), 1)
        for text in said
    }


def test_a_reason_stands_at_the_line_of_its_own_day():
    some = [(0, "why never drawn"), (12, "why first"), (24, "why second")]
    assert reasons(drawn(*STEADY * 3, rebases=some)) == {
        "why first": 0,
        "why second": 0,
    }


def test_a_new_mean_before_what_is_drawn_or_after_it_shifts_no_other():
    before, after = (2, "why before"), (500, "why after")
    some = [before, (40, "why inside"), after]
    assert reasons(drawn(*STEADY * 7, rebases=some)) == {"why inside": 0}


def test_a_new_mean_that_begins_with_a_missing_period_shifts_no_other():
    values = [*STEADY, None, *STEADY[1:], *STEADY]
    some = [(12, "why at a gap"), (24, "why second")]
    assert reasons(drawn(*values, rebases=some)) == {"why at a gap": 0, "why second": 0}


def test_a_fixed_mean_does_not_move_when_its_periods_are_drawn_no_more():
    values = [*STEADY, *[value + 30 for value in STEADY * 5]]
    one = drawn(*values, rebases=[(0, "why")], baseline=12)
    chart = draw(one, ())
    assert len(chart.table.rows) == DRAWN
    assert {row[3] for row in chart.table.rows} == {"11"}
    figure = asdict(of_measure(one))
    assert figure["variation"] == Variation.NEUTRAL_HIGH
    assert chart_of(figure).groups[0].limits == one.series.chart.groups[0].limits


def test_small_pictures_of_agencies_show_the_periods_of_the_large_one():
    found = draw_agencies(drawn(*STEADY * 6))
    assert len(found.table.rows) == DRAWN
    assert len(draw(drawn(*STEADY * 6), ()).table.rows) == DRAWN


def test_a_new_mean_holds_for_each_agency_too():
    values = [*STEADY, *[value + 30 for value in STEADY]]
    (before,) = draw_agencies(drawn(*values)).panels
    assert before.words == "Rising"
    (panel,) = draw_agencies(drawn(*values, rebases=[(12, "why")])).panels
    assert panel.words == "No real change"


def test_an_agencys_years_are_not_judged():
    found = draw_agencies(drawn(*range(12, 22), frequency="year"))
    assert [panel.words for panel in found.panels] == ["Not judged"]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (
            (9, 11, 10),
            "10 in 2019–20: down from 11 the year before, and from 9 in 2017–18.",
        ),
        (
            (9, 11, None, 10),
            "10 in 2020–21: down from 11 in 2018–19, and from 9 in 2017–18.",
        ),
        ((9, None, 12), "12 in 2019–20: up from 9 in 2017–18."),
        ((9, 9), "9 in 2018–19: unchanged from 9 the year before."),
        ((9,), "There are too few years to compare."),
    ],
)
def test_a_year_says_which_year_it_is_compared_with(values, said):
    assert yearly(drawn(*values, frequency="year")) == said


def test_the_small_picture_is_judged_as_its_icon_is():
    """Mostly noughts: an XmR chart would flag a month, a run chart does not."""
    values = [0] * 20 + [9]
    one = drawn(*values)
    figure = asdict(of_measure(one))
    assert figure["variation"] == Variation.COMMON
    assert isinstance(chart_of(figure), RunChart)
    small = pictured(figure).spark
    assert [marks.kind for marks in small.marks] == [DOT]
    assert not small.band
