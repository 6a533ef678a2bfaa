"""A file belongs to its agency, and says what it is."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from evidence.models import File
from tests.evidence.conftest import PERSONAL
from tests.factories import NOW, TODAY, access

THEIRS = ("lead", "contributor", "viewer")


def test_a_file_is_seen_by_its_agency_alone(cast, keep):
    file = keep()
    for name, person in vars(cast).items():
        seen = File.objects.visible_to(access(person))
        assert list(seen) == ([file] if name in THEIRS else []), name


def test_what_is_removed_is_seen_by_nobody(cast, keep):
    keep()
    File.objects.update(removed_at=NOW)
    assert not File.objects.visible_to(access(cast.lead)).exists()


def test_what_waits_for_a_decision_is_not_kept_yet(keep):
    held, kept = keep("Held", findings=PERSONAL), keep()
    assert list(File.objects.kept()) == [kept]
    assert list(File.objects.pending()) == [held]


def test_the_database_keeps_the_same_content_once(keep):
    file = keep()
    file.pk, file.stored_as = None, "another"
    with pytest.raises(IntegrityError), transaction.atomic():
        file.save()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Plan", "Plan.pdf"),
        ("Plan.PDF", "Plan.PDF"),
        ("Plan.html", "Plan.html.pdf"),
        ("../a\\b", "..-a-b.pdf"),
    ],
)
def test_it_is_handed_over_with_the_ending_of_what_it_is(name, expected):
    assert File(name=name, kind="pdf").download_name == expected


def test_it_has_expired_the_day_after_its_date():
    file = File(expires_on=TODAY)
    assert not file.has_expired(TODAY)
    assert file.has_expired(TODAY + timedelta(days=1))
    assert not File().has_expired(date.max)


def test_sizes_are_added_up(keep):
    assert File.objects.total_size() == 0
    assert File.objects.total_size() == 0 < keep().size
