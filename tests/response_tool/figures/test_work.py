"""What waits for each person, and what was done lately."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnership.models import AgencyMember
from response_tool.actions import start_response
from response_tool.figures import done, waiting
from response_tool.models import Recipient, Response
from tests.conftest import complete, make_round, submit
from tests.factories import ANYBODY, NOW, SeatFactory, access
from tests.response_tool.pages import address
from tests.response_tool.steps import answer_to, lay_down, noon, response_of, write
from ui.worklist import Done, Waiting


def waits_for(person, today) -> list[Waiting]:
    return waiting(access=access(person), today=today)


def done_by(person, since):
    return done(access=access(person), since=since)


@pytest.mark.parametrize("role", ["lead", "contributor"])
def test_a_response_that_was_not_begun_waits_for_its_editors(
    cast, response, today, role
):
    assert waits_for(getattr(cast, role), today) == [
        Waiting(
            kind="Response Tool, autumn 2026",
            title="Start your Response Tool",
            href=address("tasks", response.pk),
            note="4 priorities. Not started.",
            due_on=response.round.due_on,
            done=None,
            total=4,
        )
    ]


def test_nothing_waits_for_those_who_only_read(cast, response, today):
    for role in (
        *("viewer", "board", "auditor", "analyst"),
        *("coordinator_elsewhere", "nobody", "administrator"),
    ):
        assert (role, waits_for(getattr(cast, role), today)) == (role, [])


def test_a_response_that_was_begun_says_how_far_it_is(cast, response, today):
    start_response(response=response, by=ANYBODY, at=NOW)
    write(answer_to(response, 1), progress="We met.", difference="Heard.")
    write(answer_to(response, 2), progress="We met.")
    (item,) = waits_for(cast.lead, today)
    assert (item.title, item.done, item.total) == ("Finish your Response Tool", 1, 4)
    assert item.note.startswith("1 of 4 priorities answered.")


def test_a_response_that_is_answered_waits_to_be_sent(cast, response, today):
    start_response(response=response, by=ANYBODY, at=NOW)
    complete(response)
    (item,) = waits_for(cast.lead, today)
    assert item.title == "Check and submit your Response Tool"
    assert (item.note, item.done) == ("All 4 priorities answered.", 4)


def test_a_contributor_is_not_told_to_submit(cast, response, today):
    start_response(response=response, by=ANYBODY, at=NOW)
    complete(response)
    assert all(
        "submit" not in item.title for item in waits_for(cast.contributor, today)
    )


def test_what_was_sent_no_longer_waits(cast, response, today):
    submit(response)
    assert waits_for(cast.lead, today) == []


def test_a_response_waits_from_the_first_day_to_the_last(cast, response, today):
    one, day = response.round, timedelta(days=1)
    days = (one.opens_on - day, one.opens_on, one.closes_on, one.closes_on + day)
    assert [len(waits_for(cast.lead, on)) for on in days] == [0, 1, 1, 0]


def test_somebody_of_two_agencies_is_told_which(cast, round_, harbour, today):
    AgencyMember.objects.create(user=cast.lead, agency=harbour, role="contributor")
    kinds = {item.kind for item in waits_for(cast.lead, today)}
    assert kinds == {
        "Response Tool, autumn 2026, Hopewell Family Support",
        "Response Tool, autumn 2026, Harbour Service",
    }


def test_a_coordinator_sees_whom_the_round_waits_for(cast, round_, response, today):
    submit(response)
    assert waits_for(cast.coordinator, today) == [
        Waiting(
            kind="Review, autumn 2026",
            title="Review the answers of 1 agency",
            href=address("round", round_.pk),
            note="Accept them, or return an answer with a reason.",
        ),
        Waiting(
            kind="Round, autumn 2026",
            title=f"See who has not answered: {round_.strategy.title}",
            href=address("round", round_.pk) + "?show=waited_for",
            note="1 of 2 agencies have sent their answers; we are waiting for 1.",
            due_on=round_.due_on,
            done=1,
            total=2,
        ),
    ]


def test_the_coordinator_of_both_partnerships_sees_the_round_once(
    cast, round_, castlebourne, today
):
    castlebourne.members.create(user=cast.coordinator, role="coordinator")
    (item,) = waits_for(cast.coordinator, today)
    assert item.total == 2


def test_a_round_that_all_have_answered_waits_for_nobody(cast, round_, today):
    for response in round_.responses.all():
        lay_down(response, at=NOW)
    (item,) = waits_for(cast.coordinator, today)
    assert item.title == "Review the answers of 1 agency"
    Recipient.objects.update(review="accepted", reviewed_at=NOW)
    assert waits_for(cast.coordinator, today) == []


def test_a_round_waits_from_the_first_day_to_the_last(cast, round_):
    day = timedelta(days=1)
    days = (
        round_.opens_on - day,
        round_.opens_on,
        round_.closes_on,
        round_.closes_on + day,
    )
    assert [len(waits_for(cast.coordinator, on)) for on in days] == [0, 1, 1, 0]


def test_what_waits_takes_as_many_queries_for_many_as_for_few(
    strategy, northshire, castlebourne, hopewell, cast, round_, today
):
    castlebourne.members.create(user=cast.lead, role="coordinator")
    who = access(cast.lead)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            waiting(access=who, today=today)
        return len(captured)

    few = queries()
    for _ in range(5):
        SeatFactory(partnership=northshire)
    for number in range(4):
        name = f"round {number}"
        make_round(strategy, [northshire, castlebourne], today, ago=number, name=name)
    for response in Response.objects.filter(agency=hopewell):
        lay_down(response, p1=["on_track", "complete"], p2=["slipping"])
    assert len(waiting(access=who, today=today)) == 10
    assert queries() == few <= 9


def test_what_an_agency_sent_is_done_for_its_people_alone(cast, response, today):
    submit(response)
    receipt = Done(
        on=today,
        text="Your agency submitted the autumn 2026 Response Tool.",
        link="See the receipt",
        href=address("receipt", response.pk),
    )
    for role in ("lead", "contributor", "viewer"):
        assert (role, done_by(getattr(cast, role), today)) == (role, [receipt])
    for role in ("other_lead", "coordinator", "board", "nobody"):
        assert (role, done_by(getattr(cast, role), today)) == (role, [])


def test_a_draft_is_not_done(cast, response, today):
    complete(response)
    assert done_by(cast.lead, today) == []


def test_done_means_lately(cast, response, today):
    submit(response)
    assert done_by(cast.lead, today + timedelta(days=1)) == []


def test_somebody_of_two_agencies_is_told_which_sent_it(cast, response, harbour, today):
    AgencyMember.objects.create(user=cast.lead, agency=harbour, role="viewer")
    submit(response)
    (item,) = done_by(cast.lead, today)
    assert item.text.startswith("Hopewell Family Support submitted the autumn 2026")


def test_the_day_something_was_sent_is_the_day_in_london(cast, response, today):
    at = datetime.fromisoformat("2026-06-30T23:30+00:00")
    lay_down(response, at=at)
    (item,) = done_by(cast.lead, at.date())
    assert f"{item.on}" == "2026-07-01"


def test_the_last_five_are_shown_in_one_query(
    cast, strategy, northshire, castlebourne, hopewell, today
):
    for number in range(6):
        ago = 30 * (number + 1)
        name = f"round {number}"
        one = make_round(
            strategy, [northshire, castlebourne], today, ago=ago, name=name
        )
        lay_down(response_of(one, hopewell), at=noon(one.opens_on))
    who = access(cast.lead)
    with CaptureQueriesContext(connection) as captured:
        items = done(access=who, since=today - timedelta(days=365))
    assert len(captured) == 1
    assert [item.text.split(" the ")[1] for item in items] == [
        f"round {number} Response Tool." for number in range(5)
    ]
