"""Charts over periods are drawn where their figures are, and show no others."""

from dataclasses import asdict
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.pictures import Reference, run
from performance.pictures.paints import DIAMOND, DOT, LIMIT, MEAN, RING
from performance.pictures.scales import width_of
from performance.runs import run_chart
from performance.spc import Direction, Start
from tests.performance.pictured import (
    STEADY,
    compared,
    controlled,
    coordinates,
    lines,
    months,
    pictures,
    show,
    trended,
)
from tests.performance.series import SERIES, VALUES, month, series

REASONS = st.text("One front door. ", max_size=60)


def rows_of(path: str) -> list[float]:
    """How far down the level lines of a path stand."""
    return [float(one.split("H")[0].split()[1]) for one in path.split("M")[1:]]


def inside(picture, path: str) -> bool:
    return all(
        0 <= x <= float(picture.width) and 0 <= y <= float(picture.height)
        for x, y in coordinates(path)
    )


# Geometry.


@given(SERIES, st.none() | VALUES, REASONS)
def test_every_point_and_word_is_inside_both_pictures(values, target, why):
    chart = controlled(
        *values,
        target=target,
        starts=[Start(month(max(1, len(values) // 2)))],
        rebases={month(len(values) // 2): why},
        symbols=["c" if value is None else "" for value in values],
        benchmarks=[Reference("Neighbours", Decimal(3))],
    )
    for picture in chart.pictures:
        assert inside(picture, picture.data.path)
        assert all(inside(picture, one) for one in lowered(picture.leaders))
        for text in [*picture.notes, *picture.names]:
            assert 0 <= float(text.x) <= float(picture.width)
            assert 0 <= float(text.y) <= float(picture.height)
        for x, _, _ in picture.dates:
            assert 0 < float(x) < float(picture.width)


def lowered(leaders: str) -> list[str]:
    return [f"M{one}" for one in leaders.split("M") if one]


@given(SERIES)
def test_names_beside_the_picture_never_touch(values):
    chart = controlled(
        *values,
        target=Decimal(1),
        benchmarks=[Reference(name, Decimal(1)) for name in ("England", "Region")],
    )
    for picture in chart.pictures:
        rows = sorted(float(text.y) for text in picture.names)
        assert all(b - a >= 18.9 for a, b in pairwise(rows))


@given(SERIES)
def test_the_line_has_every_value_once_and_is_broken_at_each_gap(values):
    known = [value for value in values if value is not None]
    begins = sum(
        value is not None and (at == 0 or values[at - 1] is None)
        for at, value in enumerate(values)
    )
    for picture in controlled(*values).pictures:
        assert len(coordinates(picture.data.path)) == len(known)
        assert picture.data.path.count("M") == begins


def test_higher_figures_stand_higher_and_later_ones_further_right():
    wide, _ = controlled(1, 2, 3, 4).pictures
    found = coordinates(wide.data.path)
    assert found == sorted(found)
    assert [y for _, y in found] == sorted((y for _, y in found), reverse=True)


def test_limits_are_drawn_from_0_to_the_ceiling_though_judged_as_they_are():
    chart = controlled(99, 1, 98, 2, ceiling=Decimal(100))
    wide = chart.pictures[0]
    assert [words for _, words in wide.ticks][:: len(wide.ticks) - 1] == ["0%", "100%"]
    assert chart.table.rows[0][-1] == "0.0% to 100.0%, on trial"
    heights, grid = rows_of(lines(wide, LIMIT)), rows_of(wide.grid)
    assert heights == [grid[-1], grid[0]]


def test_figures_below_0_keep_their_limits():
    chart = controlled(-5, -4, -6, -5)
    assert chart.table.rows[0][-1].startswith("-8.5%")


def test_the_mean_breaks_at_a_rebase_and_the_line_through_the_figures_does_not():
    after = [value + 30 for value in STEADY]
    chart = controlled(
        *STEADY,
        *after,
        starts=[Start(month(12))],
        rebases={month(12): "January 2025: moved"},
    )
    for picture in chart.pictures:
        assert lines(picture, MEAN).count("M") == 2
        assert lines(picture, LIMIT).count("M") == 4
        assert picture.data.path.count("M") == 1
        assert picture.breaks.count("M") == 1
    assert "January 2025: moved" in [text.words for text in chart.pictures[0].notes]
    means = [row[3] for row in chart.table.rows]
    assert means == ["10.6%"] * 12 + ["40.6%"] * 12


def test_limits_on_trial_say_so_in_the_picture_beside_it_and_in_the_key():
    chart = controlled(*STEADY[:6], target=Decimal(30))
    wide = chart.pictures[0]
    assert "Trial limits" in [text.words for text in wide.notes]
    assert any(text.words.startswith("Upper trial limit") for text in wide.names)
    assert any(words.endswith("(trial limits)") for _, words in chart.key)
    settled = controlled(*STEADY)
    assert "rial" not in str(asdict(settled))


@given(st.lists(VALUES, min_size=2, max_size=11))
def test_words_on_a_band_cover_no_figure(values):
    for picture in controlled(*values).pictures:
        for text in picture.notes:
            left, base = float(text.x), float(text.y)
            for x, y in coordinates(picture.data.path):
                beside = not left <= x <= left + width_of(text.words)
                assert beside or not base - 14 <= y <= base


def test_a_band_without_room_for_words_has_none():
    for picture in controlled(99, 1, 98, 2, ceiling=Decimal(100)).pictures:
        assert picture.notes == []


def test_marks_are_by_what_each_figure_shows():
    chart = controlled(*STEADY, 0, direction=Direction.HIGHER)
    wide = chart.pictures[0]
    assert {one.kind: one.path.count("M") for one in wide.marks} == {
        DOT: 12,
        DIAMOND: 1,
    }
    assert chart.kinds == [DIAMOND, DOT]
    latest = wide.names[0]
    assert (latest.words, latest.weight, latest.colour) == (
        "Latest 0.0%",
        "700",
        DIAMOND.fill,
    )


def test_a_long_name_is_cut_and_its_number_is_not():
    name = "Statistical neighbours of this council, their median, as published"
    chart = controlled(*STEADY, benchmarks=[Reference(name, Decimal("8.5"))])
    found = chart.pictures[0].names[-1].words
    assert found.startswith("Statistical")
    assert found.endswith("… 8.5%")


# Dates.


@pytest.mark.parametrize("count", [1, 7, 31, 60, 120])
def test_the_latest_date_is_written_and_dates_have_room(count):
    for picture in controlled(*[5] * count).pictures:
        xs = [float(x) for x, _, _ in picture.dates]
        assert picture.dates[-1][1] == f"{month(count - 1):%b}"
        assert all(b - a >= 35 for a, b in pairwise(xs))


def test_a_year_is_written_where_it_begins():
    wide, _ = controlled(*[5] * 24).pictures
    assert [year for _, _, year in wide.dates if year] == ["2024", "2025"]


# Words and table.


def test_the_description_has_the_sentence_the_time_and_the_lines():
    chart = controlled(
        *STEADY, target=Decimal(18), benchmarks=[Reference("England", Decimal(9))]
    )
    assert chart.description == (
        "A sentence. From Jan 2024 to Dec 2024. Mean 10.6%. "
        "Expected range 6.7% to 14.5%. Target 18.0%. England 9.0%."
    )


def test_the_table_keeps_symbols_and_shows_what_is_shown():
    chart = controlled(*STEADY, None, None, symbols=["c" for _ in range(13)])
    assert chart.table.headings[:3] == ("Period", "Figure", "What it shows")
    assert chart.table.rows[0][:3] == ("Jan 2024", "10.0%", "Expected ups and downs")
    assert chart.table.rows[-2][:3] == ("Jan 2025", "c", "Not judged")
    assert chart.table.rows[-1][:3] == ("Feb 2025", "No figure", "Not judged")


def test_a_hidden_period_is_its_symbol_and_nothing_else():
    chart = controlled(*STEADY, None, symbols=[""] * 12 + ["c"])
    for picture in chart.pictures:
        assert [text.words for text in picture.notes] == ["c"]
        assert not any("Latest" in text.words for text in picture.names)


def test_no_figures_are_no_picture():
    assert controlled().pictures == ()
    assert controlled(None, None).pictures == ()


# Drawn.


def every_chart():
    judged = run_chart(series(0, 0, 1, 0, None, 4, 0, 2))
    words = {
        "title": 'Under <18s & "more"',
        "labels": months(8),
        "show": show,
        "sentence": "a < b & c",
    }
    return [
        controlled(*STEADY, None, 3, title=words["title"], symbols=["c"] * 14),
        controlled(7, title=words["title"], sentence=words["sentence"]),
        run(judged, **words),
        trended(compared("England <&>", 39, None, 41, None)),
    ]


@pytest.mark.parametrize("at", range(4))
def test_every_picture_is_strict_xml_named_described_and_without_styles(at):
    chart = every_chart()[at]
    found = pictures(chart.template, chart=chart)
    images = [one for one in found if one.get("role") == "img"]
    assert len(images) == 2
    for image in images:
        assert [child.text for child in image[:2]] == [chart.title, chart.description]
        assert [child.tag[-5:] for child in image[:2]] == ["title", "}desc"]
    for one in found:
        assert one.get("role") or one.get("aria-hidden") == "true"
        assert all("style" not in child.attrib for child in one.iter())


def test_every_figure_that_is_not_judged_is_a_ring():
    assert controlled(7).kinds == [RING]
