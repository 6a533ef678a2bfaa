"""Whoever looks for a count of few children finds it, wherever it stands."""

import pytest

from performance.models import Measure
from tests.demonstration.crawling import Answer
from tests.demonstration.few_children import ALL, Board, Few
from tests.performance.steps import QUARTER

INJURIES = Measure(title="Injuries", unit="count", places=0, kind="flow")
ON = QUARTER.short
BY_AGENCY = """<table><caption>Injuries, by agency</caption>
<thead><tr><th>Period</th><th>Hopewell</th><th>Harbour</th></tr></thead>
<tbody><tr><th>{on}</th><td>{few}</td><td>{other}</td></tr></tbody></table>"""
TOTALS = """<table><caption>Injuries, period by period</caption>
<thead><tr><th>Period</th><th>Value</th></tr></thead>
<tbody><tr><th>July to September 2026</th><td>{total}</td></tr></tbody></table>"""
PICTURE = """<div class="np-chart"><svg><title>Injuries</title><desc>{words}</desc>
<path stroke-linejoin="round" d="M1 2{more}"/></svg><table><caption>Injuries</caption>
<thead><tr><th>Period</th><th>Figure</th></tr></thead><tbody><tr><th>Apr–Jun 2026</th>
<td>9</td></tr><tr><th>{on}</th><td>{few}</td></tr></tbody></table></div>"""
PANEL = """<div class="np-chart"><ul><li class="np-multiples__one">Hopewell
<span class="np-multiples__latest">{few}</span><svg><desc>{few} in {on}.</desc>
<path stroke-linejoin="round" d="M1 2"/></svg></li></ul><table>
<caption>Injuries, by agency</caption>
<thead><tr><th>Period</th><th>Hopewell</th></tr></thead>
<tbody><tr><th>Apr–Jun 2026</th><td>9</td></tr>
<tr><th>{on}</th><td>c</td></tr></tbody></table></div>"""
LINE = """<table><caption>Measures</caption><thead><tr><th>Measure</th><th>Latest</th>
<th>Trend</th></tr></thead><tbody><tr><th><a href="/measures/northshire/7/">Injuries</a>
</th><td>{few} {on}</td><td><svg class="np-sparkline"><path stroke-linejoin="round"
d="M1 2{more}"/></svg></td></tr></tbody></table>"""
SENTENCE = "<p>{few} in {on}: up from 9 the year before</p>"


@pytest.fixture
def board():
    few = [Few(INJURIES, QUARTER, whose, 3, None, "3") for whose in ("Hopewell", ALL)]
    return Board({"Injuries": few}, points={7: 1}, agencies={"Hopewell", "Harbour"})


def page(body: str, **words: str) -> Answer:
    said = {"on": ON, "few": "c", "other": "c", "total": "c", "more": "", "words": ""}
    main = f"<main><h1>Injuries</h1>{body.format(**said | words)}</main>"
    return Answer("/measures/northshire/7/", "text/html", main.encode())


@pytest.mark.parametrize(
    ("body", "tells"),
    [
        (BY_AGENCY, {"few": "3"}),
        (TOTALS, {"total": "3"}),
        (PICTURE, {"more": "L3 4"}),
        (PICTURE, {"words": f"Worse: 3 in {ON}."}),
        (PANEL, {"few": "3"}),
        (LINE, {"few": "3"}),
        (LINE, {"more": "L3 4"}),
        (SENTENCE, {"few": "3"}),
    ],
    ids=[
        *("a cell", "a total", "a point", "a description", "a panel"),
        *("a line", "a sparkline", "a sentence"),
    ],
)
def test_a_page_that_tells_is_found(board, body, tells):
    board.reads(page(body))
    with pytest.raises(AssertionError):
        board.reads(page(body, **tells))


@pytest.mark.parametrize(
    ("other", "total"), [("20", "23"), ("c", "2")], ids=["one is left", "only ones"]
)
def test_a_total_that_tells_is_found(board, other, total):
    board.few["Injuries"].pop()  # all together are many
    board.reads(page(BY_AGENCY + TOTALS, other="c", total="30"))
    board.reads(page(BY_AGENCY + TOTALS, other="20", total="c"))
    assert board.summed == 1
    with pytest.raises(AssertionError):
        board.reads(page(BY_AGENCY + TOTALS, other=other, total=total))


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("text/csv", "Agency,Measure,Period,Number\nHopewell,Injuries,2026-07-01,{}\n"),
        (
            "text/plain",
            "Injuries Counted: all. {} in July to September 2026. Counted: others.",
        ),
    ],
    ids=["a spreadsheet", "a document"],
)
def test_a_download_that_tells_is_found(board, kind, text):
    board.reads(Answer("/figures.csv", kind, text.format("c").encode()))
    with pytest.raises(AssertionError):
        board.reads(Answer("/figures.csv", kind, text.format("3").encode()))
