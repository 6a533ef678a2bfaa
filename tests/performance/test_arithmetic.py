"""Figures are the Department for Education’s, children in need 2013 to 2024 (Open
Government Licence v3): counts with the value published for them, and the values of ten
statistical neighbours (2025 model) with the median its dashboard shows."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from performance.arithmetic import (
    PER_10000,
    PERCENTAGE,
    neighbour_median,
    rolled_up,
    rounded,
    value,
)

# A neighbour with a published 100 (very few plans) that the dashboard leaves out.
LEFT_OUT = "30.1 21.4 24 27.7 33.7 17.7 20.4 100 25.8 31.4"


def read(name: str) -> list[dict[str, str]]:
    with (Path(__file__).parent / "data" / name).open(newline="") as file:
        return list(csv.DictReader(file))


def published(text: str) -> Decimal | None:
    return Decimal(text) if text.replace(".", "", 1).isdigit() else None


def test_values_are_those_the_department_published():
    rows = read("indicators.csv")
    assert len(rows) == 400
    for row in rows:
        numerator, denominator = int(row["numerator"]), int(row["denominator"])
        found = value(numerator, denominator, multiplier=int(row["multiplier"]))
        assert found == Decimal(row["published"]), row


def test_medians_of_neighbours_are_those_on_the_departments_dashboard():
    rows = [
        row for row in read("neighbour_medians.csv") if row["neighbours"] != LEFT_OUT
    ]
    assert len(rows) == 186
    for row in rows:
        found = neighbour_median(map(published, row["neighbours"].split(" ")))
        assert found == Decimal(row["median"]), row


def test_neighbours_without_a_value_are_left_out():
    values = [published(text) for text in LEFT_OUT.split(" ")]
    assert neighbour_median(values) == Decimal("26.8")
    assert neighbour_median(v for v in values if v != 100) == Decimal("25.8")
    assert neighbour_median([None, None]) is None


def test_halves_are_rounded_up():
    assert rounded(Decimal("0.25")) == Decimal("0.3")
    assert rounded(Decimal("2.5"), 0) == Decimal(3)
    assert value(1, 8, multiplier=PERCENTAGE) == Decimal("12.5")
    assert value(1, 8, multiplier=PERCENTAGE, places=0) == Decimal(13)
    assert value(1, 16, multiplier=PER_10000, places=2) == Decimal("625.00")


def test_a_value_out_of_nothing_does_not_apply():
    with pytest.raises(ZeroDivisionError, match="denominator is 0"):
        value(0, 0)


def test_agencies_are_rolled_up_by_their_counts_not_their_percentages():
    both = rolled_up([(1, 2), (9, 98)])
    assert both == (10, 100)
    assert value(*both, multiplier=PERCENTAGE) == 10
    assert rolled_up([]) == (0, 0)
