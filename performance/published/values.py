"""What a row of published statistics says about a measure. Pure.

A value is a short text, as it is stored: number, out of and value, each a number, a
symbol or nothing, as in “139080|621880|22.4”. A rate of which only the number is
published has no value: it is divided by the children who live there when it is read.
Texts, because a release has tens of thousands: they are compared as they are, and only
those that somebody looks at are taken apart. Once stored, the number of the release
that they came from stands behind them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from performance.arithmetic import value as divided
from performance.periods import Frequency, Period
from performance.published.files import Sheet
from performance.published.places import Placing, Where
from privacy.disclosure import Symbol, from_shown

DIGITS_MAX = 12
SYMBOLS = {one.value: one for one in Symbol if one is not Symbol.SMALL}
NOT_UNDERSTOOD_MAX = 50

Value = str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where a measure stands in a sheet, and how its value is worked out."""

    key: int
    numerator: tuple[str, ...] = ()
    denominator: str = ""
    value: str = ""
    rows: Mapping[str, str] = field(default_factory=dict)
    by_month: bool = False
    multiplier: int = 1
    places: int = 1
    is_rate: bool = False


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """A cell that is neither a number nor a symbol, or a row about nothing known."""

    row: int
    column: str
    found: str


@dataclass(slots=True)
class Taken:
    """Everything that was read in a sheet."""

    # By measure, how often, and area: values by the first day of their period.
    series: dict[tuple[int, str, str], dict[str, Value]] = field(default_factory=dict)
    areas: dict[str, Where] = field(default_factory=dict)
    latest_on: date | None = None
    not_understood: list[NotUnderstood] = field(default_factory=list)
    not_understood_count: int = 0
    twice: dict[int, str] = field(default_factory=dict)

    def note(self, row: int, column: str, found: str) -> None:
        """Keep what was not understood; of very many only how many there are."""
        self.not_understood_count += 1
        if len(self.not_understood) < NOT_UNDERSTOOD_MAX:
            self.not_understood.append(NotUnderstood(row, column, found[:80]))


class CellError(ValueError):
    """A cell that is neither a number nor a symbol."""

    def __init__(self, column: int, found: str) -> None:
        super().__init__(found)
        self.column = column
        self.found = found


def taken(sheet: Sheet, wanted: Sequence[Wanted]) -> Taken:
    """What a sheet says about these measures. Raises Refused."""
    placing = Placing(sheet)
    found = Taken()
    readers = [_Reader(one, sheet.columns, found) for one in wanted]
    for place, row in enumerate(sheet.rows, start=2):
        about = placing.place(row)
        if isinstance(about, str):
            found.note(place, about, row[sheet.columns.index(about)])
            continue
        where, when = about
        for reader in readers:
            for error in reader.read(row, where.key, when):
                found.note(place, sheet.columns[error.column], error.found)
    found.areas = {key: where for key, (_, where) in placing.newest.items()}
    found.latest_on = max((day for day, _ in placing.newest.values()), default=None)
    for measure in found.twice:
        for key in [key for key in found.series if key[0] == measure]:
            del found.series[key]
    return found


