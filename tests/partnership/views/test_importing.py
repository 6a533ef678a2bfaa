"""A spreadsheet of agencies is read, shown, confirmed; until then nothing is saved."""

from io import BytesIO

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from partnership.models import Agency
from tests.partnership.sheets import GOOD, HEADINGS, workbook
from tests.partnership.views.test_pages import PAGE, errors, soup

IMPORT, CONFIRM = f"{PAGE}agencies/import/", f"{PAGE}agencies/import/confirm/"


@pytest.fixture
def coordinator(runner, northshire, signed_in):
    return signed_in(runner)


def send(coordinator, content: bytes, name="agencies.xlsx"):
    return coordinator.post(IMPORT, {"sheet": SimpleUploadedFile(name, content)})


def carried(page) -> str:
    return soup(page).select_one("input[name=rows]")["value"]


def table(page, label) -> list[list[str]]:
    rows = soup(page).select(f"[aria-label='{label}'] tbody tr")
    for hidden in (one for row in rows for one in row.select(".np-cards__name")):
        hidden.decompose()
    return [
        [" ".join(cell.get_text(" ").split()) for cell in row.select("th, td")]
        for row in rows
    ]


def test_the_template_is_a_workbook_with_the_headings(coordinator):
    answer = coordinator.get(f"{IMPORT}template/")
    assert answer["Content-Disposition"] == (
        'attachment; filename="agencies-northshire.xlsx"'
    )
    sheet = load_workbook(BytesIO(answer.content)).worksheets[0]
    assert [cell.value for cell in sheet[1]] == HEADINGS


def test_a_good_sheet_is_shown_and_saved_when_confirmed(coordinator, hopewell, harbour):
    rows = [GOOD, *(GOOD | {"Agency": one.name} for one in (hopewell, harbour))]
    page = send(coordinator, workbook(*rows))
    assert [(row[0], row[-1]) for row in table(page, "Good rows")] == [
        ("Riverside Surgery GP practice", "New agency"),
        (
            "Hopewell Family Support GP practice",
            "Has a seat already: left as it is",
        ),
        ("Harbour Service GP practice", "On the portal already: gets a seat here"),
    ]
    assert "Nothing is saved yet." in page.text
    assert "Save 2 agencies" in page.text
    assert not Agency.objects.filter(name="Riverside Surgery").exists()
    saved = coordinator.post(CONFIRM, {"rows": carried(page)}, follow=True)
    assert "1 agency added, 1 agency given a seat, 1 had a seat already." in saved.text
    assert Agency.objects.get(name="Riverside Surgery").sector == "gp"


def test_problems_are_named_and_the_good_rows_can_be_saved(coordinator):
    page = send(
        coordinator, workbook(GOOD, GOOD | {"Agency": "Hill", "Sector": "Hills"})
    )
    ((row, column, found, expected),) = table(page, "Problems")
    assert (row, column, found) == ("Row 3", "Sector", "Hills")
    assert "one of: Council" in expected
    coordinator.post(CONFIRM, {"rows": carried(page)})
    assert [one.name for one in Agency.objects.all()] == ["Riverside Surgery"]


def test_a_name_of_another_partnership_is_a_problem(
    cast, signed_in, northshire, harbour
):
    coordinator = signed_in(cast.coordinator)
    page = send(coordinator, workbook(GOOD | {"Agency": "Harbour Service"}))
    ((row, _, found, expected),) = table(page, "Problems")
    assert (row, found) == ("Row 2", "Harbour Service")
    assert "no agency of another partnership has" in expected
    assert "There is nothing to save." in page.text


def test_confirming_twice_adds_once(coordinator):
    rows = carried(send(coordinator, workbook(GOOD)))
    coordinator.post(CONFIRM, {"rows": rows})
    again = coordinator.post(CONFIRM, {"rows": rows}, follow=True)
    assert "0 agencies added, 1 had a seat already." in again.text
    assert Agency.objects.count() == 1


def test_hostile_words_are_only_words(coordinator):
    page = send(coordinator, workbook(GOOD | {"Agency": "<script>alert(1)</script>"}))
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert" in page.text


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("agencies.csv", b"Agency,Sector", "must be an Excel workbook (.xlsx)"),
        ("agencies.xlsm", b"PK", "may hold macros"),
        ("agencies.xlsx", b"Agency,Sector", "The file is not an Excel workbook"),
        ("agencies.xlsx", b"", "The file is not an Excel workbook"),
        ("agencies.xlsx", b"x" * (1024 * 1024 + 1), "must be 1 MB or smaller"),
    ],
)
def test_a_file_that_cannot_be_read_is_said_beside_its_box(
    coordinator, name, content, said
):
    page = send(coordinator, content, name)
    assert said in errors(page)["sheet"]
    assert not Agency.objects.exists()


def test_sending_nothing_is_said(coordinator):
    assert errors(coordinator.post(IMPORT)) == {"sheet": "Choose a spreadsheet"}


@pytest.mark.parametrize(
    "rows",
    ["", "made up", signing.dumps([], salt="another")],
    ids=["nothing", "made up", "signed for something else"],
)
def test_rows_that_nobody_was_shown_are_not_saved(coordinator, rows):
    page = coordinator.post(CONFIRM, {"rows": rows})
    assert page.status_code == 200
    assert "Send the spreadsheet again" in page.text
    assert not Agency.objects.exists()


def test_rows_shown_for_one_partnership_are_not_saved_in_another(coordinator):
    rows = carried(send(coordinator, workbook(GOOD)))
    theirs = CONFIRM.replace("northshire", "castlebourne")
    assert "Send the spreadsheet again" in coordinator.post(theirs, {"rows": rows}).text
    assert not Agency.objects.exists()


def test_what_happened_since_the_preview_is_said_and_nothing_is_saved(
    cast, signed_in, northshire, harbour
):
    coordinator = signed_in(cast.coordinator)
    rows = carried(send(coordinator, workbook(GOOD, GOOD | {"Agency": "Hill Surgery"})))
    Agency.objects.filter(pk=harbour.pk).update(name="Hill Surgery")
    page = coordinator.post(CONFIRM, {"rows": rows})
    assert "Nothing was saved. Row 3, Hill Surgery: Another agency" in page.text
    assert not Agency.objects.filter(name="Riverside Surgery").exists()


def test_a_full_sheet_can_be_confirmed(coordinator):
    rows = [
        GOOD | {"Agency": f"{n:03} {'x' * 116}", "Contact role": f"{n:03} {'y' * 116}"}
        for n in range(500)
    ]
    page = send(coordinator, workbook(*rows))
    saved = coordinator.post(CONFIRM, {"rows": carried(page)}, follow=True)
    assert "500 agencies added." in saved.text
