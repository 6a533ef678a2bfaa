"""Files that expire soon wait on the home page of those who edit."""

from datetime import timedelta

import pytest

from evidence.figures import done, waiting
from partnership.models import AgencyMember
from tests.factories import TODAY, access


@pytest.fixture
def expiring(keep):
    return lambda days, **told: keep(
        f"In {days}", expires_on=TODAY + timedelta(days=days), **told
    )


def told(person) -> list[str]:
    return [one.title for one in waiting(access=access(person), today=TODAY)]


def test_from_thirty_days_before_until_two_weeks_after(cast, expiring):
    for days in (31, 30, 0, -14, -15):
        expiring(days)
    assert told(cast.lead) == ["Renew “In -14”", "Renew “In 0”", "Renew “In 30”"]
    assert done(access=access(cast.lead), since=TODAY) == []


def test_it_says_when_and_what_to_do(cast, expiring):
    expiring(7)
    (item,) = waiting(access=access(cast.contributor), today=TODAY)
    assert item.due_on == TODAY + timedelta(days=7)
    assert item.note.startswith("It expires on 25 November 2026.")


def test_nobody_else_is_bothered(cast, expiring):
    expiring(7)
    for role in ("viewer", "other_lead", "coordinator"):
        assert told(getattr(cast, role)) == []


def test_somebody_of_two_agencies_is_told_whose_it_is(cast, expiring, harbour):
    AgencyMember.objects.create(user=cast.lead, agency=harbour, role="lead")
    expiring(7, agency=harbour)
    (item,) = waiting(access=access(cast.lead), today=TODAY)
    assert item.kind == "Files, Harbour Service"


def test_it_takes_one_query_however_many_there_are(
    cast, expiring, django_assert_num_queries
):
    for days in range(20):
        expiring(days)
    who = access(cast.lead)
    with django_assert_num_queries(1):
        assert len(waiting(access=who, today=TODAY)) == 10
