"""What people of the demonstration were told, and the holidays of its schools."""

from datetime import date, datetime, timedelta

from django.db.models import Max

from accounts.models import User
from demonstration.calendar import moment
from demonstration.reviewing import BY as COORDINATOR
from notices.actions import read_all
from partnership.access import Access
from partnership.membership import access_of
from partnership.models import Holiday, Partnership
from response_tool.actions import telling
from response_tool.models import Recipient, Response, Returned, Round

# A school year as many councils set it; Saturdays and Sundays around belong to it.
HOLIDAYS = (
    ("Autumn half term", date(2026, 10, 24), date(2026, 11, 1)),
    ("Christmas", date(2026, 12, 19), date(2027, 1, 3)),
    ("Spring half term", date(2027, 2, 13), date(2027, 2, 21)),
    ("Easter", date(2027, 3, 26), date(2027, 4, 11)),
    ("Summer half term", date(2027, 5, 29), date(2027, 6, 6)),
    ("Summer", date(2027, 7, 24), date(2027, 9, 1)),
)
READ_AFTER = timedelta(days=6)


def holidays_of(partnership: Partnership) -> list[Holiday]:
    """The school holidays of one partnership, not yet written."""
    return [
        Holiday(partnership=partnership, name=name, from_on=first, to_on=last)
        for name, first, last in HOLIDAYS
    ]


def tell_people(opened: Round, at: datetime) -> None:
    """Tell what happened in an open round, as it would have been told at the time.

    What is more than some days old has been read, but for the last of each person.
    """
    asked = opened.responses.filter(corrects=None)
    responses = list(asked.select_related("agency", "round").order_by("pk"))
    telling.tell_opened(opened, responses, moment(opened.opens_on, 9))
    for response in responses:
        if response.submitted_at:
            by = Access(actor_name=response.submitted_by)
            telling.tell_submitted(response, by, response.submitted_at)
    _tell_reviews(responses, at)
    earlier = Round.objects.filter(
        strategy=opened.strategy, opens_on__lt=opened.opens_on
    )
    before = earlier.newest_first()[:1]
    answered = Response.objects.asked_for().filter(round__in=list(before))
    _tell_reviews(list(answered.select_related("agency", "round").order_by("pk")), at)
    people = User.objects.annotate(last=Max("notices__told_at")).exclude(last=None)
    for person in people.order_by("pk"):
        until = min(at - READ_AFTER, person.last - timedelta(seconds=1))
        read_all(told_until=until, by=access_of(person), at=at - READ_AFTER)


def _tell_reviews(responses: list[Response], at: datetime) -> None:
    of_pk = {one.pk: one for one in responses}
    reviewed = Recipient.objects.filter(response__in=responses, reviewed_at__lte=at)
    for one in reviewed.select_related("partnership").order_by("pk"):
        one.response = of_pk[one.response_id]
        when = one.reviewed_at or at
        if one.review == Recipient.Review.ACCEPTED:
            telling.tell_accepted(one, COORDINATOR, when)
        elif one.review == Recipient.Review.RETURNED:
            back = Returned.objects.open().filter(recipient=one).told()
            draft = one.response.correction
            telling.tell_returned(one, list(back), draft, COORDINATOR, when)
