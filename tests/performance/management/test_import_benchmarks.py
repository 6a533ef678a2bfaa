import io
import os

import pytest
from django.core.management import CommandError, call_command

from activity.models import Event
from performance.models import Area, Benchmark, Dataset, Mapped, Measure, Release
from tests.performance.published_files import repeats, repeats_file

pytestmark = pytest.mark.django_db
ALL = (Area, Benchmark, Dataset, Event, Mapped, Measure, Release)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "d3_2013_to_2024.csv"
    path.write_bytes(repeats_file(repeats(301, 60, 15, 25), repeats(302, 5, "?", "c")))
    return path


def run(*args: object) -> str:
    said = io.StringIO()
    call_command("import_benchmarks", *map(str, args), stdout=said)
    return said.getvalue()


def test_it_says_what_it_imports(file):
    said = run(file)
    assert "Child protection plans that began: 2 new, 0 changed, 0 the same." in said
    assert "Row 3, CPP_subsequent: “?” was not understood." in said
    assert "New areas: Borough 301, Borough 302." in said
    assert Benchmark.objects.count() == 3


def test_a_trial_says_the_same_and_changes_nothing(file):
    said = run(file, "--dry-run")
    assert [model.objects.count() for model in ALL] == [0] * len(ALL)
    assert said.endswith("Nothing was changed: this was a trial.\n")
    trial = said.splitlines()[:-1]
    assert run(file).splitlines() == trial


def test_a_second_time_it_says_that_all_was_here(file):
    run(file)
    assert "Nothing was changed: all of it was here already." in run(file)


def test_a_file_can_be_named_by_hand(file):
    other = file.rename(file.with_name("figures.csv"))
    with pytest.raises(CommandError, match="Say which published statistics this is"):
        run(other)
    assert "2 new" in run(other, "--dataset", "d3")


def test_what_cannot_be_read_is_said_plainly(tmp_path, file):
    with pytest.raises(CommandError, match="no such file"):
        run(tmp_path / "none.csv")
    file.write_bytes(b"a,b\n1,2\n")
    with pytest.raises(CommandError, match="It has no “time_period”"):
        run(file)
    os.truncate(file, 11 * 1024 * 1024)
    with pytest.raises(CommandError, match="larger than 10 MB"):
        run(file)
