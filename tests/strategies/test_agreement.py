"""Who agreed to what, and what the reader may do about it."""

import pytest

from strategies.agreement import agreement, may_sign
from strategies.models import Adoption, Strategy
from tests.factories import (
    AdoptionFactory,
    SignUpFactory,
    access,
    partner_in,
    published_strategy,
)


@pytest.fixture
def seen_by(strategy, today):
    """seen_by(person) gives the agreement as that person may know it."""

    def seen_by(person, of=strategy):
        who = access(person)
        found = Strategy.objects.visible_to(who).get(pk=of.pk)
        return agreement(found, who, today)

    return seen_by


def test_agencies_are_parted_into_those_that_signed_and_those_that_did_not(
    cast, seen_by, strategy, hopewell, harbour
):
    signed = SignUpFactory(strategy=strategy, agency=hopewell)
    castlebourne, northshire = seen_by(cast.lead).standings
    assert (castlebourne.signed, castlebourne.not_signed) == ([signed], [harbour])
    assert (northshire.signed, northshire.not_signed) == ([signed], [])
    assert (castlebourne.seated, northshire.seated) == (2, 1)


def test_a_lead_signs_once_for_two_partnerships(cast, seen_by, hopewell):
    (signing,) = seen_by(cast.lead).signings
    assert (signing.agency, signing.sign_up) == (hopewell, None)
    for who in ("contributor", "viewer", "coordinator", "board"):
        assert seen_by(getattr(cast, who)).signings == []


def test_a_coordinator_changes_their_own_adoption_alone(
    cast, seen_by, strategy, northshire
):
    strategy.convenor = northshire
    strategy.save()
    castlebourne, own = seen_by(cast.coordinator).standings
    assert (castlebourne.is_mine, own.is_mine) == (False, True)
    assert seen_by(cast.coordinator).may_propose
    assert seen_by(cast.coordinator).is_for_doing
    assert not seen_by(cast.board).is_for_doing
    assert not seen_by(cast.board).may_propose


def test_what_a_partnership_has_not_adopted_it_can(cast, seen_by, northshire):
    new = published_strategy()
    new.convenor = northshire
    new.save()
    assert seen_by(cast.coordinator, of=new).to_adopt == [northshire]
    assert seen_by(cast.board, of=new).to_adopt == []
    AdoptionFactory(strategy=new, partnership=northshire)
    assert seen_by(cast.coordinator, of=new).to_adopt == []


def test_an_earlier_version_is_not_offered_beside_a_later_one(
    cast, seen_by, strategy, northshire
):
    first = published_strategy()
    first.convenor = northshire
    first.save()
    strategy.previous = first
    strategy.save()
    assert seen_by(cast.coordinator, of=first).to_adopt == []
    Adoption.objects.update(status="ended")
    assert seen_by(cast.coordinator, of=first).to_adopt == [northshire]


def test_who_else_took_it_on_is_told_without_its_agencies(
    cast, seen_by, strategy, castlebourne, hopewell
):
    SignUpFactory(strategy=strategy, agency=hopewell)
    AdoptionFactory(strategy=strategy, status="draft", adopted_on=None)
    found = seen_by(cast.board)
    theirs, own = found.standings
    assert theirs.adoption.partnership == castlebourne
    assert (theirs.in_full, theirs.seated, theirs.is_mine) == (False, 0, False)
    assert (own.in_full, own.seated) == (True, 1)
    assert found.taken_on == [own]
    # A coordinator elsewhere changes nothing of it, and is offered nothing.
    assert [one.is_mine for one in seen_by(cast.coordinator).standings] == [False, True]


def test_it_takes_as_many_queries_however_many_took_it_on(
    cast, strategy, today, django_assert_max_num_queries
):
    who = access(cast.coordinator)
    with django_assert_max_num_queries(12) as few:
        agreement(strategy, who, today)
    for _ in range(4):
        AdoptionFactory(strategy=strategy)
    with django_assert_max_num_queries(12) as many:
        assert len(agreement(strategy, who, today).standings) == 6
    assert len(many) == len(few)


def test_a_proposal_is_no_sign_of_who_has_signed_up(cast, seen_by, castlebourne):
    new = published_strategy()
    AdoptionFactory(
        strategy=new, partnership=castlebourne, status="draft", adopted_on=None
    )
    person = partner_in(castlebourne, "coordinator")
    found = seen_by(person, of=new)
    assert found.taken_on == []
    assert [one.seated for one in found.standings] == [0]


@pytest.mark.parametrize(
    ("status", "may"),
    [("adopted", True), ("under_review", True), ("replaced", False), ("ended", False)],
)
def test_only_what_is_in_force_is_signed(strategy, harbour, today, status, may):
    Adoption.objects.update(status=status)
    assert may_sign(strategy, harbour, today) is may
