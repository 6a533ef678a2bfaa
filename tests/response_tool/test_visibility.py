"""Who sees which responses and rounds: `visible_to` and its kin in models.py."""

from datetime import timedelta

from partnership.models import Seat
from response_tool.models import Response, Round
from tests.conftest import make_round, submit
from tests.factories import (
    ANYBODY,
    AdoptionFactory,
    AgencyFactory,
    PartnershipFactory,
    SeatFactory,
    access,
    member_of,
    partner_in,
)
from tests.response_tool.steps import response_of

EVERYBODY = (
    *("lead", "contributor", "viewer", "other_lead", "coordinator", "board"),
    *("auditor", "analyst", "coordinator_elsewhere", "nobody", "administrator"),
)


def sees(person, response) -> bool:
    return response in Response.objects.visible_to(access(person))


def test_a_draft_is_seen_by_its_agency_alone(cast, response):
    seen_by = {role for role in EVERYBODY if sees(getattr(cast, role), response)}
    assert seen_by == {"lead", "contributor", "viewer"}


def test_what_is_submitted_is_seen_by_those_it_was_sent_to_too(cast, response):
    submit(response)
    seen_by = {role for role in EVERYBODY if sees(getattr(cast, role), response)}
    readers = {"coordinator", "board", "auditor", "analyst"}
    assert seen_by == {"lead", "contributor", "viewer"} | readers


def test_a_partnership_of_the_round_without_the_agency_does_not_see_it(
    cast, round_, harbour, castlebourne
):
    # The round serves Northshire too, but Harbour has no seat there.
    theirs = submit(response_of(round_, harbour))
    assert not sees(cast.coordinator, theirs)
    assert not sees(cast.board, theirs)
    assert sees(partner_in(castlebourne, "board"), theirs)


def test_another_agencys_draft_cannot_be_found(cast, round_, harbour):
    draft = response_of(round_, harbour)
    assert not sees(cast.lead, draft)
    assert sees(cast.other_lead, draft)


def test_a_person_sees_the_union_of_their_hats(round_, hopewell, harbour, castlebourne):
    person = member_of(hopewell, "lead")
    castlebourne.members.create(user=person, role="board")
    own, other = response_of(round_, hopewell), response_of(round_, harbour)
    assert sees(person, own)
    assert not sees(person, other)
    assert sees(person, submit(other))


def test_a_seat_that_ended_before_the_round_receives_nothing(
    strategy, northshire, castlebourne, hopewell, today
):
    seat = Seat.objects.get(agency=hopewell, partnership=northshire)
    seat.to_on = today - timedelta(days=22)
    seat.save()
    asked = make_round(strategy, [northshire, castlebourne], today)
    theirs = submit(response_of(asked, hopewell))
    assert [r.partnership for r in theirs.recipients.all()] == [castlebourne]
    assert not sees(partner_in(northshire, "coordinator"), theirs)


def test_a_seat_that_ended_since_leaves_what_was_sent(
    cast, response, northshire, hopewell, today
):
    seat = Seat.objects.get(agency=hopewell, partnership=northshire)
    seat.to_on = today - timedelta(days=1)
    seat.save()
    assert sees(cast.coordinator, submit(response))


def test_my_agencies_responses_are_only_my_own_the_latest_first(
    strategy, northshire, castlebourne, hopewell, harbour, today
):
    person = member_of(hopewell, "viewer")
    castlebourne.members.create(user=person, role="board")
    both = [northshire, castlebourne]
    new = make_round(strategy, both, today)
    old = make_round(strategy, both, today, ago=200, name="spring 2026")
    submit(response_of(new, harbour))
    mine = Response.objects.of_my_agencies(access(person))
    assert list(mine) == [response_of(new, hopewell), response_of(old, hopewell)]


def test_a_round_is_seen_by_those_it_serves_and_those_it_asks(cast, round_):
    seen_by = {
        role
        for role in EVERYBODY
        if round_ in Round.objects.visible_to(access(getattr(cast, role)))
    }
    hidden_from = {"coordinator_elsewhere", "nobody", "administrator"}
    assert seen_by == set(EVERYBODY) - hidden_from


def test_a_round_is_not_seen_by_an_agency_it_does_not_ask(round_, castlebourne):
    late = AgencyFactory()
    SeatFactory(agency=late, partnership=castlebourne)
    assert round_ not in Round.objects.visible_to(access(member_of(late, "lead")))


def test_the_commands_of_the_portal_see_no_rows_by_this_road(response):
    submit(response)
    assert not Response.objects.visible_to(ANYBODY).exists()
    assert not Round.objects.visible_to(ANYBODY).exists()


def test_rounds_come_latest_first_and_only_once_opened(strategy, northshire, today):
    SeatFactory(partnership=northshire)
    days = {"now": 0, "soon": -1, "before": 90}
    for name, ago in days.items():
        make_round(strategy, [northshire], today, ago=ago, name=name)
    opened = Round.objects.opened(today).newest_first()
    assert [one.name for one in opened] == ["now", "before"]


def test_a_round_is_seen_once_by_somebody_with_two_reasons(strategy, round_, hopewell):
    person = member_of(hopewell, "lead")
    for partnership in round_.partnerships.all():
        partnership.members.create(user=person, role="board")
    other = PartnershipFactory()
    AdoptionFactory(partnership=other, strategy=strategy)
    other.members.create(user=person, role="coordinator")
    assert list(Round.objects.visible_to(access(person))) == [round_]
