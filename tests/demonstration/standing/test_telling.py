"""What the people of the demonstration find under Messages."""

from datetime import date

import pytest
from django.utils import timezone

from accounts.models import User
from notices.actions import owe_week
from notices.models import Kind, Mail, Notice
from partnership.models import Holiday, Partnership

pytestmark = pytest.mark.usefixtures("loaded", "db")


def kinds(email: str) -> set[str]:
    mine = Notice.objects.filter(person__email=email)
    return set(mine.values_list("kind", flat=True))


def test_each_side_is_told_what_the_other_did():
    assert {Kind.OPENED, Kind.ACCEPTED} <= kinds("lead@hopewell.example")
    assert Kind.SUBMITTED in kinds("coordinator@northshire.example")
    assert Kind.RETURNED in kinds("police@northshire.example")


def test_some_are_read_and_some_are_new_and_none_is_of_the_future():
    told = User.objects.filter(notices__isnull=False).distinct()
    for person in told:
        assert person.notices.filter(read_at=None).exists(), person
    assert Notice.objects.exclude(read_at=None).exists()
    assert not Notice.objects.filter(told_at__gt=timezone.now()).exists()


def test_nobody_is_owed_an_email_until_the_week_is_owed():
    assert not Mail.objects.filter(sent_at=None).exists()
    assert owe_week(at=timezone.now()) > 0


def test_every_partnership_knows_its_schools_holidays():
    on = date(2026, 12, 25)
    closed = Holiday.objects.around(on, on).values("partnership")
    assert Partnership.objects.exclude(pk__in=closed).count() == 0
