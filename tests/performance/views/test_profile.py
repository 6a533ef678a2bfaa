"""The profile of neglect, as a board member reads, prints and downloads it."""

import io

import pytest
from django.utils import timezone
from pypdf import PdfReader

from performance.models import Area, Benchmark, Coverage, Population
from performance.periods import Frequency, latest_ended
from tests.performance.steps import accept, ask, give, measure, send
from tests.response_tool.pages import Page, query_count

ADDRESS = "/measures/northshire/profile/"
PDF = f"{ADDRESS}pdf/"


@pytest.fixture
def last():
    return latest_ended(Frequency.QUARTER, timezone.localdate())


@pytest.fixture
def areas(northshire):
    country = Area.objects.create(code="E92000001", name="England", kind="country")
    region = Area.objects.create(
        code="E12000001", name="East", kind="region", within=country
    )
    found = [
        Area.objects.create(
            code=f"E0699900{n}", name=name, kind="authority", within=region
        )
        for n, name in enumerate(("Bedford", "Luton", "Elsewhere"))
    ]
    for area in found[:2]:
        Coverage.objects.create(partnership=northshire, area=area)
    for area in (country, region, *found):
        Population.objects.create(area=area, year=2020, children=20_000)
        Population.objects.create(
            area=area, year=timezone.localdate().year - 1, children=25_000
        )
    return found


@pytest.fixture
def plans(northshire, hopewell, areas, last):
    one = measure("Plans for neglect", "rate", kind="snapshot")
    ask(northshire, hopewell, of=one, baseline="19.5", baseline_said="2024 to 2025")
    for area in Area.objects.all():
        Benchmark.objects.create(
            measure=one, area=area, frequency="year", values={"2024-04-01": "||17.4|1"}
        )
    for steps, number in ((-1, 100), (0, 3)):
        period = last.moved(steps)
        give(hopewell, one, number, period=period)
        accept(send(hopewell, period), northshire)
    return one


@pytest.fixture
def board(cast, visit):
    return visit(cast.board)


def text_of(content: bytes) -> str:
    pages = PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_a_board_reads_it_masked_beside_what_is_published(board, plans):
    page = board.go(ADDRESS)
    assert page.heading == "Profile of neglect: Bedford and Luton"
    assert "25,000 children aged 0 to 17 lived in Bedford" in page.text
    assert "is hidden so that no child can be recognised" in page.text
    assert "The last one that is shown: 20.0 for every 10,000 children" in page.text
    assert "0.6 for every" not in page.text
    assert "The baseline is 19.5 for every 10,000 children (2024 to 2025)." in page.text
    assert "England had 17.4 for every 10,000 children on 31 March 2025." in page.text
    assert "The region (East) had 17.4" in page.text
    assert "published for Elsewhere" not in page.text


def test_one_area_has_a_page_of_its_own(board, plans, areas):
    page = board.go(f"{ADDRESS}?area={areas[1].code}")
    assert page.heading == "Profile of neglect: Luton"
    assert "published for Luton is 17.4" in page.text
    assert "published for Bedford" not in page.text
    assert "about all of its areas together" in page.text
    assert "England had 17.4" in page.text
    for address in (ADDRESS, PDF):
        for code in (areas[2].code, "nothing"):
            answer = board.client.get(f"{address}?area={code}")
            assert answer.status_code == 404


def test_it_is_found_from_the_measures(board, plans):
    board.go("/measures/northshire/")
    assert board.follow("Profile of neglect").path == ADDRESS


def test_a_measure_of_something_else_is_not_in_it(board, plans, northshire, hopewell):
    ask(northshire, hopewell, of=measure("Staff trained", better=1))
    page = board.go(ADDRESS)
    assert "Plans for neglect" in page.text
    assert "Staff trained" not in page.text


def test_without_areas_and_measures_it_says_so(board, northshire):
    page = board.go(ADDRESS)
    assert page.heading == "Profile of neglect: Northshire"
    assert "does not know which areas Northshire looks after" in page.text
    assert "asks for no measure yet" in page.text
    assert board.client.get(PDF).status_code == 200


def test_the_pdf_says_the_same_with_its_picture_and_tags(
    board, plans, northshire, hopewell, last, areas
):
    for steps in range(-14, -1):
        period = last.moved(steps)
        give(hopewell, plans, 100 + steps % 2, period=period)
        accept(send(hopewell, period), northshire)
    answer = board.client.get(f"{PDF}?area={areas[0].code}")
    assert answer["Content-Type"] == "application/pdf"
    today = timezone.localdate()
    assert (
        f'"profile-of-neglect-northshire-bedford-{today}.pdf"'
        in (answer["Content-Disposition"])
    )
    reader = PdfReader(io.BytesIO(answer.content))
    root = reader.trailer["/Root"].get_object()
    assert root["/MarkInfo"]["/Marked"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Profile of neglect: Bedford"
    text = text_of(answer.content)
    assert "England had 17.4 for every 10,000 children on 31 March 2025." in text
    assert "Not judged" in text
    assert "published for Luton" not in text
    assert "0.6 for every" not in text


def test_it_needs_no_more_queries_for_more_measures_and_areas(
    board, plans, northshire, hopewell, areas
):
    counts = [query_count(board.client, address) for address in (ADDRESS, PDF)]
    Coverage.objects.create(partnership=northshire, area=areas[2])
    for number in range(4):
        more = measure(f"More {number}", "rate", kind="snapshot")
        ask(northshire, hopewell, of=more)
        Benchmark.objects.create(
            measure=more,
            area=areas[0],
            frequency="year",
            values={"2024-04-01": "||17.4|1"},
        )
    assert counts == [query_count(board.client, one) for one in (ADDRESS, PDF)]


def test_only_those_who_may_see_measures_may_see_it(cast, visit, plans):
    for person, status in ((cast.lead, 403), (cast.board, 200)):
        client = visit(person).client
        for address in (ADDRESS, PDF):
            assert Page(client.get(ADDRESS)).status == status
            assert client.get(address).status_code == status
