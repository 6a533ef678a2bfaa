"""Seats by day, and who sees which partnership, agency and colleague."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from partnership.models import Agency, AgencyMember, Partnership, Seat
from tests.factories import (
    AgencyFactory,
    PartnershipFactory,
    SeatFactory,
    access,
    member_of,
)

SPRING, SUMMER = date(2026, 3, 1), date(2026, 8, 31)
DAY = timedelta(days=1)


@pytest.fixture
def seat(db):
    return SeatFactory(from_on=SPRING, to_on=SUMMER)


@pytest.mark.parametrize(
    ("on", "held"),
    [
        (SPRING - DAY, False),
        (SPRING, True),
        (SUMMER, True),
        (SUMMER + DAY, False),
    ],
)
def test_a_seat_is_held_from_its_first_day_to_its_last(seat, on, held):
    assert Seat.objects.held(on).exists() is held


def test_a_seat_without_an_end_is_still_held(db):
    SeatFactory(from_on=SPRING)
    assert Seat.objects.held(date(2099, 1, 1)).count() == 1
    assert not Seat.objects.held(SPRING - DAY).exists()


def test_an_agency_has_one_open_seat_in_a_partnership(db):
    first = SeatFactory(from_on=SPRING)
    again = Seat(partnership=first.partnership, agency=first.agency, from_on=SUMMER)
    with pytest.raises(ValidationError, match="already has a seat here"):
        again.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()


def test_an_agency_that_left_can_come_back(seat):
    back = Seat(
        partnership=seat.partnership, agency=seat.agency, from_on=SUMMER + 9 * DAY
    )
    back.full_clean()
    back.save()
    assert not Seat.objects.held(SUMMER + DAY).exists()
    assert Seat.objects.held(SUMMER + 9 * DAY).get() == back


def test_an_agency_may_hold_open_seats_in_two_partnerships(db):
    first = SeatFactory(from_on=SPRING)
    SeatFactory(agency=first.agency, from_on=SPRING)
    assert first.agency.seats.count() == 2


def test_a_seat_cannot_end_before_it_begins(db):
    seat = SeatFactory.build(
        partnership=PartnershipFactory(),
        agency=AgencyFactory(),
        from_on=SPRING,
        to_on=SPRING - DAY,
    )
    with pytest.raises(ValidationError, match="cannot end before it begins"):
        seat.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        seat.save()


def test_a_seat_may_end_on_the_day_it_begins(db):
    SeatFactory(from_on=SPRING, to_on=SPRING)
    assert Seat.objects.held(SPRING).count() == 1


def test_an_agency_is_seated_once_however_many_seats_it_holds(
    northshire, castlebourne, hopewell, harbour
):
    both = Agency.objects.seated([northshire, castlebourne], on=SPRING)
    assert list(both) == [harbour, hopewell]
    assert list(Agency.objects.seated([northshire], on=SPRING)) == [hopewell]


def test_an_agency_whose_seat_has_ended_is_not_seated(seat):
    seated = Agency.objects.seated([seat.partnership], on=SUMMER + DAY)
    assert not seated.exists()


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("lead", ["castlebourne", "northshire"]),
        ("other_lead", ["castlebourne"]),
        ("coordinator", ["northshire"]),
        ("analyst", ["northshire"]),
        ("coordinator_elsewhere", ["elsewhere"]),
        ("nobody", []),
        ("administrator", []),
    ],
)
def test_people_see_the_partnerships_they_or_their_agency_belong_to(cast, who, seen):
    found = Partnership.objects.visible_to(access(getattr(cast, who)))
    assert sorted(found.values_list("slug", flat=True)) == seen


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("lead", ["hopewell"]),
        ("viewer", ["hopewell"]),
        ("other_lead", ["harbour"]),
        ("coordinator", ["hopewell"]),
        ("board", ["hopewell"]),
        ("coordinator_elsewhere", []),
        ("nobody", []),
        ("administrator", []),
    ],
)
def test_people_see_their_own_agencies_and_those_of_their_partnerships(cast, who, seen):
    found = Agency.objects.visible_to(access(getattr(cast, who)))
    assert sorted(found.values_list("slug", flat=True)) == seen


def test_people_see_the_colleagues_of_their_own_agency_alone(cast):
    found = AgencyMember.objects.visible_to(access(cast.viewer))
    assert {one.user for one in found} == {cast.lead, cast.contributor, cast.viewer}
    for who in (cast.coordinator, cast.board, cast.nobody, cast.administrator):
        assert not AgencyMember.objects.visible_to(access(who)).exists()


def test_the_leads_of_an_agency_are_those_who_can_sign_in(cast, hopewell):
    second = member_of(hopewell, "lead", email="second@hopewell.example")
    member_of(hopewell, "lead", is_active=False)
    leads = AgencyMember.objects.leads(hopewell)
    assert [one.user for one in leads] == [cast.lead, second]


def test_a_person_has_one_role_in_an_agency(cast, hopewell):
    with pytest.raises(IntegrityError), transaction.atomic():
        AgencyMember.objects.create(user=cast.lead, agency=hopewell, role="viewer")
    assert cast.lead.agency_memberships.get().role == "lead"


def test_a_person_has_one_role_in_a_partnership(cast, northshire):
    with pytest.raises(IntegrityError), transaction.atomic():
        cast.board.partnership_memberships.create(
            partnership=northshire, role="auditor"
        )
    assert cast.board.partnership_memberships.get().role == "board"
