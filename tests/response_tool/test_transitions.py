"""The one table of who may move a response from where to where."""

import pytest
from django.core.exceptions import ValidationError

from partnership.roles import ROLES, AgencyRole, PartnershipRole, Permission
from response_tool.models import Recipient, Response
from response_tool.transitions import TABLE, Place, check, is_possible

# Who, from, to, and whether a reason is needed.
AGREED = {
    "submit": ("lead", {"draft"}, "waiting", False),
    "take back": ("lead", {"waiting"}, "draft", False),
    "accept": ("coordinator", {"waiting"}, "accepted", False),
    "return": ("coordinator", {"waiting", "accepted"}, "returned", True),
    "resubmit": ("lead", {"returned"}, "waiting", False),
    "withdraw": ("lead", {"waiting", "returned", "accepted"}, "draft", True),
}


def who(permission: Permission) -> set[str]:
    return {role.value for role, may in ROLES.items() if permission in may}


def test_the_table_is_the_one_that_was_agreed():
    assert {
        name: (
            *who(move.permission),
            {place.value for place in move.places},
            move.to.value,
            move.needs_reason,
        )
        for name, move in TABLE.items()
    } == AGREED


def test_leads_and_coordinators_are_roles():
    assert {AgencyRole.LEAD.value, PartnershipRole.COORDINATOR.value} == {
        row[0] for row in AGREED.values()
    }


@pytest.mark.parametrize("name", TABLE)
@pytest.mark.parametrize("place", Place)
def test_a_move_is_possible_from_its_places_alone(name, place):
    move = TABLE[name]
    assert is_possible(move, [place.value]) is (place in move.places)


def test_a_move_of_the_whole_response_needs_every_partnership():
    take_back, resubmit = TABLE["take back"], TABLE["resubmit"]
    assert not is_possible(take_back, ["waiting", "accepted"])
    assert is_possible(resubmit, ["returned", "accepted"])
    assert not is_possible(take_back, [])


def test_a_move_that_is_not_in_the_table_is_refused_in_words():
    with pytest.raises(ValidationError) as raised:
        check(TABLE["accept"], ["returned"])
    assert raised.value.code == "moved"


@pytest.mark.parametrize("reasons", [[], [" "], ["Why not.", ""]])
def test_a_reason_is_asked_for(reasons):
    with pytest.raises(ValidationError) as raised:
        check(TABLE["return"], ["waiting"], reasons=reasons)
    assert raised.value.code == "reason"
    check(TABLE["return"], ["waiting"], reasons=["Say where."])


def test_places_are_what_the_rows_hold():
    reviews = {review.value for review in Recipient.Review}
    assert {place.value for place in Place} == {Response.State.DRAFT.value, *reviews}
