"""England, region, neighbours and own areas beside a partnership's measures.

Oracles are the Department for Education's own figures, as in test_arithmetic.
"""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from performance.actions.benchmarks import import_file
from performance.benchmarks import Beside, beside
from performance.models import Area, Coverage, Neighbour, Population
from privacy.disclosure import Symbol
from tests.factories import ANYBODY, NOW
from tests.performance.published_files import (
    REPEATS,
    authority,
    bring,
    csv_of,
    kept,
    national,
    neighbours_file,
    of_library,
    region,
    repeats,
    repeats_file,
)
from tests.performance.test_arithmetic import LEFT_OUT, read

pytestmark = pytest.mark.django_db
SHARE, STARTS, RATE = (
    "child-protection-repeat",
    "child-protection-starts",
    "child-protection-neglect-rate",
)
TEN = list(range(401, 411))
FIRST = 2013
YEARS = 12


def cover(partnership, *numbers: int) -> None:
    for number in numbers:
        area = Area.objects.get(number=str(number))
        Coverage.objects.create(partnership=partnership, area=area)


def near(ten) -> None:
    content = neighbours_file(ten)
    import_file(
        file_name="statistical_neighbours_2025.csv", content=content, by=ANYBODY, at=NOW
    )


def lines(partnership, *keys: str):
    found = beside(partnership.pk, [of_library(key) for key in keys])
    return {
        key: {(one.kind, one.name): one for one in found[of_library(key).pk]}
        for key in keys
        if of_library(key).pk in found
    }


def test_medians_of_neighbours_are_those_on_the_departments_dashboard(northshire):
    """Each vector is one authority in one year; twelve years to an authority."""
    vectors = [
        row for row in read("neighbour_medians.csv") if row["neighbours"] != LEFT_OUT
    ]
    assert len(vectors) == 186
    rows, ten = [], {}
    for place, vector in enumerate(vectors):
        number, year = 100 + place // YEARS * 11, FIRST + place % YEARS
        ten[number] = [number + step for step in range(1, 11)]
        rows.append(repeats(number, 60, 15, 25, year=year))
        values = zip(ten[number], vector["neighbours"].split(" "), strict=True)
        rows += [
            repeats(other, "x", "x", value, year=year)
            for other, value in values
            if value != "-"
        ]
    bring(repeats_file(*rows))
    near(ten)
    cover(northshire, *ten)
    found = {
        (line.area, mark.period.ends_on.year): mark
        for line in lines(northshire, SHARE)[SHARE].values()
        if line.kind is Beside.NEIGHBOURS
        for mark in line.marks
    }
    areas = dict(Area.objects.values_list("number", "pk"))
    for place, vector in enumerate(vectors):
        number, year = 100 + place // YEARS * 11, FIRST + place % YEARS
        mark = found[areas[str(number)], year]
        assert mark.value == Decimal(vector["median"]), vector
        has = sum(one not in "cxu-" for one in vector["neighbours"].split(" "))
        assert (mark.has, mark.of) == (has, 10)
        assert mark.note == f"median of {has} of 10 statistical neighbours"


@pytest.mark.parametrize("is_printed", [True, False])
def test_imported_values_are_those_the_department_published(northshire, is_printed):
    """Shares as they are printed, and worked out where the column is dropped."""
    vectors = [row for row in read("indicators.csv") if row["multiplier"] == "100"]
    assert len(vectors) == 274
    columns = ("CPP_At31", "2_years_or_more", "Neglect_Latest", "Neglect_Initial")
    places = list(enumerate(vectors))
    if is_printed:
        content = repeats_file(
            *(
                repeats(
                    100 + place, one["denominator"], one["numerator"], one["published"]
                )
                for place, one in places
            )
        )
        bring(content)
        key = SHARE
    else:
        rows = [
            authority(100 + place)
            | dict.fromkeys(columns[1:], one["numerator"])
            | {"CPP_At31": one["denominator"]}
            for place, one in places
        ]
        bring(csv_of(columns, rows), "d4_2024.csv")
        key = "child-protection-neglect"
    for place, one in places:
        found = kept(key, 100 + place)
        assert found.value == Decimal(one["published"]), one
        assert found.number == int(one["numerator"])


def test_rates_are_worked_out_from_the_children_who_live_there(northshire):
    vectors = [row for row in read("indicators.csv") if row["multiplier"] == "10000"]
    assert len(vectors) == 126
    columns = ("CPP_At31", "Neglect_Initial", "Neglect_Latest")
    rows = [
        authority(100 + place) | dict.fromkeys(columns, one["numerator"])
        for place, one in enumerate(vectors)
    ]
    bring(csv_of(columns, rows), "d4_2024.csv")
    areas = dict(Area.objects.values_list("number", "pk"))
    Population.objects.bulk_create(
        Population(
            area_id=areas[str(100 + place)], year=2023, children=int(one["denominator"])
        )
        for place, one in enumerate(vectors)
    )
    cover(northshire, *(100 + place for place in range(len(vectors))))
    found = lines(northshire, RATE)[RATE]
    for place, one in enumerate(vectors):
        line = found[Beside.AREA, f"Borough {100 + place}"]
        assert line.latest.value == Decimal(one["published"]), one


