"""What the database keeps true about rounds, responses, answers and actions."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from response_tool.models import Action, Answer, Recipient, Response, Round
from tests.factories import NOW, TODAY, AgencyFactory
from tests.response_tool.steps import put


def a_round(strategy, **days) -> Round:
    after = {"opens_on": 0, "due_on": 30, "closes_on": 50} | days
    dates = {name: TODAY + timedelta(days=number) for name, number in after.items()}
    return Round(strategy=strategy, name="spring", **dates)


def assert_refused(row, why: str) -> None:
    # SQLite names the columns of a unique constraint, PostgreSQL the constraint.
    with pytest.raises(IntegrityError, match=why), transaction.atomic():
        row.save()


@pytest.mark.parametrize("due", [0, -1])
def test_a_round_is_due_after_it_opens(strategy, due):
    wrong = a_round(strategy, due_on=due, closes_on=50)
    assert_refused(wrong, "response_tool_due_after_opening")
    with pytest.raises(ValidationError, match="due date must be after the round opens"):
        wrong.full_clean()


def test_a_round_does_not_close_before_it_is_due(strategy):
    wrong = a_round(strategy, closes_on=29)
    assert_refused(wrong, "response_tool_closes_when_due_or_later")
    with pytest.raises(ValidationError, match="cannot close before it is due"):
        wrong.full_clean()


def test_a_round_may_close_on_the_day_it_is_due(strategy):
    a_round(strategy, closes_on=30).save()
    assert Round.objects.get().closes_on == Round.objects.get().due_on


def test_a_round_is_open_from_its_first_day_to_the_end_of_its_last(strategy):
    one = a_round(strategy)
    by_day = {n: one.is_open(TODAY + timedelta(days=n)) for n in (-1, 0, 30, 50, 51)}
    assert by_day == {-1: False, 0: True, 30: True, 50: True, 51: False}
    assert not one.has_closed(one.closes_on)
    assert one.has_closed(one.closes_on + timedelta(days=1))


def test_a_submitted_response_has_a_time(response):
    response.state = Response.State.SUBMITTED
    assert_refused(response, "response_tool_submitted_has_a_time")


def test_a_draft_has_no_time_of_submission(response):
    response.submitted_at = NOW
    assert_refused(response, "response_tool_submitted_has_a_time")


def test_an_agency_has_one_response_a_round(response):
    twice = Response(round=response.round, agency=response.agency)
    assert_refused(twice, "one_response_an_agency|response.round_id, .*agency_id")


def test_a_partnership_receives_a_response_once(response, northshire):
    twice = Recipient(response=response, partnership=northshire)
    assert_refused(twice, "received_once|recipient.partnership_id, .*response_id")


def test_a_priority_has_one_answer_a_response(answer):
    twice = Answer(response=answer.response, priority=answer.priority)
    assert_refused(twice, "one_answer_a_priority|answer.response_id, .*priority_id")


def test_not_relevant_needs_a_reason(answer):
    answer.relevance = Answer.Relevance.NOT_RELEVANT
    assert_refused(answer, "response_tool_not_relevant_has_a_reason")
    answer.not_relevant_because = "We have no beds."
    answer.save()


@pytest.mark.parametrize(
    ("field", "longest"),
    [("progress", 4000), ("difference", 4000), ("not_relevant_because", 500)],
)
def test_a_text_has_a_longest_length(answer, field, longest):
    setattr(answer, field, "x" * longest)
    answer.full_clean()
    setattr(answer, field, "x" * (longest + 1))
    with pytest.raises(ValidationError) as refused:
        answer.full_clean()
    assert list(refused.value.error_dict) == [field]


@pytest.mark.parametrize(
    ("days", "status", "overdue"),
    [
        (-1, "on_track", True),
        (-1, "not_started", True),
        (-1, "", True),
        (0, "off_track", False),
        (1, "off_track", False),
        (-1, "complete", False),
        (-1, "embedded", False),
    ],
)
def test_overdue_follows_from_the_date_and_the_status(days, status, overdue):
    action = Action(by_when=TODAY + timedelta(days=days), status=status)
    assert action.is_overdue(TODAY) is overdue


@pytest.mark.parametrize(
    ("role", "email", "known"),
    [
        ("", "", False),
        ("Safeguarding lead", "", False),
        ("", "team@agency.example", False),
        ("Safeguarding lead", "team@agency.example", True),
    ],
)
def test_a_contact_is_a_role_and_an_address(role, email, known):
    assert Response(contact_role=role, contact_email=email).has_contact is known


def test_the_action_that_another_carries_on_from_may_go(answer):
    old = put(answer)
    new = put(answer, carries_on_from=old)
    old.delete()
    new.refresh_from_db()
    assert new.carries_on_from is None


def test_things_are_called_what_people_call_them(response, answer):
    assert str(response.round) == "autumn 2026"
    assert str(response) == "Hopewell Family Support, autumn 2026"
    assert str(answer) == "Priority 1"
    assert str(put(answer, what="Train everybody")) == "Train everybody"
    assert str(response.recipients.order_by("partnership__name").first()) == (
        "Hopewell Family Support, autumn 2026 to "
        "Castlebourne Safeguarding Children Partnership"
    )


def test_an_agency_with_responses_cannot_be_removed(response):
    AgencyFactory().delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        response.agency.delete()
