"""Figures as JSON: dataclasses by name, named tuples as rows."""

import json
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import pytest

from dashboards.encoding import FiguresEncoder, as_fields


class Row(NamedTuple):
    name: str
    on: date


@dataclass(frozen=True, slots=True)
class Part:
    title: str
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Whole:
    part: Part | None
    many: list[Part]


PART = Part("One", [Row("first", date(2026, 11, 30))])


def written(value: object) -> object:
    return json.loads(json.dumps(value, cls=FiguresEncoder))


def test_a_dataclass_is_written_by_the_names_of_its_fields_at_any_depth():
    one = {"title": "One", "rows": [["first", "2026-11-30"]]}
    assert written(Whole(PART, [PART])) == {"part": one, "many": [one]}
    assert written({"figures": Whole(None, [])}) == {
        "figures": {"part": None, "many": []}
    }


def test_only_the_first_level_is_taken_apart_without_copying():
    fields = as_fields(Whole(PART, []))
    assert list(fields) == ["part", "many"]
    assert fields["part"] is PART


@pytest.mark.parametrize("value", [object(), Part, {1, 2}])
def test_what_is_no_figure_is_refused(value):
    with pytest.raises(TypeError, match="not JSON serializable"):
        written(value)
