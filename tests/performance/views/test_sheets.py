"""A spreadsheet of figures in a browser: brought, looked at, saved."""

from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from performance.models import Commission, DataPoint
from tests.performance.steps import QUARTER, ask, give, measure
from tests.performance.workbooks import filled

PATH = f"/figures/hopewell/quarter/{QUARTER.starts_on}/"
HEAD = "Agency,Measure,Period begins,Number,Out of,Note\n"


@pytest.fixture
def visits(northshire, asked):
    one = measure("Visits", "count")
    ask(northshire, asked, of=one)
    return one


@pytest.fixture
def lead(cast, visits, signed_in):
    return signed_in(cast.lead)


@pytest.fixture
def analyst(cast, visits, signed_in):
    return signed_in(cast.analyst)


def soup(page) -> BeautifulSoup:
    return BeautifulSoup(page.content, "html.parser")


def bring(browser, content: bytes, path=f"{PATH}upload/", name="figures.xlsx"):
    return browser.post(path, {"file": SimpleUploadedFile(name, content)})


def carried(page) -> str:
    return soup(page).select_one("input[name=rows]")["value"]


def cells(page, caption: str) -> list[list[str]]:
    found = soup(page)
    for hidden in found.select(".np-cards__name"):
        hidden.decompose()
    (table,) = [
        one for one in found.select("table") if caption in one.caption.get_text()
    ]
    return [
        [" ".join(cell.get_text(" ").split()) for cell in row.select("th, td")]
        for row in table.select("tbody tr")
    ]


def errors(page) -> str:
    return " ".join(one.get_text() for one in soup(page).select(".govuk-error-message"))


def test_the_grid_leads_to_the_spreadsheet_and_back(lead):
    page = lead.get(PATH).text
    assert f'href="{PATH}spreadsheet/"' in page
    assert f'href="{PATH}upload/"' in page
    answer = lead.get(f"{PATH}spreadsheet/")
    assert answer["Content-Disposition"] == (
        'attachment; filename="figures-hopewell-quarter-2026-07-01.xlsx"'
    )
    book = load_workbook(BytesIO(answer.content))
    assert book.sheetnames == ["Figures", "Notes"]


def test_who_may_only_look_is_offered_no_spreadsheet(cast, visits, signed_in):
    viewer = signed_in(cast.viewer)
    assert "spreadsheet" not in viewer.get(PATH).text
    assert viewer.get(f"{PATH}spreadsheet/").status_code == 403


def test_nothing_is_saved_until_it_was_looked_at(lead, asked):
    page = bring(lead, filled(asked, D7="71", E7=64, D8="1,234"))
    assert "Nothing of it is saved yet." in page.text
    assert not DataPoint.objects.exists()
    (problem,) = cells(page, "Problems")
    assert problem[:3] == ["D7", "Figures", "71"]
    assert cells(page, "Good rows") == [["8", "Visits", "Nothing", "1,234", "New"]]
    page = lead.post(f"{PATH}upload/save/", {"rows": carried(page)}, follow=True)
    assert "1 figure from “figures.xlsx” saved. Nothing is sent yet." in page.text
    assert "Left out for a problem: row 7 (Re-referrals)." in page.text
    # The grid says what is still to do.
    assert "Row 1, Re-referrals: Enter a number" in page.text
    assert DataPoint.objects.get().numerator == 1234


def test_saving_twice_saves_once(lead, asked):
    rows = carried(bring(lead, filled(asked, D8=5)))
    for _ in range(2):
        page = lead.post(f"{PATH}upload/save/", {"rows": rows}, follow=True)
        assert "saved" in page.text
    assert DataPoint.objects.get().version == 1


def test_what_a_colleague_changed_meanwhile_is_shown_and_not_written_over(
    lead, asked, visits
):
    rows = carried(bring(lead, filled(asked, D7=9, E7=64, D8=5)))
    give(asked, visits, 7)
    page = lead.post(f"{PATH}upload/save/", {"rows": rows})
    assert "A colleague changed some of these meanwhile" in page.text
    assert DataPoint.objects.get(measure=visits).numerator == 7
    assert cells(page, "Good rows") == [["8", "Visits", "7", "5", "Changed"]]
    lead.post(f"{PATH}upload/save/", {"rows": carried(page)})
    assert DataPoint.objects.get(measure=visits).numerator == 5


def test_after_a_clash_the_rows_that_were_left_out_are_named_again(lead, asked, visits):
    rows = carried(bring(lead, filled(asked, D7=71, E7=64, D8=5)))
    give(asked, visits, 7)
    page = lead.post(f"{PATH}upload/save/", {"rows": rows})
    summary = soup(page).select_one(".govuk-error-summary")
    assert "1 row was left out before and is not saved" in summary.get_text()
    assert soup(page).find(id="left").find_next("ul").get_text() == (
        "Row 7 (Re-referrals)"
    )
    # And once more when the others are saved.
    page = lead.post(f"{PATH}upload/save/", {"rows": carried(page)}, follow=True)
    assert "Left out for a problem: row 7 (Re-referrals)." in page.text
    assert DataPoint.objects.filter(measure=visits, numerator=5).exists()


