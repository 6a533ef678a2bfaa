"""A release with renamed columns comes in, is mapped and imported, in the browser."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from performance.models import Benchmark, Mapped, Release
from tests.performance.published_files import (
    authority,
    bring,
    csv_of,
    kept,
    neighbours_file,
    of_library,
    repeats,
    repeats_file,
)
from tests.performance.steps import measure
from tests.response_tool.pages import Page, query_count

SHARE = "child-protection-repeat"
OLD = repeats_file(repeats(301, 60, 15, 25), repeats(302, 60, "c", "c"))
RENAMED = ("CPP_start", "CPP_subsequent", "CPP_subsequent_pct")
NEW = csv_of(
    RENAMED,
    [
        {
            **authority(301, 2025),
            **dict(zip(RENAMED, (60, 18, "30"), strict=True)),
        }
    ],
)
ADDRESS = "/published-figures/"


def give(client, content: bytes, name: str = "d3_2025.csv", key: str = "") -> Page:
    sent = {"file": SimpleUploadedFile(name, content), "key": key}
    return Page(client.post(ADDRESS, sent, follow=True))


@pytest.fixture
def analyst(cast, visit):
    return visit(cast.analyst)


def test_a_file_is_seen_before_it_is_imported(analyst):
    page = give(analyst.client, OLD, "d3_2024.csv")
    assert page.heading == "d3_2024.csv"
    assert "What importing it changes" in page.text
    assert not Benchmark.objects.exists()
    analyst.go(page.path)
    page = analyst.press("Import it")
    assert "4 values added, 0 changed." in page.text
    assert "Imported" in page.text
    assert kept(SHARE, 301).value == 25
    page = analyst.follow("d3_2024.csv")
    assert "All of it is here already" in page.text
    assert "Import it" not in page.buttons


def test_renamed_columns_are_shown_mapped_and_imported(analyst):
    bring(OLD)
    page = give(analyst.client, NEW)
    assert "Columns that are missing" in page.text
    assert "CPP_subsequent_percent Value: Child protection plans that are not" in (
        page.text.replace("What it was ", "")
    )
    assert "CPP_subsequent_pct is new" in page.text
    title = of_library(SHARE).title
    analyst.go(page.path)
    page = analyst.follow(f"Choose its column : CPP_subsequent_percent, {title}")
    assert page.field("value") == "CPP_subsequent_percent"
    assert "CPP_subsequent_percent (not in the last file)" in page.text
    page = analyst.press("Save the columns", {"value": "CPP_subsequent_pct"})
    assert page.heading == "d3_2025.csv"
    assert "Columns that are missing" not in page.text
    analyst.press("Import it")
    assert kept(SHARE, 301, "2024-04-01").value == 30
    assert kept(SHARE, 301).value == 25


def test_a_share_needs_what_it_is_out_of(analyst):
    bring(OLD)
    pk = of_library(SHARE).pk
    analyst.go(f"{ADDRESS}d3/{pk}/")
    page = analyst.press("Save the columns", {"value": "", "denominator": ""})
    assert page.problems == ["Choose what it is out of, or the finished value"]
    page = analyst.press(
        "Save the columns", {"rows": "school_type Total", "denominator": "CPP_start"}
    )
    assert page.problems == ["Line 1 must be a column, a colon and what it must hold"]
    analyst.press(
        "Save the columns",
        {"value": "", "denominator": "CPP_start", "rows": "category: All"},
    )
    mapped = Mapped.objects.get(measure=pk)
    assert (mapped.rows, mapped.value) == ({"category": "All"}, "")


def test_a_colleagues_choice_is_not_lost(analyst, cast, visit):
    bring(OLD)
    pk, other = of_library(SHARE).pk, visit(cast.coordinator)
    analyst.go(f"{ADDRESS}d3/{pk}/")
    other.go(f"{ADDRESS}d3/{pk}/")
    analyst.press("Save the columns", {"rows": "category: One"})
    page = other.press("Save the columns", {"rows": "category: Two"})
    assert "A colleague changed these columns" in page.text
    assert page.field("rows") == "category: Two"
    assert Mapped.objects.get(measure=pk).rows == {"category": "One"}


def test_months_have_a_column_each(analyst):
    months = ("April", "May", "June", "July", "August", "September", "October")
    months += ("November", "December", "January", "February", "March")
    cells = dict.fromkeys(months, 9)
    content = csv_of(months, [authority(301, **cells)])
    bring(content, "c6_2024.csv")
    pk = of_library("referrals-by-month").pk
    page = analyst.go(f"{ADDRESS}c6/{pk}/")
    assert [page.field(f"number-{place}") for place in range(12)] == list(months)
    page = analyst.press("Save the columns", {"number-0": ""})
    assert page.problems == ["Choose the column of April"]
    analyst.press("Save the columns", {"number-0": "May"})
    assert Mapped.objects.get(measure=pk).numerator[:2] == ["May", "May"]


def test_another_measure_can_be_mapped(analyst):
    bring(OLD)
    shared = measure("Plans that began", unit="count")
    analyst.go(f"{ADDRESS}d3/")
    page = analyst.press("Choose its columns")
    assert page.problems == ["Choose a measure"]
    page = analyst.press("Choose its columns", {"measure": str(shared.pk)})
    assert page.heading == "Columns of “Plans that began”"
    page = analyst.press("Save the columns", {"number": ["CPP_start"]})
    assert "Plans that began 2 0 0" in (
        page.text.replace("New ", "").replace("Changed ", "").replace("The same ", "")
    )


@pytest.mark.parametrize(
    ("content", "name", "problem"),
    [
        (OLD, "d3.xlsx", "The file must be a CSV file (.csv). “d3.xlsx” is not"),
        (OLD, "x.csv", "Say which published statistics this is"),
        (b"", "d3.csv", "The file is empty."),
        (b"a\n1\n", "d3.csv", "It has no “time_period”"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(
    analyst, content, name, problem
):
    page = give(analyst.client, content, name)
    assert len(page.problems) == 1
    assert problem in page.problems[0]
    assert not Release.objects.exists()


def test_neighbours_come_in_the_same_way(analyst):
    bring(OLD)
    content = neighbours_file({301: range(401, 411)})
    page = give(analyst.client, content, "statistical_neighbours_2025.csv")
    assert "Areas that are not known yet" in page.text
    assert "401, 402" in page.text


def test_a_measures_columns_that_nobody_mapped_are_not_found(analyst):
    bring(OLD)
    other = measure("Something else")
    assert analyst.go(f"{ADDRESS}d3/{other.pk}/").status == 404
    assert analyst.go(f"{ADDRESS}c1/").status == 404
    assert analyst.go(reverse("performance:release", args=[99])).status == 404


def test_as_many_queries_for_many_releases_as_for_one(analyst):
    bring(OLD)
    pages = [ADDRESS, f"{ADDRESS}d3/"]
    few = [query_count(analyst.client, url) for url in pages]
    for share in range(5):
        bring(repeats_file(repeats(301, 60, 15, share)), f"d3_{share}.csv")
    bring(OLD, "c1_x.csv", key="d2")
    assert [query_count(analyst.client, url) for url in pages] == few
