"""The board page: who may read it, and what it says."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dashboards import drawing
from dashboards.models import Snapshot
from response_tool.models import Action, Response
from strategies.models import Adoption
from tests.conftest import complete, make_round, submit
from tests.dashboards.conftest import address
from tests.factories import AdoptionFactory, published_strategy

DAY = timedelta(days=1)
READERS = ("coordinator", "board", "auditor", "analyst")
AGENCIES = ("lead", "contributor", "viewer", "other_lead")
PARTS = ("", "freshness/", "overdue/", "difference/")


@pytest.fixture
def reader(cast, signed_in):
    return signed_in(cast.board)


def read(browser, adoption, part="") -> str:
    found = browser.get(address(adoption, part))
    assert found.status_code == 200
    return found.content.decode()


@pytest.mark.parametrize("who", READERS)
def test_everybody_in_the_partnership_reads_its_dashboard(
    cast, signed_in, adoption, response, compiled, who
):
    compiled(adoption)
    browser = signed_in(getattr(cast, who))
    for part in PARTS:
        assert browser.get(address(adoption, part)).status_code == 200


@pytest.mark.parametrize("who", [*AGENCIES, "nobody", "administrator"])
def test_agencies_are_refused_with_the_reason(cast, signed_in, adoption, compiled, who):
    compiled(adoption)
    browser = signed_in(getattr(cast, who))
    for part in PARTS:
        found = browser.get(address(adoption, part))
        assert found.status_code == 403
        assert "To read the board dashboard you need to be" in found.content.decode()


@pytest.mark.parametrize("is_compiled", [True, False])
def test_a_dashboard_of_another_partnership_cannot_be_found(
    cast, signed_in, reader, adoption, neighbour, compiled, is_compiled
):
    for one in (adoption, neighbour) if is_compiled else ():
        compiled(one)
    elsewhere = signed_in(cast.coordinator_elsewhere)
    for part in PARTS:
        assert elsewhere.get(address(adoption, part)).status_code == 404
        assert reader.get(address(neighbour, part)).status_code == 404


def test_a_strategy_that_was_not_adopted_has_no_dashboard(reader, adoption):
    other = Adoption(partnership=adoption.partnership, strategy=published_strategy())
    for part in PARTS:
        assert reader.get(address(other, part)).status_code == 404


def test_a_dashboard_can_only_be_read(reader, adoption, compiled):
    compiled(adoption)
    for part in PARTS:
        assert reader.post(address(adoption, part)).status_code == 405


def test_the_convenor_does_not_read_the_neighbours_dashboard(
    cast, signed_in, strategy, northshire, neighbour, compiled
):
    strategy.convenor = northshire
    strategy.save()
    browser = signed_in(cast.coordinator)
    assert browser.get(address(neighbour)).status_code == 404
    compiled(neighbour)
    assert browser.get(address(neighbour)).status_code == 404


def test_the_page_says_who_answered_and_how_it_goes(
    cast, castlebourne, signed_in, neighbour, response, compiled
):
    castlebourne.members.create(user=cast.board, role="board")
    submit(response)
    compiled(neighbour)
    page = read(signed_in(cast.board), neighbour)
    assert "One of two agencies has answered, and 4 of the 4 priorities they" in page
    assert "1 of 2 returns for autumn 2026 are in. These are not:" in page
    assert "Harbour Service has not returned" in page
    assert "<strong>No return this round.</strong> No earlier return." in page
    assert page.count('np-heat__cell np-heat--on_track">On track</td>') == 4
    assert "Children notice 1." in page
    assert "No action is past its date." in page


def test_the_page_of_a_partnership_with_one_agency_says_so_in_english(
    reader, adoption, response, compiled
):
    submit(response)
    compiled(adoption)
    page = read(reader, adoption)
    assert "The one agency that was asked has answered" in page
    assert "All 1 agencies" not in page


def test_an_agency_that_has_not_answered_this_time_keeps_its_overdue_actions(
    reader, strategy, adoption, hopewell, compiled, today
):
    partnerships = [adoption.partnership]
    earlier = make_round(strategy, partnerships, today, ago=40, name="spring 2026")
    sent = submit(earlier.responses.get())
    Action.objects.filter(answer__response=sent).update(by_when=today - DAY)
    make_round(strategy, partnerships, today)
    compiled(adoption)
    page = read(reader, adoption)
    assert "The one agency that was asked has not answered yet." in page
    assert "Four actions are past their date. Four at Hopewell" in page
    assert "last return; none this round" in page
    assert "<strong>4 actions are overdue.</strong>" in page


def test_a_draft_is_never_shown(
    cast, signed_in, castlebourne, neighbour, response, harbour, compiled, today
):
    castlebourne.members.create(user=cast.board, role="board")
    complete(response)
    drafts = response.answers.order_by("pk")
    drafts.update(progress="Unfinished words", difference="Unfinished words")
    Action.objects.filter(answer__response=response).update(
        what="Unfinished action", by_when=today - DAY, status="off_track"
    )
    submit(Response.objects.get(round=response.round, agency=harbour))
    compiled(neighbour)
    browser = signed_in(cast.board)
    for name in PARTS:
        page = read(browser, neighbour, name)
        assert "Unfinished" not in page
        assert "np-heat__cell np-heat--off_track" not in page
    assert "Children notice" in read(browser, neighbour)


TYPED = "<script>alert('x')</script> {{ 7|add:1 }} =1+1 & “so on”"
SHOWN = "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt; {{ 7|add:1 }} =1+1 &amp;"


def test_what_agencies_typed_is_shown_as_typed(
    reader, adoption, response, hopewell, compiled, today
):
    submit(response)
    response.answers.update(difference=TYPED)
    Action.objects.filter(answer__response=response).update(
        what=TYPED, who=TYPED, by_when=today - DAY
    )
    hopewell.name = TYPED
    hopewell.save()
    compiled(adoption)
    for page in ("", "overdue/", "difference/"):
        content = read(reader, adoption, page)
        assert SHOWN in content
        assert "<script>alert" not in content


def test_before_any_round_the_page_says_what_will_stand_there(
    reader, adoption, compiled
):
    compiled(adoption)
    page = read(reader, adoption)
    assert "No round of the Response Tool has opened for this strategy yet." in page
    assert "No action is past its date." in read(reader, adoption, "overdue/")
    assert "No agency has said yet" in read(reader, adoption, "difference/")


def test_a_round_that_opens_later_is_not_shown_yet(
    reader, strategy, adoption, hopewell, compiled, today
):
    make_round(strategy, [adoption.partnership], today, ago=-3)
    compiled(adoption)
    assert "No round of the Response Tool has opened" in read(reader, adoption)


def test_before_the_first_compile_the_page_says_that_it_is_on_its_way(reader, adoption):
    for page in ("", "freshness/"):
        content = read(reader, adoption, page)
        assert "This dashboard is being compiled for the first time." in content
    for page in ("overdue/", "difference/"):
        read(reader, adoption, page)
    Snapshot.objects.create(adoption=adoption)  # claimed, and not finished yet
    assert "being compiled for the first time" in read(reader, adoption)


def test_a_page_without_javascript_still_has_everything(
    reader, adoption, response, compiled
):
    submit(response)
    compiled(adoption)
    page = read(reader, adoption)
    for heading in ("answered", "progress", "priorities", "overdue", "difference"):
        assert f'id="{heading}"' in page
    assert page.startswith("<!DOCTYPE html>")


def test_htmx_is_given_the_changed_part_alone(reader, adoption, response, compiled):
    submit(response)
    compiled(adoption)
    part = reader.get(address(adoption), headers={"HX-Request": "true"})
    content = part.content.decode()
    assert "<html" not in content
    assert 'id="freshness"' not in content
    assert 'id="priorities"' in content
    figures, _, said = content.partition('<p class="govuk-visually-hidden"')
    whole = read(reader, adoption)
    assert figures.strip() in whole
    # A screen reader is told once that they are new, not every time the age changes.
    assert "The figures on this page are new" in said
    assert "The figures on this page are new" not in whole


@pytest.mark.parametrize("part", ["", "freshness/"])
def test_a_page_takes_eight_queries_at_most_with_a_warm_and_a_cold_cache(
    reader, adoption, response, compiled, part
):
    submit(response)
    compiled(adoption)
    read(reader, adoption, part)
    for is_cold in (False, True):
        if is_cold:
            drawing.body.cache_clear()
        with CaptureQueriesContext(connection) as queries:
            read(reader, adoption, part)
        assert len(queries) <= 8


def test_a_page_that_was_drawn_before_does_not_even_read_the_figures(
    reader, adoption, response, compiled
):
    submit(response)
    compiled(adoption)
    cold = read(reader, adoption)
    Snapshot.objects.update(sections={"response_tool": "not read again"})
    assert "4 of the 4 priorities" in read(reader, adoption)
    assert "4 of the 4 priorities" in cold


def test_a_new_compile_is_shown_at_once(reader, adoption, response, compiled, now):
    compiled(adoption)
    assert "has not answered yet" in read(reader, adoption)
    submit(response)
    compiled(adoption, now + timedelta(minutes=1))
    assert "has answered, and 4 of the 4" in read(reader, adoption)


def test_two_boards_never_share_a_cached_page(
    reader, northshire, adoption, response, compiled
):
    other = AdoptionFactory(partnership=northshire, strategy=published_strategy())
    submit(response)
    for one in (adoption, other):
        compiled(one)
    assert "4 of the 4 priorities" in read(reader, adoption)
    assert "No round of the Response Tool has opened" in read(reader, other)