def test_so_is_a_row_that_is_no_longer_asked_for(lead, asked, visits):
    rows = carried(bring(lead, filled(asked, D7=9, E7=64, D8=5)))
    Commission.objects.filter(measure=visits).update(ended_on="2026-08-31")
    page = lead.post(f"{PATH}upload/save/", {"rows": rows})
    (problem,) = cells(page, "Problems")
    assert problem[:3] == ["B8", "Figures", "Visits"]
    assert [row[1] for row in cells(page, "Good rows")] == ["Re-referrals"]
    assert not DataPoint.objects.exists()


def test_a_file_that_says_nothing_new_has_nothing_to_save(lead, asked, visits):
    give(asked, visits, 7)
    page = bring(lead, filled(asked))
    assert "There is nothing to save." in page.text
    assert "Row 8, Visits: 7" in page.text
    assert soup(page).select_one("input[name=rows]") is None


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("figures.pdf", b"%PDF", "Choose an Excel workbook (.xlsx) or a CSV file"),
        ("figures.xlsx", b"", "No row of the file has the headings"),
        ("figures.csv", b"a,b\n1,2\n", "No row of the file has the headings"),
        ("figures.xlsx", b"PK\x03\x04", "The file could not be read"),
        ("figures.csv", b"x" * (5 * 1024 * 1024 + 1), "must be 5 MB or smaller"),
    ],
)
def test_a_file_that_cannot_be_read_is_said_beside_its_box(lead, name, content, said):
    assert said in errors(bring(lead, content, name=name))


@pytest.mark.parametrize(
    "rows",
    ["", "made up", signing.dumps([], salt="another")],
    ids=["nothing", "made up", "signed for something else"],
)
def test_rows_that_nobody_was_shown_are_not_saved(lead, analyst, rows):
    for browser, path in (
        (lead, f"{PATH}upload/save/"),
        (analyst, "/measures/northshire/put-in/save/"),
    ):
        page = browser.post(path, {"rows": rows})
        assert "Choose the spreadsheet again" in errors(page)
    assert not DataPoint.objects.exists()


def test_words_of_a_file_are_only_words(lead, asked):
    page = bring(lead, filled(asked, D8=5, G8="<script>alert(1)</script>", D7="<b>"))
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert(1)" in page.text
    assert "<b>" not in page.text


def test_an_analyst_puts_in_figures_of_several_periods(analyst, asked, cast, signed_in):
    path = "/measures/northshire/put-in/"
    assert f'href="{path}"' in analyst.get("/measures/northshire/received/").text
    content = b"".join(analyst.get(f"{path}template/").streaming_content).decode()
    assert content.splitlines()[1].startswith(f"{asked},Re-referrals,2026-07-01,")
    lines = [
        f"{asked},Visits,{day},{number},,"
        for day, number in (("2026-07-01", 9), ("1/4/2026", 8), ("2026-02-01", 7))
    ]
    page = bring(analyst, (HEAD + "\n".join(lines)).encode(), path, "all.csv")
    assert cells(page, "Problems")[0][0] == "C4"
    assert [row[1:] for row in cells(page, "Good rows")] == [
        [f"Visits {asked}, July to September 2026", "Nothing", "9", "New"],
        [f"Visits {asked}, April to June 2026", "Nothing", "8", "New"],
    ]
    page = analyst.post(f"{path}save/", {"rows": carried(page)}, follow=True)
    assert "2 figures put in. They wait for you to accept them." in page.text
    assert "row 4 (Visits)" in page.text
    assert DataPoint.objects.count() == 2


def test_what_changed_since_an_analyst_looked_is_shown_again(analyst, asked, visits):
    path = "/measures/northshire/put-in/"
    lines = f"{asked},Visits,2026-07-01,9,,\n{asked},Visits,2026-04-01,8,,\n"
    lines += f"{asked},Visits,2026-02-01,7,,\n"
    rows = carried(bring(analyst, (HEAD + lines).encode(), path, "all.csv"))
    give(asked, visits, 5)
    page = analyst.post(f"{path}save/", {"rows": rows})
    assert "1 figure put in. What is below is not." in page.text
    assert "Row 4 (Visits)" in soup(page).find(id="left").find_next("ul").get_text()
    assert "the agency has entered this itself" in cells(page, "Problems")[0][3].lower()
    assert DataPoint.objects.get(data_return__starts_on="2026-07-01").numerator == 5


def test_another_partnerships_analyst_puts_in_nothing_here(cast, visits, signed_in):
    elsewhere = signed_in(cast.coordinator_elsewhere)
    assert elsewhere.get("/measures/northshire/put-in/").status_code == 404
