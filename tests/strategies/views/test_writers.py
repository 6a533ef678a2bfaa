"""Who may write, what a revision asks besides, and how many queries it takes."""

import pytest

from strategies.actions import revise_strategy
from strategies.models import Strategy
from tests.factories import (
    ANYBODY,
    NOW,
    AdoptionFactory,
    ObjectiveFactory,
    PartnershipFactory,
    PriorityFactory,
    partner_in,
)
from tests.response_tool.pages import query_count

EDIT = "/strategies/ours/edit/"


@pytest.fixture
def revision(published) -> Strategy:
    return revise_strategy(strategy=published, by=ANYBODY, at=NOW)


def test_a_priority_of_a_revision_says_what_it_carries_on(coordinator, revision):
    first, second, _ = revision.previous.priorities.all()
    one = revision.priorities.get(number=1)
    page = coordinator.go(f"/strategies/{revision.slug}/edit/priority/{one.pk}/")
    assert "This priority carries on" in page.text
    assert page.fields["carries_on"] == [str(first.pk)]
    coordinator.press(
        "Save this priority", {"carries_on": [str(first.pk), str(second.pk)]}
    )
    assert list(one.predecessors.all()) == [first, second]


def test_a_first_version_carries_nothing_on(coordinator, draft):
    page = coordinator.go(f"{EDIT}priority/add/")
    assert "carries on" not in page.text


@pytest.mark.parametrize("path", ["", "text/", "aim/add/"])
def test_others_cannot_write(visit, draft, path, strategy):
    board = visit(partner_in(draft.convenor, "board"))
    assert board.go(f"{EDIT}{path}").status == 403
    elsewhere = visit(partner_in(PartnershipFactory(), "coordinator"))
    assert elsewhere.go(f"{EDIT}{path}").status == 404


def test_a_partnership_that_adopted_it_cannot_write_it(visit, published):
    partnership = PartnershipFactory()
    AdoptionFactory(strategy=published, partnership=partnership)
    adopter = visit(partner_in(partnership, "coordinator"))
    assert adopter.go("/strategies/ours/").status == 200
    assert adopter.go("/strategies/ours/revise/").status == 403
    assert "Revise this strategy" not in adopter.go("/strategies/ours/").links


def test_the_page_takes_as_many_queries_however_long_the_draft(coordinator, draft):
    before = query_count(coordinator.client, EDIT)
    for number in range(4, 12):
        objective = ObjectiveFactory(strategy=draft)
        PriorityFactory(objective=objective, number=number)
        for part in (draft.aims, draft.principles, draft.outcomes):
            part.create(text=f"Words {number}")
        draft.commitments.create(group=f"Group {number}", text="Words")
        draft.resources.create(title="Toolkit", kind="toolkit")
        draft.oversight.create(name="Board", kind="board")
    assert query_count(coordinator.client, EDIT) == before


def test_a_priority_page_takes_as_many_queries_however_many_there_are(
    coordinator, revision
):
    pk = revision.priorities.get(number=1).pk
    url = f"/strategies/{revision.slug}/edit/priority/{pk}/"
    before = query_count(coordinator.client, url)
    for number in range(4, 12):
        PriorityFactory(objective=ObjectiveFactory(strategy=revision), number=number)
    assert query_count(coordinator.client, url) == before
