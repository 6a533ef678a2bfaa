"""Sparklines, small multiples and icons say what there is room for and no more."""

from decimal import Decimal

import pytest
from django.template.loader import render_to_string
from hypothesis import given

from performance.figures.pictured import tally
from performance.pictures import (
    Multiple,
    assurance_icon,
    legend,
    multiples,
    sparkline,
    variation_icon,
)
from performance.pictures.paints import (
    BENCHMARKS,
    DIAMOND,
    DOT,
    KINDS,
    LIMIT,
    MEAN,
    RING,
    TARGET,
)
from performance.runs import run_chart
from performance.spc import Direction, Start, Variation, xmr
from tests.performance.pictured import (
    STEADY,
    coordinates,
    drawn,
    months,
    pictures,
    show,
)
from tests.performance.series import SERIES, month, series
from tests.ui.test_charts import contrast

# Sparklines.


@given(SERIES)
def test_a_sparkline_stays_inside_its_room(values):
    for of in (series(*values), xmr(series(*values)), run_chart(series(*values))):
        found = sparkline(of)
        for x, y in coordinates(found.line):
            assert 6 <= x <= 162
            assert 6 <= y <= 38


def test_a_sparkline_marks_special_causes_and_the_latest_figure():
    judged = xmr(series(*STEADY, 0, 11), direction=Direction.HIGHER)
    marks = {one.kind: one.path.count("M") for one in sparkline(judged).marks}
    assert marks == {DIAMOND: 1, DOT: 1}


def test_a_sparkline_has_a_band_for_each_group_and_a_cross_for_each_gap():
    judged = xmr(series(*STEADY, None, *STEADY), starts=[Start(month(13))])
    found = sparkline(judged)
    assert found.band.count("M") == found.middle.count("M") == 2
    assert found.crosses.count("M") == 1
    assert sparkline(series(1, 2)).band == ""


def test_a_sparkline_is_silent_and_one_of_too_few_figures_is_words():
    shown = pictures(sparkline([]).template, chart=sparkline(series(1, 3, 2)))
    assert [one.get("aria-hidden") for one in shown] == ["true"]
    few = render_to_string(sparkline([]).template, {"chart": sparkline(series(1))})
    assert "<svg" not in few
    assert "Too few figures to draw" in few


# Small multiples.


def many(*some: Multiple, level=None):
    return multiples(
        some,
        title="By <who> referred",
        labels=months(4),
        show=show,
        sentence="A sentence.",
        level=level,
    )


def one_of(name: str, *values, **more) -> Multiple:
    judged = xmr(series(*values), direction=Direction.LOWER)
    return Multiple(name, judged, **more)


def test_all_are_on_one_scale_and_the_last_point_is_marked():
    chart = many(one_of("Police", 10, 12, 11, 13), one_of("Schools", 30, 29, 28, 30))
    assert [words for _, words in chart.ticks] == ["10%", "20%", "30%"]
    low, high = (coordinates(panel.line)[0][1] for panel in chart.panels)
    assert low > high
    assert [panel.marks[0].path.count("M") for panel in chart.panels] == [1, 1]
    assert [panel.value for panel in chart.panels] == ["13.0%", "30.0%"]


def test_a_hidden_one_is_its_symbol_and_words_and_moves_no_scale():
    police = one_of("Police", 10, 12, 11, 13)
    why = "Hidden: from 1 to 5."
    chart = many(police, one_of("Fire", 987, 986, 985, 984, hidden=why))
    assert chart == many(police, one_of("Fire", 1, 5, 3, 4, hidden=why))
    assert chart.ticks == many(police).ticks
    hidden = drawn(chart.template, chart=chart).select(".np-multiples__one")[1]
    assert hidden.find("svg") is None
    assert hidden.select_one(".np-symbol").text == "c"
    assert "Hidden: from 1 to 5." in hidden.text
    assert chart.table.rows[0] == ("Jan 2024", "10.0%", "c")


