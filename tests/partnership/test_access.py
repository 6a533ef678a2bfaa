"""What one person may do, from all the hats they wear."""

from dataclasses import FrozenInstanceError

import pytest
from django.core.exceptions import PermissionDenied

from partnership.access import Access, Forbidden
from partnership.membership import access_of
from partnership.models import AgencyMember, PartnershipMember
from partnership.roles import AgencyRole, PartnershipRole, Permission
from tests.factories import UserFactory, member_of, partner_in

LEADS, VIEWS, SITS, COORDINATES = 11, 12, 21, 22
POLICE = Access(
    actor_name="the superintendent",
    agency_roles={LEADS: AgencyRole.LEAD, VIEWS: AgencyRole.VIEWER},
    partnership_roles={
        SITS: PartnershipRole.BOARD,
        COORDINATES: PartnershipRole.COORDINATOR,
    },
)
EVERYBODY = (
    "a lead, contributor, viewer, coordinator, board member, auditor or analyst."
)
REASONS = {
    "AGENCY_COPY": (
        "To take a copy of everything an agency holds here you need to be a lead."
    ),
    "AGENCY_VIEW": (
        "To see what an agency is asked for and has sent you need to be "
        "a lead, contributor or viewer."
    ),
    "ANSWER_EDIT": (
        "To change an agency’s answers you need to be a lead or contributor."
    ),
    "AUDIT_CONFIGURE": (
        "To plan audits and build the tools they use you need to be "
        "a coordinator or auditor."
    ),
    "AUDIT_GRADE": (
        "To grade an agency’s part of an audit you need to be a lead or contributor."
    ),
    "AUDIT_MODERATE": (
        "To moderate grades and write down what an audit found you need to be "
        "a coordinator or auditor."
    ),
    "AUDIT_READ": (
        "To read what audits found you need to be "
        "a coordinator, board member, auditor or analyst."
    ),
    "AUDIT_REVIEW": (
        "To see how agencies graded the cases of an audit you need to be "
        "a coordinator, auditor or analyst."
    ),
    "AUDIT_VIEW": (
        "To see the audits an agency takes part in you need to be "
        "a lead, contributor or viewer."
    ),
    "BRIEFING_SHARE": (
        "To say with whom a learning briefing was shared you need to be "
        "a lead or contributor."
    ),
    "CHALLENGE_CLOSE": (
        "To close a question that somebody else asked you need to be a coordinator."
    ),
    "CHALLENGE_RAISE": (
        "To ask an agency about an answer you need to be "
        "a coordinator, board member or auditor."
    ),
    "CHALLENGE_REPLY": (
        "To reply to a question about an agency’s answer you need to be "
        "a lead or contributor."
    ),
    "CHALLENGE_VIEW": (
        f"To read what partnerships ask about answers you need to be {EVERYBODY}"
    ),
    "DASHBOARD_VIEW": (
        "To read the board dashboard you need to be "
        "a coordinator, board member, auditor or analyst."
    ),
    "DATA_ENTER": (
        "To enter and submit an agency’s figures you need to be a lead or contributor."
    ),
    "DATA_REVIEW": (
        "To see the numbers that agencies send, and accept or query them you need to "
        "be a coordinator or analyst."
    ),
    "DATA_VIEW": (
        "To see which figures an agency is asked for and has sent you need to be "
        "a lead, contributor or viewer."
    ),
    "FILE_EDIT": (
        "To add files and look after an agency’s files you need to be "
        "a lead or contributor."
    ),
    "FILE_VIEW": (
        "To see an agency’s files you need to be a lead, contributor or viewer."
    ),
    "HISTORY_VIEW": (
        f"To read who changed what in an agency’s answers you need to be {EVERYBODY}"
    ),
    "MAIL_RESEND": (
        "To see which e-mails did not arrive and send them again you need to be "
        "a coordinator."
    ),
    "MEASURE_CONFIGURE": (
        "To choose measures, targets and who is asked for figures you need to be "
        "a coordinator or analyst."
    ),
    "MEASURE_VIEW": (
        "To see how a partnership’s measures stand you need to be "
        "a coordinator, board member, auditor or analyst."
    ),
    "PARTNERSHIP_CONFIGURE": (
        "To set up the partnership’s agencies, seats and wording you need to be "
        "a coordinator."
    ),
    "PARTNERSHIP_COPY": (
        "To take a copy of everything a partnership holds here you need to be "
        "a coordinator."
    ),
    "RECOMMENDATION_ANSWER": (
        "To say how far a recommendation is and ask to close it you need to be "
        "a lead or contributor."
    ),
    "RECOMMENDATION_VERIFY": (
        "To check what was done about a recommendation and close it you need to be "
        "a coordinator or auditor."
    ),
    "RECOMMENDATION_VIEW": (
        f"To read what agencies are to change after an audit you need to be {EVERYBODY}"
    ),
    "RESPONSE_CHASE": (
        "To ask an agency for its answers you need to be a coordinator."
    ),
    "RESPONSE_ENTER": (
        "To put in a Word document that an agency returned you need to be "
        "a coordinator."
    ),
    "RESPONSE_READ": (f"To read an agency’s Response Tool you need to be {EVERYBODY}"),
    "RESPONSE_REVIEW": (
        "To accept an agency’s Response Tool or return it for a change you need to be "
        "a coordinator."
    ),
    "RESPONSE_SUBMIT": ("To submit an agency’s Response Tool you need to be a lead."),
    "ROUND_OPEN": (
        "To open a round of the Response Tool you need to be a coordinator."
    ),
    "ROUND_VIEW": "To see who has answered a round you need to be a coordinator.",
    "STRATEGY_ADOPT": (
        "To adopt a strategy for the partnership you need to be a coordinator."
    ),
    "STRATEGY_EDIT": (
        "To write, revise and publish the partnership’s strategies you need to be "
        "a coordinator."
    ),
    "STRATEGY_SIGN": "To sign an agency up to a strategy you need to be a lead.",
    "STRATEGY_VIEW": f"To read the strategy you need to be {EVERYBODY}",
    "VOICE_EDIT": (
        "To write down what children, families and practitioners said you need to be "
        "a coordinator or analyst."
    ),
}


