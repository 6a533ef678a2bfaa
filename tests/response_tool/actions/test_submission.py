"""Starting, saying whom to ask, and submitting."""

from datetime import datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from partnership.access import Forbidden
from response_tool.actions import save_contact, start_response, submit_response
from response_tool.models import Response
from strategies.models import Adoption
from tests.conftest import complete, make_round, submit
from tests.factories import ANYBODY, NOW, access
from tests.response_tool.steps import (
    answer_to,
    events,
    put,
    response_of,
    verbs,
    write,
)
from ui.merging import Clash, Edit


def stands(response) -> Response:
    return Response.objects.get(pk=response.pk)


def refused(response, at, by=ANYBODY) -> ValidationError:
    with pytest.raises(ValidationError) as raised:
        submit_response(response=response, by=by, at=at)
    row = stands(response)
    assert (row.state, row.submitted_by) == (response.state, response.submitted_by)
    return raised.value


def midday(on) -> datetime:
    return timezone.make_aware(datetime.combine(on, time(12)))


def test_beginning_twice_is_beginning_once(cast, response):
    start_response(response=response, by=access(cast.contributor), at=NOW)
    later = NOW + timedelta(hours=1)
    start_response(response=response, by=access(cast.lead), at=later)
    assert stands(response).started_at == NOW
    assert [str(event) for event in events(response)] == [
        "the volunteer coordinator started Hopewell Family Support, autumn 2026"
    ]


def test_the_contact_is_saved_and_recorded(cast, response):
    edits = [
        Edit("contact_role", "", "Safeguarding lead"),
        Edit("contact_name", "", ""),
        Edit("contact_email", "", "team@hopewell.example"),
        Edit("contact_phone", "", "0115 496 0000"),
    ]
    by = access(cast.contributor)
    assert save_contact(response=response, edits=edits, by=by, at=NOW) == []
    row = stands(response)
    assert row.has_contact
    assert (row.contact_name, row.contact_phone) == ("", "0115 496 0000")
    (event,) = events(response)
    assert event.verb == "changed the contact details of"
    assert set(event.after) == {"contact_role", "contact_email", "contact_phone"}


def test_a_colleagues_contact_is_not_written_over(response):
    def save(*edits):
        return save_contact(response=response, edits=edits, by=ANYBODY, at=NOW)

    save(Edit("contact_role", "", "Head"))
    role = Edit("contact_role", "", "Nurse")
    clashes = save(role, Edit("contact_email", "", "team@hopewell.example"))
    assert clashes == [Clash("contact_role", theirs="Head", mine="Nurse")]
    row = stands(response)
    assert (row.contact_role, row.contact_email) == ("Head", "team@hopewell.example")
    assert events(response)[-1].after == {"contact_email": "team@hopewell.example"}


def test_a_finished_response_is_submitted_and_recorded(cast, response, now):
    complete(response)
    sent = submit_response(response=response, by=access(cast.lead), at=now)
    row = stands(response)
    assert sent == row
    assert row.is_submitted
    assert (row.submitted_at, row.submitted_by) == (now, "the family support manager")
    last = events(response)[-1]
    assert (last.verb, last.at) == ("submitted", now)
    assert last.after == {
        "to": [
            "Castlebourne Safeguarding Children Partnership",
            "Northshire Safeguarding Children Partnership",
        ]
    }


def test_answers_that_are_not_relevant_are_finished(response, now):
    complete(response)
    answer = answer_to(response, 2)
    answer.relevance, answer.not_relevant_because = "not_relevant", "No beds."
    answer.save()
    assert submit_response(response=response, by=ANYBODY, at=now).is_submitted


def test_an_answer_without_an_action_is_finished(response, now):
    complete(response)
    answer_to(response, 1).actions.all().delete()
    assert submit_response(response=response, by=ANYBODY, at=now).is_submitted


def spoil_progress(response):
    write(answer_to(response, 3), progress="")


def spoil_difference(response):
    write(answer_to(response, 3), difference="")


def spoil_status(response):
    put(answer_to(response, 3), "")


def spoil_relevance(response):
    answer = answer_to(response, 3)
    answer.relevance = ""
    answer.save()


