"""What stands in the way of publishing."""

import pytest

from strategies.readiness import problems
from tests.factories import ObjectiveFactory, PriorityFactory, StrategyFactory


@pytest.fixture
def draft(db):
    return StrategyFactory()


def texts(strategy) -> list[str]:
    return [one.text for one in problems(strategy)]


def test_a_draft_without_an_objective(draft):
    assert texts(draft) == [
        "There is no objective yet. Add at least one priority under one."
    ]


def test_a_draft_without_a_priority(draft):
    ObjectiveFactory(strategy=draft)
    assert texts(draft) == ["Add at least one priority before publishing."]


def test_every_empty_objective_is_named_with_its_place(draft):
    PriorityFactory(objective=ObjectiveFactory(strategy=draft))
    empty = [ObjectiveFactory(strategy=draft, title=name) for name in ("One", "Two")]
    found = problems(draft)
    assert [one.anchor for one in found] == [f"objective-{one.pk}" for one in empty]
    assert "“Two” has no priorities" in found[1].text


def test_a_whole_draft_has_none(draft):
    PriorityFactory(objective=ObjectiveFactory(strategy=draft))
    assert problems(draft) == []
