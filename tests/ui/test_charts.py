"""A chart tells the truth to the eye, to the ear and in its table."""

import itertools

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from ui.charts import TONES, Bar, Paint, Slice, StackedBars

COUNTS = st.lists(st.integers(0, 500), min_size=1, max_size=len(TONES))
ROUNDED = 0.001  # places are rounded to thousandths of a per cent


def bar_of(counts: list[int], label: str = "Respond") -> Bar:
    """A bar with one slice for each count, called A, B, C and so on."""
    slices = [
        Slice(tone, chr(65 + place), count)
        for place, (tone, count) in enumerate(zip(TONES, counts, strict=False))
    ]
    return Bar(label, f"{sum(counts)} actions", slices)


@given(COUNTS)
def test_the_segments_fill_the_bar(counts):
    segments = bar_of(counts).segments
    width = sum(one.width for one in segments)
    if any(counts):
        assert width == pytest.approx(100, abs=ROUNDED * len(counts))
        assert segments[-1].x + segments[-1].width <= 100 + ROUNDED
    else:
        assert segments == []


@given(COUNTS)
def test_the_segments_stand_side_by_side_without_overlap_or_gap(counts):
    segments = bar_of(counts).segments
    for left, right in itertools.pairwise(segments):
        assert right.x == pytest.approx(left.x + left.width, abs=2 * ROUNDED)
    assert [one.x for one in segments[:1]] == [0.0] * bool(segments)


@given(COUNTS)
def test_every_segment_is_as_wide_as_its_share(counts):
    bar = bar_of(counts)
    for one in bar.segments:
        share = 100 * one.slice.count / bar.total
        assert one.width == pytest.approx(share, abs=ROUNDED)
        assert one.x <= one.middle <= one.x + one.width


@given(COUNTS)
def test_the_description_names_every_slice_that_is_not_empty(counts):
    bar = bar_of(counts)
    for one in bar.slices:
        named = f" {one.count} {one.word.lower()}" in bar.description
        assert named is (one.count > 0)


def test_the_description_is_a_sentence():
    assert bar_of([3, 0, 1]).description == "Respond: 3 a, 1 c."
    assert bar_of([0, 0]).description == "Respond: nothing yet."


def test_words_and_numbers_stand_where_there_is_room():
    wide, narrow, sliver = bar_of([89, 7, 4]).segments
    assert (wide.word_fits, wide.number_fits) == (True, True)
    assert (narrow.word_fits, narrow.number_fits) == (False, True)
    assert (sliver.word_fits, sliver.number_fits) == (False, False)


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""

    def linear(channel: float) -> float:
        if channel <= 0.04045:
            return channel / 12.92
        return ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_contrast_formula_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("tone", TONES)
def test_text_can_be_read_on_every_tone(tone):
    assert contrast(TONES[tone].ink, TONES[tone].fill) >= 4.5


@pytest.mark.parametrize("tone", TONES)
def test_the_outline_of_every_tone_stands_out_from_the_page(tone):
    assert contrast(TONES[tone].stroke, "#ffffff") >= 3


def test_no_two_tones_look_alike():
    assert len(set(TONES.values())) == len(TONES)


def test_the_key_names_each_tone_once():
    chart = StackedBars("Progress", [bar_of([1, 2]), bar_of([3, 4])])
    assert chart.key == [("A", TONES["embedded"]), ("B", TONES["complete"])]
    assert chart.table.headings == ("", "A", "B", "All")


def drawn(chart: StackedBars) -> BeautifulSoup:
    html = render_to_string("components/charts/stacked_bars.html", {"chart": chart})
    return BeautifulSoup(html, "html.parser")


CHART = StackedBars(
    "Progress by <objective>",
    [bar_of([1, 0, 2], "Recognise & <b>act</b>"), bar_of([5, 4, 0]), bar_of([0, 0, 0])],
)


def test_every_bar_is_described_to_those_who_do_not_see_it():
    pictures = drawn(CHART).select(".np-bars svg")
    assert [one["role"] for one in pictures] == ["img"] * 3
    for picture, bar in zip(pictures, CHART.bars, strict=True):
        assert picture["aria-label"] == bar.description
        assert picture.find("title").text == bar.description


def test_the_picture_shows_the_numbers_of_its_slices():
    pictures = drawn(CHART).select(".np-bars svg")
    for picture, bar in zip(pictures, CHART.bars, strict=True):
        written = [text.find(string=True) for text in picture.find_all("text")]
        assert written == [str(one.count) for one in bar.slices if one.count]
        assert len(picture.find_all("rect")) == len(written)


def test_the_rectangles_are_painted_and_placed_as_the_segments_are():
    picture = drawn(CHART).select(".np-bars svg")[1]
    for rect, segment in zip(
        picture.find_all("rect"), CHART.bars[1].segments, strict=True
    ):
        assert rect["x"] == f"{segment.x}%"
        assert rect["width"] == f"{segment.width}%"
        painted = Paint(rect["fill"], rect["stroke"], segment.paint.ink)
        assert painted == segment.paint


def test_the_table_has_the_same_numbers():
    table = drawn(CHART).find("table")
    heads = [cell.text for cell in table.select("thead th")]
    rows = [[c.text for c in row.find_all(["th", "td"])] for row in table("tr")[1:]]
    assert heads == ["", "A", "B", "C", "All"]
    assert rows == [
        [bar.label, *(str(one.count) for one in bar.slices), str(bar.total)]
        for bar in CHART.bars
    ]


def test_the_table_is_named_and_can_be_reached_by_keyboard():
    region = drawn(CHART).find(role="region")
    assert region["aria-label"] == "Progress by <objective>, as a table"
    assert region["tabindex"] == "0"
    assert region.find("caption").text == "Progress by <objective>"


def test_the_drawing_is_clean_under_the_content_security_policy():
    soup = drawn(CHART)
    assert soup.find_all("style") == []
    assert soup.find_all(style=True) == []


def test_a_chart_of_nothing_can_be_drawn():
    soup = drawn(StackedBars("Nothing", []))
    assert soup.select(".np-bars svg") == []
    assert [th.text for th in soup.select("thead th")] == ["", "All"]
