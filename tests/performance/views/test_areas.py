"""Areas and populations in the browser: added, entered, changed, brought in a file."""

import io

import pytest
from bs4 import BeautifulSoup

from activity.models import Event
from performance.actions.populations import look_after, save_populations
from performance.imports.populations import counted, latest
from performance.models import Area, Coverage, Population
from performance.periods import Frequency, latest_ended
from tests.factories import ANYBODY, NOW
from tests.performance.steps import accept, ask, give, measure, send
from tests.response_tool.pages import Page, query_count

LIST = "/measures/northshire/areas/"
CODE = "E06999001"
ONS = "ONS mid-year population estimates"


@pytest.fixture
def analyst(cast, visit):
    return visit(cast.analyst)


@pytest.fixture
def north(northshire):
    return look_after(
        partnership=northshire, code=CODE, name="North", by=ANYBODY, at=NOW
    )


@pytest.fixture
def last(today):
    return latest(today)


def save(*counts):
    return save_populations(counts=counts, by=ANYBODY, at=NOW)


def bring(visitor, text: str, name="populations.csv") -> Page:
    file = io.BytesIO(text.encode())
    file.name = name
    visitor.page = Page(visitor.client.post(f"{LIST}upload/", {"file": file}))
    return visitor.page


def news(page) -> list[list[str]]:
    table = page.main.find("caption", string=lambda text: "Good rows" in text).parent
    return [
        [" ".join(cell.get_text(" ").split()) for cell in row.select("th, td")]
        for row in table.select("tbody tr")
    ]


def test_an_area_is_added_and_its_populations_entered(analyst, northshire, last):
    analyst.go("/measures/northshire/choose/")
    assert "You have not said yet which areas those are" in analyst.page.text
    page = analyst.follow("areas and populations")
    assert "Begin with the first." in page.text
    page = analyst.press("Add this area", {"code": "e06 999001", "name": "North"})
    assert page.heading == "Children who live in North"
    typed = {f"children-{last}": "21,400", f"children-{last - 1}": " 21100 "}
    page = analyst.press("Save", typed)
    assert page.heading == "Areas and populations"
    assert f"Mid-{last} Children 21,400 Source {ONS}" in page.text
    one = Population.objects.get(year=last)
    assert (one.children, one.source) == (21_400, ONS)
    assert f"by {one.saved_by}" in page.text
    assert Population.objects.count() == 2


def test_the_page_says_which_population_is_used_for_which_rates(
    analyst, north, last, today
):
    this = today.year if today.month > 3 else today.year - 1
    save(counted(CODE, this - 2, None, (21_400, ONS)))
    page = analyst.go(LIST)
    rows = [
        " ".join(row.get_text(" ").split())
        for row in page.main.select_one("table").select("tbody tr")
    ]
    assert rows[0] == (
        f"April {this} to March {this + 1} Population used Mid-{this - 2} Until "
        f"mid-{this} is known Children 21,400"
    )
    assert rows[2].startswith(f"April {this - 2} to March {this - 1} Population used M")
    assert "Until" not in rows[2]
    assert "None: these rates are x" in rows[3]


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"code": ""}, "Enter the code of the area"),
        ({"code": "E069"}, "Enter the code of a local authority, such as E06000001."),
        ({"code": "E12000001"}, "This is the code of a country or a region."),
        ({"code": "E06999002", "name": ""}, "Enter the name of the area"),
        ({"code": CODE}, "You look after North (E06999001) already."),
        ({"name": "x" * 121}, "The name must be 120 characters or fewer. It has 121."),
        ({"name": "Call 01632 960 123"}, "Take out what could identify"),
    ],
)
def test_what_is_wrong_with_an_area_is_said(analyst, north, typed, problem):
    analyst.go(LIST)
    filled = {"code": "E06999002", "name": "South"} | typed
    page = analyst.press("Add this area", filled)
    (told,) = page.problems
    assert told.startswith(problem)
    assert page.field("name") == filled["name"]
    assert Coverage.objects.count() == 1


