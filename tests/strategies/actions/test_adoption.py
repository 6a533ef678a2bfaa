"""Adopting: by whom, when, and what it replaces; proposing and declining."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from activity.models import Event
from dashboards.models import adoptions_to_compile
from partnership.access import Forbidden
from strategies.actions import adopt_strategy, decline_proposal, propose_strategy
from strategies.models import Adoption
from tests.factories import (
    ANYBODY,
    NOW,
    TODAY,
    AdoptionFactory,
    PartnershipFactory,
    StrategyFactory,
    access,
    partner_in,
    published_strategy,
)

DAY = timedelta(days=1)
STATUS = Adoption.Status


@pytest.fixture
def coordinator(cast):
    return access(cast.coordinator)


def adopt(strategy, partnership, *, by=ANYBODY, adopted_on=TODAY, **more) -> Adoption:
    return adopt_strategy(
        partnership=partnership,
        strategy=strategy,
        adopted_on=adopted_on,
        by=by,
        at=NOW,
        **more,
    )


def revised(strategy, version="2"):
    later = published_strategy()
    later.previous, later.version, later.title = strategy, version, strategy.title
    later.save()
    return later


def told(strategy) -> list[tuple[str, str]]:
    events = Event.objects.about("strategies.strategy", strategy.pk)
    return [(one.verb, one.subject_label) for one in events]


def test_a_coordinator_adopts_for_their_own_partnership(coordinator, northshire):
    strategy = published_strategy()
    adoption = adopt(strategy, northshire, by=coordinator)
    assert (adoption.status, adoption.adopted_on) == (STATUS.ADOPTED, TODAY)
    assert adoption.evidence_changed_at == NOW


@pytest.mark.parametrize("who", ["board", "lead", "coordinator_elsewhere"])
def test_nobody_else_adopts_for_it(cast, northshire, who):
    strategy = published_strategy()
    with pytest.raises(Forbidden):
        adopt(strategy, northshire, by=access(getattr(cast, who)))
    assert not strategy.adoptions.exists()


def test_a_date_a_year_ahead_is_taken_and_a_later_one_is_not(northshire):
    strategy = published_strategy()
    with pytest.raises(ValidationError, match="within a year"):
        adopt(strategy, northshire, adopted_on=TODAY + 367 * DAY)
    assert adopt(strategy, northshire, adopted_on=TODAY + 366 * DAY)


def test_adopting_a_revision_replaces_what_it_revises(strategy, northshire):
    old = northshire.adoptions.get()
    adopt(revised(strategy), northshire)
    old.refresh_from_db()
    assert old.status == STATUS.REPLACED
    assert old.evidence_changed_at == NOW
    assert old in adoptions_to_compile(NOW, NOW)
    assert told(strategy)[0][0] == "replaced"


def test_a_version_may_be_passed_over(strategy, northshire):
    second = revised(strategy)
    third = revised(second, version="3")
    adopt(third, northshire)
    assert northshire.adoptions.get(strategy=strategy).status == STATUS.REPLACED
    assert not second.adoptions.exists()


def test_the_neighbours_version_and_what_was_ended_stay_as_they_are(
    strategy, northshire, castlebourne
):
    ended = northshire.adoptions.get()
    ended.status = STATUS.ENDED
    ended.save()
    adopt(revised(strategy), northshire)
    ended.refresh_from_db()
    assert ended.status == STATUS.ENDED
    assert castlebourne.adoptions.get().status == STATUS.ADOPTED


def test_a_proposal_is_taken_on_as_the_same_row(northshire):
    strategy = published_strategy()
    proposed = AdoptionFactory(
        strategy=strategy, partnership=northshire, status="draft", adopted_on=None
    )
    adoption = adopt(strategy, northshire, review_on=TODAY + 300 * DAY)
    assert adoption.pk == proposed.pk
    proposed.refresh_from_db()
    assert (proposed.status, proposed.adopted_on) == (STATUS.ADOPTED, TODAY)
    assert proposed.review_on == TODAY + 300 * DAY


@pytest.fixture
def convened(strategy, northshire):
    strategy.convenor = northshire
    strategy.save()
    return strategy


def propose(strategy, *partnerships, by) -> list[Adoption]:
    return propose_strategy(strategy=strategy, partnerships=partnerships, by=by, at=NOW)


def test_the_convenors_coordinator_proposes_to_others(convened, coordinator):
    others = [PartnershipFactory(), PartnershipFactory()]
    made = propose(convened, *others, by=coordinator)
    assert [one.partnership for one in made] == others
    assert {one.status for one in made} == {STATUS.DRAFT}
    assert {one.adopted_on for one in made} == {None}
    assert [verb for verb, _ in told(convened)] == ["proposed", "proposed"]
    # What is only proposed has no dashboard.
    assert not set(made) & set(adoptions_to_compile(NOW, NOW))


def test_only_the_convenors_coordinators_propose(cast, convened, castlebourne):
    neighbour = partner_in(castlebourne, "coordinator")
    for person in (neighbour, cast.board, cast.coordinator_elsewhere):
        with pytest.raises(Forbidden):
            propose(convened, PartnershipFactory(), by=access(person))


def test_a_strategy_without_a_convenor_is_proposed_by_nobody(strategy, coordinator):
    with pytest.raises(Forbidden):
        propose(strategy, PartnershipFactory(), by=coordinator)


def test_proposing_twice_or_to_those_who_adopted_it_changes_nothing(
    convened, coordinator, castlebourne
):
    other = PartnershipFactory()
    propose(convened, other, by=coordinator)
    assert propose(convened, other, castlebourne, by=coordinator) == []
    assert castlebourne.adoptions.get().status == STATUS.ADOPTED


def test_proposing_to_nobody_is_refused(convened, coordinator):
    with pytest.raises(ValidationError, match="at least one partnership"):
        propose(convened, by=coordinator)


def test_a_draft_cannot_be_proposed(northshire, coordinator):
    draft = StrategyFactory(convenor=northshire)
    with pytest.raises(ValidationError, match="Publish this strategy before"):
        propose(draft, PartnershipFactory(), by=coordinator)


@pytest.fixture
def proposed(cast, convened, coordinator):
    elsewhere = cast.coordinator_elsewhere.partnership_memberships.get().partnership
    return propose(convened, elsewhere, by=coordinator)[0]


def test_the_asked_partnership_declines_with_its_reason(cast, convened, proposed):
    decline_proposal(
        adoption=proposed,
        because="We have our own.",
        by=access(cast.coordinator_elsewhere),
        at=NOW,
    )
    assert not Adoption.objects.filter(pk=proposed.pk).exists()
    event = Event.objects.filter(verb="declined").get()
    assert event.after == {"because": "We have our own."}
    assert event.thread_id == convened.pk


def test_declining_needs_a_reason(cast, proposed):
    with pytest.raises(ValidationError, match="Say why"):
        decline_proposal(
            adoption=proposed,
            because=" ",
            by=access(cast.coordinator_elsewhere),
            at=NOW,
        )
    assert Adoption.objects.filter(pk=proposed.pk).exists()


def test_the_convenor_does_not_decline_for_others(proposed, coordinator):
    with pytest.raises(Forbidden):
        decline_proposal(adoption=proposed, because="No.", by=coordinator, at=NOW)


def test_what_a_colleague_adopted_meanwhile_is_not_declined(cast, convened, proposed):
    adopt(convened, proposed.partnership)
    with pytest.raises(ValidationError, match="answered already"):
        decline_proposal(
            adoption=proposed,
            because="No.",
            by=access(cast.coordinator_elsewhere),
            at=NOW,
        )
    assert convened.adoptions.filter(partnership=proposed.partnership).exists()


def test_an_earlier_version_is_refused_while_a_later_one_is_in_force(
    strategy, northshire
):
    other = PartnershipFactory()
    second = revised(strategy)
    third = revised(second, version="3")
    adopt(third, other)
    for earlier in (strategy, second):
        with pytest.raises(ValidationError, match="works to version 3, which comes"):
            adopt(earlier, other)
    assert [one.strategy for one in other.adoptions.all()] == [third]
    # What the neighbour works to, or what has ended, stands in nobody's way.
    assert adopt(second, northshire)
    other.adoptions.update(status=STATUS.ENDED)
    assert adopt(strategy, other)


def test_a_proposal_of_an_earlier_version_is_refused_too(strategy):
    other = PartnershipFactory()
    proposed = AdoptionFactory(
        strategy=strategy, partnership=other, status="draft", adopted_on=None
    )
    adopt(revised(strategy), other)
    with pytest.raises(ValidationError, match="Two versions cannot be in force"):
        adopt(strategy, other)
    proposed.refresh_from_db()
    assert proposed.status == STATUS.DRAFT
