"""One page sent twice in the same moment, in two threads of a real database."""

from functools import partial
from uuid import uuid4

import pytest

from strategies.actions import create_strategy, import_strategy
from strategies.models import Strategy
from tests.factories import ANYBODY, NOW, PartnershipFactory
from tests.strategies.actions.test_importing import DOCUMENT


@pytest.mark.parametrize(
    ("place", "job"),
    [
        (
            "strategies.actions.creating.free_slug",
            partial(create_strategy, title="New"),
        ),
        (
            "strategies.actions.publishing.free_slug",
            partial(import_strategy, document=DOCUMENT),
        ),
    ],
)
def test_one_page_sent_twice_at_once_makes_one_draft(overtaking, place, job):
    same = partial(
        job, convenor=PartnershipFactory(), by=ANYBODY, at=NOW, form_key=uuid4()
    )
    one, other = overtaking(place, same, same)
    assert one == other
    assert Strategy.objects.get() == one