def test_one_without_its_latest_figure_is_boxed_and_not_judged():
    panel = many(one_of("Police", 10, 12, 11, None, symbols=["", "", "", "x"])).panels[
        0
    ]
    assert (panel.value, panel.boxed, panel.words) == ("x", True, "Not judged")
    assert panel.line
    assert panel.marks == []


def test_every_small_picture_is_named_described_and_without_styles():
    chart = many(one_of("Police & <fire>", 10, 12, 11, 13), level=Decimal(11))
    images = [
        one for one in pictures(chart.template, chart=chart) if one.get("role") == "img"
    ]
    assert [[child.text for child in image[:2]] for image in images] == [
        [
            "By <who> referred: Police & <fire>",
            "13.0% in Apr 2024. No real change.",
        ]
    ]
    html = render_to_string(chart.template, {"chart": chart})
    assert "style=" not in html


# Icons.


def test_every_icon_of_variation_has_words_and_a_shape_of_its_own():
    icons = [variation_icon(one) for one in Variation]
    assert len({tuple(icon.shapes) for icon in icons}) == len(icons)
    assert len({(icon.words, icon.note) for icon in icons}) == len(icons)
    bodies = {icon.words: icon.shapes[0].path for icon in icons}
    assert bodies["Improving"] != bodies["Getting worse"] != bodies["Rising"]


@pytest.mark.parametrize(
    ("direction", "target", "words", "above"),
    [
        (Direction.HIGHER, 1, "Meets target", True),
        (Direction.HIGHER, 90, "Misses target", False),
        (Direction.LOWER, 1, "Misses target", True),
        (Direction.LOWER, 90, "Meets target", False),
    ],
)
def test_the_band_stands_where_the_range_is(direction, target, words, above):
    judged = xmr(series(*STEADY), direction=direction, target=Decimal(target))
    icon = assurance_icon(judged)
    first = coordinates(icon.shapes[1].path.split("H")[0])[0]
    assert (icon.words, first[1] < 20) == (words, above)


def test_hit_and_miss_is_across_and_the_rest_is_not_judged():
    for direction, target, words in (
        (Direction.HIGHER, Decimal(11), "Hit and miss"),
        (Direction.NEUTRAL, Decimal(11), "Not judged"),
        (Direction.HIGHER, None, "No target"),
    ):
        judged = xmr(series(*STEADY), direction=direction, target=target)
        assert assurance_icon(judged).words == words


@pytest.mark.parametrize("variation", Variation)
def test_an_icon_is_strict_xml_silent_and_has_its_words_beside_it(variation):
    icon = variation_icon(variation, note="for 7 months & <more>")
    (picture,) = pictures(icon.template, icon=icon)
    assert picture.get("aria-hidden") == "true"
    soup = drawn(icon.template, icon=icon)
    assert soup.select_one(".np-icon__word").text == icon.words
    assert soup.select_one(".np-icon__note").text == "for 7 months & <more>"
    assert not soup.find_all(style=True)


# Colours.


COLOURS = {stroke.colour for stroke in (LIMIT, MEAN, TARGET, *BENCHMARKS)} | {
    kind.fill for kind in KINDS.values() if kind is not RING
}


@pytest.mark.parametrize("ground", ["#ffffff", "#f2f5f7"])
@pytest.mark.parametrize("colour", sorted(COLOURS))
def test_what_is_drawn_and_written_stands_out(colour, ground):
    assert contrast(colour, ground) >= 4.5


def test_measures_are_tallied_by_how_they_changed():
    figures = [
        {"variation": str(one)}
        for one in (
            Variation.CONCERN_LOW,
            Variation.CONCERN_HIGH,
            Variation.COMMON,
            Variation.NEUTRAL_HIGH,
            Variation.NOT_JUDGED,
        )
    ]
    assert [(number, words) for number, words, _ in tally(figures)] == [
        (2, "getting worse"),
        (0, "improving"),
        (1, "no real change"),
        (2, "neutral or not judged"),
    ]


def test_every_icon_is_explained():
    explained = {icon.words for icon, _ in legend()}
    shown = {variation_icon(one).words for one in Variation}
    assert shown - explained == {"Falling"}
    assert {"Meets target", "Hit and miss", "Misses target"} <= explained
