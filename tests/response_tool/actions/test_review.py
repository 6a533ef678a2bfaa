"""Each partnership reviews for itself: accept, or return for a change."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from partnership.access import Forbidden
from response_tool.actions import accept_response, return_answers
from response_tool.figures import fingerprint
from response_tool.models import Answer, Recipient, Response, Returned
from tests.conftest import submit
from tests.factories import ANYBODY, access
from tests.response_tool.steps import answer_to, events, returned_one, verbs, write

REASON = "Please say in which teams."


def review_of(response, partnership) -> Recipient:
    return Recipient.objects.get(response=response, partnership=partnership)


def give_back(response, partnership, now, *, by=ANYBODY, reasons=None, days=7):
    return return_answers(
        response=response,
        partnership=partnership,
        reasons={2: REASON} if reasons is None else reasons,
        answer_by=now.date() + timedelta(days=days),
        by=by,
        at=now,
    )


def test_a_coordinator_accepts_for_their_partnership_alone(
    cast, response, northshire, castlebourne, now
):
    submit(response)
    by = access(cast.coordinator)
    accept_response(response=response, partnership=northshire, by=by, at=now)
    review = review_of(response, northshire)
    assert (review.review, review.reviewed_at) == ("accepted", now)
    assert review.reviewed_by == by.actor_name
    assert review_of(response, castlebourne).review == "waiting"
    assert events(response)[-1].after == {"partnership": northshire.name}


def test_returning_opens_a_draft_of_the_returned_answers_alone(
    cast, response, northshire, now
):
    submit(response)
    by = access(cast.coordinator)
    give_back(response, northshire, now, by=by)
    draft = Response.objects.get(corrects=response)
    assert [one.priority.number for one in draft.answers.all()] == [2]
    assert answer_to(draft, 2).progress == "Progress on 2."
    assert answer_to(draft, 2).actions.get().status == "on_track"
    one = Returned.objects.get()
    assert (one.reason, one.returned_by) == (REASON, by.actor_name)
    assert one.said["progress"] == "Progress on 2."
    assert review_of(response, northshire).review == "returned"
    assert verbs(response)[-1] == "returned for a change"
    assert events(response)[-1].after["priority 2"] == REASON


def test_the_submitted_response_and_its_figures_stay_as_they_were(
    response, northshire, strategy, now
):
    submit(response)
    about = {"partnership_id": northshire.pk, "strategy_id": strategy.pk}
    was = fingerprint(**about, as_at=now)
    draft = returned_one(Response.objects.get(pk=response.pk), northshire, 2)
    write(answer_to(draft, 2), progress="A draft that nobody has sent.")
    assert Response.objects.get(pk=response.pk).is_submitted
    assert answer_to(response, 2).progress == "Progress on 2."
    assert fingerprint(**about, as_at=now) == was


def test_nobody_outside_the_agency_sees_the_draft(cast, response, northshire):
    submit(response)
    draft = returned_one(Response.objects.get(pk=response.pk), northshire)
    for role in ("coordinator", "board", "auditor", "analyst", "other_lead"):
        who = access(getattr(cast, role))
        assert not Response.objects.visible_to(who).filter(pk=draft.pk).exists()
        assert not Answer.objects.visible_to(who).filter(response=draft).exists()
    for role in ("lead", "contributor", "viewer"):
        who = access(getattr(cast, role))
        assert Response.objects.visible_to(who).filter(pk=draft.pk).exists()


def test_a_reason_is_needed_for_each(response, northshire, now):
    submit(response)
    for reasons in ({}, {1: REASON, 2: "  "}):
        with pytest.raises(ValidationError) as raised:
            give_back(response, northshire, now, reasons=reasons)
        assert raised.value.code == "reason"
    assert not Returned.objects.exists()


def test_a_day_that_is_past_is_refused(response, northshire, now):
    submit(response)
    with pytest.raises(ValidationError) as raised:
        give_back(response, northshire, now, days=-2)
    assert raised.value.message_dict == {
        "answer_by": ["Choose a day that is not past."]
    }


def test_a_draft_is_neither_accepted_nor_returned(response, northshire, now):
    with pytest.raises(ValidationError):
        give_back(response, northshire, now)
    with pytest.raises(ValidationError):
        accept_response(response=response, partnership=northshire, by=ANYBODY, at=now)
    assert review_of(response, northshire).review == "waiting"


def test_what_is_accepted_can_still_be_returned_and_what_is_returned_not_accepted(
    response, northshire, now
):
    submit(response)
    about = {"response": response, "partnership": northshire, "by": ANYBODY, "at": now}
    accept_response(**about)
    give_back(response, northshire, now)
    assert review_of(response, northshire).review == "returned"
    with pytest.raises(ValidationError):
        accept_response(**about)


def test_a_second_partnership_adds_to_what_the_agency_is_changing(
    response, northshire, castlebourne, now
):
    submit(response)
    draft = returned_one(Response.objects.get(pk=response.pk), northshire, 2)
    write(answer_to(draft, 2), progress="Half a new sentence")
    give_back(response, castlebourne, now, reasons={2: "And since when?", 3: "Who?"})
    again = Response.objects.get(corrects=response)
    assert again == draft
    texts = {one.priority.number: one.progress for one in again.answers.all()}
    assert texts == {2: "Half a new sentence", 3: "Progress on 3."}


def test_only_the_coordinator_of_a_receiving_partnership_reviews(
    cast, response, northshire, castlebourne, now
):
    submit(response)
    roles = ("lead", "board", "auditor", "analyst", "coordinator_elsewhere", "nobody")
    for role in roles:
        by = access(getattr(cast, role))
        with pytest.raises(Forbidden):
            accept_response(response=response, partnership=northshire, by=by, at=now)
        with pytest.raises(Forbidden):
            give_back(response, northshire, now, by=by)
    with pytest.raises(Forbidden):
        # A coordinator of the neighbour reviews for the neighbour.
        give_back(response, castlebourne, now, by=access(cast.coordinator))
