"""Periods: the months, quarters, halves and years that figures are about.

Quarters, halves and financial years begin in April, as in the published statistics;
school years in September. A period is known by how often and by its first day.
"""

import enum
from dataclasses import dataclass
from datetime import date, timedelta

EARLIEST, LATEST = 2000, 2100  # the years that can be meant
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


class Frequency(enum.StrEnum):
    """How often a measure is asked for."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    SCHOOL_YEAR = "school-year"

    @property
    def months(self) -> int:
        """How long one period is, in months."""
        return _MONTHS[self]

    @property
    def words(self) -> str:
        """As in “Every quarter”."""
        return _WORDS[self][0]

    @property
    def each(self) -> str:
        """What one period is called in a sentence; its plural takes an s."""
        return _WORDS[self][1]

    def first_day(self, on: date) -> date:
        """The first day of the period that a day is in."""
        first = 9 if self is Frequency.SCHOOL_YEAR else 4
        since = (on.year * 12 + on.month - 1) - (first - 1)
        months = since - since % self.months + first - 1
        return date(months // 12, months % 12 + 1, 1)

    def beginning(self, on: date) -> "Period":
        """The period that a day is in."""
        return Period(self, self.first_day(on))


_MONTHS = {
    Frequency.MONTH: 1,
    Frequency.QUARTER: 3,
    Frequency.HALF: 6,
    Frequency.YEAR: 12,
    Frequency.SCHOOL_YEAR: 12,
}
_WORDS = {
    Frequency.MONTH: ("Every month", "month"),
    Frequency.QUARTER: ("Every quarter", "quarter"),
    Frequency.HALF: ("Every half-year", "half-year"),
    Frequency.YEAR: ("Every financial year", "year"),
    Frequency.SCHOOL_YEAR: ("Every school year", "school year"),
}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One period. Raises ValueError for a day on which none of its kind begins."""

    frequency: Frequency
    starts_on: date

    def __post_init__(self) -> None:
        if self.frequency.first_day(self.starts_on) != self.starts_on:
            raise ValueError(f"No {self.frequency.each} begins on {self.starts_on}")

    @property
    def ends_on(self) -> date:
        """Its last day; the day on which a snapshot is counted."""
        return self.moved(1).starts_on - timedelta(days=1)

    def moved(self, steps: int) -> "Period":
        """The period so many later, or earlier with a negative number."""
        months = self.starts_on.year * 12 + self.starts_on.month - 1
        months += steps * self.frequency.months
        return Period(self.frequency, date(months // 12, months % 12 + 1, 1))

    @property
    def before(self) -> "Period":
        """The period before it."""
        return self.moved(-1)

    @property
    def year_before(self) -> "Period":
        """The same period a year earlier."""
        return self.moved(-12 // self.frequency.months)

    @property
    def words(self) -> str:
        """September 2026; July to September 2026; 2026 to 2027; school year 2026/27."""
        start, end = self.starts_on, self.ends_on
        if self.frequency is Frequency.MONTH:
            return f"{MONTHS[start.month - 1]} {start.year}"
        if self.frequency is Frequency.YEAR:
            return f"April {start.year} to March {end.year}"
        if self.frequency is Frequency.SCHOOL_YEAR:
            return f"school year {start.year} to {end.year}"
        first, last = MONTHS[start.month - 1], MONTHS[end.month - 1]
        year = "" if start.year == end.year else f" {start.year}"
        return f"{first}{year} to {last} {end.year}"

    @property
    def short(self) -> str:
        """Sep 2026; Jul–Sep 2026; 2026–27."""
        start, end = self.starts_on, self.ends_on
        if self.frequency is Frequency.MONTH:
            return f"{MONTHS[start.month - 1][:3]} {start.year}"
        if self.frequency.months == 12:
            return f"{start.year}–{end.year % 100:02}"
        return f"{MONTHS[start.month - 1][:3]}–{MONTHS[end.month - 1][:3]} {end.year}"

    def ended(self, on: date) -> bool:
        """Whether it is over on a day, so that its figures can be asked for."""
        return self.ends_on < on


def latest_ended(frequency: Frequency, on: date) -> Period:
    """The last period that is over on a day."""
    return frequency.beginning(on).before