@pytest.mark.parametrize(
    ("box", "typed", "problem"),
    [
        ("children", "lots", "‘lots’ is not a number."),
        ("children", "0", "Enter a number from 1 to 20,000,000"),
        ("children", "30,000,000", "Enter a number from 1 to 20,000,000"),
        ("source", "", "Say where the number is published"),
        ("source", "x" * 161, "must be 160 characters or fewer. It has 161."),
        ("source", "Call 01632 960 123", "Take out what could identify"),
    ],
)
def test_what_is_wrong_with_a_population_is_said_and_nothing_lost(
    analyst, north, last, box, typed, problem
):
    analyst.go(f"{LIST}{north.pk}/")
    filled = {f"children-{last}": "21,400", f"{box}-{last}": typed}
    page = analyst.press("Save", filled | {f"children-{last - 1}": "5"})
    (told,) = page.problems
    assert told.startswith(f"Mid-{last}: ")
    assert problem in told
    assert page.field(f"{box}-{last}") == typed
    assert page.field(f"children-{last - 1}") == "5"
    assert not Population.objects.exists()


def test_what_a_colleague_changed_meanwhile_is_shown_and_neither_is_lost(
    analyst, north, last
):
    save(counted(CODE, last, None, (21_400, ONS)))
    analyst.go(f"{LIST}{north.pk}/")
    save(counted(CODE, last, (21_400, ONS), (21_500, "A newer release")))
    page = analyst.press("Save", {f"children-{last}": "22,000"})
    (told,) = page.problems
    assert "Somebody changed this to 21,500 while you were writing" in told
    assert page.field(f"children-{last}") == "22,000"
    assert page.field(f"source-{last}") == "A newer release"
    analyst.press("Save")
    assert Population.objects.get().children == 22_000


def test_a_population_is_taken_out_by_emptying_its_box(analyst, north, last):
    save(counted(CODE, last, None, (21_400, ONS)))
    analyst.go(f"{LIST}{north.pk}/")
    analyst.press("Save", {f"children-{last}": ""})
    assert not Population.objects.exists()


def test_who_else_looks_after_an_area_is_said(analyst, north, castlebourne):
    page = analyst.go(f"{LIST}{north.pk}/")
    assert "looks after this area too" not in page.text
    look_after(partnership=castlebourne, code=CODE, name="", by=ANYBODY, at=NOW)
    page = analyst.go(f"{LIST}{north.pk}/")
    assert f"{castlebourne.name} looks after this area too." in page.text


def test_an_area_is_looked_after_no_longer_after_asking(analyst, north):
    analyst.go(LIST)
    page = analyst.follow("Look after it no longer : North")
    assert "are removed too" in page.text
    page = analyst.press("Look after it no longer")
    assert "Northshire looks after North no longer." in page.text
    assert not Area.objects.exists()


def test_a_file_is_looked_at_before_anything_is_saved(analyst, north, last):
    save(counted(CODE, last - 1, None, (21_000, ONS)))
    analyst.go(LIST)
    analyst.follow("Bring populations in a spreadsheet")
    content = analyst.client.get(f"{LIST}upload/template/").getvalue().decode()
    assert f"{CODE},North,{last},,{ONS}" in content
    filled = content.replace(f"{last},,", f'{last},"21,400",')
    filled = filled.replace(f"{last - 2},,", f"{last - 2},many,")
    page = bring(analyst, filled)
    assert news(page) == [
        [
            "Row 2",
            f"Children aged 0 to 17, North Mid-{last}",
            "In the portal Nothing",
            f"Once saved 21,400 {ONS}",
            "What it is New",
        ]
    ]
    assert "1 row has a problem and is left out" in page.text
    assert f"Row 3, Children aged 0 to 17, North, Mid-{last - 1}: 21,000" in page.text
    assert not Population.objects.filter(year=last).exists()
    page = analyst.press("Save the good row")
    assert "1 population from “populations.csv” saved." in page.text
    assert "Left out for a problem: row 4 (North)." in page.text
    assert Population.objects.get(year=last).children == 21_400


