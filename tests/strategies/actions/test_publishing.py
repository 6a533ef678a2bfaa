"""Loading, publishing and adopting; what is published stays as it is."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from activity.models import Event
from strategies import library
from strategies.actions import (
    adopt_strategy,
    evidence_changed,
    load_strategy,
    publish_strategy,
)
from strategies.models import (
    Adoption,
    Aim,
    Commitment,
    Objective,
    Outcome,
    Oversight,
    Part,
    Principle,
    Priority,
    Resource,
    Strategy,
)
from tests.factories import (
    ANYBODY,
    NOW,
    AdoptionFactory,
    ObjectiveFactory,
    PartnershipFactory,
    PriorityFactory,
    StrategyFactory,
    published_strategy,
)

LATER = NOW + timedelta(hours=1)


def load(name: str, **changes) -> Strategy:
    document = library.read(name) | changes
    return load_strategy(document=document, by=ANYBODY, at=NOW)


@pytest.fixture
def draft(db):
    return StrategyFactory(slug="draft")


def verbs(**about) -> list[str]:
    events = Event.objects.filter(**about).order_by("pk")
    assert all(event.actor_name == "the tests" for event in events)
    return [event.verb for event in events]


def test_a_loaded_strategy_is_published_and_recorded(db):
    strategy = load("nottingham")
    assert strategy.is_published
    assert strategy.published_at == NOW
    assert [one.title for one in strategy.objectives.all()] == [
        "Recognise",
        "Respond",
        "Reflect and Review",
    ]
    assert [one.number for one in strategy.priorities.all()] == list(range(1, 11))
    assert verbs() == ["loaded from the library", "published"]


def test_the_partnership_that_loads_it_looks_after_the_text(northshire):
    document = library.read("surrey")
    strategy = load_strategy(document=document, by=ANYBODY, at=NOW, convenor=northshire)
    assert strategy.convenor == northshire


def test_loading_twice_gives_what_is_there(db, django_assert_num_queries):
    first = load("surrey")
    events = Event.objects.count()
    document = library.read("surrey") | {"title": "Renamed in the file"}
    with django_assert_num_queries(3):  # one to look, and two for the savepoint
        second = load_strategy(document=document, by=ANYBODY, at=LATER)
    assert second == first
    assert Strategy.objects.get().published_at == NOW
    assert Priority.objects.count() == 13
    assert Event.objects.count() == events


def test_another_version_is_another_strategy(db):
    first, second = load("surrey"), load("surrey", version="2")
    assert first.title == second.title
    assert first.slug == "neglect-strategy-2017-to-2020"
    assert second.slug == "neglect-strategy-2017-to-2020-2"
    assert Priority.objects.filter(strategy=second).count() == 13
    assert Priority.objects.filter(strategy=first).count() == 13


def test_a_document_with_a_number_twice_is_not_loaded_in_part(db):
    document = library.read("nottingham")
    document["objectives"][1]["priorities"][0]["number"] = 1
    with pytest.raises(ValidationError, match="Another priority has this number"):
        load_strategy(document=document, by=ANYBODY, at=NOW)
    assert not Strategy.objects.exists()
    assert not Event.objects.exists()


def test_a_strategy_with_no_priority_is_not_published(draft):
    with pytest.raises(ValidationError, match="at least one priority") as refused:
        publish_strategy(strategy=draft, by=ANYBODY, at=NOW)
    assert refused.value.code == "empty"
    draft.refresh_from_db()
    assert not draft.is_published


def test_a_strategy_with_an_empty_objective_is_not_published(draft):
    PriorityFactory(objective=ObjectiveFactory(strategy=draft))
    ObjectiveFactory(strategy=draft, title="Reflect")
    with pytest.raises(ValidationError, match="“Reflect” has no priorities"):
        publish_strategy(strategy=draft, by=ANYBODY, at=NOW)
    draft.refresh_from_db()
    assert not draft.is_published
    assert verbs() == []


def test_publishing_is_recorded_and_happens_once(draft):
    PriorityFactory(objective=ObjectiveFactory(strategy=draft))
    publish_strategy(strategy=draft, by=ANYBODY, at=NOW)
    with pytest.raises(ValidationError, match="published already"):
        publish_strategy(strategy=draft, by=ANYBODY, at=LATER)
    draft.refresh_from_db()
    assert draft.published_at == NOW
    assert verbs(subject_kind="strategies.strategy") == ["published"]


def test_what_a_colleague_published_meanwhile_is_not_published_again(draft):
    PriorityFactory(objective=ObjectiveFactory(strategy=draft))
    opened_earlier = Strategy.objects.get(pk=draft.pk)
    publish_strategy(strategy=draft, by=ANYBODY, at=NOW)
    with pytest.raises(ValidationError, match="published already"):
        publish_strategy(strategy=opened_earlier, by=ANYBODY, at=LATER)
    draft.refresh_from_db()
    assert draft.published_at == NOW


def adopt(strategy: Strategy, partnership, **more) -> Adoption:
    return adopt_strategy(
        partnership=partnership,
        strategy=strategy,
        adopted_on=date(2026, 9, 1),
        by=ANYBODY,
        at=NOW,
        **more,
    )


def test_adopting_marks_the_dashboard_and_is_recorded(strategy):
    partnership = PartnershipFactory()
    adoption = adopt(strategy, partnership, review_on=date(2027, 9, 1))
    adoption.refresh_from_db()
    assert adoption.evidence_changed_at == NOW
    assert adoption.review_on == date(2027, 9, 1)
    assert verbs(
        verb="adopted", thread_kind="strategies.strategy", thread_id=strategy.pk
    ) == ["adopted"]


def test_a_draft_cannot_be_adopted(draft):
    with pytest.raises(ValidationError, match="Publish this strategy before"):
        adopt(draft, PartnershipFactory())
    assert not Adoption.objects.exists()


def test_a_strategy_is_adopted_once(strategy, northshire):
    with pytest.raises(ValidationError, match="has adopted it already"):
        adopt(strategy, northshire)
    assert Adoption.objects.filter(partnership=northshire).count() == 1


def test_the_review_cannot_come_before_the_adoption(strategy):
    with pytest.raises(ValidationError, match="cannot come before the adoption"):
        adopt(strategy, PartnershipFactory(), review_on=date(2026, 8, 31))


PARTS = Part.__subclasses__()


@pytest.fixture
def published(draft):
    """A published strategy that has one of every kind of part."""
    for model in (Aim, Principle, Commitment, Outcome):
        model.objects.create(strategy=draft, text="As agreed.")
    Resource.objects.create(strategy=draft, title="Toolkit", kind="toolkit")
    Oversight.objects.create(strategy=draft, name="Board", kind="board")
    PriorityFactory(objective=ObjectiveFactory(strategy=draft))
    return publish_strategy(strategy=draft, by=ANYBODY, at=NOW)


def test_there_are_eight_kinds_of_part():
    assert len(PARTS) == 8


@pytest.mark.parametrize("model", PARTS)
def test_a_part_of_a_published_strategy_refuses_every_change(published, model):
    part = model.objects.filter(strategy=published).first()
    many = model.objects.count()
    for refused in (part.save, part.delete, part.full_clean):
        with pytest.raises(ValidationError, match="Make a new version instead"):
            refused()
    assert model.objects.count() == many


@pytest.mark.parametrize("model", PARTS)
def test_a_part_cannot_be_added_to_a_published_strategy(published, model):
    part = model.objects.filter(strategy=published).first()
    many = model.objects.count()
    part.pk = None
    part._state.adding = True
    with pytest.raises(ValidationError, match="is published"):
        part.save()
    assert model.objects.count() == many


def test_a_part_cannot_be_moved_out_of_a_published_strategy(published):
    part = published.principles.get()
    part.strategy = StrategyFactory()
    with pytest.raises(ValidationError, match="is published"):
        part.save()
    assert published.principles.count() == 1


def test_a_part_read_before_publishing_refuses_afterwards(draft):
    objective = ObjectiveFactory(strategy=draft, title="As agreed")
    PriorityFactory(objective=objective)
    publish_strategy(strategy=Strategy.objects.get(pk=draft.pk), by=ANYBODY, at=NOW)
    objective.title = "Something else"
    with pytest.raises(ValidationError, match="is published"):
        objective.save()
    assert Objective.objects.get().title == "As agreed"


def test_the_parts_of_a_draft_can_be_changed_and_removed(draft):
    objective = ObjectiveFactory(strategy=draft)
    priority = PriorityFactory(objective=objective)
    objective.title = "Better words"
    objective.full_clean()
    objective.save()
    priority.delete()
    assert Objective.objects.get().title == "Better words"
    assert not Priority.objects.exists()


def test_a_number_is_used_once_in_a_strategy(draft):
    objective = ObjectiveFactory(strategy=draft)
    PriorityFactory(objective=objective, number=1)
    again = PriorityFactory.build(objective=objective, strategy=draft, number=1)
    with pytest.raises(ValidationError, match="Another priority has this number"):
        again.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()


def test_another_strategy_may_use_the_same_number(draft):
    PriorityFactory(objective=ObjectiveFactory(strategy=draft), number=1)
    PriorityFactory(objective=ObjectiveFactory(), number=1)
    assert Priority.objects.filter(number=1).count() == 2


def test_a_priority_stands_under_an_objective_of_its_own_strategy(draft):
    elsewhere = ObjectiveFactory()
    priority = PriorityFactory.build(objective=elsewhere, strategy=draft)
    with pytest.raises(ValidationError, match="Choose an objective of this strategy"):
        priority.full_clean()


def test_changed_evidence_marks_only_what_is_named(strategy):
    other = published_strategy()
    here, there = PartnershipFactory(), PartnershipFactory()
    marked = AdoptionFactory(strategy=strategy, partnership=here)
    for one in ((strategy, there), (other, here)):
        AdoptionFactory(strategy=one[0], partnership=one[1])
    evidence_changed(strategy_id=strategy.pk, partnership_ids=[here.pk], at=LATER)
    found = Adoption.objects.exclude(evidence_changed_at=None)
    assert [one.pk for one in found] == [marked.pk]
    assert found.get().evidence_changed_at == LATER
