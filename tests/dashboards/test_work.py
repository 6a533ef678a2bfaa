"""The home page: what waits for each person, earliest first."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dashboards import work
from partnership.models import AgencyMember
from response_tool.actions import start_response
from response_tool.models import Response
from tests.conftest import complete, make_round, submit
from tests.factories import (
    ANYBODY,
    AdoptionFactory,
    AgencyFactory,
    SeatFactory,
    SignUpFactory,
    access,
    published_strategy,
)

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _signed_up(strategy, hopewell):
    """Hopewell signed up long ago; what is asked until then has tests of its own."""
    SignUpFactory(strategy=strategy, agency=hopewell)


def home(browser) -> str:
    page = browser.get("/")
    assert page.status_code == 200
    return page.content.decode()


@pytest.mark.parametrize("who", ["lead", "contributor"])
def test_those_who_can_edit_find_their_response_and_its_day(
    cast, signed_in, response, who
):
    page = home(signed_in(getattr(cast, who)))
    assert "One thing is waiting for you." in page
    assert "Start your Response Tool" in page
    assert "4 priorities. Not started." in page
    assert f'href="/responses/{response.pk}/"' in page
    assert "In 12 days" in page
    assert "<progress" not in page


def test_a_response_that_was_begun_says_how_far_it_is(cast, signed_in, response, now):
    start_response(response=response, by=ANYBODY, at=now)
    page = home(signed_in(cast.lead))
    assert "Finish your Response Tool" in page
    assert "0 of 4 priorities answered." in page
    complete(response)
    page = home(signed_in(cast.lead))
    assert "Check and submit your Response Tool" in page
    assert "All 4 priorities answered." in page
    assert 'max="4" value="4"' in page


def test_what_was_sent_is_done_and_waits_no_more(cast, signed_in, response):
    submit(response)
    page = home(signed_in(cast.lead))
    assert "Nothing is waiting for you." in page
    assert "Recently done" in page
    assert "Your agency submitted the autumn 2026 Response Tool." in page
    assert f'href="/responses/{response.pk}/receipt/"' in page


def test_the_day_something_was_done_is_the_day_it_was_here(cast, response):
    # Half past midnight on 1 July by the clock of everybody who uses this.
    submit(response)
    at = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    Response.objects.filter(pk=response.pk).update(submitted_at=at)
    (done,) = work.of(access(cast.lead), today=date(2026, 7, 2))["done"]
    assert done.on == date(2026, 7, 1)


def test_what_was_done_long_ago_is_not_news(cast, response, today):
    submit(response)
    later = today + work.LATELY + 2 * DAY
    assert work.of(access(cast.lead), today=later)["done"] == []


def test_a_viewer_has_nothing_to_do_and_is_told_when_there_will_be(
    cast, signed_in, response
):
    page = home(signed_in(cast.viewer))
    assert "Nothing is waiting for you." in page
    assert "When a partnership opens the next round" in page
    assert "You are a viewer" in page


def test_a_coordinator_sees_who_has_not_answered(cast, signed_in, response):
    page = home(signed_in(cast.coordinator))
    assert "See who has not answered" in page
    assert f'href="/rounds/{response.round_id}/?show=waited_for"' in page
    assert "You are a coordinator" in page


def test_a_role_is_called_as_its_partnership_calls_it(cast, signed_in, northshire):
    northshire.wordings.create(key="role_coordinator", words="Area lead")
    page = home(signed_in(cast.coordinator))
    assert "You are an area lead: you open rounds" in page


def test_a_role_in_an_agency_is_called_as_all_its_partnerships_call_it(
    cast, signed_in, northshire, castlebourne
):
    northshire.wordings.create(key="role_lead", words="Champion")
    assert "You are the lead: you can edit and submit." in home(signed_in(cast.lead))
    castlebourne.wordings.create(key="role_lead", words="Champion")
    assert "You are the champion: you can edit" in home(signed_in(cast.lead))
    assert "Only a champion can submit." in home(signed_in(cast.contributor))


@pytest.mark.parametrize(
    ("who", "role"),
    [
        ("board", "You are a board member"),
        ("auditor", "You are an auditor"),
        ("analyst", "You are an analyst"),
    ],
)
def test_the_board_finds_its_dashboard_and_nothing_to_do(
    cast, signed_in, adoption, response, compiled, who, role
):
    compiled(adoption)
    page = home(signed_in(getattr(cast, who)))
    assert "Nothing is waiting for you." in page
    assert "change by themselves within a minute of an agency submitting" in page
    assert f"Northshire: {adoption.strategy.title}" in page
    assert "Up to date" in page
    assert role in page
    assert "Castlebourne" not in page


def test_a_dashboard_that_is_behind_is_being_compiled(
    cast, signed_in, adoption, response, compiled
):
    compiled(adoption)
    submit(response)
    assert "Being compiled now" in home(signed_in(cast.board))


def test_somebody_new_is_told_whom_to_ask(cast, signed_in, response):
    page = home(signed_in(cast.nobody))
    assert "You do not belong to an agency or a partnership yet." in page


def test_a_partnership_where_nothing_has_begun_says_so(cast, signed_in):
    page = home(signed_in(cast.coordinator_elsewhere))
    assert "When something needs you, it will stand on this page." in page


def test_what_is_late_stands_first_and_is_counted(
    cast, signed_in, strategy, northshire, castlebourne, round_, today
):
    make_round(strategy, [northshire], today, ago=38, name="summer 2026")
    make_round(strategy, [northshire], today, ago=1, name="winter 2026")
    page = home(signed_in(cast.lead))
    assert "Three things are waiting for you. One is late." in page
    places = [page.index(f"{one} 2026</p>") for one in ("summer", "autumn", "winter")]
    assert places == sorted(places)
    assert "5 days late" in page
    assert "Was due" in page


def test_a_round_that_has_closed_or_not_opened_waits_for_nobody(
    cast, signed_in, strategy, northshire, hopewell, today
):
    make_round(strategy, [northshire], today, ago=60, name="spring 2026")
    make_round(strategy, [northshire], today, ago=-1, name="winter 2026")
    for who in ("lead", "coordinator"):
        assert "Nothing is waiting for you." in home(signed_in(getattr(cast, who)))


def test_somebody_with_two_hats_sees_what_waits_under_both(
    cast, signed_in, northshire, harbour, response
):
    northshire.members.create(user=cast.lead, role="coordinator")
    AgencyMember.objects.create(user=cast.lead, agency=harbour, role="contributor")
    page = home(signed_in(cast.lead))
    assert "Three things are waiting for you." in page
    # With two agencies each line has to say whose it is.
    assert "Response Tool, autumn 2026, Harbour Service" in page
    assert "Response Tool, autumn 2026, Hopewell Family Support" in page
    assert "Round, autumn 2026" in page


def test_the_home_page_takes_as_many_queries_however_much_there_is(
    cast, signed_in, northshire, castlebourne, harbour, strategy, response, today
):
    person = cast.lead
    northshire.members.create(user=person, role="coordinator")
    browser = signed_in(person)
    home(browser)

    def queries() -> int:
        with CaptureQueriesContext(connection) as context:
            home(browser)
        return len(context)

    before = queries()
    for n in range(3):
        agency = AgencyFactory()
        AgencyMember.objects.create(user=person, agency=agency, role="lead")
        SeatFactory(agency=agency, partnership=northshire)
        other = published_strategy()
        AdoptionFactory(partnership=northshire, strategy=other)
        make_round(other, [northshire], today, ago=n, name=f"round {n}")
    assert queries() == before


def test_a_submission_leaves_the_number_of_queries_as_it_is(
    cast, signed_in, strategy, castlebourne, response, harbour, today
):
    AgencyMember.objects.create(user=cast.lead, agency=harbour, role="lead")
    for ago in (2, 1):
        make_round(strategy, [castlebourne], today, ago=ago, name=f"round {ago}")
    browser = signed_in(cast.lead)
    mine = list(Response.objects.filter(agency=harbour).order_by("pk"))
    submit(mine[0])
    home(browser)
    with CaptureQueriesContext(connection) as few:
        home(browser)
    submit(mine[1])
    with CaptureQueriesContext(connection) as more:
        home(browser)
    assert len(more) == len(few)
