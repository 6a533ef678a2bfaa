"""Made-up files of the department's shape."""

import csv
import io
from collections.abc import Iterable, Mapping

from performance.actions.benchmarks import import_file
from performance.models import Benchmark, Measure
from performance.published.places import NEEDED
from performance.published.reports import Report
from performance.published.values import published
from tests.factories import ANYBODY, NOW

ENGLAND = ("E92000001", "England")
Cells = Mapping[str, object]


def csv_of(columns: Iterable[str], rows: Iterable[Cells]) -> bytes:
    """A file as it is published: with the mark of UTF-8 and CRLF."""
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, [*NEEDED, "category", *columns], restval="")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode("utf-8-sig")


def authority(number: int, year: object = 2024, **cells: object) -> Cells:
    """A row about a local authority in the North East, or in `region`."""
    code, name = cells.pop("region", ("E12000001", "North East"))
    return {
        "time_period": year,
        "time_identifier": cells.pop("identifier", "Reporting year"),
        "geographic_level": "Local authority",
        **dict(zip(("country_code", "country_name"), ENGLAND, strict=True)),
        "region_code": code,
        "region_name": name,
        "old_la_code": number,
        "new_la_code": cells.pop("code", f"E06000{number}"),
        "la_name": cells.pop("name", f"Borough {number}"),
        **cells,
    }


def region(code: str, name: str, year: object = 2024, **cells: object) -> Cells:
    return {
        **national(year),
        "geographic_level": "Regional",
        "region_code": code,
        "region_name": name,
        **cells,
    }


def national(year: object = 2024, **cells: object) -> Cells:
    return {
        "time_period": year,
        "time_identifier": "Reporting year",
        "geographic_level": "National",
        **dict(zip(("country_code", "country_name"), ENGLAND, strict=True)),
        **cells,
    }


REPEATS = ("CPP_start", "CPP_subsequent", "CPP_subsequent_percent")


def repeats(number: int, starts: object, again: object, share: object, **more) -> Cells:
    cells = dict(zip(REPEATS, (starts, again, share), strict=True))
    return authority(number, **more) | cells


def repeats_file(*rows: Cells, columns: Iterable[str] = REPEATS) -> bytes:
    return csv_of(columns, rows)


def bring(content: bytes, name: str = "d3_2013_to_2024.csv", **more) -> Report:
    return import_file(file_name=name, content=content, by=ANYBODY, at=NOW, **more)


def neighbours_file(ten: Mapping[int, Iterable[int]]) -> bytes:
    """Who is like whom, by numbers."""
    ranks = [f"SN_{rank}" for rank in range(1, 11)]
    lines = [",".join(["old_la_code", "la_name", *ranks])]
    lines += [
        ",".join(map(str, [number, f"Borough {number}", *others]))
        for number, others in ten.items()
    ]
    return "\r\n".join([*lines, ""]).encode("utf-8-sig")


def kept(key: str, number: int, day: str = "2023-04-01"):
    """What is stored about a measure of the library in an authority."""
    row = Benchmark.objects.get(measure__library_key=key, area__number=str(number))
    return published(row.values[day])


def of_library(key: str) -> Measure:
    return Measure.objects.get(library_key=key)
