"""Reading a person's memberships into the access of one request."""

from typing import Any

from django.db.models import QuerySet, Value

from accounts.models import User
from partnership.access import Access
from partnership.models import AgencyMember, PartnershipMember
from partnership.prepared import Prepared
from partnership.roles import AgencyRole, PartnershipRole


def access_of(user: User) -> Access:
    """What this person may do now. One query, never kept between requests."""
    agencies: dict[int, AgencyRole] = {}
    partnerships: dict[int, PartnershipRole] = {}
    for where, pk, role in _memberships(in_agencies=user.pk, in_partnerships=user.pk):
        if where == "agency":
            agencies[pk] = AgencyRole(role)
        else:
            partnerships[pk] = PartnershipRole(role)
    return Access(
        actor_id=user.pk,
        actor_name=user.called,
        agency_roles=agencies,
        partnership_roles=partnerships,
    )


@Prepared
def _memberships(
    *, in_agencies: int, in_partnerships: int
) -> QuerySet[Any, tuple[str, int, str]]:
    agencies = AgencyMember.objects.filter(user_id=in_agencies).order_by()
    partnerships = PartnershipMember.objects.filter(user_id=in_partnerships).order_by()
    return agencies.values_list(Value("agency"), "agency_id", "role").union(
        partnerships.values_list(Value("partnership"), "partnership_id", "role"),
        all=True,
    )
