import io
import os

import pytest
from django.core.management import CommandError, call_command

from performance.models import Area, Population

pytestmark = pytest.mark.django_db
ROWS = """\
Code,Area,Mid-year,Children aged 0 to 17,Source
E06999001,North,2023,"21,000",ONS
E06999001,North,2024,"21,400",ONS
E12999001,The North,2024,900000,
E06999002,South,2024,c,
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "populations.csv"
    path.write_text(ROWS)
    return path


def run(*args: object) -> str:
    said = io.StringIO()
    call_command("import_populations", *map(str, args), stdout=said)
    return said.getvalue()


def test_it_says_what_it_imports_and_what_it_leaves_out(file):
    said = run(file)
    assert "North (E06999001): 2 new, 0 changed, 0 the same. This area is new." in said
    assert "Left out: D5 has “c”, expected a whole number" in said
    assert set(Population.objects.values_list("area__name", "year", "children")) == {
        ("North", 2023, 21_000),
        ("North", 2024, 21_400),
        ("The North", 2024, 900_000),
    }
    assert Area.objects.get(code="E12999001").kind == Area.Kind.REGION


def test_a_trial_says_the_same_and_changes_nothing(file):
    said = run(file, "--dry-run")
    assert said.endswith("Nothing was changed: this was a trial.\n")
    assert not Area.objects.exists()
    assert run(file).splitlines() == said.splitlines()[:-1]


def test_a_second_time_it_says_that_all_was_here(file):
    run(file)
    said = run(file)
    assert "North (E06999001): 0 new, 0 changed, 2 the same." in said
    assert "Nothing was changed: all of it was here already." in said


def test_what_cannot_be_read_is_said_plainly(tmp_path, file):
    with pytest.raises(CommandError, match="no such file"):
        run(tmp_path / "none.csv")
    file.write_bytes(b"a,b\n1,2\n")
    with pytest.raises(CommandError, match="No row of the file has the headings"):
        run(file)
    os.truncate(file, 6 * 1024 * 1024)
    with pytest.raises(CommandError, match="larger than 5 MB"):
        run(file)
