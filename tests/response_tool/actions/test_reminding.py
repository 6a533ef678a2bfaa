"""Reminders: 14, 7 and 1 days before a due day, and weekly after it."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from notices.actions import owe_week
from notices.models import Kind, Mail, Notice
from partnership.models import Sector
from response_tool.actions import (
    change_dates,
    extend_response,
    remind_agencies,
    submit_response,
)
from response_tool.models import Response
from tests.conftest import complete, submit
from tests.factories import ANYBODY, AgencyFactory, SeatFactory, member_of
from ui.merging import Edit
from ui.templatetags.words import short_weekday

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _of_the_opening(cast, round_):
    """Everybody is there, and what they were told of the opening is forgotten."""
    Notice.objects.all().delete()


@pytest.fixture
def due(round_) -> date:
    return round_.due_on


def remind(on: date) -> None:
    local = datetime.combine(on, time(7, 5))
    remind_agencies(at=timezone.make_aware(local))


def told(person, **lookups) -> list[int]:
    """How many days before an agency's own day each reminder was told."""
    rows = Notice.objects.filter(person=person, **lookups).order_by("told_at")
    return [(one.due_on - timezone.localdate(one.told_at)).days for one in rows]


def titles(person) -> list[str]:
    rows = Notice.objects.filter(person=person).order_by("told_at")
    return [one.title for one in rows]


def remind_every_day(first: date, last: date) -> None:
    while first <= last:
        remind(first)
        first += DAY


def test_the_whole_of_a_round(cast, round_, due):
    remind_every_day(round_.opens_on, round_.closes_on + 10 * DAY)
    for person in (cast.lead, cast.contributor, cast.other_lead):
        assert told(person) == [14, 7, 1, -7, -14]
    for person in (cast.viewer, cast.coordinator, cast.board, cast.nobody):
        assert told(person) == []


def test_a_title_says_what_is_still_true_when_it_is_read_days_later(cast, due):
    remind_every_day(due - 7 * DAY, due + 7 * DAY)
    day = short_weekday(due)
    assert titles(cast.lead) == [
        f"Due on {day}: your Response Tool, autumn 2026",
        f"Due tomorrow, {day}: your Response Tool, autumn 2026",
        f"Was due on {day}: your Response Tool, autumn 2026",
    ]


def test_whoever_has_submitted_is_not_emailed_an_earlier_reminder(
    cast, response, due, now
):
    remind(due - 7 * DAY)
    submit(response)
    assert not Notice.objects.unread().filter(kind=Kind.REMINDER, person=cast.lead)
    owe_week(at=now + 30 * DAY)
    assert not Mail.objects.filter(person=cast.lead).exists()
    # The others are still waited for.
    assert "has not submitted" in Mail.objects.get(person=cast.other_lead).text


def test_a_reminder_of_a_day_that_was_moved_is_not_emailed(cast, response, due, now):
    remind(due - 7 * DAY)
    own = due + 9 * DAY
    extend_response(response=response, until=own, reason="Ill", by=ANYBODY, at=now)
    (left,) = Notice.objects.unread().filter(person=cast.lead)
    assert (left.kind, left.due_on) == (Kind.DATES_CHANGED, own)
    assert Notice.objects.unread().filter(kind=Kind.REMINDER, person=cast.other_lead)


def test_reminders_of_a_round_whose_days_were_moved_are_not_emailed(
    cast, round_, due, now
):
    remind(due - 7 * DAY)
    edits = [Edit("due_on", due, due + DAY)]
    change_dates(round_=round_, edits=edits, reason="Snow", by=ANYBODY, at=now)
    assert not Notice.objects.unread().filter(kind=Kind.REMINDER)


def test_the_note_of_the_day_before_is_emailed_on_its_own(cast, due):
    remind_every_day(due - 20 * DAY, due + 10 * DAY)
    mails = Mail.objects.filter(person=cast.lead)
    assert [one.kind for one in mails] == [Kind.DUE_TOMORROW]


def test_reminding_twice_on_a_day_reminds_once(cast, due):
    for _ in range(3):
        remind(due - DAY)
    assert told(cast.lead) == [1]
    assert Mail.objects.filter(person=cast.lead).count() == 1


def test_a_reminder_leads_to_the_response_and_says_why(cast, response, due):
    remind(due - 7 * DAY)
    notice = Notice.objects.get(person=cast.lead)
    assert notice.href == f"/responses/{response.pk}/"
    assert notice.reason == (
        "You get this because you answer for Hopewell Family Support."
    )
    assert (notice.kind, notice.due_on) == (Kind.REMINDER, due)


def test_whoever_has_submitted_is_left_in_peace(cast, response, due, now):
    complete(response)
    submit_response(response=response, by=ANYBODY, at=now)
    remind(due - DAY)
    assert told(cast.lead, kind=Kind.DUE_TOMORROW) == []
    assert told(cast.other_lead) == [1]


