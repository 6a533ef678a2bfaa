"""Which area and which period a row of published statistics is about. Pure."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from performance.periods import Frequency, Period
from performance.published.files import Sheet

NEEDED = (
    *("time_period", "time_identifier", "geographic_level"),
    *("country_code", "country_name", "region_code", "region_name"),
    *("old_la_code", "new_la_code", "la_name"),
)
COUNTRY, REGION, AUTHORITY = "country", "region", "authority"
LEVELS = {"National": COUNTRY, "Regional": REGION, "Local authority": AUTHORITY}
# Columns that say which row it is; every other one may hold figures.
ABOUT_THE_ROW = frozenset({*NEEDED, "category"})
# The two parts of London are published beside London as if they were regions.
LONDON = "E12000007"
PARTS_OF_LONDON = frozenset({"E13000001", "E13000002"})


class Where(NamedTuple):
    """An area as a row names it."""

    kind: str
    code: str
    number: str  # of a local authority; it stays when the code changes
    name: str
    region: str = ""
    country: str = ""

    @property
    def key(self) -> str:
        """By which rows of the same area are known."""
        return self.number or self.code

    @property
    def within(self) -> str:
        """The code of the area that it lies in."""
        if self.kind == REGION and self.code in PARTS_OF_LONDON:
            return LONDON
        return {AUTHORITY: self.region, REGION: self.country}.get(self.kind, "")


class Placing:
    """Finds the area and the period of each row of a sheet."""

    def __init__(self, sheet: Sheet) -> None:
        sheet.need(*NEEDED)
        self.at = [sheet.columns.index(name) for name in NEEDED]
        self.areas: dict[tuple[str, ...], Where | None] = {}
        self.periods: dict[tuple[str, str], Period | None] = {}
        # The newest row of an area says what it is called.
        self.newest: dict[str, tuple[date, Where]] = {}

    def place(self, row: Sequence[str]) -> tuple[Where, Period] | str:
        """Where and when; or the column that was not understood."""
        said = tuple([row[at] for at in self.at])
        where = self._where(said[2:])
        if where is None:
            return "geographic_level" if said[2] not in LEVELS else "new_la_code"
        when = self._when(said[0], said[1])
        if when is None:
            return "time_period"
        known = self.newest.get(where.key)
        if known is None or known[0] < when.starts_on:
            self.newest[where.key] = (when.starts_on, where)
        return where, when

    def _where(self, said: tuple[str, ...]) -> Where | None:
        if said not in self.areas:
            self.areas[said] = where(*said)
        return self.areas[said]

    def _when(self, time_period: str, identifier: str) -> Period | None:
        said = (time_period, identifier)
        if said not in self.periods:
            self.periods[said] = period(*said)
        return self.periods[said]


def where(level: str, *said: str) -> Where | None:
    """The area of a row; nothing where it cannot be told."""
    country, country_name, region, region_name, number, code, name = said
    kind = LEVELS.get(level)
    if kind == COUNTRY and _is_code(country):
        return Where(COUNTRY, country, "", country_name)
    if kind == REGION and _is_code(region):
        return Where(REGION, region, "", region_name, country=country)
    if kind == AUTHORITY and _is_code(code) and (not number or is_number(number)):
        region = region if _is_code(region) else ""
        return Where(AUTHORITY, code, number, name, region, country)
    return None


def period(time_period: str, identifier: str) -> Period | None:
    """The period that is written as 2024 or 202324; nothing where it is neither."""
    digits = time_period.replace("-", "").replace("/", "")
    if not (digits.isascii() and digits.isdecimal()):
        return None
    if identifier == "Reporting year" and len(digits) == 4:
        return _beginning(Frequency.YEAR, int(digits) - 1)
    if identifier in _YEARS and len(digits) == 6:
        first, last = int(digits[:4]), int(digits[4:])
        if (first + 1) % 100 == last:
            return _beginning(_YEARS[identifier], first)
    return None


_YEARS = {"Financial year": Frequency.YEAR, "Academic year": Frequency.SCHOOL_YEAR}


def _beginning(frequency: Frequency, year: int) -> Period | None:
    if not 1980 <= year <= 2100:
        return None
    return Period(frequency, date(year, 9 if "school" in frequency else 4, 1))


def is_number(text: str) -> bool:
    """Whether it is the number of a local authority, as in 301."""
    return len(text) == 3 and text.isascii() and text.isdecimal()


def _is_code(text: str) -> bool:
    return len(text) == 9 and text.isascii() and text[0].isalpha()
