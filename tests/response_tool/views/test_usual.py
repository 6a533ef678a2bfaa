"""What a sector is usually asked is where an agency begins, and only there."""

import pytest

from strategies.models import Preset
from tests.conftest import make_round
from tests.factories import NOW
from tests.response_tool.pages import address, query_count
from tests.response_tool.steps import lay_down, response_of

SAID = "Usually asked of charities"


@pytest.fixture
def usual(strategy, northshire, castlebourne):
    """Charities are asked about 1 here, about 2 at the neighbours, schools about 3."""
    here, there = (one.adoptions.get() for one in (northshire, castlebourne))
    priorities = {one.number: one for one in strategy.priorities.all()}
    for adoption, sector, number in (
        (here, "charity", 1),
        (there, "charity", 2),
        (here, "schools", 3),
    ):
        Preset.objects.create(
            adoption=adoption, sector=sector, priority=priorities[number]
        )


def ticked(page: str) -> list[str]:
    return [
        number
        for number in "1234"
        if f'name="p{number}-relevance" type="radio" value="ours" checked' in page
    ]


def which(client, response) -> str:
    return client.get(address("which", response.pk)).content.decode()


def test_what_any_of_the_partnerships_usually_asks_is_filled_in(
    cast, signed_in, response, usual
):
    page = which(signed_in(cast.lead), response)
    assert ticked(page) == ["1", "2"]
    assert page.count(SAID) == 2
    assert "what the partnership usually asks of agencies like yours" in page
    assert not response.answers.exclude(relevance="").exists()


def test_a_neighbours_custom_is_not_asked_of_those_who_do_not_sit_there(
    cast, signed_in, round_, harbour, usual
):
    page = which(signed_in(cast.other_lead), response_of(round_, harbour))
    assert ticked(page) == ["2"]


def test_the_last_round_comes_before_what_is_usual(
    cast, signed_in, strategy, northshire, hopewell, today, usual
):
    last = make_round(strategy, [northshire], today, ago=90, name="spring 2026")
    told = {f"p{number}": ["on_track"] for number in range(1, 5)}
    lay_down(response_of(last, hopewell), **told, at=NOW)
    now = response_of(make_round(strategy, [northshire], today), hopewell)
    page = which(signed_in(cast.lead), now)
    assert SAID not in page
    assert page.count("Your answer last round") == 4
    assert "what you chose last round" in page


def test_the_page_takes_as_many_queries_however_much_is_usual(
    cast, signed_in, response, strategy, northshire
):
    client = signed_in(cast.lead)
    few = query_count(client, address("which", response.pk))
    adoption = northshire.adoptions.get()
    for priority in strategy.priorities.all():
        Preset.objects.create(adoption=adoption, sector="charity", priority=priority)
    assert query_count(client, address("which", response.pk)) == few
