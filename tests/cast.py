"""The people of the tests and where they sit; tests/conftest.py says who is who."""

from types import SimpleNamespace

from partnership.models import Agency, Partnership
from strategies.models import Strategy
from tests.factories import (
    AdoptionFactory,
    AgencyFactory,
    PartnershipFactory,
    SeatFactory,
    UserFactory,
    member_of,
    partner_in,
)


def adopting(strategy: Strategy, name: str) -> Partnership:
    """A partnership that has taken on a strategy."""
    one = PartnershipFactory(short_name=name, slug=name.lower())
    AdoptionFactory(partnership=one, strategy=strategy)
    return one


def seated(name: str, slug: str, *partnerships: Partnership) -> Agency:
    """An agency with a seat in each partnership."""
    agency = AgencyFactory(name=name, slug=slug)
    for one in partnerships:
        SeatFactory(agency=agency, partnership=one)
    return agency


def everybody(
    northshire: Partnership, hopewell: Agency, harbour: Agency
) -> SimpleNamespace:
    """Everybody, by what they are."""
    elsewhere = PartnershipFactory(short_name="Elsewhere", slug="elsewhere")
    return SimpleNamespace(
        lead=member_of(hopewell, "lead", email="lead@hopewell.example"),
        contributor=member_of(
            hopewell, "contributor", job_title="Volunteer coordinator"
        ),
        viewer=member_of(hopewell, "viewer"),
        other_lead=member_of(harbour, "lead"),
        coordinator=partner_in(northshire, "coordinator"),
        board=partner_in(northshire, "board"),
        auditor=partner_in(northshire, "auditor"),
        analyst=partner_in(northshire, "analyst"),
        coordinator_elsewhere=partner_in(elsewhere, "coordinator"),
        nobody=UserFactory(),
        administrator=UserFactory(is_staff=True, is_superuser=True),
    )
