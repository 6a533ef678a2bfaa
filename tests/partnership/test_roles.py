"""The one table of roles and permissions."""

import pytest

from partnership.models import AgencyMember, PartnershipMember
from partnership.roles import ROLES, AgencyRole, PartnershipRole, Permission

EVERY_ROLE = [*AgencyRole, *PartnershipRole]


def test_permissions_are_a_thing_and_a_verb_in_alphabetical_order():
    names = [permission.name for permission in Permission]
    assert names == sorted(names)
    assert all(len(name.split("_")) == 2 for name in names)


@pytest.mark.parametrize("permission", Permission)
def test_every_permission_has_a_sentence_that_follows_to(permission):
    first, *more = permission.value.split()
    assert first.islower()
    assert more
    assert not permission.value.endswith(".")


@pytest.mark.parametrize("permission", Permission)
def test_every_permission_is_held_by_somebody(permission):
    assert any(permission in held for held in ROLES.values())


def test_every_role_has_its_line():
    # By name and kind: two roles with one value would share a line and hide it.
    lines = {(type(role), role.name) for role in ROLES}
    assert lines == {(type(role), role.name) for role in EVERY_ROLE}
    assert len({role.value for role in EVERY_ROLE}) == len(EVERY_ROLE)


def test_every_role_may_do_something():
    assert all(ROLES[role] for role in EVERY_ROLE)


def test_every_role_fits_its_column():
    for model, roles in (
        (AgencyMember, AgencyRole),
        (PartnershipMember, PartnershipRole),
    ):
        column = model._meta.get_field("role")
        assert max(map(len, roles.values)) <= column.max_length


def test_only_a_lead_submits():
    assert holders(Permission.RESPONSE_SUBMIT) == {AgencyRole.LEAD}


def test_only_leads_and_contributors_edit():
    editors = {AgencyRole.LEAD, AgencyRole.CONTRIBUTOR}
    assert holders(Permission.ANSWER_EDIT) == editors


def test_whoever_leads_or_reads_for_a_partnership_asks_and_coordinators_close():
    asking = {
        PartnershipRole.COORDINATOR,
        PartnershipRole.BOARD,
        PartnershipRole.AUDITOR,
    }
    assert holders(Permission.CHALLENGE_RAISE) == asking
    assert holders(Permission.CHALLENGE_CLOSE) == {PartnershipRole.COORDINATOR}
    editors = {AgencyRole.LEAD, AgencyRole.CONTRIBUTOR}
    assert holders(Permission.CHALLENGE_REPLY) == editors


def test_only_coordinators_open_and_watch_rounds():
    assert holders(Permission.ROUND_OPEN) == {PartnershipRole.COORDINATOR}
    assert holders(Permission.ROUND_VIEW) == {PartnershipRole.COORDINATOR}


def test_the_dashboard_is_for_partnerships_alone():
    assert holders(Permission.DASHBOARD_VIEW) == set(PartnershipRole)


def holders(permission: Permission) -> set[object]:
    return {role for role, held in ROLES.items() if permission in held}
