"""Who sees which strategy and which adoption."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from strategies.models import Adoption, Strategy
from tests.factories import (
    NOW,
    AdoptionFactory,
    PartnershipFactory,
    StrategyFactory,
    access,
    partner_in,
    published_strategy,
)

IN_NORTHSHIRE = ("coordinator", "board", "auditor", "analyst")
HOPEWELL = ("lead", "contributor", "viewer")
OUTSIDE = ("coordinator_elsewhere", "nobody", "administrator")


def strategies_of(person) -> list[str]:
    found = Strategy.objects.visible_to(access(person))
    return sorted(found.values_list("slug", flat=True))


def adopters_of(person) -> list[str]:
    found = Adoption.objects.visible_to(access(person))
    return sorted(found.values_list("partnership__slug", flat=True))


@pytest.mark.parametrize("who", [*IN_NORTHSHIRE, *HOPEWELL, "other_lead"])
def test_those_who_take_part_see_the_strategy_once(cast, strategy, who):
    assert strategies_of(getattr(cast, who)) == [strategy.slug]


@pytest.mark.parametrize("who", OUTSIDE)
def test_outsiders_see_neither_strategy_nor_adoption(cast, who):
    assert strategies_of(getattr(cast, who)) == []
    assert adopters_of(getattr(cast, who)) == []


@pytest.mark.parametrize("who", IN_NORTHSHIRE)
def test_members_of_a_partnership_see_its_own_adoption(cast, who):
    assert adopters_of(getattr(cast, who)) == ["northshire"]


@pytest.mark.parametrize("who", HOPEWELL)
def test_an_agency_sees_the_adoptions_of_every_partnership_it_sits_in(cast, who):
    assert adopters_of(getattr(cast, who)) == ["castlebourne", "northshire"]


def test_an_agency_of_one_partnership_sees_that_adoption_alone(cast):
    assert adopters_of(cast.other_lead) == ["castlebourne"]


def test_a_strategy_that_nobody_here_adopted_stays_out_of_sight(cast):
    AdoptionFactory(strategy=published_strategy())
    for who in (*IN_NORTHSHIRE, *HOPEWELL):
        assert len(strategies_of(getattr(cast, who))) == 1


def test_the_convenor_sees_every_adoption_of_its_strategy(cast, strategy, northshire):
    assert adopters_of(cast.coordinator) == ["northshire"]
    strategy.convenor = northshire
    strategy.save()
    assert adopters_of(cast.coordinator) == ["castlebourne", "northshire"]
    assert adopters_of(cast.board) == ["castlebourne", "northshire"]


def test_the_convenor_sees_its_draft_and_nobody_else_does(cast, strategy, northshire):
    draft = StrategyFactory(convenor=northshire, slug="in-the-making")
    AdoptionFactory(strategy=strategy, partnership=PartnershipFactory())
    assert strategies_of(cast.coordinator) == ["in-the-making", strategy.slug]
    for who in (*HOPEWELL, "other_lead", *OUTSIDE):
        assert draft.slug not in strategies_of(getattr(cast, who))


def test_a_draft_is_hidden_even_where_it_was_adopted(cast, northshire):
    # The form refuses this; a row that came otherwise must not show the draft.
    draft = StrategyFactory()
    AdoptionFactory(strategy=draft, partnership=northshire)
    assert draft.slug not in strategies_of(cast.board)


def test_somebody_with_two_hats_sees_the_union(cast, castlebourne):
    castlebourne.members.create(user=cast.board, role="board")
    assert adopters_of(cast.board) == ["castlebourne", "northshire"]
    assert len(strategies_of(cast.board)) == 1


def test_a_coordinator_opens_rounds_for_their_own_partnerships_alone(
    cast, strategy, northshire, castlebourne
):
    strategy.convenor = northshire
    strategy.save()
    here = access(cast.coordinator)
    neighbour = access(partner_in(castlebourne, "coordinator"))
    assert [one.partnership for one in Adoption.objects.for_rounds(here)] == [
        northshire
    ]
    assert [one.partnership for one in Adoption.objects.for_rounds(neighbour)] == [
        castlebourne
    ]
    assert not Adoption.objects.for_rounds(access(cast.board)).exists()


def test_adoptions_stand_by_partnership_and_then_by_strategy(db):
    first, second = (
        PartnershipFactory(short_name="Alder"),
        PartnershipFactory(short_name="Birch"),
    )
    early, late = published_strategy(), published_strategy()
    Strategy.objects.filter(pk=early.pk).update(title="Aware")
    Strategy.objects.filter(pk=late.pk).update(title="Zealous")
    for partnership, strategy in ((second, early), (first, late), (first, early)):
        AdoptionFactory(partnership=partnership, strategy=strategy)
    assert [
        (one.partnership, one.strategy.title) for one in Adoption.objects.in_order()
    ] == [(first, "Aware"), (first, "Zealous"), (second, "Aware")]


def test_a_strategy_cannot_end_before_it_starts(db):
    strategy = StrategyFactory(starts_on=date(2026, 1, 1))
    strategy.ends_on = date(2025, 12, 31)
    with pytest.raises(ValidationError, match="cannot end before it starts"):
        strategy.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        strategy.save()


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "published", "published_at": None},
        {"state": "draft", "published_at": NOW},
    ],
)
def test_a_strategy_has_a_date_exactly_when_it_is_published(db, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        StrategyFactory(**fields)


def test_a_strategy_that_was_adopted_is_not_removed(northshire, strategy):
    with pytest.raises(IntegrityError), transaction.atomic():
        strategy.delete()
    assert Strategy.objects.filter(pk=strategy.pk).exists()