class _Reader:
    """Reads one measure in each row."""

    def __init__(self, wanted: Wanted, columns: Sequence[str], taken: Taken) -> None:
        at = columns.index
        self.wanted, self.taken = wanted, taken
        self.above = [at(name) for name in wanted.numerator]
        self.below = at(wanted.denominator) if wanted.denominator else None
        self.value = at(wanted.value) if wanted.value else None
        self.only = [(at(name), text) for name, text in wanted.rows.items()]
        self.periods: dict[Period, list[tuple[str, str, list[int]]]] = {}

    def read(self, row: Sequence[str], area: str, period: Period) -> list[CellError]:
        """Put what a row says where it belongs; what was not understood is left out."""
        if self.only and any(row[at] != text for at, text in self.only):
            return []
        wrong = []
        for frequency, day, columns in self._when(period):
            try:
                value = self._value(row, columns)
            except CellError as error:
                wrong.append(error)
            else:
                self._put(area, frequency, day, value)
        return wrong

    def _put(self, area: str, frequency: str, day: str, value: Value) -> None:
        series = self.taken.series.setdefault((self.wanted.key, frequency, area), {})
        if day in series and series[day] != value:
            self.taken.twice.setdefault(self.wanted.key, f"{area}, {day}")
        series[day] = value

    def _when(self, period: Period) -> list[tuple[str, str, list[int]]]:
        """How often, the first day, and the columns of each value in a row."""
        if period not in self.periods:
            if self.wanted.by_month:
                first = Period(Frequency.MONTH, period.starts_on)
                self.periods[period] = [
                    ("month", first.moved(step).starts_on.isoformat(), [at])
                    for step, at in enumerate(self.above)
                ]
            else:
                day = period.starts_on.isoformat()
                self.periods[period] = [(str(period.frequency), day, self.above)]
        return self.periods[period]

    def _value(self, row: Sequence[str], columns: Sequence[int]) -> Value:
        above = below = ""
        if len(columns) == 1:
            above = count(row[columns[0]], columns[0])
        elif columns:
            above = _sum([count(row[at], at) for at in columns])
        if self.below is not None:
            below = count(row[self.below], self.below)
        if self.value is not None:
            return f"{above}|{below}|{figure(row[self.value], self.value)}"
        return f"{above}|{below}|{self._worked_out(above, below)}"

    def _worked_out(self, above: str, below: str) -> str:
        if self.below is None:
            is_undivided = self.wanted.is_rate and above not in SYMBOLS
            return "" if is_undivided else above
        if not int(below if below not in SYMBOLS else 1):
            return Symbol.NOT_APPLICABLE.value
        return from_shown(self._divide, _known(above), _known(below))

    def _divide(self, above: int, below: int) -> str:
        multiplier, places = self.wanted.multiplier, self.wanted.places
        return plain(str(divided(above, below, multiplier=multiplier, places=places)))


def count(text: str, column: int) -> str:
    """A whole number, or its symbol. Raises CellError."""
    if text.isdecimal() and text.isascii() and len(text) <= DIGITS_MAX:
        return text
    if text in SYMBOLS:
        return text
    whole = text.strip()
    if whole != text:
        return count(whole, column)
    raise CellError(column, text)


def figure(text: str, column: int) -> str:
    """A number with or without decimals, or its symbol. Raises CellError."""
    whole, _, rest = text.partition(".")
    digits = whole + rest
    if digits.isdecimal() and digits.isascii() and len(digits) <= DIGITS_MAX:
        if whole and text[-1] != ".":
            return plain(text)
    elif text in SYMBOLS:
        return text
    if (bare := text.strip()) != text:
        return figure(bare, column)
    raise CellError(column, text)


def _sum(parts: Sequence[str]) -> str:
    return str(from_shown(lambda *known: sum(known), *map(_known, parts)))


def _known(text: str) -> int | Symbol:
    return SYMBOLS[text] if text in SYMBOLS else int(text)


def plain(text: str) -> str:
    """A number without noughts at its end, so that 21.0 and 21 are the same."""
    return text.rstrip("0").rstrip(".") if "." in text else text


class Published(NamedTuple):
    """A stored value taken apart."""

    number: int | Symbol | None
    out_of: int | Symbol | None
    value: Decimal | Symbol | None
    release: int


def stored(value: Value, release: int) -> str:
    """A value with the number of the release that it came from."""
    return f"{value}|{release}"


def without_release(kept: str) -> Value:
    """A stored value as it stood in its file."""
    return kept.rpartition("|")[0]


def release_of(kept: str) -> int:
    """The number of the release that a stored value came from."""
    return int(kept.rpartition("|")[2])


def shown(kept: str) -> Decimal | Symbol | None:
    """A stored value, or its symbol; nothing for a rate that is not divided yet."""
    text = kept.split("|")[2]
    return SYMBOLS[text] if text in SYMBOLS else Decimal(text) if text else None


def published(kept: str) -> Published:
    """Everything that a stored value says."""
    number, out_of, _, release = kept.split("|")
    return Published(
        _known(number) if number else None,
        _known(out_of) if out_of else None,
        shown(kept),
        int(release),
    )
