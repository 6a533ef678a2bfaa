"""Run charts and yearly trends show their lines, each with a name and dashes."""

from decimal import Decimal

from performance.pictures import run
from performance.pictures.paints import BENCHMARKS, LIMIT, MEAN
from performance.runs import run_chart
from tests.performance.pictured import compared, lines, months, trended
from tests.performance.series import series


def test_a_run_chart_has_its_median_and_no_limits():
    judged = run_chart(series(0, 0, 1, 0, None, 4, 0, 2))
    chart = run(
        judged,
        title="Serious incidents",
        labels=months(8),
        show=lambda value: f"{value:.0f}",
        sentence="A sentence.",
        target=Decimal(1),
    )
    wide = chart.pictures[0]
    assert lines(wide, MEAN).count("M") == 1
    assert lines(wide, LIMIT) == ""
    assert [words for _, words in chart.key] == ["Median 0", "Target 1"]
    assert [words for _, words in wide.ticks] == ["0", "1", "2", "3", "4"]
    assert chart.table.rows[4] == ("May 2024", "No figure", "Not judged")


def test_each_line_of_a_trend_is_named_at_its_end_with_dashes_of_its_own():
    chart = trended(
        compared("England", 39, 40, 41, None),
        compared("Region", 38, 38, 38, 38),
        target=Decimal(30),
    )
    wide = chart.pictures[0]
    assert [text.words for text in wide.names] == [
        "Hopewell 41.0%",
        "England 41.0% (2023–24)",
        "Region 38.0%",
        "Target 30.0%",
    ]
    assert len({one.stroke.dash for one in wide.lines}) == 3
    assert chart.table.headings == ("Period", "Hopewell", "England", "Region")
    assert chart.table.rows[-1] == ("2024–25", "41.0%", "No figure", "38.0%")


def test_a_value_between_two_gaps_can_be_seen():
    wide = trended(compared("England", 39, None, 41, None)).pictures[0]
    assert lines(wide, BENCHMARKS[0]).count("h8") == 2


def test_no_two_benchmarks_look_alike():
    assert len({one.dash for one in BENCHMARKS}) == len(BENCHMARKS)
