"""Evidence is attached by those who edit, and carried on while it holds."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from evidence.actions import remove_file
from evidence.models import File
from partnership.access import Forbidden
from response_tool.actions import (
    attach,
    detach,
    resubmit_response,
    start_response,
    withdraw_response,
)
from response_tool.actions import evidence as evidence_actions
from response_tool.actions.plans import remove_action
from response_tool.models import Attachment
from tests.conftest import submit
from tests.factories import ANYBODY, NOW, access
from tests.response_tool.evidence import beside, file_of, names
from tests.response_tool.steps import (
    answer_to,
    events,
    last_round,
    put,
    returned_one,
    verbs,
    write,
)


def test_a_file_stands_beside_an_answer_or_an_action(answer, response):
    action = put(answer)
    beside(answer, "Plan")
    beside(answer, "Register", action=action)
    assert (names(answer), names(answer, action)) == (["Plan"], ["Register"])
    assert verbs(response) == ["added evidence to"] * 2
    assert events(response)[1].after == {"file": "Register", "what": action.what}


def test_one_file_serves_several_answers(response, hopewell):
    file = file_of(hopewell)
    for number in (1, 2):
        beside(answer_to(response, number), file)
    assert File.objects.count() == 1
    assert Attachment.objects.count() == 2


def test_attaching_twice_is_attaching_once(answer, response, hopewell):
    file, action = file_of(hopewell), put(answer)
    for _ in range(2):
        beside(answer, file)
        beside(answer, file, action=action)
    assert Attachment.objects.count() == 2
    assert len(events(response)) == 2


def test_taking_off_leaves_the_file_with_the_agency(answer, response):
    attachment = beside(answer)
    for _ in range(2):
        detach(attachment=attachment, by=ANYBODY, at=NOW)
    assert names(answer) == []
    assert File.objects.kept().count() == 1
    assert verbs(response) == ["added evidence to", "took evidence off"]


@pytest.mark.parametrize("role", ["viewer", "other_lead", "coordinator"])
def test_nobody_else_changes_what_is_evidence(cast, answer, role):
    attachment, by = beside(answer), access(getattr(cast, role))
    with pytest.raises(Forbidden):
        attach(answer=answer, file=attachment.file, by=by, at=NOW)
    with pytest.raises(Forbidden):
        detach(attachment=attachment, by=by, at=NOW)


def refused(answer, file, **more) -> str:
    with pytest.raises(ValidationError) as refusal:
        attach(answer=answer, file=file, by=ANYBODY, at=NOW, **more)
    return refusal.value.code


def test_a_file_of_another_agency_is_no_evidence_here(answer, harbour):
    assert refused(answer, file_of(harbour)) == "gone"


def test_a_held_or_removed_file_is_no_evidence(answer, hopewell):
    held, gone = file_of(hopewell, "Held"), file_of(hopewell, "Gone")
    File.objects.filter(pk=held.pk).update(state="pending")
    remove_file(file=gone, by=ANYBODY, at=NOW)
    assert [refused(answer, one) for one in (held, gone)] == ["gone", "gone"]


def test_an_action_of_another_answer_or_that_is_gone_is_refused(answer, response):
    file, other = file_of(response.agency), put(answer_to(response, 2))
    assert refused(answer, file, action=other) == "gone"


def test_what_was_submitted_takes_no_more_evidence(answer, response):
    attachment = beside(answer)
    submit(response)
    assert refused(answer, attachment.file) == "submitted"
    with pytest.raises(ValidationError):
        detach(attachment=attachment, by=ANYBODY, at=NOW)


def test_an_answer_has_as_much_as_anybody_reads(answer, monkeypatch):
    monkeypatch.setattr(evidence_actions, "EVIDENCE_MAX", 2)
    beside(answer, "One")
    beside(answer, "Two", action=put(answer))
    assert refused(answer, file_of(answer.response.agency, "Three")) == "too_many"


def test_removing_an_action_takes_its_evidence_off(answer):
    action = put(answer)
    beside(answer, action=action)
    remove_action(action=action, by=ANYBODY, at=NOW)
    assert not Attachment.objects.exists()
    assert File.objects.kept().exists()


def test_a_removed_file_is_gone_from_drafts(answer):
    attachment = beside(answer)
    remove_file(file=attachment.file, by=ANYBODY, at=NOW)
    assert names(answer) == []


def test_a_file_that_was_submitted_cannot_be_removed(answer, response):
    file = beside(answer).file
    submit(response)
    with pytest.raises(ValidationError, match="autumn 2026, priority 1"):
        remove_file(file=file, by=ANYBODY, at=NOW)


@pytest.fixture
def earlier(response):
    """Last round's response, to be given evidence before it is carried on."""
    return last_round(response)


