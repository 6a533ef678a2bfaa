"""Recommendations: drafts, and how they go to their owners."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from activity.models import Event
from audits.actions.recommending import (
    Stone,
    add_recommendation,
    change_recommendation,
    open_recommendations,
    remove_recommendation,
    send_recommendation,
)
from audits.models import Recommendation
from notices.models import Notice
from partnership.access import Forbidden
from tests.audits import steps
from tests.audits.wanted import wanted
from tests.factories import ANYBODY, NOW, TODAY, access

DAY = timedelta(days=1)


@pytest.fixture
def audit(northshire, hopewell):
    return steps.audit(northshire, hopewell, state="reporting")


@pytest.fixture
def finding(audit):
    return steps.finding(audit)


@pytest.fixture
def draft(audit, hopewell, finding):
    asked = wanted(hopewell, finding)
    return add_recommendation(audit=audit, wanted=asked, by=ANYBODY, at=NOW)


def refused(audit, asked) -> str:
    with pytest.raises(ValidationError) as caught:
        add_recommendation(audit=audit, wanted=asked, by=ANYBODY, at=NOW)
    assert not Recommendation.objects.exists()
    return caught.value.code


def test_a_draft_is_the_partnerships_own(draft, cast, finding):
    assert draft.state == "draft"
    assert list(draft.findings.all()) == [finding]
    assert [one.text for one in draft.milestones.all()] == ["Agree a template"]
    seen = Recommendation.objects.visible_to
    assert draft in seen(access(cast.auditor))
    assert draft not in seen(access(cast.board))
    assert draft not in seen(access(cast.lead))
    assert not Notice.objects.exists()


def test_the_same_twice_is_written_once(audit, draft, hopewell, finding):
    asked = wanted(hopewell, finding)
    assert add_recommendation(audit=audit, wanted=asked, by=ANYBODY, at=NOW) == draft


def test_it_follows_from_a_finding_of_the_audit(audit, hopewell, northshire):
    assert refused(audit, wanted(hopewell)) == "no_finding"
    other = steps.audit(northshire, hopewell, using=audit.tool, title="Another")
    assert refused(audit, wanted(hopewell, steps.finding(other))) == "not_of_audit"


def test_its_owner_has_a_seat(audit, finding, harbour):
    assert refused(audit, wanted(harbour, finding)) == "no_seat"


def test_it_is_not_due_in_the_past(audit, finding, hopewell):
    late = wanted(hopewell, finding, due_on=TODAY - DAY, milestones=[])
    assert refused(audit, late) == "past"


def test_a_milestone_is_not_due_after_the_whole(audit, finding, hopewell):
    stones = [Stone("Too late", TODAY + 91 * DAY)]
    asked = wanted(hopewell, finding, milestones=stones)
    assert refused(audit, asked) == "after_due"


def test_there_are_at_most_twelve_milestones(audit, finding, hopewell):
    stones = [Stone(f"Step {n}", TODAY + DAY) for n in range(13)]
    asked = wanted(hopewell, finding, milestones=stones)
    assert refused(audit, asked) == "too_many_milestones"


def test_a_stale_change_is_refused(draft, hopewell, finding):
    def change(text, seen):
        change_recommendation(
            recommendation=draft,
            wanted=wanted(hopewell, finding, text=text, milestones=[]),
            seen=seen,
            by=ANYBODY,
            at=NOW,
        )

    change("A.", 1)
    with pytest.raises(ValidationError, match="A colleague changed this"):
        change("B.", 1)
    draft.refresh_from_db()
    assert draft.text == "A."
    assert not draft.milestones.exists()


def test_a_draft_can_be_removed_and_what_was_sent_cannot(draft):
    def remove(seen):
        remove_recommendation(recommendation=draft, seen=seen, by=ANYBODY, at=NOW)

    send_recommendation(recommendation=draft, by=ANYBODY, at=NOW)
    with pytest.raises(ValidationError, match="It was sent to its owner meanwhile"):
        remove(2)
    Recommendation.objects.update(state="draft", opened_at=None)
    remove(2)
    assert not Recommendation.objects.exists()
    assert Event.objects.get(verb="removed the recommendation").thread_id


def test_sending_tells_those_who_answer_for_the_owner(draft, cast):
    for _ in range(2):
        send_recommendation(recommendation=draft, by=ANYBODY, at=NOW)
    draft.refresh_from_db()
    assert (draft.state, draft.opened_at) == ("open", NOW)
    told = {one.person for one in Notice.objects.filter(kind="recommended")}
    assert told == {cast.lead, cast.contributor}
    assert [one.kind for one in draft.steps.all()] == ["sent"]
    assert draft in Recommendation.objects.visible_to(access(cast.lead))


def test_closing_an_audit_sends_all_its_drafts_or_none(audit, draft, hopewell, finding):
    late = steps.recommendation(
        audit, hopewell, finding, state="draft", due_on=TODAY - DAY
    )
    with pytest.raises(ValidationError, match="which is past"):
        open_recommendations(audit=audit, by=ANYBODY, at=NOW)
    draft.refresh_from_db()
    assert draft.state == "draft"
    late.due_on = TODAY
    late.save()
    assert open_recommendations(audit=audit, by=ANYBODY, at=NOW) == 2
    assert open_recommendations(audit=audit, by=ANYBODY, at=NOW) == 0


def test_an_owner_that_lost_its_seat_is_not_sent_anything(draft, hopewell, northshire):
    northshire.seats.filter(agency=hopewell).update(to_on=TODAY - DAY)
    with pytest.raises(ValidationError, match="has no seat"):
        send_recommendation(recommendation=draft, by=ANYBODY, at=NOW)


@pytest.mark.parametrize("role", ["board", "analyst", "lead"])
def test_only_who_moderates_writes_and_sends(draft, cast, role):
    with pytest.raises(Forbidden):
        send_recommendation(
            recommendation=draft, by=access(getattr(cast, role)), at=NOW
        )
