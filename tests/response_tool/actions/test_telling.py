"""Each transition tells the other side, and nobody else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from notices.models import Kind, Mail, Notice
from response_tool.actions import (
    accept_response,
    change_dates,
    extend_response,
    open_round,
    resubmit_response,
    return_answers,
    save_answer,
    submit_response,
    take_back_response,
    withdraw_response,
)
from response_tool.models import Response
from tests.conftest import complete, submit
from tests.factories import ANYBODY, access, partner_in
from tests.response_tool.steps import answer_to, write
from ui.merging import Edit


@pytest.fixture
def coordinator_too(castlebourne):
    return partner_in(castlebourne, "coordinator")


@pytest.fixture(autouse=True)
def _of_the_opening(cast, coordinator_too, round_):
    """Everybody is there, and what they were told of the opening is forgotten."""
    Notice.objects.all().delete()


def told() -> dict[object, str]:
    """Who was told, and the title of what."""
    return {one.person: one.title for one in Notice.objects.select_related("person")}


def only() -> Notice:
    """What was told, the same to everybody but for whose it is."""
    return Notice.objects.order_by("pk").first()


@pytest.fixture
def sent(response, cast, northshire):
    """Submitted, and what was told of that forgotten."""
    submit(response)
    Notice.objects.all().delete()
    response.refresh_from_db()
    return response


def return_one(response, partnership, by, *, number=1):
    return return_answers(
        response=response,
        partnership=partnership,
        reasons={number: "What came of it?"},
        answer_by=timezone.localdate() + timedelta(days=7),
        by=by,
        at=timezone.now(),
    )


def test_submitting_tells_the_coordinators_of_both_partnerships(
    response, cast, coordinator_too
):
    complete(response)
    submit_response(response=response, by=access(cast.lead), at=timezone.now())
    title = "Hopewell Family Support submitted its Response Tool"
    assert told() == {cast.coordinator: title, coordinator_too: title}
    notice = Notice.objects.get(person=cast.coordinator)
    assert notice.href == f"/responses/{response.pk}/review/northshire/"
    assert notice.reason == (
        "You get this because you coordinate Northshire Safeguarding Children "
        "Partnership."
    )
    assert "The family support manager submitted it" in notice.text
    assert not Mail.objects.exists()  # it waits for the digest


def test_a_coordinator_of_both_is_told_once(response, cast, castlebourne):
    castlebourne.members.create(user=cast.coordinator, role="coordinator")
    submit(response)
    assert Notice.objects.filter(person=cast.coordinator).count() == 1


def test_returning_tells_those_who_answer_why_and_by_when(sent, cast, northshire):
    return_one(sent, northshire, access(cast.coordinator))
    assert set(told()) == {cast.lead, cast.contributor}
    notice = only()
    assert notice.title == f"{northshire} returned 1 answer for a change"
    assert notice.text == "Priority 1: What came of it?"
    assert notice.due_on == timezone.localdate() + timedelta(days=7)
    assert (notice.kind, notice.partnership) == (Kind.RETURNED, northshire)
    assert notice.href == f"/responses/{sent.correction.pk}/returned/"


def test_accepting_tells_those_who_answer_once_for_each_partnership(
    sent, cast, northshire, castlebourne, now
):
    for partnership in (northshire, castlebourne):
        accept_response(response=sent, partnership=partnership, by=ANYBODY, at=now)
    titles = Notice.objects.filter(person=cast.lead).values_list("title", flat=True)
    assert set(titles) == {
        f"{one} accepted your Response Tool" for one in (northshire, castlebourne)
    }


def test_sending_back_tells_those_who_returned(sent, cast, northshire, coordinator_too):
    return_one(sent, northshire, access(cast.coordinator))
    Notice.objects.all().delete()
    draft = Response.objects.get(corrects=sent)
    write(answer_to(draft, 1), progress="This came of it.")
    resubmit_response(
        response=sent, replies={}, by=access(cast.lead), at=timezone.now()
    )
    title = "Hopewell Family Support sent back the answers you returned"
    assert told() == {cast.coordinator: title}


def test_taking_back_tells_the_coordinators_and_leads_to_the_round(
    sent, cast, coordinator_too
):
    take_back_response(response=sent, by=access(cast.lead), at=timezone.now())
    assert set(told()) == {cast.coordinator, coordinator_too}
    # The draft is not theirs to read.
    assert only().href == f"/rounds/{sent.round_id}/"


def test_withdrawing_tells_the_coordinators_why(sent, cast, coordinator_too):
    withdraw_response(
        response=sent, reason="Wrong year", by=access(cast.lead), at=timezone.now()
    )
    assert set(told()) == {cast.coordinator, coordinator_too}
    assert "Wrong year" in only().text


def test_whoever_did_it_is_not_told_of_it(sent, cast, northshire, hopewell):
    hopewell.members.create(user=cast.coordinator, role="lead")
    by = access(cast.coordinator)
    accept_response(response=sent, partnership=northshire, by=by, at=timezone.now())
    assert set(told()) == {cast.lead, cast.contributor}


def test_more_time_for_one_agency_is_told_to_it(response, cast, now):
    until = response.due_on + timedelta(days=5)
    extend_response(response=response, until=until, reason="Ill", by=ANYBODY, at=now)
    assert set(told()) == {cast.lead, cast.contributor}
    assert only().due_on == until
    assert "Ill" in only().text


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ({"due_on": 3}, "has other dates"),
        ({"closes_on": -33, "due_on": -13}, "has been closed"),
    ],
)
def test_other_dates_are_told_to_those_who_have_not_submitted(
    round_, response, cast, now, days, said
):
    submit(response)
    Notice.objects.all().delete()
    edits = [
        Edit(name, getattr(round_, name), getattr(round_, name) + timedelta(days=many))
        for name, many in days.items()
    ]
    change_dates(round_=round_, edits=edits, reason="Snow", by=ANYBODY, at=now)
    assert told() == {cast.other_lead: f"Response Tool, autumn 2026, {said}"}
    assert "Snow" in only().text


def test_a_new_round_is_told_to_every_agency_it_asks(
    strategy, northshire, castlebourne, cast, now, today
):
    open_round(
        strategy=strategy,
        partnerships=[northshire, castlebourne],
        name="spring 2027",
        opens_on=today + timedelta(days=3),
        due_on=today + timedelta(days=30),
        closes_on=today + timedelta(days=40),
        by=ANYBODY,
        at=now,
    )
    assert set(told()) == {cast.lead, cast.contributor, cast.other_lead}
    assert "spring 2027, opens on " in only().title


def test_saving_an_answer_tells_nobody_and_asks_nothing_of_messages(
    answer, cast, now, django_assert_max_num_queries
):
    with django_assert_max_num_queries(40) as asked:
        save_answer(
            answer=answer,
            edits=[Edit("progress", "", "Done.")],
            by=access(cast.lead),
            at=now,
        )
    assert not any("notices_" in one["sql"] for one in asked.captured_queries)
    assert told() == {}
