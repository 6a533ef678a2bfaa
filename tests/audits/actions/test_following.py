"""Progress, other days, and the audits that tested a recommendation."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from audits.actions.closing import Outcome, ask_to_close
from audits.actions.following import (
    Progress,
    add_update,
    change_due,
    later_audits,
    set_tested_by,
)
from audits.models import Milestone
from notices.models import Notice
from partnership.access import Forbidden
from partnership.models import AgencyMember
from strategies.models import Adoption
from tests.audits import steps
from tests.factories import ANYBODY, NOW, TODAY, access

DAY = timedelta(days=1)


@pytest.fixture
def audit(northshire, hopewell):
    return steps.audit(northshire, hopewell, state="reporting")


@pytest.fixture
def recommendation(audit, hopewell):
    return steps.recommendation(audit, hopewell)


@pytest.fixture
def milestone(recommendation) -> Milestone:
    return recommendation.milestones.create(
        position=1, text="Agree a template", due_on=TODAY + 30 * DAY
    )


def update(one, text="", by=ANYBODY, **ticks):
    add_update(recommendation=one, progress=Progress(text, **ticks), by=by, at=NOW)


def move(one, to, because="More time.", by=ANYBODY):
    one.refresh_from_db()
    change_due(
        recommendation=one,
        due_on=to,
        because=because,
        seen=one.version,
        by=by,
        at=NOW,
    )


def test_an_update_is_said_once_and_marks_the_dashboard(recommendation, cast):
    for _ in range(2):
        update(recommendation, "Half of the teams.", access(cast.contributor))
    (step,) = recommendation.steps.all()
    assert (step.kind, step.text) == ("update", "Half of the teams.")
    marks = Adoption.objects.filter(partnership=recommendation.partnership)
    assert marks.get().evidence_changed_at == NOW


def test_a_milestone_is_ticked_with_its_day_and_unticked(recommendation, milestone):
    update(recommendation, done={milestone.pk: TODAY - DAY})
    milestone.refresh_from_db()
    assert milestone.done_on == TODAY - DAY
    assert "Agree a template" in recommendation.steps.get().text
    update(recommendation, not_done=[milestone.pk])
    milestone.refresh_from_db()
    assert milestone.done_on is None
    assert recommendation.steps.count() == 2


def test_nothing_said_is_refused(recommendation, milestone):
    with pytest.raises(ValidationError, match="Say how far it is"):
        update(recommendation, " ")
    with pytest.raises(ValidationError, match="today or in the past"):
        update(recommendation, done={milestone.pk: TODAY + DAY})
    with pytest.raises(ValidationError, match="no longer there"):
        update(recommendation, done={milestone.pk + 1: TODAY})


def test_a_full_history_takes_no_more_updates_and_can_still_be_closed(
    recommendation, milestone, monkeypatch
):
    monkeypatch.setattr("audits.actions.following.MOST_UPDATES", 1)
    update(recommendation, "Half of the teams.")
    with pytest.raises(ValidationError) as caught:
        update(recommendation, "All of the teams.")
    assert caught.value.code == "full"
    update(recommendation, done={milestone.pk: TODAY})
    ask_to_close(
        recommendation=recommendation,
        outcome=Outcome("A.", "B.", "C."),
        seen=recommendation.version,
        by=ANYBODY,
        at=NOW,
    )
    assert recommendation.steps.count() == 3


@pytest.mark.parametrize("state", ["draft", "asked", "closed"])
def test_only_what_is_worked_on_gets_an_update(audit, hopewell, state):
    one = steps.recommendation(audit, hopewell, state=state)
    with pytest.raises(ValidationError) as caught:
        update(one, "Done.")
    assert caught.value.code == "moved"


def test_another_day_has_a_reason_that_stays(recommendation, cast):
    by = access(cast.coordinator)
    move(recommendation, TODAY + 120 * DAY, "The system is late.", by)
    step = recommendation.steps.get(kind="due")
    assert "The system is late." in step.text
    told = {one.person for one in Notice.objects.all()}
    assert told == {cast.lead, cast.contributor}


@pytest.mark.parametrize(
    ("days", "because", "code"),
    [
        (120, " ", "no_reason"),
        (90, "Why.", "same_day"),
        (-1, "Why.", "past"),
        (20, "Why.", "after_due"),
    ],
)
def test_a_day_that_cannot_be_is_refused(
    recommendation, milestone, days, because, code
):
    with pytest.raises(ValidationError) as caught:
        move(recommendation, TODAY + days * DAY, because)
    assert caught.value.code == code


def test_the_owners_own_people_do_not_move_the_day(recommendation, cast):
    AgencyMember.objects.create(
        user=cast.coordinator, agency=recommendation.agency, role="viewer"
    )
    with pytest.raises(ValidationError, match="another agency has to give it"):
        move(recommendation, TODAY + 120 * DAY, by=access(cast.coordinator))
    with pytest.raises(Forbidden):
        move(recommendation, TODAY + 120 * DAY, by=access(cast.lead))


def test_it_is_linked_to_a_later_audit_of_the_partnership(
    recommendation, audit, northshire, castlebourne, hopewell
):
    def made(where, title, days, state="closed"):
        return steps.audit(
            where,
            hopewell,
            using=audit.tool,
            title=title,
            period_from=audit.period_from,
            period_to=audit.period_to + days * DAY,
            state=state,
        )

    later = made(northshire, "Again", 90)
    earlier = made(northshire, "Before", -10)
    elsewhere = made(castlebourne, "Elsewhere", 90)
    planned = made(northshire, "Only planned", 90, state="planned")
    assert later_audits(recommendation) == [later]

    def link(*audits):
        set_tested_by(recommendation=recommendation, audits=audits, by=ANYBODY, at=NOW)

    link(later)
    assert list(recommendation.tested_by.all()) == [later]
    for one in (earlier, elsewhere, audit, planned):
        with pytest.raises(ValidationError, match="came after"):
            link(one)
