"""What each sector is usually asked, when a partnership takes on the next version."""

import pytest

from activity.models import Event
from strategies.actions import adopt_strategy, publish_strategy, revise_strategy
from strategies.models import Adoption, Preset, Strategy
from tests.factories import ANYBODY, NOW, TODAY, PartnershipFactory


def revise(strategy) -> Strategy:
    return revise_strategy(strategy=strategy, by=ANYBODY, at=NOW)


def publish(strategy) -> Strategy:
    return publish_strategy(strategy=strategy, by=ANYBODY, at=NOW)


def adopt(strategy, partnership) -> Adoption:
    return adopt_strategy(
        partnership=partnership,
        strategy=strategy,
        adopted_on=TODAY,
        by=ANYBODY,
        at=NOW,
    )


def usual(adoption) -> set[tuple[str, int]]:
    return set(adoption.presets.values_list("sector", "priority__number"))


@pytest.fixture
def partnership(published):
    """One that works to the first version and asks two sectors about something."""
    one = PartnershipFactory()
    adoption = adopt(published, one)
    ask(adoption, ("schools", 1), ("schools", 3), ("police", 2))
    return one


def ask(adoption, *pairs) -> None:
    for sector, number in pairs:
        priority = adoption.strategy.priorities.get(number=number)
        Preset.objects.create(adoption=adoption, sector=sector, priority=priority)


def test_the_next_version_asks_what_the_one_before_asked(published, partnership):
    neighbour = PartnershipFactory()
    ask(adopt(published, neighbour), ("health", 1))
    adoption = adopt(publish(revise(published)), partnership)
    assert usual(adoption) == {("schools", 1), ("schools", 3), ("police", 2)}
    event = Event.objects.get(verb="carried over what is usual for")
    assert event.thread_id == adoption.strategy_id
    assert event.after == {
        "asked": ["Police: 2", "School or college: 1", "School or college: 3"]
    }
    # What was asked under the version before stays as it was.
    before = published.adoptions.get(partnership=partnership)
    assert usual(before) == {("schools", 1), ("schools", 3), ("police", 2)}


def test_splits_and_mergers_are_asked_wherever_they_go_on(published, partnership):
    revision = revise(published)
    one, two, three = revision.priorities.all()
    first, second, _ = published.priorities.all()
    one.predecessors.set([first, second])
    two.predecessors.set([first])
    three.predecessors.clear()
    adoption = adopt(publish(revision), partnership)
    assert usual(adoption) == {("schools", 1), ("police", 1), ("schools", 2)}


def test_a_version_that_was_passed_over_is_seen_through(published, partnership):
    third = publish(revise(publish(revise(published))))
    assert len(usual(adopt(third, partnership))) == 3


def test_nothing_is_carried_over_from_what_had_ended(published, partnership):
    partnership.adoptions.update(status="ended")
    assert usual(adopt(publish(revise(published)), partnership)) == set()
    assert not Event.objects.filter(verb__startswith="carried").exists()


def test_a_first_version_asks_nothing(published):
    assert usual(adopt(published, PartnershipFactory())) == set()


def test_it_takes_as_many_queries_however_much_is_asked(
    published, partnership, django_assert_max_num_queries
):
    other = PartnershipFactory()
    ask(adopt(published, other), ("schools", 1))
    second = publish(revise(published))
    with django_assert_max_num_queries(40) as few:
        adopt(second, other)
    third = publish(revise(second))
    with django_assert_max_num_queries(40) as many:
        adopt(third, partnership)
    assert len(many) == len(few)
