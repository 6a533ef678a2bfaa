"""One e-mail a week at most. The 18th of November 2026 is a Wednesday."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from notices import actions
from notices.actions.digests import week_of
from notices.models import Kind, Mail, Notice
from partnership.models import Sector
from tests.factories import access, member_of, partner_in

DAY = timedelta(days=1)


def local(*parts: int) -> datetime:
    return timezone.make_aware(datetime(*parts))  # noqa: DTZ001 — made aware here


MONDAY = local(2026, 11, 23, 8)
BEFORE = local(2026, 11, 18, 14)


@pytest.mark.parametrize(
    ("at", "begins"),
    [
        (local(2026, 11, 23, 7, 59), local(2026, 11, 16, 8)),
        (local(2026, 11, 23, 8), MONDAY),
        (local(2026, 11, 29, 23), MONDAY),
        # Eight o'clock is local: the clocks went forward the day before.
        (local(2027, 3, 29, 8), local(2027, 3, 29, 8)),
    ],
)
def test_a_week_begins_on_monday_at_eight(at, begins):
    assert week_of(at) == begins


def tell(person, message, at=BEFORE):
    actions.tell(people=[person], message=message, at=at)


def test_what_was_told_comes_in_one_email_on_monday(cast, message):
    tell(cast.lead, message)
    tell(cast.lead, replace(message, key="two", kind=Kind.ACCEPTED, title="Accepted"))
    assert actions.owe_week(at=MONDAY - timedelta(minutes=1)) == 0
    assert actions.owe_week(at=MONDAY) == 1
    mail = Mail.objects.get()
    assert mail.subject == "2 new messages this week – Neglect strategy portal"
    for body in (mail.text, mail.html):
        assert message.title in body
        assert "Accepted" in body
        assert message.reason in body
        assert mail.turn_off in body


def test_nothing_new_is_no_email(cast):
    assert actions.owe_week(at=MONDAY) == 0
    assert not Mail.objects.exists()


def test_a_person_gets_one_a_week_however_often_it_runs(cast, message):
    tell(cast.lead, message)
    assert [actions.owe_week(at=MONDAY + n * DAY) for n in range(3)] == [1, 0, 0]
    tell(cast.lead, replace(message, key="two"), at=MONDAY + DAY)
    assert actions.owe_week(at=MONDAY + 6 * DAY) == 0
    assert actions.owe_week(at=MONDAY + 7 * DAY) == 1
    assert Mail.objects.count() == 2


def test_a_worker_that_was_down_on_monday_makes_up_for_it(cast, message):
    tell(cast.lead, message)
    assert actions.owe_week(at=MONDAY + 2 * DAY) == 1


def test_what_was_read_is_not_emailed(cast, message):
    tell(cast.lead, message)
    Notice.objects.update(read_at=BEFORE)
    assert actions.owe_week(at=MONDAY) == 0


def test_what_was_emailed_on_its_own_does_not_come_again(cast, urgent):
    tell(cast.lead, urgent)
    assert actions.owe_week(at=MONDAY) == 0


def test_a_kind_that_is_turned_off_is_left_out(cast, message):
    actions.stop_mail(person_id=cast.lead.pk, kinds=[Kind.RETURNED], at=BEFORE)
    tell(cast.lead, message)
    assert actions.owe_week(at=MONDAY) == 0
    tell(cast.lead, replace(message, key="two", kind=Kind.ACCEPTED, title="Accepted"))
    assert actions.owe_week(at=MONDAY) == 1
    assert message.title not in Mail.objects.get().text


def test_a_school_is_left_in_peace_until_its_holidays_are_over(
    cast, message, hopewell, northshire
):
    hopewell.sector = Sector.SCHOOLS
    hopewell.save()
    northshire.holidays.create(
        name="Half term", from_on=(MONDAY - DAY).date(), to_on=(MONDAY + DAY).date()
    )
    tell(cast.lead, message)
    tell(cast.other_lead, replace(message, agency=None))
    assert actions.owe_week(at=MONDAY) == 1
    assert Mail.objects.get().person == cast.other_lead
    assert actions.owe_week(at=MONDAY + 2 * DAY) == 1
    assert Mail.objects.filter(person=cast.lead).exists()


def test_a_coordinator_hears_of_a_school_on_holiday(
    cast, message, hopewell, northshire
):
    hopewell.sector = Sector.SCHOOLS
    hopewell.save()
    northshire.holidays.create(
        name="Half term", from_on=MONDAY.date(), to_on=MONDAY.date()
    )
    submitted = replace(message, kind=Kind.SUBMITTED, partnership=northshire)
    tell(cast.coordinator, submitted)
    assert actions.owe_week(at=MONDAY) == 1


def test_a_very_long_week_names_the_latest_and_counts_the_rest(cast, message):
    for place in range(53):
        one = replace(message, key=str(place), title=f"Message {place}")
        tell(cast.lead, one, at=BEFORE + timedelta(minutes=place))
    actions.owe_week(at=MONDAY)
    mail = Mail.objects.get()
    assert mail.subject.startswith("53 new messages")
    assert "Message 52" in mail.text
    assert "Message 2\n" not in mail.text
    assert "3 more stand under Messages" in mail.text


def test_who_left_is_owed_nothing(cast, message):
    tell(cast.lead, message)
    cast.lead.is_active = False
    cast.lead.save()
    assert actions.owe_week(at=MONDAY) == 0


@pytest.mark.parametrize("of_both", [True, False])
def test_who_left_an_agency_is_no_longer_told_of_it(cast, message, northshire, of_both):
    if of_both:
        message = replace(message, partnership=northshire)
    tell(cast.contributor, message)
    tell(cast.lead, message)
    cast.contributor.agency_memberships.all().delete()
    assert not Notice.objects.visible_to(access(cast.contributor)).exists()
    assert Notice.objects.visible_to(access(cast.lead)).exists()
    assert actions.owe_week(at=MONDAY) == 1
    assert Mail.objects.get().person == cast.lead
    assert Notice.objects.get(person=cast.contributor).mailed_at is None


def test_who_left_a_partnership_is_no_longer_told_of_it(cast, message, northshire):
    other = partner_in(northshire, "coordinator")
    submitted = replace(message, kind=Kind.SUBMITTED, partnership=northshire)
    tell(cast.coordinator, submitted)
    tell(other, submitted)
    cast.coordinator.partnership_memberships.all().delete()
    assert not Notice.objects.visible_to(access(cast.coordinator)).exists()
    assert Notice.objects.visible_to(access(other)).exists()
    assert actions.owe_week(at=MONDAY) == 1
    assert Mail.objects.get().person == other


def test_what_is_about_no_agency_or_partnership_reaches_everybody(cast, message):
    tell(cast.nobody, replace(message, agency=None))
    assert Notice.objects.visible_to(access(cast.nobody)).exists()
    assert actions.owe_week(at=MONDAY) == 1


def test_a_week_takes_as_many_queries_for_many_as_for_one(
    cast, message, hopewell, django_assert_num_queries
):
    tell(cast.lead, message)
    with django_assert_num_queries(8):
        actions.owe_week(at=MONDAY)
    Mail.objects.all().delete()
    for _ in range(30):
        tell(member_of(hopewell, "lead"), message)
    with django_assert_num_queries(8):
        assert actions.owe_week(at=MONDAY) == 30
