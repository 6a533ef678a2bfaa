"""The page of a measure that is asked for once a year."""

from datetime import date

from performance.periods import Frequency, Period
from tests.performance.steps import accept, ask, give, measure, send


def test_a_yearly_measure_has_its_trend_and_its_sentence(
    northshire, hopewell, cast, visit
):
    plans = measure("Plans", "count", frequency="year")
    commission = ask(northshire, hopewell, of=plans, frequency="year")
    for year, number in ((2023, 40), (2024, 44), (2025, 42)):
        period = Period(Frequency.YEAR, date(year, 4, 1))
        give(hopewell, plans, number, period=period)
        accept(send(hopewell, period), northshire)
    page = visit(cast.board).go(f"/measures/northshire/{commission.pk}/")
    assert page.status == 200
    assert "42 in 2025–26: down from 44 the year before" in page.text
    assert page.main.select_one("svg title").get_text() == "Plans"
