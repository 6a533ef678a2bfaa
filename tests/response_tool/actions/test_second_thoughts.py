"""An agency after submitting: sending back, taking back, withdrawing."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from partnership.access import Forbidden
from response_tool.actions import (
    accept_response,
    add_action,
    remove_action,
    resubmit_response,
    submit_response,
    take_back_response,
    withdraw_response,
)
from response_tool.models import Action, Recipient, Response, Returned
from strategies.models import Adoption
from tests.conftest import submit
from tests.factories import ANYBODY, access
from tests.response_tool.steps import (
    answer_to,
    events,
    put,
    returned_one,
    verbs,
    write,
)


@pytest.fixture
def sent(response) -> Response:
    submit(response)
    return Response.objects.with_round().get(pk=response.pk)


@pytest.fixture
def draft(sent, castlebourne) -> Response:
    """Castlebourne returned priority 2."""
    return returned_one(sent, castlebourne, 2)


def stands(response) -> Response:
    return Response.objects.get(pk=response.pk)


def reviews(response) -> dict[str, str]:
    rows = Recipient.objects.filter(response=response)
    return dict(rows.values_list("partnership__short_name", "review"))


def send_back(sent, now, *, by=ANYBODY, **replies):
    resubmit_response(
        response=sent,
        replies={int(key[1:]): text for key, text in replies.items()},
        by=by,
        at=now + timedelta(hours=2),
    )


def test_what_is_sent_back_becomes_what_was_submitted(cast, sent, draft, now):
    write(answer_to(draft, 2), progress="In both teams.")
    send_back(sent, now, by=access(cast.lead), p2="We had left that out.")
    assert answer_to(sent, 2).progress == "In both teams."
    assert answer_to(sent, 1).progress == "Progress on 1."
    assert reviews(sent) == {"Castlebourne": "waiting", "Northshire": "waiting"}
    one = Returned.objects.get()
    assert (one.reply, one.closed_at) == (
        "We had left that out.",
        now + timedelta(hours=2),
    )
    assert stands(sent).submitted_at == one.closed_at
    assert stands(draft).state == "sent_back"
    assert verbs(sent)[-1] == "sent back"


def test_actions_keep_their_rows_when_they_are_put_in_place(sent, draft, now):
    stood = answer_to(sent, 2).actions.get()
    copy = answer_to(draft, 2).actions.get()
    Action.objects.filter(pk=copy.pk).update(status="slipping", what="A longer session")
    put(answer_to(draft, 2), what="One more")
    send_back(sent, now)
    first, second = answer_to(sent, 2).actions.order_by("pk")
    assert (first.pk, first.what, first.status) == (
        stood.pk,
        "A longer session",
        "slipping",
    )
    assert second.what == "One more"


def test_an_action_that_was_removed_is_gone(sent, draft, now):
    copy = answer_to(draft, 2).actions.select_related("answer__response").get()
    remove_action(action=copy, by=ANYBODY, at=now)
    send_back(sent, now)
    assert not answer_to(sent, 2).actions.exists()


def test_what_happens_to_a_correction_stands_in_the_history_of_the_response(
    sent, draft, now
):
    write(answer_to(draft, 2), progress="In both teams.")
    add_action(
        answer=answer_to(draft, 2),
        what="Ask families",
        who="Manager",
        by_when=now.date(),
        status="on_track",
        by=ANYBODY,
        at=now,
    )
    assert verbs(sent)[-2:] == ["changed", "added an action to"]
    assert not verbs(draft)


def test_dashboards_are_marked_only_when_it_is_sent_back(sent, draft, now):
    Adoption.objects.update(evidence_changed_at=None)
    write(answer_to(draft, 2), progress="In both teams.")
    assert not Adoption.objects.exclude(evidence_changed_at=None).exists()
    send_back(sent, now)
    assert Adoption.objects.exclude(evidence_changed_at=None).count() == 2


def test_an_accepted_review_stays_accepted_when_another_is_answered(
    sent, northshire, castlebourne, now
):
    accept_response(response=sent, partnership=northshire, by=ANYBODY, at=now)
    returned_one(sent, castlebourne, 2)
    send_back(sent, now)
    assert reviews(sent) == {"Castlebourne": "waiting", "Northshire": "accepted"}


def test_answers_that_are_not_finished_are_not_sent_back(sent, draft, now):
    write(answer_to(draft, 2), progress="")
    with pytest.raises(ValidationError) as raised:
        send_back(sent, now)
    assert raised.value.code == "unfinished"
    assert answer_to(sent, 2).progress == "Progress on 2."


def test_nothing_can_be_sent_back_twice(sent, draft, now):
    send_back(sent, now)
    with pytest.raises(ValidationError) as raised:
        send_back(sent, now)
    assert raised.value.code == "moved"


def test_words_sent_to_a_correction_that_was_sent_back_are_refused(sent, draft, now):
    answer = answer_to(draft, 2)
    send_back(sent, now)
    with pytest.raises(ValidationError) as raised:
        write(answer, progress="Too late.")
    assert raised.value.code == "submitted"


def test_the_same_answer_can_be_returned_again(sent, draft, castlebourne, now):
    write(answer_to(draft, 2), progress="In both teams.")
    send_back(sent, now)
    again = returned_one(stands(sent), castlebourne, 2)
    assert answer_to(again, 2).progress == "In both teams."
    assert Returned.objects.open().count() == 1


def test_a_correction_is_never_submitted_as_a_response(draft, now):
    with pytest.raises(ValidationError) as raised:
        submit_response(response=draft, by=ANYBODY, at=now)
    assert raised.value.code == "moved"


def test_what_nobody_has_reviewed_can_be_taken_back(cast, sent, now):
    take_back_response(response=sent, by=access(cast.lead), at=now)
    row = stands(sent)
    assert (row.state, row.submitted_at, row.submitted_by) == ("draft", None, "")
    assert verbs(sent)[-1] == "took back"
    assert submit_response(response=sent, by=ANYBODY, at=now).is_submitted


def test_what_was_reviewed_cannot_be_taken_back(sent, northshire, now):
    accept_response(response=sent, partnership=northshire, by=ANYBODY, at=now)
    with pytest.raises(ValidationError) as raised:
        take_back_response(response=sent, by=ANYBODY, at=now)
    assert raised.value.code == "moved"


def test_what_was_sent_back_after_a_review_cannot_be_taken_back(sent, draft, now):
    send_back(sent, now)
    with pytest.raises(ValidationError):
        take_back_response(response=sent, by=ANYBODY, at=now)


def test_nothing_is_taken_back_from_a_closed_round(sent, now):
    with pytest.raises(ValidationError) as raised:
        take_back_response(response=sent, by=ANYBODY, at=now + timedelta(days=90))
    assert raised.value.code == "closed"
    assert stands(sent).is_submitted


def test_withdrawing_needs_a_reason_and_keeps_every_word(sent, draft, now):
    write(answer_to(draft, 2), progress="Half a new sentence")
    with pytest.raises(ValidationError) as raised:
        withdraw_response(response=sent, reason=" ", by=ANYBODY, at=now)
    assert raised.value.code == "reason"
    withdraw_response(response=sent, reason="Sent by mistake.", by=ANYBODY, at=now)
    row = stands(sent)
    assert (row.state, row.withdrawn_because) == ("draft", "Sent by mistake.")
    assert answer_to(sent, 2).progress == "Half a new sentence"
    assert not Returned.objects.open().exists()
    assert set(reviews(sent).values()) == {"waiting"}
    assert events(sent)[-1].after["reason"] == "Sent by mistake."
    assert submit_response(response=row, by=ANYBODY, at=now).withdrawn_at is None


def test_only_a_lead_has_second_thoughts(cast, sent, draft, now):
    for role in ("contributor", "viewer", "other_lead", "coordinator", "board"):
        by = access(getattr(cast, role))
        with pytest.raises(Forbidden):
            send_back(sent, now, by=by)
        with pytest.raises(Forbidden):
            take_back_response(response=sent, by=by, at=now)
        with pytest.raises(Forbidden):
            withdraw_response(response=sent, reason="No.", by=by, at=now)
    assert stands(sent).is_submitted
