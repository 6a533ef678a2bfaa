"""The library of measures: readable YAML, in the project's own words.

Partnerships pick from it (`performance.actions.library`). A set says which measures go
with a printed strategy, and what of that strategy each one is evidence for.
"""

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import yaml

from partnership.models import Sector
from performance.models import Measure
from performance.periods import Frequency

FILE = Path(__file__).parent / "library" / "measures.yaml"

# What a measure says in words of its own; the first three are needed.
TEXTS = ("key", "title", "numerator", "denominator", "part_of", "source", "notes")
NEEDED = (*TEXTS[:3], "unit", "kind", "frequency", "better", "hides", "places")
OUT_OF_SOMETHING = (Measure.Unit.PERCENTAGE, Measure.Unit.AVERAGE)
OF_MEASURE = {*TEXTS, *NEEDED, "owner", "published"}
OF_PUBLISHED = {"family", "numerator", "denominator", "value", "rows", "by_month"}
OF_CHOSEN = {"measure", "outcomes", "objectives"}

Choice = TypeVar("Choice", bound=enum.Enum)


class NoSuchMeasure(LookupError):
    """No measure of this key."""


@dataclass(frozen=True, slots=True)
class Published:
    """Where the Department for Education prints a figure, by names of columns."""

    family: str  # of files, as in d5
    numerator: tuple[str, ...] = ()  # added up
    denominator: str = ""  # none where it is the children who live there
    value: str = ""
    rows: tuple[tuple[str, str], ...] = ()  # a column, and what it holds
    by_month: bool = False  # a column for each month, by its name


@dataclass(frozen=True, slots=True)
class Entry:
    """One measure of the library."""

    key: str
    title: str
    numerator: str
    unit: Measure.Unit
    kind: Measure.Kind
    frequency: Frequency
    places: int
    better: Measure.Better
    hides: Measure.Hides
    denominator: str = ""
    part_of: str = ""
    source: str = ""
    owner: Sector | None = None
    notes: str = ""
    published: Published | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """A measure of a set, and what of the strategy it is evidence for."""

    key: str
    outcomes: tuple[str, ...]
    objectives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Library:
    """Every measure by its key, and every set by the key of its strategy."""

    entries: Mapping[str, Entry]
    sets: Mapping[str, tuple[Chosen, ...]]


def entries() -> tuple[Entry, ...]:
    """Every measure, in the order of the library."""
    return tuple(_shipped().entries.values())


def entry(key: str) -> Entry:
    """One measure. Raises NoSuchMeasure."""
    try:
        return _shipped().entries[key]
    except KeyError:
        raise NoSuchMeasure(f"There is no measure “{key}” in the library.") from None


def sets() -> Mapping[str, tuple[Chosen, ...]]:
    """What goes with each printed strategy, by its key in the strategy library."""
    return _shipped().sets


@cache
def _shipped() -> Library:
    return parse(FILE.read_text())


def parse(text: str) -> Library:
    """A library from its YAML. Raises ValueError that names the key it is about."""
    document = yaml.safe_load(text)
    found: dict[str, Entry] = {}
    for said in document["measures"]:
        one = _entry(said)
        if one.key in found:
            raise ValueError(f"{one.key}: there are two measures of this key")
        found[one.key] = one
    for one in found.values():
        _check_part(one, found)
    chosen = {
        strategy: _set(strategy, rows, found)
        for strategy, rows in document.get("sets", {}).items()
    }
    return Library(MappingProxyType(found), MappingProxyType(chosen))


def _entry(said: Mapping[str, Any]) -> Entry:
    key = str(said.get("key", "a measure without a key"))
    _check_headings(key, said, needed=NEEDED, known=OF_MEASURE)
    texts = {name: _text(key, name, said[name]) for name in TEXTS if name in said}
    one = Entry(
        **texts,
        unit=_one_of(key, "unit", Measure.Unit, said["unit"]),
        kind=_one_of(key, "kind", Measure.Kind, said["kind"]),
        frequency=_one_of(key, "frequency", Frequency, said["frequency"]),
        places=said["places"],
        better=_better(key, said["better"]),
        hides=_one_of(key, "hides", Measure.Hides, said["hides"]),
        owner=_one_of(key, "owner", Sector, said["owner"]) if "owner" in said else None,
        published=_published(key, said["published"]) if "published" in said else None,
    )
    if one.unit in OUT_OF_SOMETHING and not one.denominator:
        raise ValueError(f"{key}: its denominator is missing")
    return one


def _published(key: str, said: Mapping[str, Any]) -> Published:
    _check_headings(key, said, needed=("family",), known=OF_PUBLISHED)
    return Published(
        family=said["family"],
        numerator=tuple(said.get("numerator", ())),
        denominator=said.get("denominator", ""),
        value=said.get("value", ""),
        rows=tuple(said.get("rows", {}).items()),
        by_month=said.get("by_month", False),
    )


def _set(
    strategy: str, rows: Iterable[Mapping[str, Any]], known: Mapping[str, Entry]
) -> tuple[Chosen, ...]:
    found: dict[str, Chosen] = {}
    for said in rows:
        key = str(said.get("measure"))
        where = f"{strategy}, {key}"
        _check_headings(where, said, needed=("measure",), known=OF_CHOSEN)
        if key not in known:
            raise ValueError(f"{where}: there is no such measure")
        if key in found:
            raise ValueError(f"{where}: it is in the set twice")
        outcomes = tuple(said.get("outcomes", ()))
        objectives = tuple(said.get("objectives", ()))
        if not outcomes and not objectives:
            raise ValueError(f"{where}: it is evidence for nothing")
        found[key] = Chosen(key, outcomes, objectives)
    return tuple(found.values())


def _check_part(one: Entry, known: Mapping[str, Entry]) -> None:
    """Refuse what is part of nothing, of itself, or of what is counted otherwise."""
    seen = {one.key}
    part = one
    while part.part_of:
        if part.part_of not in known:
            raise ValueError(f"{part.key}: there is no part_of “{part.part_of}”")
        if part.part_of in seen:
            raise ValueError(f"{one.key}: it is part of itself")
        whole = known[part.part_of]
        if (whole.kind, whole.frequency) != (part.kind, part.frequency):
            raise ValueError(
                f"{part.key}: it is not counted over the same time as {whole.key}, "
                "of which it is part"
            )
        seen.add(whole.key)
        part = whole


def _check_headings(
    where: str, said: Mapping[str, Any], *, needed: Iterable[str], known: set[str]
) -> None:
    for name in needed:
        if name not in said:
            raise ValueError(f"{where}: its {name} is missing")
    if unknown := sorted(set(said) - known):
        raise ValueError(f"{where}: “{unknown[0]}” is not known here")


def _text(key: str, name: str, said: object) -> str:
    if not isinstance(said, str):
        raise ValueError(f"{key}: its {name} is {said!r:.60}, not text (quote it)")
    return said.strip()


def _one_of(key: str, name: str, choices: type[Choice], said: object) -> Choice:
    try:
        return choices(said)
    except ValueError:
        raise ValueError(
            _unknown(key, name, said, [c.value for c in choices])
        ) from None


def _better(key: str, said: object) -> Measure.Better:
    ways = {one.name.lower(): one for one in Measure.Better}
    if said not in ways:
        raise ValueError(_unknown(key, "better", said, ways))
    return ways[str(said)]


def _unknown(key: str, name: str, said: object, known: Iterable[str]) -> str:
    return f"{key}: there is no {name} “{said}”. There are: {', '.join(known)}."
