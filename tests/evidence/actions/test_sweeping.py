"""What nobody decided about, and content without a row, is swept up."""

import os
import time
from datetime import timedelta

import pytest

from evidence import storing
from evidence.actions import remove_file, sweep_files
from evidence.models import File
from tests.evidence.conftest import PERSONAL
from tests.factories import ANYBODY, NOW

LATER = NOW + timedelta(days=1, minutes=1)


@pytest.mark.django_db(transaction=True)
def test_a_held_file_waits_for_a_day_and_then_goes_with_its_content(keep, media):
    kept, held = keep(), keep("Held", findings=PERSONAL)
    sweep_files(at=NOW + timedelta(hours=23))
    assert File.objects.count() == 2
    sweep_files(at=LATER)
    assert list(File.objects.all()) == [kept]
    assert not storing.path_of(held.stored_as).exists()
    assert storing.path_of(kept.stored_as).exists()


@pytest.mark.django_db(transaction=True)
def test_the_content_of_a_removed_file_goes_and_its_row_stays(keep):
    file = keep()
    remove_file(file=file, by=ANYBODY, at=NOW)
    path = storing.path_of(file.stored_as)
    old = time.time() - 2 * storing.LEFT_BEHIND
    os.utime(path, (old, old))
    assert sweep_files(at=NOW) == 1
    assert not path.exists()
    assert File.objects.filter(pk=file.pk).exists()