def test_a_file_brought_twice_has_nothing_to_save(analyst, north, last):
    text = f"Code,Year,Population\n{CODE},{last},21400\n"
    bring(analyst, text)
    analyst.press("Save the good row")
    page = bring(analyst, text)
    assert "There is nothing to save." in page.text
    assert Event.objects.filter(verb="changed the population of").count() == 1


def test_what_changed_since_the_file_was_looked_at_is_shown_again(analyst, north, last):
    bring(analyst, f"Code,Year,Population\n{CODE},{last},21400\n")
    save(counted(CODE, last, None, (21_500, ONS)))
    page = analyst.press("Save the good row")
    assert "Somebody changed some of these meanwhile" in page.text
    assert news(page)[0][2:4] == ["In the portal 21,500", "Once saved 21,400"]
    analyst.press("Save the good row")
    assert Population.objects.get().children == 21_400


@pytest.mark.parametrize("rows", ["", "made up", "eyJhIjoxfQ:1:x"])
def test_rows_that_nobody_was_shown_are_not_saved(analyst, north, rows):
    page = Page(analyst.client.post(f"{LIST}upload/save/", {"rows": rows}))
    assert "That page was open for too long" in page.text
    assert not Population.objects.exists()


def test_a_file_that_cannot_be_read_is_said_beside_its_box(analyst, north):
    page = bring(analyst, "a,b\n1,2\n")
    (told,) = page.problems
    assert told.startswith("No row of the file has the headings")
    page = bring(analyst, "x", name="populations.pdf")
    assert page.problems[0].startswith("Choose an Excel workbook (.xlsx) or a CSV")


@pytest.fixture
def rates(northshire, hopewell, north, today):
    one = measure("Plans for neglect", "rate")
    asked = ask(northshire, hopewell, of=one)
    period = latest_ended(Frequency.QUARTER, today).before
    give(hopewell, one, 40, period=period)
    accept(send(hopewell, period), northshire)
    return asked


def test_a_rate_without_a_population_says_so_and_leads_to_it(
    analyst, cast, visit, rates, last
):
    for address in (f"/measures/northshire/{rates.pk}/", "/measures/northshire/"):
        page = analyst.go(address)
        assert "not known how many children lived in all areas" in page.text
        assert page.links["Enter the populations"] == LIST
        board = visit(cast.board).go(address)
        assert "The coordinators and analysts can enter it." in board.text
        assert "Enter the populations" not in board.links
    save(*(counted(CODE, last - back, None, (20_000, ONS)) for back in range(5)))
    for address in (f"/measures/northshire/{rates.pk}/", "/measures/northshire/"):
        page = analyst.go(address)
        assert "not known how many children" not in page.text
    assert "20.0" in analyst.go(f"/measures/northshire/{rates.pk}/").text


def test_the_profile_leads_to_the_areas_where_none_is_known(analyst, cast, visit):
    address = "/measures/northshire/profile/"
    assert analyst.go(address).links["Say which"] == LIST
    assert "Say which" not in visit(cast.board).go(address).links


def test_it_needs_no_more_queries_for_more_areas_and_years(
    analyst, northshire, north, last
):
    pages = [LIST, f"{LIST}{north.pk}/", f"{LIST}upload/template/"]
    counts = [query_count(analyst.client, one) for one in pages]
    for number in range(2, 6):
        code = f"E0699900{number}"
        look_after(partnership=northshire, code=code, name=code, by=ANYBODY, at=NOW)
        some = [counted(code, last - back, None, (500, ONS)) for back in range(9)]
        save(*some, *(counted(CODE, one.year, None, (5, ONS)) for one in some))
    assert [query_count(analyst.client, one) for one in pages] == counts


def test_every_box_of_a_year_has_a_name_of_its_own(analyst, north, last):
    page = analyst.go(f"{LIST}{north.pk}/")
    soup = BeautifulSoup(page.html, "html.parser")
    labels = [one.get_text() for one in soup.select("#years label")]
    assert len(labels) == len(set(labels)) == 16
    assert f"Children aged 0 to 17, mid-{last}" in labels
