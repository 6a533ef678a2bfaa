"""The demonstration's areas, and what is published about them and others like them.

The files are of the department's shape, and come in as any file does.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from demonstration.calendar import chance, moment
from demonstration.content import published
from partnership.access import Access
from partnership.models import Partnership
from performance.actions.benchmarks import import_file
from performance.arithmetic import value
from performance.models import Area, Coverage, Population
from performance.published.datasets import NEIGHBOURS
from performance.published.neighbours import TEN
from performance.published.places import NEEDED

BY = Access.of_command("the performance analyst")
FIRST_YEAR = 2015
RELEASED = (11, 6)  # the day of a year on which its statistics are published
SMALL = 5
ROUGH = 12  # percent by which areas differ from one another
SWAY = 4  # percent by which chance takes a number from year to year


@dataclass(frozen=True)
class Place:
    """An area of the plan, and the region that it lies in."""

    said: Mapping[str, Any]
    kind: Area.Kind
    region: Mapping[str, Any] | None = None

    @property
    def name(self) -> str:
        """What it is called."""
        return str(self.said["name"])

    def children(self, year: int) -> int:
        """How many live there in the middle of a year."""
        found: int = self.said["children"] + self.said["more"] * (year - FIRST_YEAR)
        return found


def publish(
    partnerships: Mapping[str, Partnership], *, today: date, at: datetime
) -> None:
    """Put in the areas, the children who live there, and what is published."""
    places = list(_places())
    _areas(places, partnerships, today, at)
    last = today.year if (today.month, today.day) >= RELEASED else today.year - 1
    given_at = min(moment(date(last, *RELEASED), 11), at)
    for dataset in published()["datasets"]:
        name = f"{dataset['key']}_{published()['first']}_to_{last}.csv"
        content = _written(_rows(dataset, places, last))
        import_file(file_name=name, content=content, by=BY, at=given_at)
    content = _written(_nearest(places))
    import_file(file_name=f"{NEIGHBOURS}.csv", content=content, by=BY, at=given_at)


def _places() -> Iterator[Place]:
    """Wholes before what lies in them."""
    yield Place(published()["country"], Area.Kind.COUNTRY)
    for region in published()["regions"]:
        yield Place(region, Area.Kind.REGION)
        for one in region["authorities"]:
            yield Place(one, Area.Kind.AUTHORITY, region)


def _areas(
    places: list[Place],
    partnerships: Mapping[str, Partnership],
    today: date,
    at: datetime,
) -> None:
    made: dict[str, Area] = {}
    country = published()["country"]
    for one in places:
        whole = one.region or (country if one.kind == Area.Kind.REGION else None)
        made[one.name] = Area.objects.create(
            code=one.said["code"],
            number=str(one.said.get("number", "")),
            name=one.name,
            kind=one.kind,
            within=made[whole["name"]] if whole else None,
        )
    Coverage.objects.bulk_create(
        Coverage(area=made[one.name], partnership=partnerships[slug])
        for one in places
        for slug in one.said.get("of", ())
    )
    Population.objects.bulk_create(
        Population(
            area=made[one.name],
            year=year,
            children=one.children(year),
            saved_at=min(moment(date(year + 1, 9, 15), 11), at),
            saved_by=BY.actor_name,
        )
        for one in places
        for year in range(FIRST_YEAR, today.year)
    )


def _rows(
    dataset: Mapping[str, Any], places: list[Place], last: int
) -> Iterator[dict[str, object]]:
    """Every area and year of a file, the latest year first."""
    first = published()["first"]
    for year in range(last, first - 1, -1):
        so_far = (year - first) / max(last - first, 1)
        for one in places:
            cells = _cells(dataset, one, year, so_far)
            if year in published()["gaps"].get(one.name, ()):
                cells |= dict.fromkeys(_columns(dataset), "x")
            about = {"category": dataset["category"], "time_period": year}
            yield _about(one) | about | cells


def _columns(dataset: Mapping[str, Any]) -> list[str]:
    return [*dataset["counts"], *dataset.get("shares", ())]


def _about(one: Place) -> dict[str, object]:
    """The columns that say which area a row is about."""
    country = published()["country"]
    found: dict[str, object] = {
        **dict.fromkeys(NEEDED, ""),
        "time_identifier": "Reporting year",
        "geographic_level": "National",
        "country_code": country["code"],
        "country_name": country["name"],
    }
    if region := one.region or (one.said if one.kind == Area.Kind.REGION else None):
        found |= {
            "geographic_level": "Regional",
            "region_code": region["code"],
            "region_name": region["name"],
        }
    if one.region:
        found |= {
            "geographic_level": "Local authority",
            "old_la_code": one.said["number"],
            "new_la_code": one.said["code"],
            "la_name": one.name,
        }
    return found


def _cells(
    dataset: Mapping[str, Any], one: Place, year: int, so_far: float
) -> dict[str, object]:
    """What was counted in a year, and the rates and percentages of it."""
    # As published: with the children of the middle of the year that ends in March.
    children = one.children(year - 1)
    counts: dict[str, int] = {}
    found: dict[str, object] = {}
    for column, said in dataset["counts"].items():
        whole = counts[said["of"]] if "of" in said else children
        every = 100 if "of" in said else 10_000
        worth = _worth(column, said, one, year, so_far)
        counts[column] = _rounded(whole * worth / every, one)
        found[column] = "c" if 0 < counts[column] <= SMALL else counts[column]
    for column, of in dataset.get("shares", {}).items():
        said = dataset["counts"][of]
        below = counts[said["of"]] if "of" in said else children
        every = 100 if "of" in said else 10_000
        found[column] = "c" if found[of] == "c" else _share(counts[of], below, every)
    return found


def _worth(
    column: str, said: Mapping[str, Any], one: Place, year: int, so_far: float
) -> float:
    """A rate or a percentage: of an area’s own level, or near that of England."""
    own = published()["levels"].get(one.name, {}).get(column)
    level, rise = own or (said["level"], said["rise"])
    if one.kind == Area.Kind.COUNTRY:
        return float(level + rise * so_far)
    far = 0 if own else ROUGH * _even(f"{column} of {one.name}") / 100
    sway = SWAY * _even(f"{column} of {one.name} in {year}") / 100
    if one.kind == Area.Kind.REGION:
        far, sway = far / 3, sway / 3
    return float((level + rise * so_far) * (1 + far + sway))


def _rounded(number: float, one: Place) -> int:
    """The department rounds the numbers of regions and England to ten."""
    return round(number) if one.region else round(number / 10) * 10


def _share(above: int, below: int, every: int) -> Decimal:
    return value(above, below, multiplier=every, places=1)


def _nearest(places: list[Place]) -> Iterator[dict[str, object]]:
    """The ten authorities that are most like each, by lot."""
    authorities = [one for one in places if one.region]
    for one in authorities:
        others = [other for other in authorities if other is not one]
        # As like as they are, they are like both ways round.
        others.sort(key=lambda other: _unlike(one.name, other.name))
        row: dict[str, object] = {
            "old_la_code": one.said["number"],
            "la_name": one.name,
        }
        for rank, other in zip(TEN, others, strict=False):
            row[f"SN_{rank}"] = other.said["number"]
            row[f"SN_{rank}P"] = "Very close" if rank < 5 else "Close"
        yield row


def _unlike(one: str, other: str) -> int:
    return chance(" and ".join(sorted((one, other))), 0, 999_999)


def _even(key: str) -> float:
    """From -1 to 1."""
    return chance(key, -1000, 1000) / 1000


def _written(rows: Iterator[Mapping[str, object]]) -> bytes:
    """A file as it is published: with the mark of UTF-8."""
    some = list(rows)
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, list(some[0]))
    writer.writeheader()
    writer.writerows(some)
    return file.getvalue().encode("utf-8-sig")
