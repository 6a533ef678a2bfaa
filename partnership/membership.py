"""Reading a person's memberships into the access of one request."""

from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Value

from accounts.models import User
from partnership.access import Access
from partnership.models import AgencyMember, PartnershipMember
from partnership.roles import AgencyRole, PartnershipRole

PERSON = -1


def access_of(user: User) -> Access:
    """What this person may do now. One query, never kept between requests."""
    sql, parameters = _question(connection.vendor)
    about: list[Any] = [user.pk if value == PERSON else value for value in parameters]
    agencies: dict[int, AgencyRole] = {}
    partnerships: dict[int, PartnershipRole] = {}
    with connection.cursor() as cursor:
        cursor.execute(sql, about)
        for where, pk, role in cursor.fetchall():
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


@cache
def _question(vendor: str) -> tuple[str, tuple[object, ...]]:
    """The query, written by the ORM once for each kind of database.

    It runs at every request, and writing it takes fifty times as long as running it.
    """
    agencies = AgencyMember.objects.filter(user_id=PERSON).order_by()
    partnerships = PartnershipMember.objects.filter(user_id=PERSON).order_by()
    both = agencies.values_list(Value("agency"), "agency_id", "role").union(
        partnerships.values_list(Value("partnership"), "partnership_id", "role"),
        all=True,
    )
    sql, parameters = both.query.sql_with_params()
    return sql, tuple(parameters)
