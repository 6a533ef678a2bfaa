"""Reminders of returned answers and of questions: the day before, by e-mail."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from notices.models import Kind, Mail, Notice
from partnership.models import Sector
from response_tool import tasks
from response_tool.actions import remind_of_replies, resubmit_response, return_answers
from response_tool.models import Response
from tests.conftest import submit
from tests.factories import ANYBODY, access
from tests.response_tool import questions
from tests.response_tool.steps import answer_to, returned_one, write

DAY = timedelta(days=1)


@pytest.fixture
def sent(cast, response) -> Response:
    submit(response)
    response.refresh_from_db()
    return response


@pytest.fixture
def due(today):
    """The day by which both are asked for."""
    return today + 7 * DAY


@pytest.fixture
def draft(sent, northshire) -> Response:
    """Where the answer that was returned is changed; what was told is forgotten."""
    draft = returned_one(sent, northshire)
    Notice.objects.all().delete()
    Mail.objects.all().delete()
    return draft


@pytest.fixture
def question(sent, northshire, now):
    asked = questions.ask(sent, northshire, now)
    Notice.objects.all().delete()
    Mail.objects.all().delete()
    return asked


def remind(on) -> None:
    remind_of_replies(at=timezone.make_aware(datetime.combine(on, time(7, 5))))


def remind_every_day(first, last) -> None:
    while first <= last:
        remind(first)
        first += DAY


def told(person) -> list[int]:
    """How many days before its day each reminder was told."""
    rows = Notice.objects.filter(person=person).order_by("told_at")
    return [(one.due_on - timezone.localdate(one.told_at)).days for one in rows]


def test_a_returned_answer_is_reminded_of_on_the_day_before(
    cast, draft, due, northshire
):
    remind_every_day(due - 6 * DAY, due + 14 * DAY)
    assert told(cast.lead) == told(cast.contributor) == [1]
    assert told(cast.viewer) == told(cast.coordinator) == []
    notice = Notice.objects.get(person=cast.lead)
    assert notice.kind == Kind.DUE_TOMORROW
    assert notice.title.startswith("Due tomorrow, ")
    assert notice.href == f"/responses/{draft.pk}/returned/"
    assert str(northshire) in notice.text
    mail = Mail.objects.get(person=cast.lead)
    assert "Due tomorrow" in mail.subject


def test_a_question_is_reminded_of_on_the_day_before(cast, question, due):
    remind_every_day(due - 6 * DAY, due + 14 * DAY)
    assert told(cast.lead) == told(cast.contributor) == [1]
    notice = Notice.objects.get(person=cast.lead)
    assert notice.href == f"/challenges/{question.pk}/"
    assert "priority 1" in notice.title
    assert Mail.objects.get(person=cast.lead).kind == Kind.DUE_TOMORROW


def test_what_no_worker_told_the_day_before_is_told_on_the_day(cast, draft, due):
    for _ in range(2):
        remind(due)
    assert told(cast.lead) == [0]
    assert Notice.objects.get(person=cast.lead).title.startswith("Due today, ")


def test_what_was_sent_back_is_not_reminded_of(cast, sent, draft, due, now):
    write(answer_to(draft, 1), progress="In both teams.")
    resubmit_response(response=sent, replies={}, by=access(cast.lead), at=now)
    Notice.objects.all().delete()
    remind(due - DAY)
    assert told(cast.lead) == []


def test_a_question_that_was_replied_to_or_closed_is_not_reminded_of(
    cast, sent, question, northshire, due, now
):
    questions.reply(question, now)
    closed = questions.ask(sent, northshire, now, number=2)
    questions.close(closed, now)
    Notice.objects.all().delete()
    remind(due - DAY)
    assert told(cast.lead) == []


def test_two_partnerships_that_returned_are_both_told_of(
    cast, sent, draft, castlebourne, due
):
    returned_one(sent, castlebourne, 2)
    Notice.objects.all().delete()
    remind(due - DAY)
    assert told(cast.lead) == [1, 1]


def test_several_answers_that_one_returned_are_told_of_once(
    cast, sent, northshire, due, now
):
    reasons = {1: "In which teams?", 2: "Since when?"}
    return_answers(
        response=sent,
        partnership=northshire,
        reasons=reasons,
        answer_by=due,
        by=ANYBODY,
        at=now,
    )
    Notice.objects.all().delete()
    remind(due - DAY)
    assert told(cast.lead) == [1]


def test_a_school_on_holiday_hears_on_the_first_day_after(
    cast, draft, question, hopewell, northshire, due
):
    hopewell.sector = Sector.SCHOOLS
    hopewell.save()
    northshire.holidays.create(
        name="Half term", from_on=due - 2 * DAY, to_on=due + 5 * DAY
    )
    remind_every_day(due - 3 * DAY, due + 5 * DAY)
    assert told(cast.lead) == []
    remind_every_day(due + 6 * DAY, due + 9 * DAY)
    assert told(cast.lead) == [-6, -6]
    kinds = Notice.objects.filter(person=cast.lead).values_list("kind", flat=True)
    assert set(kinds) == {Kind.LATE}


def test_the_task_reminds_of_them_too(cast, draft, question, now):
    draft.corrects.answers.get(priority__number=1).returned.update(
        answer_by=timezone.localdate(now) + DAY, returned_at=now - 3 * DAY
    )
    tasks.remind()
    assert Notice.objects.filter(person=cast.lead, href__contains="returned").exists()


def test_reminding_of_many_takes_as_many_queries_as_of_few(
    cast,
    sent,
    draft,
    question,
    northshire,
    castlebourne,
    due,
    now,
    django_assert_num_queries,
):
    with django_assert_num_queries(20):
        remind(due - DAY)
    for number in (2, 3, 4):
        questions.ask(sent, northshire, now, number=number)
    returned_one(sent, castlebourne, 3)
    Notice.objects.all().delete()
    Mail.objects.all().delete()
    with django_assert_num_queries(20):
        remind(due - DAY)
    assert Notice.objects.filter(person=cast.lead).count() == 6


class TestSoonerThanTheWeeksEmail:
    """What is due before the day of the next weekly e-mail is e-mailed at once."""

    WEDNESDAY = timezone.make_aware(datetime(2026, 11, 18, 14))  # noqa: DTZ001

    @pytest.fixture(autouse=True)
    def _on_wednesday(self, sent):
        Mail.objects.all().delete()

    def give_back(self, sent, partnership, due) -> None:
        return_answers(
            response=sent,
            partnership=partnership,
            reasons={1: "In which teams?"},
            answer_by=due,
            by=ANYBODY,
            at=self.WEDNESDAY,
        )

    def ask(self, sent, partnership, due) -> None:
        days = (due - self.WEDNESDAY.date()).days
        questions.ask(sent, partnership, self.WEDNESDAY, days=days)

    @pytest.mark.parametrize("do", [give_back, ask])
    @pytest.mark.parametrize(("days", "mails"), [(0, 2), (2, 2), (4, 2), (5, 0)])
    def test_it_depends_on_the_day(self, cast, sent, northshire, do, days, mails):
        do(self, sent, northshire, self.WEDNESDAY.date() + days * DAY)
        kinds = (Kind.RETURNED, Kind.QUESTION_ASKED)
        assert Mail.objects.filter(kind__in=kinds).count() == mails
        assert Mail.objects.count() == mails

    @pytest.mark.parametrize("do", [give_back, ask])
    def test_a_school_on_holiday_is_left_in_peace(
        self, cast, sent, hopewell, northshire, do
    ):
        hopewell.sector = Sector.SCHOOLS
        hopewell.save()
        sent.refresh_from_db()
        day = self.WEDNESDAY.date()
        northshire.holidays.create(name="Half term", from_on=day, to_on=day)
        do(self, sent, northshire, day + 2 * DAY)
        assert not Mail.objects.exists()
        assert Notice.objects.filter(due_on=day + 2 * DAY).count() == 2
