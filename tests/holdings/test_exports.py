"""Packing: streamed, closed, and the same in both formats."""

import csv
import io
import json
from functools import partial
from zipfile import ZipFile

import pytest

from holdings import exports
from holdings.readme import Readme
from tests.factories import NOW
from ui.copies import Paper
from ui.tables import Column, Table


class NoWords(RuntimeError):
    """Somebody pulled the plug."""


def table(rows) -> Table:
    return Table("many", "Many", "Many rows.", [Column("n", "N", "a number")], rows)


def pack(tables=(), papers=()):
    return exports.packed(Readme("All", ("A note.",)), tables, papers, at=NOW)


def test_rows_are_written_as_they_are_read_and_never_held():
    ahead = written = 0

    class Row(tuple):
        def __del__(self):
            nonlocal written
            written += 1

    def rows():
        nonlocal ahead
        for n in range(5000):
            ahead = max(ahead, n - written)
            yield Row((n,))

    with pack([table(rows())]) as held, ZipFile(held) as archive:
        assert len(json.loads(archive.read("tables/many.json"))) == 5000
        text = archive.read("tables/many.csv").decode("utf-8-sig")
        assert len(list(csv.reader(io.StringIO(text)))) == 5001
    # How `tee` keeps rows decides how many wait: some, and not the more the longer.
    assert ahead < 200


@pytest.mark.parametrize("broken", ["rows", "paper"])
def test_where_it_fails_nothing_is_left_open(broken, monkeypatch):
    opened = []
    real = exports.SpooledTemporaryFile

    def remembered(**kwargs):
        opened.append(real(**kwargs))
        return opened[-1]

    def fail():
        raise NoWords

    def rows():
        yield (1,)
        fail()

    monkeypatch.setattr(exports, "SpooledTemporaryFile", remembered)
    tables = [table(rows())] if broken == "rows" else []
    with pytest.raises(NoWords):
        pack(tables, [Paper("a.txt", "A.", fail)])
    assert opened
    assert all(one.closed for one in opened)


def test_an_empty_table_is_there_with_its_columns():
    with pack([table(())]) as held, ZipFile(held) as archive:
        assert json.loads(archive.read("tables/many.json")) == []
        assert archive.read("tables/many.csv").decode("utf-8-sig") == "N\r\n"
        assert "Many rows. 0 rows." in archive.read("README.txt").decode()


def test_what_is_packed_already_is_not_packed_again():
    papers = [Paper(name, "It.", partial(bytes, 9999)) for name in ("a.pdf", "b.yaml")]
    with pack(papers=papers) as held, ZipFile(held) as archive:
        assert archive.getinfo("a.pdf").compress_size == 9999
        assert archive.getinfo("b.yaml").compress_size < 999


def test_its_files_say_when_it_was_made_and_are_for_its_owner_alone():
    with pack() as held, ZipFile(held) as archive:
        (only,) = archive.infolist()
    assert only.date_time[:3] == (2026, 11, 18)
    assert only.external_attr >> 16 == 0o600
