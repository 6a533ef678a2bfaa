"""A coordinator of both neighbours, and what agencies and seats are made of."""

import pytest

from partnership.details import AgencyDetails, SeatDetails
from tests.factories import TODAY, access, partner_in


@pytest.fixture
def runner(northshire, castlebourne):
    """Somebody who runs both partnerships."""
    person = partner_in(northshire, "coordinator")
    castlebourne.members.create(user=person, role="coordinator")
    return person


@pytest.fixture
def by(runner):
    return access(runner)


@pytest.fixture
def by_northshire(northshire):
    """What a coordinator of Northshire alone may do."""
    return access(partner_in(northshire, "coordinator"))


@pytest.fixture
def by_castlebourne(castlebourne):
    return access(partner_in(castlebourne, "coordinator"))


@pytest.fixture
def surgery():
    """An agency that the portal does not know yet."""
    return AgencyDetails(
        "Riverside Surgery", "gp", "Practice manager", "", "team@riverside.example"
    )


@pytest.fixture
def from_today():
    return SeatDetails(TODAY)
