"""Closing: with an outcome and evidence, checked by somebody of another agency."""

import pytest
from django.core.exceptions import ValidationError

from audits.actions.closing import (
    Outcome,
    ask_to_close,
    close_recommendation,
    reopen,
    save_outcome,
    send_back,
    withdraw,
)
from audits.actions.following import Progress, add_update
from audits.actions.proving import add_proof
from notices.models import Notice
from partnership.access import Forbidden
from partnership.models import AgencyMember, PartnershipMember
from tests.audits import steps
from tests.factories import NOW, access

FULL = Outcome("A template is used.", "Children were seen sooner.", "The dip sample.")


@pytest.fixture
def audit(northshire, hopewell):
    return steps.audit(northshire, hopewell, state="reporting")


@pytest.fixture
def recommendation(audit, hopewell):
    return steps.recommendation(audit, hopewell)


def ask(one, person, outcome=FULL, seen=None):
    one.refresh_from_db()
    ask_to_close(
        recommendation=one,
        outcome=outcome,
        seen=one.version if seen is None else seen,
        by=access(person),
        at=NOW,
    )
    one.refresh_from_db()


def decide(act, one, person, **said):
    one.refresh_from_db()
    act(recommendation=one, seen=one.version, by=access(person), at=NOW, **said)
    one.refresh_from_db()


@pytest.mark.parametrize(
    ("outcome", "missing"),
    [
        (Outcome("", "Better.", "Seen."), "output"),
        (Outcome("Done.", " ", "Seen."), "impact"),
        (Outcome("Done.", "Better.", ""), "shown_by"),
    ],
)
def test_closing_is_not_asked_for_without_everything_it_needs(
    recommendation, cast, outcome, missing
):
    with pytest.raises(ValidationError) as caught:
        ask(recommendation, cast.lead, outcome)
    assert set(caught.value.error_dict) == {missing}
    recommendation.refresh_from_db()
    assert recommendation.state == "open"


def test_a_file_is_evidence_enough(recommendation, cast):
    steps.proof(recommendation)
    ask(recommendation, cast.lead, Outcome("Done.", "Better.", ""))
    assert recommendation.state == "asked"


def test_what_was_claimed_stays_in_the_history(recommendation, cast):
    steps.proof(recommendation, "Audit of June")
    ask(recommendation, cast.lead)
    step = recommendation.steps.get(kind="asked")
    for words in (*FULL.told().values(), "Audit of June"):
        assert words in step.text


def test_those_who_check_are_told_and_nobody_of_the_owner(recommendation, cast):
    AgencyMember.objects.create(
        user=cast.auditor, agency=recommendation.agency, role="viewer"
    )
    ask(recommendation, cast.lead)
    told = {one.person for one in Notice.objects.filter(kind="closing_asked")}
    assert told == {cast.coordinator}


def test_somebody_of_another_agency_closes_it(recommendation, cast):
    ask(recommendation, cast.lead)
    decide(close_recommendation, recommendation, cast.coordinator, note="Looked.")
    assert recommendation.state == "closed"
    assert recommendation.closed_by_person == cast.coordinator.pk
    told = {one.person for one in Notice.objects.filter(kind="closing_decided")}
    assert told == {cast.lead, cast.contributor}


@pytest.mark.parametrize("act", [close_recommendation, send_back])
def test_the_owners_own_people_do_not_check_it(recommendation, cast, act):
    AgencyMember.objects.create(
        user=cast.coordinator, agency=recommendation.agency, role="viewer"
    )
    ask(recommendation, cast.lead)
    said = {"note": ""} if act is close_recommendation else {"because": "No."}
    with pytest.raises(ValidationError, match="which owns this recommendation"):
        decide(act, recommendation, cast.coordinator, **said)
    recommendation.refresh_from_db()
    assert recommendation.state == "asked"


def test_who_asked_does_not_check_it_even_after_leaving_the_owner(
    recommendation, cast, northshire
):
    ask(recommendation, cast.lead)
    AgencyMember.objects.filter(user=cast.lead).delete()
    PartnershipMember.objects.create(
        user=cast.lead, partnership=northshire, role="auditor"
    )
    with pytest.raises(ValidationError, match="Somebody else has to check it"):
        decide(close_recommendation, recommendation, cast.lead, note="")


