"""The strategy on the board page, in words."""

from datetime import timedelta

import pytest

from dashboards.agreed import Agreed
from dashboards.models import Snapshot, adoptions_to_compile
from strategies.actions import change_adoption, sign_up
from tests.dashboards.conftest import address
from tests.factories import ANYBODY, SignUpFactory
from ui.merging import Edit

FIGURES = {
    "status": "adopted",
    "status_word": "Adopted",
    "version": "2",
    "adopted_on": "2025-01-01",
    "review_on": "2026-12-01",
    "review_in": 14,
    "agencies": 14,
    "signed": 12,
    "not_signed": ["Harbour Service", "Hopewell Family Support"],
}


def agreed(**changes) -> Agreed:
    return Agreed(FIGURES | changes)


def test_a_snapshot_from_before_this_part_shows_none_of_it():
    assert not Agreed({}).is_known
    assert agreed().is_known


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Version 2, adopted 1 January 2025."),
        (
            {"status": "under_review", "status_word": "Under review"},
            "Version 2, adopted 1 January 2025; under review.",
        ),
    ],
)
def test_it_says_which_version_and_how_it_stands(changes, said):
    assert agreed(**changes).standing == said


@pytest.mark.parametrize(
    ("changes", "said", "passed"),
    [
        ({}, "Review due in 14 days, on 1 December 2026", False),
        ({"review_in": 0}, "Review due today, on 1 December 2026", False),
        ({"review_in": 300}, "To be reviewed 1 December 2026", False),
        ({"review_in": -1}, "Review date passed 1 day ago, on 1 December 2026", True),
        ({"review_on": None, "review_in": None}, "No review date is set", False),
        ({"status": "ended", "review_in": -1}, "", False),
    ],
)
def test_it_says_how_near_the_review_is(changes, said, passed):
    one = agreed(**changes)
    assert (one.review, one.review_passed) == (said, passed)


@pytest.mark.parametrize(
    ("agencies", "signed", "said"),
    [
        (14, 12, "Twelve of 14 agencies have signed up."),
        (14, 1, "One of 14 agencies has signed up."),
        (14, 0, "None of 14 agencies has signed up."),
        (14, 14, "All 14 agencies have signed up."),
        (1, 1, "The one agency has signed up."),
        (0, 0, "No agency has a seat in this partnership today."),
    ],
)
def test_it_counts_who_has_signed_up(agencies, signed, said):
    assert agreed(agencies=agencies, signed=signed).signed == said


def page_of(reader, adoption) -> str:
    return reader.get(address(adoption)).content.decode()


@pytest.fixture
def reader(cast, signed_in):
    return signed_in(cast.board)


def test_the_board_page_names_who_has_not_signed_up(
    reader, adoption, response, hopewell, compiled
):
    compiled(adoption)
    page = page_of(reader, adoption)
    assert "The one agency has not signed up yet." in page
    assert "Not signed up yet" in page
    assert "<li>Hopewell Family Support</li>" in page
    SignUpFactory(strategy=adoption.strategy, agency=hopewell)
    compiled(adoption, force=True)
    page = page_of(reader, adoption)
    assert "The one agency has signed up." in page
    assert "Not signed up yet" not in page


def test_signing_up_reaches_the_board(
    cast, reader, neighbour, adoption, harbour, hopewell, compiled, now
):
    for one in (adoption, neighbour):
        compiled(one)
    assert not adoptions_to_compile(now, now).exists()
    later = now + timedelta(seconds=1)
    sign_up(
        strategy=adoption.strategy,
        agency=hopewell,
        edits=[
            Edit("name", "", "Director"),
            Edit("role", "", "Director"),
            Edit("signed_on", None, now.date()),
            Edit("how", "", "In induction."),
        ],
        by=ANYBODY,
        at=later,
    )
    # Both partnerships in which Hopewell has a seat.
    assert set(adoptions_to_compile(later, now)) == {adoption, neighbour}
    revision = Snapshot.objects.get(adoption=adoption).revision
    assert compiled(adoption, later).revision == revision + 1
    assert "The one agency has signed up." in page_of(reader, adoption)


def test_a_changed_adoption_reaches_the_board(reader, adoption, compiled, now, today):
    compiled(adoption)
    later = now + timedelta(seconds=1)
    change_adoption(
        adoption=adoption,
        edits=[Edit("review_on", None, today - timedelta(days=3))],
        by=ANYBODY,
        at=later,
    )
    assert adoption in adoptions_to_compile(later, now)
    compiled(adoption, later)
    assert "Review date passed 3 days ago" in page_of(reader, adoption)


def test_only_the_part_that_changed_is_read_again(
    adoption, response, hopewell, compiled, now
):
    first = compiled(adoption)
    SignUpFactory(strategy=adoption.strategy, agency=hopewell)
    second = compiled(adoption, now + timedelta(seconds=1))
    assert second.sections["response_tool"] == first.sections["response_tool"]
    assert second.sections["strategies"]["signed"] == 1
    assert second.details == first.details


def test_the_home_page_and_the_list_say_when_a_review_comes(
    reader, adoption, compiled, today
):
    adoption.review_on = today + timedelta(days=10)
    adoption.save()
    compiled(adoption)
    for url in ("/", "/dashboards/"):
        assert "Review due in 10 days" in reader.get(url).content.decode()
