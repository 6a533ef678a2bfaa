"""Rows for tests. Each makes what it needs and nothing else."""

from datetime import UTC, date, datetime

import factory

from accounts.models import User
from partnership.access import Access
from partnership.membership import access_of
from partnership.models import (
    Agency,
    AgencyMember,
    Partnership,
    PartnershipMember,
    Seat,
    Sector,
)
from strategies.models import Adoption, Objective, Priority, SignUp, Strategy

PASSWORD = "a long enough password"
TODAY = date(2026, 11, 18)
NOW = datetime(2026, 11, 18, 14, 5, tzinfo=UTC)
ANYBODY = Access.of_command("the tests")


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@agency.example")
    name = factory.Sequence(lambda n: f"Person {n}")
    job_title = "Family support manager"
    password = factory.django.Password(PASSWORD)


class PartnershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Partnership

    short_name = factory.Sequence(lambda n: f"Area {n}")
    name = factory.LazyAttribute(
        lambda one: f"{one.short_name} Safeguarding Children Partnership"
    )
    slug = factory.Sequence(lambda n: f"area-{n}")
    contact_email = factory.LazyAttribute(lambda one: f"neglect@{one.slug}.example")


class AgencyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Agency

    name = factory.Sequence(lambda n: f"Agency {n:03}")
    slug = factory.Sequence(lambda n: f"agency-{n}")
    sector = Sector.CHARITY


class SeatFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Seat

    partnership = factory.SubFactory(PartnershipFactory)
    agency = factory.SubFactory(AgencyFactory)
    from_on = date(2024, 1, 1)


class StrategyFactory(factory.django.DjangoModelFactory):
    """A draft; `published_strategy` makes one with priorities."""

    class Meta:
        model = Strategy

    title = factory.Sequence(lambda n: f"Strategy {n}")
    slug = factory.Sequence(lambda n: f"strategy-{n}")


class ObjectiveFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Objective

    strategy = factory.SubFactory(StrategyFactory)
    title = factory.Sequence(lambda n: f"Objective {n}")
    position = factory.Sequence(int)


class PriorityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Priority

    objective = factory.SubFactory(ObjectiveFactory)
    strategy = factory.LazyAttribute(lambda one: one.objective.strategy)
    number = factory.Sequence(lambda n: n + 1)
    title = factory.LazyAttribute(lambda one: f"Do thing {one.number}")
    short_title = factory.LazyAttribute(lambda one: f"Thing {one.number}")
    text = "What the partnership asks for."


class AdoptionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Adoption

    partnership = factory.SubFactory(PartnershipFactory)
    strategy = factory.SubFactory(StrategyFactory)
    adopted_on = date(2025, 1, 1)


class SignUpFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SignUp

    strategy = factory.SubFactory(StrategyFactory)
    agency = factory.SubFactory(AgencyFactory)
    name = "Agency director"
    role = "Director"
    signed_on = date(2025, 2, 1)
    how = "In induction and at team meetings."


def published_strategy(*, objectives: int = 2, each: int = 2) -> Strategy:
    """A published strategy with priorities numbered from 1."""
    strategy = StrategyFactory()
    number = 0
    for place in range(objectives):
        objective = ObjectiveFactory(
            strategy=strategy, position=place, title=["Recognise", "Respond"][place % 2]
        )
        for _ in range(each):
            number += 1
            PriorityFactory(objective=objective, number=number)
    strategy.state = Strategy.State.PUBLISHED
    strategy.published_at = NOW
    strategy.save()
    return strategy


def member_of(agency: Agency, role: str, **fields: object) -> User:
    """A person with a role in an agency."""
    user = UserFactory(**fields)
    AgencyMember.objects.create(user=user, agency=agency, role=role)
    return user


def partner_in(partnership: Partnership, role: str, **fields: object) -> User:
    """A person with a role in a partnership."""
    user = UserFactory(**fields)
    PartnershipMember.objects.create(user=user, partnership=partnership, role=role)
    return user


def access(user: User) -> Access:
    """What a person may do."""
    return access_of(user)