@pytest.mark.parametrize("how", ["update", "outcome", "proof"])
def test_who_wrote_for_the_owner_does_not_check_it_after_leaving(
    recommendation, cast, northshire, how
):
    AgencyMember.objects.filter(user=cast.contributor).update(role="lead")
    doing = {
        "recommendation": recommendation,
        "by": access(cast.contributor),
        "at": NOW,
    }
    if how == "update":
        add_update(progress=Progress("Half done."), **doing)
    elif how == "outcome":
        save_outcome(outcome=FULL, seen=recommendation.version, **doing)
    else:
        file = steps.proof(recommendation).file
        recommendation.proofs.all().delete()
        add_proof(file=file, **doing)
    ask(recommendation, cast.lead)
    AgencyMember.objects.filter(user=cast.contributor).delete()
    PartnershipMember.objects.create(
        user=cast.contributor, partnership=northshire, role="auditor"
    )
    with pytest.raises(ValidationError, match="Somebody else has to check it"):
        decide(close_recommendation, recommendation, cast.contributor, note="")


def test_it_is_sent_back_with_a_reason_and_asked_for_again(recommendation, cast):
    ask(recommendation, cast.lead)
    with pytest.raises(ValidationError, match="Say why"):
        decide(send_back, recommendation, cast.auditor, because=" ")
    decide(send_back, recommendation, cast.auditor, because="Which teams?")
    assert recommendation.state == "open"
    assert recommendation.output == FULL.output
    ask(recommendation, cast.lead)
    kinds = [one.kind for one in recommendation.steps.order_by("pk")]
    assert kinds == ["asked", "sent_back", "asked"]


def test_its_owner_takes_back_the_request_and_asks_again(recommendation, cast):
    ask(recommendation, cast.lead)
    decide(withdraw, recommendation, cast.contributor)
    assert (recommendation.state, recommendation.asked_at) == ("open", None)
    assert recommendation.output == FULL.output
    told = Notice.objects.filter(kind="closing_asked", title__contains="took back")
    assert {one.person for one in told} == {cast.coordinator, cast.auditor}
    ask(recommendation, cast.lead)
    kinds = [one.kind for one in recommendation.steps.order_by("pk")]
    assert kinds == ["asked", "withdrawn", "asked"]


def test_a_request_is_not_taken_back_once_it_was_closed_or_by_others(
    recommendation, cast
):
    ask(recommendation, cast.lead)
    for role in ("viewer", "other_lead", "coordinator"):
        with pytest.raises(Forbidden):
            decide(withdraw, recommendation, getattr(cast, role))
    decide(close_recommendation, recommendation, cast.coordinator, note="")
    with pytest.raises(ValidationError, match="It was closed meanwhile"):
        decide(withdraw, recommendation, cast.lead)
    recommendation.refresh_from_db()
    assert recommendation.state == "closed"


def test_a_closed_one_is_opened_again_with_its_history(recommendation, cast):
    ask(recommendation, cast.lead)
    decide(close_recommendation, recommendation, cast.coordinator, note="")
    decide(reopen, recommendation, cast.auditor, because="It came back.")
    assert recommendation.state == "open"
    assert recommendation.closed_at is None
    kinds = [one.kind for one in recommendation.steps.order_by("pk")]
    assert kinds == ["asked", "closed", "reopened"]


def test_what_was_not_read_is_not_decided_about(recommendation, cast):
    ask(recommendation, cast.lead)
    read = recommendation.version
    decide(send_back, recommendation, cast.auditor, because="Which teams?")
    ask(recommendation, cast.lead, Outcome("Other.", "Other.", "Other."))
    with pytest.raises(ValidationError, match="Read it once more"):
        close_recommendation(
            recommendation=recommendation,
            note="",
            seen=read,
            by=access(cast.coordinator),
            at=NOW,
        )


def test_it_is_kept_as_far_as_it_is_written(recommendation, cast):
    part = Outcome("Done.", "", "")
    for _ in range(2):
        save_outcome(
            recommendation=recommendation,
            outcome=part,
            seen=1,
            by=access(cast.contributor),
            at=NOW,
        )
    recommendation.refresh_from_db()
    assert (recommendation.output, recommendation.version) == ("Done.", 2)
    with pytest.raises(ValidationError, match="A colleague changed this"):
        ask(recommendation, cast.lead, seen=1)


@pytest.mark.parametrize("role", ["viewer", "other_lead", "coordinator", "board"])
def test_only_the_owner_asks(recommendation, cast, role):
    with pytest.raises(Forbidden):
        ask(recommendation, getattr(cast, role))


@pytest.mark.parametrize("role", ["board", "analyst", "lead", "coordinator_elsewhere"])
def test_only_who_checks_for_the_partnership_closes(recommendation, cast, role):
    ask(recommendation, cast.contributor)
    with pytest.raises(Forbidden):
        decide(close_recommendation, recommendation, getattr(cast, role), note="")


def test_what_is_asked_for_is_not_written_over(recommendation, cast):
    ask(recommendation, cast.lead)
    with pytest.raises(ValidationError, match="Closing it was asked for meanwhile"):
        ask(recommendation, cast.lead)
