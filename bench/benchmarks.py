"""What importing published figures costs beside the csv module reading the file."""

import csv
import io
from collections.abc import Iterator
from random import Random
from time import perf_counter

from django.db import transaction
from django.utils import timezone

from bench.clock import medians
from bench.report import Row
from bench.shape import BY
from performance.actions.benchmarks import import_file
from performance.actions.mapping import set_up
from performance.published.places import NEEDED
from performance.published.reports import Report

# As in the department's file of referrals: twelve columns of figures, of which eight
# belong to three measures of the library.
FIGURES = (
    *("Referrals", "Referrals_rate", "Re_referrals", "Re_referrals_percent"),
    *("No_Further_Action", "No_Further_Action_percent"),
    *("Not_in_Need", "Not_in_Need_percent", "Referrals_child", "Referrals_child_rate"),
    *("Re_referrals_child", "Re_referrals_child_percent"),
)
NAME = "c1_made_up.csv"
AREAS, YEARS = 150, range(2013, 2025)
VALUES = AREAS * len(YEARS) * 3
IMPORT = f"Importing {AREAS * len(YEARS):,} rows of published figures"
AGAIN = "The same file of published figures again"
READING = "the csv module reading it"


def rows(times: int) -> list[Row]:
    """A first import and a second, each beside reading the file into dictionaries."""
    content = _made_up()
    # As for every release but the first: its columns are known.
    set_up(key="c1", by=BY, at=timezone.now())

    def read() -> float:
        began = perf_counter()
        text = content.decode("utf-8-sig")
        assert list(csv.DictReader(io.StringIO(text, newline="")))
        return perf_counter() - began

    def first() -> float:
        with transaction.atomic():
            took, report = _imported(content)
            transaction.set_rollback(True)
        assert report.added == VALUES
        return took

    def again() -> float:
        with transaction.atomic():
            _imported(content)
            took, report = _imported(content)
            transaction.set_rollback(True)
        assert not report.writes
        return took

    took, plain = medians(first, read, times=times)
    second, once = medians(again, first, times=times)
    return [
        Row(IMPORT, "ms", took, READING, plain, goal=10),
        Row(AGAIN, "ms", second, "the first time", once, goal=1),
    ]


def _imported(content: bytes) -> tuple[float, Report]:
    """As the command does it, from the bytes to the rows."""
    at = timezone.now()
    began = perf_counter()
    report = import_file(file_name=NAME, content=content, by=BY, at=at)
    return perf_counter() - began, report


def _made_up() -> bytes:
    """A file of the department's shape, always the same."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow([*NEEDED, "category", *FIGURES])
    random = Random(5)
    for year in reversed(YEARS):
        for place in range(AREAS):
            writer.writerow([*_area(year, place), *_figures(random)])
    return file.getvalue().encode("utf-8-sig")


def _area(year: int, place: int) -> list[object]:
    region = place % 9 + 1
    return [
        *(year, "Reporting year", "Local authority", "E92000001", "England"),
        *(f"E1200000{region}", f"Region {region}"),
        *(200 + place, f"E0699{place:04}", f"Borough {place}", "Referrals"),
    ]


def _figures(random: Random) -> Iterator[object]:
    for name in FIGURES:
        if random.random() < 0.05:
            yield random.choice("cxu")
        elif name.endswith(("_rate", "_percent")):
            yield random.randrange(1000) / 10
        else:
            yield random.randrange(6, 9000)
