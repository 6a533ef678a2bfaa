"""What waits for owners and for those who check, and what was closed lately."""

from datetime import timedelta

import pytest
from django.urls import reverse

from audits.actions.closing import send_back
from audits.figures.work import done, waiting
from dashboards import work
from partnership.models import AgencyMember
from tests.audits import steps
from tests.factories import ANYBODY, NOW, TODAY, access

DAY = timedelta(days=1)


@pytest.fixture
def audit(northshire, hopewell):
    return steps.audit(northshire, hopewell, state="reporting")


def waits_for(person):
    return waiting(access=access(person), today=TODAY)


def test_an_open_one_waits_for_those_who_answer_for_its_owner(audit, hopewell, cast):
    one = steps.recommendation(audit, hopewell)
    (item,) = waits_for(cast.lead)
    assert item == waits_for(cast.contributor)[0]
    assert item.title == "See to: Bring in a shared chronology."
    assert item.href == reverse("audits:recommendation", args=[one.pk])
    assert item.due_on == one.due_on
    for role in ("viewer", "other_lead", "coordinator", "board"):
        assert waits_for(getattr(cast, role)) == []


def test_a_milestone_that_is_due_soon_comes_before_the_whole(audit, hopewell, cast):
    one = steps.recommendation(audit, hopewell)
    stone = one.milestones.create(
        position=1, text="Agree a template", due_on=TODAY + 20 * DAY
    )
    (item,) = waits_for(cast.lead)
    assert "Next: Agree a template, by 8 December 2026." in item.note
    assert item.due_on == one.due_on
    stone.due_on = TODAY + 14 * DAY
    stone.save()
    assert waits_for(cast.lead)[0].due_on == stone.due_on
    stone.done_on = TODAY
    stone.save()
    assert waits_for(cast.lead)[0].due_on == one.due_on


def test_one_that_was_sent_back_says_why(audit, hopewell, cast):
    one = steps.recommendation(audit, hopewell, state="asked")
    send_back(recommendation=one, because="Which teams?", seen=1, by=ANYBODY, at=NOW)
    (item,) = waits_for(cast.lead)
    assert item.title.startswith("Put right what was sent back: ")
    assert item.quote == "Which teams?"


def test_one_to_be_checked_waits_for_those_who_may(audit, hopewell, cast):
    one = steps.recommendation(audit, hopewell, state="asked")
    (item,) = waits_for(cast.coordinator)
    assert item.title.startswith("Check whether to close: ")
    assert waits_for(cast.auditor) == [item]
    assert waits_for(cast.lead) == waits_for(cast.board) == []
    AgencyMember.objects.create(user=cast.auditor, agency=hopewell, role="viewer")
    assert waits_for(cast.auditor) == []
    one.asked_by_person = cast.coordinator.pk
    one.save()
    assert waits_for(cast.coordinator) == []


def test_what_was_closed_is_told_to_both_sides(audit, hopewell, cast):
    steps.recommendation(audit, hopewell, state="closed")
    for role in ("lead", "coordinator"):
        (item,) = done(access=access(getattr(cast, role)), since=TODAY)
        assert item.on == TODAY
    assert done(access=access(cast.lead), since=TODAY + DAY) == []
    assert done(access=access(cast.other_lead), since=TODAY) == []


def test_the_home_page_has_them(audit, hopewell, cast):
    steps.recommendation(audit, hopewell)
    found = work.of(access(cast.lead), today=TODAY)["waiting"]
    assert "See to: Bring in a shared chronology." in [one.title for one in found]


def test_queries_do_not_grow_with_rows(
    audit, hopewell, cast, django_assert_max_num_queries
):
    found = steps.finding(audit)
    for _ in range(5):
        one = steps.recommendation(audit, hopewell, found)
        one.milestones.create(position=1, text="A", due_on=TODAY)
        steps.recommendation(audit, hopewell, found, state="asked")
    AgencyMember.objects.create(user=cast.coordinator, agency=hopewell, role="lead")
    someone = access(cast.coordinator)
    with django_assert_max_num_queries(3):
        assert len(waiting(access=someone, today=TODAY)) == 5