def test_what_a_person_holds_is_the_union_of_their_hats():
    assert POLICE.roles == {
        AgencyRole.LEAD,
        AgencyRole.VIEWER,
        PartnershipRole.BOARD,
        PartnershipRole.COORDINATOR,
    }
    assert POLICE.holds(Permission.RESPONSE_SUBMIT)
    assert POLICE.holds(Permission.ROUND_OPEN)
    assert POLICE.holds(Permission.DASHBOARD_VIEW)


def test_each_permission_names_the_agencies_and_partnerships_it_is_held_in():
    assert POLICE.agencies_with(Permission.RESPONSE_READ) == {LEADS, VIEWS}
    assert POLICE.agencies_with(Permission.ANSWER_EDIT) == {LEADS}
    assert POLICE.agencies_with(Permission.DASHBOARD_VIEW) == frozenset()
    assert POLICE.partnerships_with(Permission.DASHBOARD_VIEW) == {SITS, COORDINATES}
    assert POLICE.partnerships_with(Permission.ROUND_OPEN) == {COORDINATES}


def test_what_they_may_do_depends_on_the_agency_in_hand():
    assert POLICE.may(Permission.ANSWER_EDIT, agency_id=LEADS)
    assert not POLICE.may(Permission.ANSWER_EDIT, agency_id=VIEWS)
    assert not POLICE.may(Permission.ANSWER_EDIT, agency_id=99)
    assert not POLICE.may(Permission.ANSWER_EDIT)


def test_one_of_several_partnerships_is_enough():
    assert POLICE.may(Permission.ROUND_OPEN, partnership_ids=[SITS, COORDINATES])
    assert not POLICE.may(Permission.ROUND_OPEN, partnership_ids=[SITS])
    assert not POLICE.may(Permission.ROUND_OPEN, partnership_ids=[])


def test_a_partnerships_number_is_never_taken_for_an_agencys():
    assert not POLICE.may(Permission.RESPONSE_READ, agency_id=SITS)
    assert not POLICE.may(Permission.RESPONSE_READ, partnership_ids=[LEADS])


def test_somebody_without_a_hat_may_do_nothing():
    nobody = Access(actor_name="a stranger")
    for permission in Permission:
        assert not nobody.holds(permission)
        assert not nobody.may(permission, agency_id=LEADS, partnership_ids=[SITS])


def test_the_portals_own_commands_may_do_anything():
    command = Access.of_command("the sweep")
    assert command.actor_id is None
    for permission in Permission:
        assert command.holds(permission)
        assert command.may(permission)
        command.require(permission, agency_id=LEADS)


def test_require_is_silent_where_it_is_allowed():
    assert POLICE.require(Permission.RESPONSE_SUBMIT, agency_id=LEADS) is None
    assert POLICE.require(Permission.ROUND_OPEN, partnership_ids=[COORDINATES]) is None


def test_require_refuses_what_may_says_no_to():
    with pytest.raises(Forbidden) as refused:
        POLICE.require(Permission.RESPONSE_SUBMIT, agency_id=VIEWS)
    assert refused.value.permission is Permission.RESPONSE_SUBMIT
    assert isinstance(refused.value, PermissionDenied)


@pytest.mark.parametrize("permission", Permission, ids=lambda one: one.name)
def test_the_reason_for_a_refusal_is_in_plain_words(permission):
    assert str(Forbidden(permission)) == REASONS[permission.name]


def test_access_cannot_be_changed_once_it_is_made():
    with pytest.raises(FrozenInstanceError):
        POLICE.is_command = True


def test_access_is_read_in_one_query(
    hopewell, harbour, northshire, castlebourne, django_assert_num_queries
):
    person = member_of(hopewell, "lead", job_title="Superintendent")
    AgencyMember.objects.create(user=person, agency=harbour, role="viewer")
    for one in (northshire, castlebourne):
        PartnershipMember.objects.create(user=person, partnership=one, role="board")
    with django_assert_num_queries(1):
        access = access_of(person)
    assert access == Access(
        actor_id=person.pk,
        actor_name="the superintendent",
        agency_roles={hopewell.pk: AgencyRole.LEAD, harbour.pk: AgencyRole.VIEWER},
        partnership_roles={
            northshire.pk: PartnershipRole.BOARD,
            castlebourne.pk: PartnershipRole.BOARD,
        },
    )


def test_a_person_is_no_command(db):
    access = access_of(UserFactory(is_staff=True, is_superuser=True))
    assert not access.is_command
    assert access.roles == frozenset()


def test_a_role_that_is_taken_away_is_gone_at_the_next_request(northshire, signed_in):
    person = partner_in(northshire, "coordinator")
    browser = signed_in(person)
    assert browser.get("/rounds/").status_code == 200
    person.partnership_memberships.update(role="board")
    assert browser.get("/rounds/").status_code == 403
    assert browser.get("/dashboards/").status_code == 200
    person.partnership_memberships.all().delete()
    assert browser.get("/dashboards/").status_code == 403


def test_a_role_that_is_given_is_there_at_the_next_request(hopewell, signed_in):
    person = UserFactory()
    browser = signed_in(person)
    assert browser.get("/strategies/").status_code == 403
    AgencyMember.objects.create(user=person, agency=hopewell, role="viewer")
    assert browser.get("/strategies/").status_code == 200