def put_beside(answer, file, action=None) -> None:
    """Evidence of a round that was submitted."""
    Attachment.objects.create(
        answer=answer, action=action, file=file, added_at=NOW, added_by="A"
    )


def test_a_new_round_begins_with_last_rounds_evidence(response, earlier, hopewell):
    said = answer_to(earlier, 1)
    action = said.actions.get()
    put_beside(said, file_of(hopewell, "Plan"))
    put_beside(said, file_of(hopewell, "Register"), action)
    start_response(response=response, by=ANYBODY, at=NOW)
    now = answer_to(response, 1)
    carried = now.actions.get(carries_on_from=action)
    assert (names(now), names(now, carried)) == (["Plan"], ["Register"])
    assert names(said) == ["Plan"]
    assert events(response)[0].after["evidence carried on from last round"] == 2


def test_what_has_expired_stays_behind_and_the_history_says_so(
    response, earlier, hopewell, today
):
    said = answer_to(earlier, 1)
    past, soon = NOW.date() - timedelta(days=1), NOW.date()
    put_beside(said, file_of(hopewell, "Old", expires_on=past))
    put_beside(said, file_of(hopewell, "New", expires_on=soon))
    gone = file_of(hopewell, "Gone")
    put_beside(said, gone)
    File.objects.filter(pk=gone.pk).update(removed_at=NOW)
    start_response(response=response, by=ANYBODY, at=NOW)
    assert names(answer_to(response, 1)) == ["New"]
    told = events(response)[0].after
    assert told["evidence left behind because it has expired"] == "Old"


def test_evidence_for_a_finished_action_stays_with_it(response, hopewell):
    earlier = last_round(response, p1="complete")
    said = answer_to(earlier, 1)
    put_beside(said, file_of(hopewell), said.actions.get())
    start_response(response=response, by=ANYBODY, at=NOW)
    assert not Attachment.objects.filter(answer__response=response).exists()


def test_a_returned_answer_keeps_its_evidence_while_it_is_corrected(
    answer, response, northshire
):
    beside(answer, "Plan")
    action = put(answer)
    beside(answer, "Register", action=action)
    draft = returned_one(submit(response), northshire)
    copy = answer_to(draft, 1)
    copied = copy.actions.get(carries_on_from=action)
    assert (names(copy), names(copy, copied)) == (["Plan"], ["Register"])
    assert (names(answer), names(answer, action)) == (["Plan"], ["Register"])


def test_sending_back_puts_the_corrected_evidence_in_place(
    answer, response, northshire
):
    beside(answer, "Plan")
    action = put(answer)
    beside(answer, "Register", action=action)
    sent = submit(response)
    draft = returned_one(sent, northshire)
    copy = answer_to(draft, 1)
    copied = copy.actions.get(carries_on_from=action)
    detach(attachment=copy.attachments.get(action=None), by=ANYBODY, at=NOW)
    beside(copy, "Minutes")
    beside(copy, "List", action=copied)
    fresh = put(copy, what="Another thing")
    beside(copy, "Letter", action=fresh)
    # Until then everybody reads what was submitted.
    assert names(answer) == ["Plan"]
    write(copy, progress="In every team.")
    resubmit_response(response=sent, replies={}, by=ANYBODY, at=NOW)
    placed = answer.actions.get(what="Another thing")
    assert names(answer) == ["Minutes"]
    assert names(answer, action) == ["List", "Register"]
    assert names(answer, placed) == ["Letter"]
    assert not Attachment.objects.filter(answer__response=draft).exists()


def test_withdrawing_during_a_correction_loses_no_evidence(
    answer, response, northshire
):
    beside(answer, "Plan")
    sent = submit(response)
    beside(answer_to(returned_one(sent, northshire), 1), "Minutes")
    withdraw_response(response=sent, reason="A mistake", by=ANYBODY, at=NOW)
    assert names(answer) == ["Minutes", "Plan"]


def test_a_file_removed_at_the_same_moment_is_not_attached(
    answer, response, hopewell, overtaking
):
    file = file_of(hopewell)

    def take_away():
        remove_file(file=file, by=ANYBODY, at=NOW)

    def add():
        return attach(answer=answer, file=file, by=ANYBODY, at=NOW)

    overtaking("evidence.actions.keeping.uses_of", take_away, add)
    assert names(answer) == []
