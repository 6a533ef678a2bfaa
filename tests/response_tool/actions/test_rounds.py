"""Opening a round: who is asked, who receives, and who may."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from activity.models import Event
from partnership.access import Forbidden
from partnership.models import Partnership, Seat
from response_tool.actions import open_round
from response_tool.models import Answer, Recipient, Response, Round
from strategies.models import Adoption
from tests.factories import (
    ANYBODY,
    NOW,
    TODAY,
    AdoptionFactory,
    AgencyFactory,
    PartnershipFactory,
    SeatFactory,
    access,
    partner_in,
)


def opened(strategy, partnerships, by=ANYBODY, **changes) -> Round:
    words = {
        "name": "spring 2027",
        "opens_on": TODAY,
        "due_on": TODAY + timedelta(days=30),
        "closes_on": TODAY + timedelta(days=50),
    }
    return open_round(
        strategy=strategy,
        partnerships=partnerships,
        by=by,
        at=NOW,
        **(words | changes),
    )


def sent_to(round_) -> set[tuple[str, str]]:
    rows = Recipient.objects.filter(response__round=round_)
    return set(rows.values_list("response__agency__slug", "partnership__slug"))


def test_an_agency_in_both_partnerships_is_asked_once(
    strategy, northshire, castlebourne, hopewell, harbour
):
    round_ = opened(strategy, [northshire, castlebourne])
    assert [r.agency for r in round_.responses.order_by("agency__name")] == [
        harbour,
        hopewell,
    ]
    assert sent_to(round_) == {
        ("hopewell", "northshire"),
        ("hopewell", "castlebourne"),
        ("harbour", "castlebourne"),
    }


def test_every_response_has_an_empty_answer_for_every_priority(strategy, hopewell):
    round_ = opened(strategy, Partnership.objects.all())
    answers = Answer.objects.filter(response__round=round_)
    assert [a.priority.number for a in answers.order_by("priority__number")] == [
        1,
        2,
        3,
        4,
    ]
    assert {(a.relevance, a.progress, a.version) for a in answers} == {("", "", 1)}
    assert not round_.responses.exclude(state="draft", started_at=None).exists()


def test_only_the_partnerships_that_are_chosen_receive(
    strategy, northshire, castlebourne, hopewell, harbour
):
    round_ = opened(strategy, [northshire])
    assert list(round_.partnerships.all()) == [northshire]
    assert sent_to(round_) == {("hopewell", "northshire")}


def test_seats_count_on_the_day_the_round_opens(strategy, northshire):
    days = {"ended": (-9, -1), "ends": (-9, 0), "begins": (0, 9), "later": (1, 9)}
    for slug, (first, last) in days.items():
        SeatFactory(
            partnership=northshire,
            agency=AgencyFactory(slug=slug),
            from_on=TODAY + timedelta(days=first),
            to_on=TODAY + timedelta(days=last),
        )
    round_ = opened(strategy, [northshire])
    assert {r.agency.slug for r in round_.responses.all()} == {"ends", "begins"}


def test_a_seat_given_up_and_taken_again_counts_once(strategy, northshire, hopewell):
    seat = Seat.objects.get(agency=hopewell, partnership=northshire)
    seat.to_on = TODAY
    seat.save()
    SeatFactory(agency=hopewell, partnership=northshire, from_on=TODAY)
    assert sent_to(opened(strategy, [northshire])) == {("hopewell", "northshire")}


def test_a_partnership_that_has_not_adopted_it_cannot_be_served(
    strategy, northshire, hopewell
):
    other = PartnershipFactory(name="Far Partnership")
    SeatFactory(partnership=other)
    with pytest.raises(ValidationError) as refused:
        opened(strategy, [northshire, other])
    told = "Far Partnership has not adopted this strategy, so its agencies cannot "
    assert refused.value.message_dict == {"partnerships": [f"{told}be asked about it."]}
    assert not Round.objects.exists()


def test_a_round_without_agencies_is_not_opened(strategy, northshire):
    with pytest.raises(ValidationError, match="No agency has a seat"):
        opened(strategy, [northshire])
    assert not Round.objects.exists()
    assert not Event.objects.exists()


def test_a_round_without_partnerships_is_not_opened(strategy):
    with pytest.raises(ValidationError, match="at least one partnership"):
        opened(strategy, [])


def test_wrong_dates_and_an_overlong_name_are_refused(strategy, northshire, hopewell):
    wrong = {"due_on": TODAY, "name": "x" * 61}
    with pytest.raises(ValidationError) as refused:
        opened(strategy, [northshire], **wrong)
    assert set(refused.value.message_dict) == {"__all__", "name"}
    assert not Round.objects.exists()


def test_only_coordinators_of_the_partnership_open_a_round(cast, strategy, northshire):
    reason = "To open a round of the Response Tool you need to be a coordinator."
    for role in (
        *("lead", "contributor", "viewer", "other_lead", "board", "auditor"),
        *("analyst", "coordinator_elsewhere", "nobody", "administrator"),
    ):
        with pytest.raises(Forbidden) as refused:
            opened(strategy, [northshire], by=access(getattr(cast, role)))
        assert (role, str(refused.value)) == (role, reason)
    assert not Round.objects.exists()


def test_a_coordinator_opens_a_round_for_their_own_partnership(
    cast, strategy, northshire
):
    assert opened(strategy, [northshire], by=access(cast.coordinator)).pk


def test_the_coordinator_of_one_cannot_open_for_both(
    cast, strategy, northshire, castlebourne
):
    with pytest.raises(Forbidden):
        opened(strategy, [northshire, castlebourne], by=access(cast.coordinator))
    assert not Round.objects.exists()


def test_convening_a_strategy_gives_no_say_over_the_agencies_of_others(
    cast, strategy, northshire, castlebourne
):
    strategy.convenor = northshire
    strategy.save()
    with pytest.raises(Forbidden):
        opened(strategy, [northshire, castlebourne], by=access(cast.coordinator))
    castlebourne.members.create(user=cast.coordinator, role="coordinator")
    round_ = opened(strategy, [northshire, castlebourne], by=access(cast.coordinator))
    assert round_.partnerships.count() == 2


def test_convening_one_strategy_gives_no_say_over_another(
    cast, strategy, northshire, castlebourne
):
    strategy.convenor = PartnershipFactory()
    strategy.save()
    with pytest.raises(Forbidden):
        opened(strategy, [castlebourne], by=access(cast.coordinator))


def test_the_convenor_cannot_serve_a_partnership_that_has_not_adopted(
    cast, strategy, northshire
):
    strategy.convenor = northshire
    strategy.save()
    with pytest.raises(ValidationError, match="has not adopted"):
        opened(strategy, [PartnershipFactory()], by=access(cast.coordinator))


def test_opening_marks_the_evidence_of_those_it_serves(
    strategy, northshire, castlebourne, hopewell
):
    another = AdoptionFactory(partnership=northshire)
    opened(strategy, [northshire])
    marks = dict(Adoption.objects.values_list("pk", "evidence_changed_at"))
    mine = Adoption.objects.get(strategy=strategy, partnership=northshire)
    theirs = Adoption.objects.get(strategy=strategy, partnership=castlebourne)
    assert marks == {mine.pk: NOW, theirs.pk: None, another.pk: None}


def test_opening_is_recorded(strategy, northshire, castlebourne, hopewell, harbour):
    coordinator = partner_in(northshire, "coordinator", job_title="Board manager")
    castlebourne.members.create(user=coordinator, role="coordinator")
    round_ = opened(strategy, [northshire, castlebourne], by=access(coordinator))
    event = Event.objects.get()
    assert str(event) == "the board manager opened spring 2027"
    assert (event.thread_kind, event.thread_id) == ("response_tool.round", round_.pk)
    assert event.after == {
        "partnerships": [northshire.name, castlebourne.name],
        "agencies": 2,
        "opens_on": "2026-11-18",
        "due_on": "2026-12-18",
        "closes_on": "2027-01-07",
    }


def test_opening_takes_no_more_queries_for_more_agencies(
    strategy, northshire, hopewell, django_assert_max_num_queries
):
    for _ in range(30):
        SeatFactory(partnership=northshire)
    with django_assert_max_num_queries(25):
        opened(strategy, [northshire])
    assert Response.objects.count() == 31