def test_a_rate_waits_until_the_children_are_known(northshire):
    bring(
        csv_of(
            ["CPP_At31", "Neglect_Initial", "Neglect_Latest"],
            [authority(301, CPP_At31=60, Neglect_Initial=7, Neglect_Latest=9)],
        ),
        "d4_2024.csv",
    )
    cover(northshire, 301)
    line = lines(northshire, RATE)[RATE][Beside.AREA, "Borough 301"]
    assert line.marks[0].value is Symbol.UNAVAILABLE
    assert line.latest is None


@pytest.fixture
def london(northshire):
    """Northshire looks after a borough of Outer London that has ten neighbours."""
    outer = ("E13000002", "Outer London")
    rows = [
        national() | dict(zip(REPEATS, (62110, 15330, "24.7"), strict=True)),
        region("E12000007", "London")
        | dict(zip(REPEATS, (900, 180, "20"), strict=True)),
        region(*outer) | dict(zip(REPEATS, (500, 110, "22"), strict=True)),
        repeats(301, 60, "c", "c", region=outer, name="Barking"),
        *(repeats(number, 50, 6, number - 390) for number in TEN[:8]),
        repeats(TEN[8], 50, "c", "c"),
        repeats(TEN[9], 0, 0, "z"),
    ]
    bring(repeats_file(*rows))
    near({301: TEN, 401: [301, *TEN[1:]]})
    cover(northshire, 301)
    return northshire


def test_own_area_neighbours_region_and_england_stand_in_this_order(london):
    found = list(lines(london, SHARE)[SHARE].values())
    assert [(one.kind, one.name) for one in found] == [
        (Beside.AREA, "Barking"),
        (Beside.NEIGHBOURS, "Statistical neighbours of Barking"),
        (Beside.REGION, "London"),
        (Beside.ENGLAND, "England"),
    ]
    own, neighbours, whole, england = [one.marks[0] for one in found]
    assert own.value is Symbol.HIDDEN
    # 11 to 18 are published; of two neighbours nothing is.
    assert neighbours.value == Decimal("14.5")
    assert neighbours.note == "median of 8 of 10 statistical neighbours"
    assert (whole.value, england.value, england.note) == (20, Decimal("24.7"), "")
    assert found[0].at(england.period) == own
    assert found[0].at(england.period.before) is None


def test_a_median_of_nothing_is_not_available(northshire):
    bring(
        repeats_file(repeats(301, 60, 15, 25), *(repeats(n, 5, "c", "c") for n in TEN))
    )
    near({301: TEN})
    cover(northshire, 301)
    found = lines(northshire, SHARE)[SHARE]
    mark = found[Beside.NEIGHBOURS, "Statistical neighbours of Borough 301"].marks[0]
    assert mark.value is Symbol.UNAVAILABLE
    assert mark.note == "median of 0 of 10 statistical neighbours"


def test_neighbours_are_put_only_where_all_ten_are_known(northshire):
    bring(repeats_file(*(repeats(n, 60, 15, 25) for n in (301, 302, *TEN[:9]))))
    content = neighbours_file({301: TEN, 302: [301, *TEN[:9]]})
    report = import_file(
        file_name="statistical_neighbours_2025.csv", content=content, by=ANYBODY, at=NOW
    )
    assert report.unknown_areas == [str(TEN[9])]
    assert set(Neighbour.objects.values_list("area__number", flat=True)) == {"302"}
    bring(repeats_file(repeats(TEN[9], 60, 15, 25)), "d3_more.csv")
    near({301: TEN, 302: [301, *TEN[:9]]})
    assert Neighbour.objects.count() == 20


def test_other_neighbours_take_the_place_of_those_before(london):
    near({301: [*TEN[1:], 401]})
    numbers = Neighbour.objects.filter(area__number="301").order_by("rank")
    assert list(numbers.values_list("neighbour__number", flat=True)) == [
        *map(str, TEN[1:]),
        "401",
    ]
    # Those of an authority that the file does not name stay.
    assert Neighbour.objects.filter(area__number="401").count() == 10


def test_a_partnership_without_areas_has_nothing_beside_its_measures(
    london, castlebourne
):
    assert beside(castlebourne.pk, [of_library(SHARE)]) == {}
    assert beside(london.pk, []) == {}


def test_as_many_queries_for_many_measures_and_areas_as_for_one(london):
    both = [of_library(SHARE), of_library(STARTS)]
    with CaptureQueriesContext(connection) as few:
        beside(london.pk, both[:1])
    cover(london, *TEN)
    with CaptureQueriesContext(connection) as many:
        found = beside(london.pk, both)
    assert len(found) == 2
    assert len(many) == len(few) == 3
