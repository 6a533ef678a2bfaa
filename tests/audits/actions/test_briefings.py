from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from activity.models import Event
from audits.actions.briefings import (
    drafted,
    note_shared,
    publish_briefing,
    remove_shared,
    save_briefing,
)
from audits.models import Briefing, Shared
from notices.models import Notice
from partnership.access import Forbidden
from tests.audits import steps
from tests.factories import ANYBODY, NOW, access

TEXTS = {
    "why": "Why",
    "went_well": "Well",
    "learnt": "Learnt",
    "do_next": "Next",
    "questions": "Ask",
}


@pytest.fixture
def closed(northshire, hopewell):
    return steps.audit(northshire, hopewell, state="closed")


def save(audit, seen=0, by=ANYBODY, **texts):
    return save_briefing(audit=audit, texts=TEXTS | texts, seen=seen, by=by, at=NOW)


def share(briefing, agency, **more):
    fields = {"with_whom": "Health visitors", "shared_on": NOW.date(), "by": ANYBODY}
    return note_shared(briefing=briefing, agency=agency, at=NOW, **(fields | more))


def test_it_is_drafted_from_what_was_found(closed):
    good = steps.finding(closed, "strength", text="They asked again.")
    bad = steps.finding(closed, text="Nobody wrote it down.")
    said = drafted(closed, [good, bad]).texts
    assert said["went_well"] == "They asked again."
    assert said["learnt"] == "Nobody wrote it down."
    assert said["do_next"] == ""


def test_a_draft_leaves_out_what_does_not_fit_and_cuts_nothing_short(closed):
    texts = ["x" * 701, "y" * 400, "z" * 400, "Short."]
    found = [steps.finding(closed, text=one) for one in texts]
    draft = drafted(closed, found)
    assert draft.texts["learnt"].splitlines() == [texts[1], "Short."]
    assert draft.left_out == [texts[0], texts[2]]


def test_it_is_saved_and_recorded_and_the_same_again_is_nothing(closed):
    made = save(closed)
    assert save(closed, seen=7).version == made.version == 1
    assert Event.objects.filter(verb="wrote").count() == 1


def test_a_stale_save_is_refused_and_writes_nothing_over(closed):
    save(closed)
    with pytest.raises(ValidationError) as refused:
        save(closed, seen=0, why="Another")
    assert refused.value.code == "changed"
    assert Briefing.objects.get().why == "Why"


def test_a_part_that_is_too_long_is_refused(closed):
    with pytest.raises(ValidationError) as refused:
        save(closed, why="x" * 701)
    assert refused.value.code == "too_long"


@pytest.mark.parametrize("who", ["board", "analyst", "lead"])
def test_only_those_who_moderate_write_it(closed, cast, who):
    with pytest.raises(Forbidden):
        save(closed, by=access(getattr(cast, who)))
    with pytest.raises(Forbidden):
        publish_briefing(audit=closed, by=access(getattr(cast, who)), at=NOW)


def test_it_is_given_to_agencies_once_the_audit_is_closed(northshire, hopewell, cast):
    still_on = steps.audit(northshire, hopewell, state="reporting")
    save(still_on)
    with pytest.raises(ValidationError) as refused:
        publish_briefing(audit=still_on, by=ANYBODY, at=NOW)
    assert refused.value.code == "not_closed"
    assert not Briefing.objects.visible_to(access(cast.lead)).exists()
    assert not Briefing.objects.visible_to(access(cast.board)).exists()
    still_on.state, still_on.closed_at = "closed", NOW
    still_on.save()
    publish_briefing(audit=still_on, by=ANYBODY, at=NOW)
    publish_briefing(audit=still_on, by=ANYBODY, at=NOW)
    assert Briefing.objects.visible_to(access(cast.lead)).exists()
    assert Event.objects.filter(verb="shared").count() == 1


def test_agencies_are_told_of_it_and_lose_it_while_the_audit_is_taken_back(
    closed, cast
):
    save(closed)
    publish_briefing(audit=closed, by=ANYBODY, at=NOW)
    publish_briefing(audit=closed, by=ANYBODY, at=NOW)
    notice = Notice.objects.get(person=cast.lead)
    assert notice.href == f"/agencies/hopewell/audits/{closed.pk}/briefing/"
    seen = Briefing.objects.visible_to(access(cast.lead))
    assert seen.exists()
    closed.state, closed.closed_at = "reporting", None
    closed.save()
    assert not seen.all().exists()


def test_an_empty_one_is_not_given(closed):
    with pytest.raises(ValidationError) as refused:
        publish_briefing(audit=closed, by=ANYBODY, at=NOW)
    assert refused.value.code == "empty"


def test_an_agency_says_with_whom_it_was_shared_and_twice_is_once(closed, hopewell):
    briefing = steps.briefing(closed)
    share(briefing, hopewell)
    share(briefing, hopewell, with_whom=" health  visitors ")
    assert Shared.objects.get().with_whom == "Health visitors"


def test_what_cannot_be_is_refused(closed, hopewell, harbour):
    briefing = steps.briefing(closed)
    for code, agency, days in (
        ("not_theirs", harbour, 0),
        ("not_yet", hopewell, 1),
        ("too_early", hopewell, -1),
    ):
        with pytest.raises(ValidationError) as refused:
            share(briefing, agency, shared_on=NOW.date() + timedelta(days=days))
        assert refused.value.code == code
    Briefing.objects.update(published_at=None)
    with pytest.raises(ValidationError) as refused:
        share(briefing, hopewell)
    assert refused.value.code == "not_published"


def test_days_are_those_of_the_clock_on_the_wall(closed, hopewell):
    night = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)  # 2 July, half past midnight
    briefing = steps.briefing(closed, published_at=night)
    fields = {"agency": hopewell, "with_whom": "All", "by": ANYBODY, "at": night}
    with pytest.raises(ValidationError, match="before the briefing was given"):
        note_shared(briefing=briefing, shared_on=date(2026, 7, 1), **fields)
    note_shared(briefing=briefing, shared_on=date(2026, 7, 2), **fields)
    assert Shared.objects.exists()


def test_what_was_written_by_mistake_is_taken_out(closed, hopewell, cast):
    made = share(steps.briefing(closed), hopewell)
    for who in (cast.viewer, cast.other_lead, cast.coordinator):
        with pytest.raises(Forbidden):
            remove_shared(shared=made, by=access(who), at=NOW)
    for _ in range(2):
        remove_shared(shared=made, by=access(cast.lead), at=NOW)
    assert not Shared.objects.exists()
    event = Event.objects.get(verb="took out with whom it was shared")
    assert event.before["with_whom"] == "Health visitors"


def test_viewers_and_other_agencies_do_not_say_it(closed, hopewell, cast):
    briefing = steps.briefing(closed)
    for who in (cast.viewer, cast.other_lead, cast.coordinator):
        with pytest.raises(Forbidden):
            share(briefing, hopewell, by=access(who))
