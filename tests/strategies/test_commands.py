"""manage.py load_strategy NAME."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from activity.models import Event
from strategies import library
from strategies.models import Strategy


def load(name: str) -> str:
    out = StringIO()
    call_command("load_strategy", name, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "title", "counts"),
    [
        (
            "barking-and-dagenham",
            "Neglect Strategy 2024",
            "1 objective, 4 priorities",
        ),
        (
            "darlington",
            "Multi-agency Neglect Strategy 2017 to 2020",
            "5 objectives, 12 priorities",
        ),
        ("nottingham", "Joint Neglect Strategy", "3 objectives, 10 priorities"),
        (
            "pan-bedfordshire",
            "Pan Bedfordshire Neglect Strategy",
            "3 objectives, 8 priorities",
        ),
        ("surrey", "Neglect Strategy 2017 to 2020", "5 objectives, 13 priorities"),
    ],
)
def test_a_strategy_is_loaded_by_name(db, name, title, counts):
    assert load(name) == f"“{title}” version 1: {counts}.\n"
    assert Strategy.objects.get().is_published


def test_loading_again_says_the_same_and_changes_nothing(db):
    assert load("surrey") == load("surrey")
    assert Strategy.objects.count() == 1


def test_the_history_names_the_command(db):
    load("surrey")
    assert set(Event.objects.values_list("actor_name", flat=True)) == {"load_strategy"}


def test_an_unknown_name_says_which_there_are(db):
    with pytest.raises(CommandError) as refused:
        load("atlantis")
    assert "“atlantis”" in str(refused.value)
    for name in library.names():
        assert name in str(refused.value)
    assert not Strategy.objects.exists()


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """A library of our own, to put odd documents on."""
    monkeypatch.setattr(library, "FOLDER", tmp_path)
    return tmp_path


def test_a_document_that_is_none_is_refused_with_its_place(db, shelf):
    (shelf / "odd.yaml").write_text("key: odd\ntitle: Odd\nobjectives: soon\n")
    with pytest.raises(CommandError) as refused:
        load("odd")
    assert str(refused.value) == "odd.yaml: “objectives” is 'soon', not a list"


def test_a_document_that_cannot_be_published_is_refused_whole(db, shelf):
    (shelf / "odd.yaml").write_text("key: odd\ntitle: Odd\nobjectives: []\n")
    with pytest.raises(CommandError, match="Add at least one priority"):
        load("odd")
    assert not Strategy.objects.exists()


def test_a_title_that_is_too_long_is_refused_in_words(db, shelf):
    (shelf / "odd.yaml").write_text(f"key: odd\ntitle: {'x' * 121}\nobjectives: []\n")
    with pytest.raises(CommandError, match="at most 120 characters"):
        load("odd")
