"""What holds numbers that boards do not see says so: OFFICIAL-SENSITIVE."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from tests.performance.steps import QUARTER, accept, give, hear, send
from tests.response_tool.pages import Page

SENSITIVE, OFFICIAL = "Marking: OFFICIAL-SENSITIVE.", "Marking: OFFICIAL."
OF_AGENCY = ["hopewell", QUARTER.frequency, QUARTER.starts_on]


@pytest.fixture
def figures(asked, rereferrals, northshire):
    """Figures of two quarters: the first accepted, the second not sent yet."""
    give(asked, rereferrals, 3, 64, period=QUARTER.before)
    sent = send(asked, QUARTER.before)
    accept(sent, northshire)
    give(asked, rereferrals, 4, 70)
    return sent


def marking(page: Page) -> str:
    """What the foot of a page says; nothing where it is not marked."""
    _, _, said = page.soup.footer.get_text().partition("Marking: ")
    return f"Marking: {said.split('.')[0]}."


@pytest.mark.parametrize("name", ["figures", "send"])
def test_pages_of_an_agency_are_marked(cast, visit, figures, name):
    page = visit(cast.lead).go(reverse(f"performance:{name}", args=OF_AGENCY))
    assert marking(page) == SENSITIVE


def test_what_a_spreadsheet_says_is_marked_and_the_spreadsheet_too(
    cast, visit, figures
):
    lead = visit(cast.lead)
    address = reverse("performance:spreadsheet", args=OF_AGENCY)
    content = lead.client.get(address).content
    sheet = load_workbook(io.BytesIO(content))["Figures"]
    assert sheet["A5"].value == sheet.oddFooter.center.text == "OFFICIAL-SENSITIVE"
    file = io.BytesIO(b"Reference,What we count,Number,Out of\nM0,Re-referrals,5,70\n")
    file.name = "figures.csv"
    answer = lead.client.post(
        reverse("performance:upload", args=OF_AGENCY), {"file": file}
    )
    assert SENSITIVE in answer.content.decode()


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("received/{sent}/", SENSITIVE),
        ("{commission}/hidden/", SENSITIVE),
        ("{commission}/?numbers=as-sent", SENSITIVE),
        ("{commission}/", OFFICIAL),
        ("", OFFICIAL),
        ("profile/", OFFICIAL),
        ("voices/", SENSITIVE),
        ("voices/add/", SENSITIVE),
        ("voices/{voice}/", SENSITIVE),
        ("voices/{voice}/remove/", SENSITIVE),
    ],
)
def test_pages_of_a_partnership_are_marked_by_what_they_show(
    cast, visit, figures, northshire, address, expected
):
    about = {
        "sent": figures.pk,
        "commission": northshire.commissions.get().pk,
        "voice": hear(northshire).pk,
    }
    page = visit(cast.analyst).go(f"/measures/northshire/{address.format(**about)}")
    assert marking(page) == expected


@pytest.mark.parametrize("address", ["", "profile/", "voices/", "{commission}/"])
def test_what_a_board_reads_is_masked_and_official(
    cast, visit, figures, northshire, address
):
    hear(northshire)
    about = {"commission": northshire.commissions.get().pk}
    page = visit(cast.board).go(f"/measures/northshire/{address.format(**about)}")
    assert marking(page) == OFFICIAL