def spoil_words(response):
    write(answer_to(response, 3), progress="Kayla, 7, came.")


def spoil_role(response):
    Response.objects.filter(pk=response.pk).update(contact_role="")


def spoil_address(response):
    Response.objects.filter(pk=response.pk).update(contact_email="")


SPOILERS = [
    *(spoil_progress, spoil_difference, spoil_status, spoil_relevance, spoil_words),
    *(spoil_role, spoil_address),
]


@pytest.mark.parametrize("spoil", SPOILERS, ids=lambda function: function.__name__)
def test_what_is_not_finished_is_not_sent(response, now, spoil):
    complete(response)
    spoil(response)
    error = refused(response, now)
    assert (error.code, error.messages) == (
        "unfinished",
        ["Some answers are not finished. Nothing has been sent."],
    )


def test_words_that_may_stay_can_be_sent(response, now):
    complete(response)
    spoil_words(response)
    answer = answer_to(response, 3)
    answer.may_stay = ["Kayla, 7"]
    answer.save()
    assert submit_response(response=response, by=ANYBODY, at=now).is_submitted


def test_late_answers_are_taken_until_the_end_of_the_last_day(response):
    complete(response)
    closes_on = response.round.closes_on
    error = refused(response, midday(closes_on + timedelta(days=1)))
    assert error.code == "closed"
    day = f"{closes_on.day} {closes_on:%B %Y}"
    assert error.messages[0].startswith(f"This round closed on {day}, so it cannot")
    assert "Your draft is kept" in error.messages[0]
    last_minute = timezone.make_aware(datetime.combine(closes_on, time(23, 59)))
    sent = submit_response(response=response, by=ANYBODY, at=last_minute)
    assert sent.is_submitted


def test_days_are_counted_where_the_partnership_is(response):
    # In summer 23:30 in Greenwich is half past midnight in London: a day later.
    complete(response)
    round_ = response.round
    last = timezone.localdate().replace(year=2027, month=6, day=30)
    round_.opens_on, round_.due_on, round_.closes_on = last.replace(day=1), last, last
    round_.save()
    assert refused(response, datetime.fromisoformat("2027-06-30T23:30+00:00")).code == (
        "closed"
    )


def test_nothing_is_sent_before_the_round_opens(
    strategy, northshire, castlebourne, hopewell, today, now
):
    soon = make_round(strategy, [northshire, castlebourne], today, ago=-3)
    response = response_of(soon, hopewell)
    complete(response)
    error = refused(response, now)
    assert error.code == "not_open"
    opens_on = soon.opens_on
    day = f"{opens_on.day} {opens_on:%B %Y}"
    assert error.messages == [f"This round opens on {day}."]


def test_submitting_twice_submits_once(response, now):
    sent = submit(response)
    error = refused(sent, now + timedelta(minutes=1))
    assert error.code == "submitted"
    assert stands(response).submitted_at == sent.submitted_at
    assert verbs(response).count("submitted") == 1


def test_only_a_lead_submits(cast, response, now):
    complete(response)
    reason = "To submit an agency’s Response Tool you need to be a lead."
    for role in (
        *("contributor", "viewer", "other_lead", "coordinator", "board", "auditor"),
        *("analyst", "coordinator_elsewhere", "nobody", "administrator"),
    ):
        by = access(getattr(cast, role))
        with pytest.raises(Forbidden) as raised:
            submit_response(response=response, by=by, at=now)
        assert (role, str(raised.value)) == (role, reason)
    assert not stands(response).is_submitted


def test_only_the_dashboards_of_those_who_receive_it_are_marked(
    round_, northshire, castlebourne, harbour, strategy
):
    Adoption.objects.update(evidence_changed_at=None)
    sent = submit(response_of(round_, harbour))
    marks = dict(Adoption.objects.values_list("partnership", "evidence_changed_at"))
    assert marks == {northshire.pk: None, castlebourne.pk: sent.submitted_at}


def test_a_refused_submission_and_a_draft_mark_nothing(response, now):
    Adoption.objects.update(evidence_changed_at=None)
    complete(response)
    spoil_role(response)
    refused(response, now)
    assert not Adoption.objects.exclude(evidence_changed_at=None).exists()
