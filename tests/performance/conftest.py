import pytest

from tests.performance.steps import ask, measure


@pytest.fixture
def rereferrals(db):
    return measure("Re-referrals")


@pytest.fixture
def asked(northshire, castlebourne, hopewell, rereferrals):
    """Both partnerships ask Hopewell for the same share, every quarter."""
    for partnership in (northshire, castlebourne):
        ask(partnership, hopewell, of=rereferrals)
    return hopewell
