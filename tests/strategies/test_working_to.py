"""What a partnership works to is what it has taken on, and nothing else."""

from strategies.working_to import objectives_of, strategies_of
from tests.factories import ObjectiveFactory, PartnershipFactory


def test_the_objectives_are_those_of_the_strategies_taken_on(northshire, strategy):
    ObjectiveFactory()
    titles = [one.title for one in objectives_of(northshire)]
    assert titles == ["Recognise", "Respond"]
    assert list(strategies_of(northshire)) == [strategy]


def test_a_partnership_without_a_strategy_has_no_objectives(strategy):
    assert objectives_of(PartnershipFactory()) == []
