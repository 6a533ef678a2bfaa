"""What strategies give to the home page and to the board."""

from datetime import timedelta

import pytest
from django.urls import reverse

from partnership.models import AgencyMember
from strategies.figures import done, figures, waiting
from tests.factories import (
    AdoptionFactory,
    AgencyFactory,
    SeatFactory,
    SignUpFactory,
    access,
    published_strategy,
)

DAY = timedelta(days=1)


@pytest.fixture
def adoption(northshire):
    return northshire.adoptions.get()


def of(adoption, at):
    subject = {
        "partnership_id": adoption.partnership_id,
        "strategy_id": adoption.strategy_id,
        "as_at": at,
    }
    found = figures(**subject)
    # A section without a fingerprint of its own is compared as it is.
    return found, str(found)


def titles(person, today) -> list[str]:
    return [one.title for one in waiting(access=access(person), today=today)]


def test_the_board_is_told_who_signed_and_when_the_review_is(
    adoption, hopewell, now, today
):
    other = AgencyFactory(name="Zebra Homes")
    SeatFactory(agency=other, partnership=adoption.partnership)
    SignUpFactory(strategy=adoption.strategy, agency=hopewell)
    adoption.review_on = today + 30 * DAY
    adoption.save()
    found, _ = of(adoption, now)
    assert (found.agencies, found.signed, found.not_signed) == (2, 1, ["Zebra Homes"])
    assert (found.status, found.status_word, found.version) == (
        "adopted",
        "Adopted",
        "1",
    )
    assert (found.review_on, found.review_in) == (today + 30 * DAY, 30)


def test_only_seats_held_today_count(adoption, hopewell, now, today):
    for dates in ({"to_on": today - DAY}, {"from_on": today + DAY}):
        SeatFactory(partnership=adoption.partnership, **dates)
    assert of(adoption, now)[0].not_signed == [hopewell.name]


def test_an_agency_with_two_seats_on_one_day_counts_once(
    adoption, hopewell, now, today
):
    SeatFactory(partnership=adoption.partnership, agency=hopewell, to_on=today)
    assert of(adoption, now)[0].agencies == 1


def test_a_partnership_without_agencies_has_none(adoption, now):
    found, _ = of(adoption, now)
    assert (found.agencies, found.signed, found.not_signed) == (0, 0, [])


def test_a_sign_up_to_another_version_does_not_count(adoption, hopewell, now):
    SignUpFactory(strategy=published_strategy(), agency=hopewell)
    assert of(adoption, now)[0].signed == 0


def test_the_figures_take_one_query(adoption, hopewell, now, django_assert_num_queries):
    for _ in range(3):
        SeatFactory(partnership=adoption.partnership)
    with django_assert_num_queries(1):
        of(adoption, now)


def test_the_figures_change_with_what_they_depend_on(adoption, hopewell, now, today):
    seen = {of(adoption, now)[1]}
    SignUpFactory(strategy=adoption.strategy, agency=hopewell)
    seen.add(of(adoption, now)[1])
    adoption.review_on = today
    adoption.save()
    seen.add(of(adoption, now)[1])
    SeatFactory(partnership=adoption.partnership)
    seen.add(of(adoption, now)[1])
    seen.add(of(adoption, now + DAY)[1])
    assert len(seen) == 5
    assert of(adoption, now)[1] in seen


@pytest.mark.parametrize(
    ("ahead", "said"),
    [
        (61, None),
        (60, "Its review date is near."),
        (0, "Its review date is near."),
        (-1, "Its review date has passed."),
    ],
)
def test_coordinators_are_reminded_of_a_review(cast, adoption, today, ahead, said):
    adoption.review_on = today + ahead * DAY
    adoption.save()
    found = waiting(access=access(cast.coordinator), today=today)
    assert [one.note.split(" Put")[0] for one in found] == ([said] if said else [])
    assert titles(cast.board, today) == []


def test_what_is_under_review_already_needs_a_new_date(cast, adoption, today):
    adoption.status, adoption.review_on = "under_review", today - DAY
    adoption.save()
    (one,) = waiting(access=access(cast.coordinator), today=today)
    assert one.note == (
        "Its review date has passed. Once it is decided, set a new date."
    )


@pytest.mark.parametrize("status", ["replaced", "ended"])
def test_what_is_over_is_not_reviewed(cast, adoption, today, status):
    adoption.status, adoption.review_on = status, today
    adoption.save()
    assert titles(cast.coordinator, today) == []


def test_a_proposal_waits_for_the_coordinators_it_was_made_to(
    cast, strategy, northshire, castlebourne, today
):
    new = published_strategy()
    new.convenor = castlebourne
    new.save()
    AdoptionFactory(
        strategy=new, partnership=northshire, status="draft", adopted_on=None
    )
    (one,) = waiting(access=access(cast.coordinator), today=today)
    assert one.title == f"Adopt “{new.title}”, or decline it"
    assert one.href == reverse("strategies:strategy", args=[new.slug])
    assert f"Proposed by {castlebourne}." == one.note
    for who in ("board", "lead", "coordinator_elsewhere"):
        assert one.title not in titles(getattr(cast, who), today)


def test_leads_are_asked_to_sign_up_once_for_all_their_partnerships(
    cast, strategy, hopewell, harbour, today
):
    (one,) = waiting(access=access(cast.lead), today=today)
    assert one.title == f"Sign your agency up to “{strategy.title}”"
    assert one.kind == "Strategy"
    for who in ("contributor", "viewer"):
        assert titles(getattr(cast, who), today) == []
    SignUpFactory(strategy=strategy, agency=hopewell)
    assert titles(cast.lead, today) == []
    assert len(titles(cast.other_lead, today)) == 1


def test_the_lead_of_two_agencies_is_told_which(
    cast, strategy, hopewell, harbour, today
):
    AgencyMember.objects.create(user=cast.lead, agency=harbour, role="lead")
    kinds = [one.kind for one in waiting(access=access(cast.lead), today=today)]
    assert sorted(kinds) == [
        "Strategy, Harbour Service",
        "Strategy, Hopewell Family Support",
    ]


def test_without_a_seat_today_no_agency_is_asked(cast, hopewell, today):
    hopewell.seats.update(to_on=today - DAY)
    assert titles(cast.lead, today) == []


def test_what_was_signed_lately_is_done(cast, strategy, hopewell, today):
    SignUpFactory(strategy=strategy, agency=hopewell, signed_on=today)
    (one,) = done(access=access(cast.viewer), since=today - DAY)
    assert one.text == f"Your agency signed up to “{strategy.title}”."
    assert done(access=access(cast.viewer), since=today + DAY) == []
    assert done(access=access(cast.other_lead), since=today - DAY) == []


def test_what_waits_takes_as_many_queries_however_much_there_is(
    cast, strategy, northshire, hopewell, today, django_assert_max_num_queries
):
    northshire.members.create(user=cast.lead, role="coordinator")
    person = access(cast.lead)

    def queries() -> int:
        with django_assert_max_num_queries(5) as context:
            waiting(access=person, today=today)
        return len(context)

    before = queries()
    for _ in range(3):
        AdoptionFactory(
            partnership=northshire, strategy=published_strategy(), review_on=today
        )
        AdoptionFactory(
            partnership=northshire,
            strategy=published_strategy(),
            status="draft",
            adopted_on=None,
        )
    assert len(titles(cast.lead, today)) == 10
    assert queries() == before
