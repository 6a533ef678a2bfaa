"""A draft that Northshire writes, with one of everything."""

from types import SimpleNamespace

import pytest

from strategies.actions import publish_strategy
from strategies.kinds import KINDS
from strategies.models import Strategy
from tests.factories import (
    ANYBODY,
    NOW,
    ObjectiveFactory,
    PartnershipFactory,
    PriorityFactory,
    StrategyFactory,
    access,
    partner_in,
)
from tests.response_tool.pages import Visitor


def one_of_everything(convenor, **fields) -> Strategy:
    """A draft with two objectives, three priorities and one of every other part."""
    draft = StrategyFactory(convenor=convenor, **fields)
    for model in ("aim", "principle", "outcome"):
        KINDS[model].model.objects.create(strategy=draft, position=1, text="As agreed.")
    draft.commitments.create(position=1, group="Training", text="Train everybody.")
    draft.resources.create(position=1, title="Toolkit", kind="toolkit")
    draft.oversight.create(position=1, name="Board", kind="board")
    first = ObjectiveFactory(strategy=draft, title="Recognise", position=1)
    second = ObjectiveFactory(strategy=draft, title="Respond", position=2)
    for number, objective in ((1, first), (2, first), (3, second)):
        PriorityFactory(objective=objective, number=number, position=number)
    return draft


@pytest.fixture
def writer(db):
    """A coordinator, with what they may do and the partnership they write for."""
    partnership = PartnershipFactory(short_name="Writing", slug="writing")
    person = partner_in(partnership, "coordinator")
    return SimpleNamespace(
        person=person, partnership=partnership, access=access(person)
    )


@pytest.fixture
def draft(writer) -> Strategy:
    return one_of_everything(writer.partnership, title="Our strategy", slug="ours")


@pytest.fixture
def published(draft) -> Strategy:
    return publish_strategy(strategy=draft, by=ANYBODY, at=NOW)


@pytest.fixture
def coordinator(visit, writer) -> Visitor:
    """The coordinator at a browser."""
    return visit(writer.person)
