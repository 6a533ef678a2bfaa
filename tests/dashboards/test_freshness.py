"""How fresh the page says it is, and when it fetches newer figures by itself."""

from datetime import timedelta

import pytest
from django.utils import timezone

from dashboards.models import Snapshot
from strategies.actions import evidence_changed
from tests.conftest import submit
from tests.dashboards.conftest import address

SECONDS = timedelta(seconds=1)


@pytest.fixture
def ask(cast, signed_in, adoption):
    """ask(3) asks as a page does that shows revision 3."""
    browser = signed_in(cast.board)

    def ask(revision=None):
        shown = "" if revision is None else f"?revision={revision}"
        return browser.get(address(adoption, "freshness/") + shown)

    return ask


def words(page) -> str:
    return page.content.decode()


def test_an_up_to_date_page_says_when_it_was_compiled(
    ask, adoption, response, compiled, now
):
    submit(response)
    compiled(adoption, now - 200 * SECONDS)
    page = words(ask(1))
    assert "Up to date: compiled 3 minutes ago." in page
    assert f"As at {timezone.localtime(now - 200 * SECONDS):%A} " in page
    assert 'hx-trigger="every 15s"' in page


def test_a_page_that_is_behind_says_since_when_and_looks_again_soon(
    ask, adoption, response, compiled, now
):
    compiled(adoption, now)
    changed_at = now.replace(hour=14, minute=5)
    evidence_changed(
        strategy_id=adoption.strategy_id,
        partnership_ids=[adoption.partnership_id],
        at=changed_at,
    )
    page = words(ask(1))
    assert "compiling now. This page will show it within a minute." in page
    assert "Up to date" not in page
    assert ":05pm" in page
    assert 'hx-trigger="every 2s"' in page


@pytest.mark.parametrize("is_claimed", [False, True])
def test_a_page_that_was_never_compiled_says_that_it_is_on_its_way(
    ask, adoption, is_claimed
):
    if is_claimed:
        Snapshot.objects.create(adoption=adoption)
    page = ask(0)
    assert "being compiled for the first time" in words(page)
    assert "within a minute" in words(page)
    assert 'hx-trigger="every 2s"' in words(page)
    assert "HX-Trigger" not in page


def test_the_page_is_told_to_fetch_only_when_it_shows_another_revision(
    ask, adoption, response, compiled, now
):
    compiled(adoption)
    submit(response)
    assert "HX-Trigger" not in ask(1)
    compiled(adoption, now + SECONDS)
    assert ask(1)["HX-Trigger"] == "newer-figures"
    assert "HX-Trigger" not in ask(2)


def test_the_first_compile_brings_the_page_its_figures(ask, adoption, compiled):
    compiled(adoption)
    assert ask(0)["HX-Trigger"] == "newer-figures"


def test_the_answer_carries_the_revision_so_that_it_is_asked_about_once(
    ask, adoption, response, compiled
):
    compiled(adoption)
    assert f'hx-get="{address(adoption, "freshness/")}?revision=1"' in words(ask(0))


def test_a_mark_that_changes_nothing_makes_it_fresh_without_fetching(
    ask, adoption, response, compiled, now
):
    compiled(adoption)
    evidence_changed(
        strategy_id=adoption.strategy_id,
        partnership_ids=[adoption.partnership_id],
        at=now,
    )
    compiled(adoption, now + SECONDS)
    page = ask(1)
    assert "Up to date" in words(page)
    assert "HX-Trigger" not in page


def test_freshness_is_a_part_and_no_page(ask, adoption, compiled):
    compiled(adoption)
    assert words(ask()).startswith('<p class="np-fresh" id="freshness" hx-get')


def test_the_revision_that_is_asked_with_is_never_written_into_the_page(
    ask, adoption, compiled
):
    compiled(adoption)
    page = ask('"><script>x</script>')
    assert page.status_code == 200
    assert "<script>" not in words(page)
