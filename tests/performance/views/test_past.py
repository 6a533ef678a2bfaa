"""What an agency sent stays there for it to read, also when nobody asks any more."""

from datetime import date

import pytest

from performance.actions.commissioning import change_terms, terms_of
from performance.actions.stopping import stop_asking
from performance.grids import grid
from performance.models import Commission
from tests.factories import ANYBODY, NOW
from tests.performance.steps import QUARTER, ask, give, history, measure, send
from tests.response_tool.pages import Visitor, query_count

PATH = f"/figures/hopewell/quarter/{QUARTER.starts_on}/"


@pytest.fixture
def visits(northshire, asked):
    """Sent twice, and asked for by one partnership."""
    one = measure("Visits", "count")
    ask(northshire, asked, of=one, first_on=QUARTER.starts_on)
    for number in (7, 8):
        give(asked, one, number, note="New form")
        give(asked, grid(asked, QUARTER).lines[0].measure, number, 64)
        send(asked)
    return one


@pytest.fixture
def lead(cast, visits, visit) -> Visitor:
    return visit(cast.lead)


def stop(of, ended_on=date(2026, 8, 31)) -> None:
    for one in Commission.objects.filter(measure=of):
        stop_asking(commission=one, ended_on=ended_on, by=ANYBODY, at=NOW)


def past(page) -> str:
    found = page.main.find(id="past")
    return " ".join(found.get_text(" ").split()) if found else ""


def test_what_was_sent_is_read_where_it_is_no_longer_asked_for(lead, visits):
    assert past(lead.go(PATH)) == ""
    stop(visits)
    page = lead.go(PATH)
    said = past(page)
    assert "No longer asked for" in said
    assert "Visits in the period" in said
    assert "8 Note: New form" in said
    assert "Northshire: waiting for a look" in said
    # And as it was sent before.
    assert "Sent 2 times" in said
    assert ": 7 Note: New form" in said
    assert f"number-{visits.pk}" not in page.boxes()


def test_so_is_a_return_of_which_nothing_is_asked_for_any_more(
    lead, visits, rereferrals
):
    stop(visits)
    stop(rereferrals)
    page = lead.go(PATH)
    assert "Nobody asks your agency for figures of this period any more." in page.text
    assert "Re-referrals" in past(page)
    assert page.buttons == {}
    words = "July to September 2026, Hopewell Family Support"
    assert words in lead.go("/figures/").links
    assert lead.follow(words).path == PATH


def test_and_where_another_agency_is_asked_instead(lead, visits, asked, northshire):
    (one,) = Commission.objects.filter(measure=visits)
    terms = terms_of(one)
    terms.agencies.clear()
    change_terms(commission=one, terms=terms, seen=one.version, by=ANYBODY, at=NOW)
    assert "Visits" in past(lead.go(PATH))


def test_what_was_entered_and_never_sent_is_said_to_be_so(lead, asked, northshire):
    one = measure("Calls", "count")
    ask(northshire, asked, of=one)
    give(asked, one, 5)
    stop(one)
    assert "5 Where it is Entered, never sent" in past(lead.go(PATH))


def test_what_was_sent_stands_beside_what_was_changed_since(lead, visits, asked):
    give(asked, visits, 9)
    page = lead.go(PATH)
    rows = page.main.select("#figures tbody tr")
    assert ["Sent 2 times" in row.get_text() for row in rows] == [True, True]


def test_earlier_returns_are_listed_in_as_many_queries(lead, rereferrals, asked):
    history(asked, rereferrals, *[9] * 5, out_of=100)
    few = query_count(lead.client, "/figures/")
    assert "2 earlier returns" in lead.go("/figures/").text
    history(asked, rereferrals, *[10] * 12, out_of=100)
    assert "9 earlier returns" in lead.go("/figures/").text
    assert query_count(lead.client, "/figures/") == few