def test_an_agency_with_a_day_of_its_own_is_reminded_of_that(cast, response, due, now):
    own = due + 9 * DAY
    extend_response(response=response, until=own, reason="Ill", by=ANYBODY, at=now)
    Notice.objects.all().delete()
    remind_every_day(due - 3 * DAY, own)
    assert told(cast.lead) == [7, 1]


def test_what_no_worker_told_yesterday_is_told_today(cast, due):
    remind(due - 6 * DAY)
    assert told(cast.lead) == [6]
    remind(due - 5 * DAY)
    assert told(cast.lead) == [6]


def test_what_is_older_is_past(cast, due):
    remind(due - 5 * DAY)
    assert told(cast.lead) == []


def test_nobody_is_reminded_on_the_day_a_round_opens(cast, round_, due):
    Response.objects.update(extended_to=None)
    round_.opens_on = due - 7 * DAY
    round_.save()
    remind(due - 7 * DAY)
    assert told(cast.lead) == []


def test_nobody_is_reminded_of_a_correction(cast, response, due):
    complete(response)
    submit_response(response=response, by=ANYBODY, at=timezone.now())
    Response.objects.create(
        round=response.round, agency=response.agency, corrects=response
    )
    remind(due - DAY)
    assert told(cast.lead, kind=Kind.DUE_TOMORROW) == []


def test_an_agency_is_reminded_while_one_partnership_seats_it(
    cast, hopewell, northshire, due
):
    ended = due - 10 * DAY
    hopewell.seats.filter(partnership=northshire).update(to_on=ended)
    remind(due - 7 * DAY)
    assert told(cast.lead) == [7]


def test_an_agency_whose_seats_have_ended_is_left_in_peace(cast, hopewell, due):
    hopewell.seats.update(to_on=due - 7 * DAY)
    remind_every_day(due - 7 * DAY, due + 8 * DAY)
    assert told(cast.lead) == [7]
    assert told(cast.other_lead) == [7, 1, -7]


def test_a_seat_in_a_partnership_that_did_not_ask_does_not_count(
    cast, response, castlebourne, hopewell, due
):
    response.recipients.filter(partnership=castlebourne).delete()
    hopewell.seats.exclude(partnership=castlebourne).update(to_on=due - 8 * DAY)
    remind(due - 7 * DAY)
    assert told(cast.lead) == []


class TestSchools:
    """Quiet outside term."""

    @pytest.fixture(autouse=True)
    def _a_school(self, hopewell):
        hopewell.sector = Sector.SCHOOLS
        hopewell.save()

    @pytest.fixture
    def holiday(self, northshire, due):
        return northshire.holidays.create(
            name="Half term", from_on=due - 8 * DAY, to_on=due - 3 * DAY
        )

    def test_a_school_hears_on_the_first_day_after_a_holiday(self, cast, due, holiday):
        remind_every_day(holiday.from_on, holiday.to_on)
        assert told(cast.lead) == []
        remind(holiday.to_on + DAY)
        assert told(cast.lead) == [2]
        remind(holiday.to_on + 2 * DAY)
        assert told(cast.lead) == [2, 1]

    def test_of_several_reminders_in_a_holiday_the_last_is_told(
        self, cast, due, holiday
    ):
        holiday.from_on, holiday.to_on = due - 15 * DAY, due + 8 * DAY
        holiday.save()
        remind_every_day(holiday.from_on, holiday.to_on + DAY)
        assert told(cast.lead) == [-9]

    def test_others_are_told_as_ever(self, cast, due, holiday):
        remind(due - 7 * DAY)
        assert told(cast.other_lead) == [7]

    def test_a_holiday_elsewhere_is_none_here(self, cast, due, holiday, castlebourne):
        holiday.partnership = castlebourne
        holiday.save()
        cast.other_lead.agency_memberships.get().agency.seats.all().delete()
        remind(due - 7 * DAY)
        assert told(cast.lead) == []  # Hopewell sits in both

    def test_a_school_without_holidays_is_reminded_all_year(self, cast, due):
        remind(due - 7 * DAY)
        assert told(cast.lead) == [7]


def test_reminding_many_takes_as_many_queries_as_reminding_few(
    cast, round_, northshire, due, django_assert_num_queries
):
    with django_assert_num_queries(8):
        remind(due - 7 * DAY)
    for _ in range(30):
        agency = AgencyFactory()
        SeatFactory(agency=agency, partnership=northshire)
        member_of(agency, "lead")
        asked = Response.objects.create(round=round_, agency=agency)
        asked.recipients.create(partnership=northshire)
    with django_assert_num_queries(8):
        remind(due - 7 * DAY)
    assert Notice.objects.filter(kind=Kind.REMINDER).count() == 33
