"""Content and its row are one: neither stays without the other."""

import os
import stat
import time

import pytest
from django.db import transaction

from evidence import storing

OLD = time.time() - 2 * storing.LEFT_BEHIND


def files(media) -> list[str]:
    return sorted(path.name for path in media.rglob("*") if path.is_file())


@pytest.mark.django_db(transaction=True)
def test_a_file_is_in_its_place_once_it_is_committed(media):
    with transaction.atomic():
        name = storing.put(b"words")
        assert storing.path_of(name).parent.name == storing.ARRIVING
        assert storing.path_of(name).read_bytes() == b"words"
    assert storing.path_of(name) == media / "evidence" / name[:2] / name
    assert storing.path_of(name).read_bytes() == b"words"


@pytest.mark.django_db(transaction=True)
def test_a_file_can_be_read_by_nobody_else_on_the_machine(media):
    name = storing.put(b"words")
    assert stat.S_IMODE(storing.path_of(name).stat().st_mode) == 0o600


@pytest.mark.django_db(transaction=True)
def test_what_was_never_committed_goes_with_the_sweep_and_not_before(media):
    with transaction.atomic():
        name = storing.put(b"words")
        transaction.set_rollback(True)
    assert storing.sweep(lambda names: ()) == 0
    assert files(media) == [name]
    os.utime(storing.path_of(name), (OLD, OLD))
    assert storing.sweep(lambda names: ()) == 1
    assert files(media) == []


@pytest.mark.django_db
def test_what_a_crash_left_where_it_arrived_is_settled_by_the_sweep(media):
    name = storing.put(b"words")  # the transaction of this test never commits
    os.utime(storing.path_of(name), (OLD, OLD))
    assert storing.sweep(lambda names: names) == 0
    assert storing.path_of(name).parent.name == name[:2]


@pytest.mark.django_db(transaction=True)
def test_taking_away_waits_for_the_commit_and_may_be_said_twice(media):
    name = storing.put(b"words")
    with transaction.atomic():
        storing.take_away(name)
        assert files(media) == [name]
    assert files(media) == []
    storing.take_away(name)


def test_a_sweep_asks_in_parts(monkeypatch):
    parts = storing._in_parts(iter("abcde"), size=2)
    assert list(parts) == [["a", "b"], ["c", "d"], ["e"]]


def test_a_sweep_of_a_portal_without_files_finds_nothing(media):
    assert storing.sweep(lambda names: ()) == 0
